import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'

/** The cores that server and load have for themselves; the same one where the machine has no second. */
export const serverCore = 0
export const loadCore = Math.min(1, availableParallelism() - 1)

/** What the figures were measured on, one line each. */
export function describeMachine(): string[] {
  const [first] = cpus()
  const [load = 0] = loadavg()
  return [
    `${availableParallelism()} cores, ${first?.model ?? 'unknown processor'}; ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `Linux ${release()}, Node.js ${process.version}, ${versionOf('nginx', '-v') ?? 'no nginx'}, ${versionOf('wrk', '-v') ?? 'no wrk: own load generator'}`,
    `load average before the run: ${load.toFixed(2)}${load > 1 ? ': **others were at work on it**, so that “a busy second” tells more than the rates, and latencies tell little' : ''}`,
  ]
}

/** First line of what a program says of its version, or undefined when it is not installed. */
export function versionOf(program: string, flag: string): string | undefined {
  const { error, stdout, stderr } = spawnSync(program, [flag], { encoding: 'utf8' })
  if (error) return undefined
  return (stderr || stdout).split('\n', 1)[0]?.replace(/ Copyright.*| \[.*/, '')
}

/** Keeps a running process, with all its threads and children, on one core. */
export function pin(pid: number, core: number): void {
  for (const each of family(pid)) spawnSync('taskset', ['-a', '-p', '-c', String(core), String(each)])
}

/** Seconds of processor time that a process and its living children have used. */
export function processorSeconds(pid: number): number {
  let ticks = 0
  for (const each of family(pid)) {
    const afterName = readProc(each, 'stat').split(') ').at(-1)?.split(' ') ?? []
    ticks += Number(afterName[11] ?? 0) + Number(afterName[12] ?? 0)
  }
  // Linux counts in hundredths of a second for every program, whatever the kernel's own tick.
  return ticks / 100
}

/** Resident memory of a process in MiB. */
export function residentMemory(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readProc(pid, 'status'))?.[1] ?? 0) / 1024
}

/** The process of a site that does the work: the starter may have handed over to another. */
export function serverIn(pid: number): number {
  return family(pid).findLast(isServer) ?? pid
}

/** Neither draws, nor has ended: such a one has no command line. */
function isServer(pid: number): boolean {
  const command = readProc(pid, 'cmdline')
  return command !== '' && !command.includes('draw-process.ts')
}

/** Resident memory of a site in MiB, with the process that draws its pictures while there is one. */
export function siteMemory(pid: number): number {
  return family(serverIn(pid)).reduce((sum, each) => sum + residentMemory(each), 0)
}

/** A process and everything that it started and that still runs. */
export function family(pid: number): number[] {
  const threads = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : []
  const children = threads.flatMap((thread) =>
    readProc(pid, `task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(family)]
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    // It ended in between.
    return ''
  }
}
