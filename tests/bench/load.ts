import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { loadCore, processorSeconds, versionOf } from './machine.ts'
import type { Job, Seen } from './visitors.ts'

/** One round of load. Latencies in milliseconds; `busy` is the share of its core that each side used, in percent. */
export type Round = Pick<Seen, 'perSecond' | 'p50' | 'p99'> & {
  busy: { server: number; load: number }
  /** Anything but a whole answer with status 200. */
  faults: number
}

const hasWrk = versionOf('wrk', '-v') !== undefined
const connections = 32

/**
 * Asks one address as fast as it answers, over 32 connections, from a process on a core of its own: wrk where it is
 * installed, our own visitors where it is not.
 *
 * @param server pid of the server under load
 */
export async function loadOn(
  server: number,
  { port, path, seconds }: { port: number; path: string; seconds: number },
): Promise<Round> {
  const before = processorSeconds(server)
  const began = performance.now()
  const round = hasWrk
    ? await byWrk(`http://127.0.0.1:${port}${path}`, seconds)
    : await byVisitors({ port, connections, seconds, requests: [get(path)] })
  const passed = (performance.now() - began) / 1000
  const used = processorSeconds(server) - before
  return { ...round, busy: { server: (used / passed) * 100, load: round.busy } }
}

/** A request for an address as these visitors send it. */
export function get(path: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ Host: 'localhost', 'Accept-Encoding': 'gzip', ...headers })
  return `GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

/** Our own visitors, in a process on the load's core. */
export async function visitors(job: Job): Promise<Seen> {
  const program = fileURLToPath(new URL('./visitors.ts', import.meta.url))
  const { output } = await run(process.execPath, [program, JSON.stringify(job)])
  return JSON.parse(output)
}

type Half = Omit<Round, 'busy'> & { busy: number }

async function byVisitors(job: Job): Promise<Half> {
  const program = fileURLToPath(new URL('./visitors.ts', import.meta.url))
  const { output, busy } = await run(process.execPath, [program, JSON.stringify(job)])
  const { perSecond, p50, p99, statuses, broken }: Seen = JSON.parse(output)
  const others = Object.entries(statuses).filter(([status]) => status !== '200')
  return { perSecond, p50, p99, busy, faults: others.reduce((sum, [, count]) => sum + count, broken) }
}

async function byWrk(url: string, seconds: number): Promise<Half> {
  const header = ['-H', 'Accept-Encoding: gzip']
  const { output, busy } = await run('wrk', [
    ...['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...header],
    url,
  ])
  const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? 0)
  const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(output) ?? []
  return {
    perSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p50: milliseconds(/ 50%\s+(\S+)/.exec(output)?.[1]),
    p99: milliseconds(/ 99%\s+(\S+)/.exec(output)?.[1]),
    busy,
    faults: errors
      .slice(1)
      .reduce((sum, text) => sum + Number(text), number(/Non-2xx or 3xx responses: (\d+)/)),
  }
}

function milliseconds(text = ''): number {
  const [, number, unit = ''] = /^([\d.]+)(us|ms|s)$/.exec(text) ?? []
  return Number(number) * ({ us: 0.001, ms: 1, s: 1000 }[unit] ?? Number.NaN)
}

/** Runs a program on the load's core, and tells how busy it was there. */
async function run(program: string, args: string[]): Promise<{ output: string; busy: number }> {
  const own = availableParallelism() > 1 ? ['taskset', '-c', String(loadCore)] : []
  const [first = program, ...rest] = [...own, program, ...args]
  const began = performance.now()
  const child = spawn(first, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  // What it has used is gone with it: the last look before its end counts.
  let used = 0
  const look = setInterval(() => {
    used = Math.max(used, processorSeconds(child.pid ?? 0))
  }, 50)
  const [code] = await once(child, 'close')
  clearInterval(look)
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${output}`)
  return { output, busy: (used / ((performance.now() - began) / 1000)) * 100 }
}
