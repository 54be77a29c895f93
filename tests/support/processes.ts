import { readdirSync, readFileSync } from 'node:fs'

/** Those that this process started, and those among them that have ended and that it has not noticed. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => Number(read(each, 'stat').split(') ').at(-1)?.split(' ')[1]) === pid)
}

/** The processes that draw pictures for this one. */
export function drawingFor(pid: number): number[] {
  return childrenOf(pid).filter((each) => read(each, 'cmdline').includes('draw-process.ts'))
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    // It ended in between.
    return ''
  }
}
