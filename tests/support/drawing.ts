import { readdirSync, readFileSync } from 'node:fs'

/** The processes that draw pictures for this one. */
export function drawingFor(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid && read(each, 'cmdline').includes('draw-process.ts'))
}

function parentOf(pid: number): number {
  return Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1])
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    // It ended in between.
    return ''
  }
}
