import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { ask } from './ask.ts'
import { loadCore, processorSeconds, versionOf } from './machine.ts'
import type { Job, Seen } from './visitors.ts'

/** One round of load. Latencies in milliseconds; `busy` is the share of its core that each side used, in percent. */
export type Round = Pick<Seen, 'perSecond' | 'p50' | 'p99' | 'broken'> & {
  busy: { server: number; load: number }
}

/** What is asked for. Eight number signs in the path are replaced by a number that grows with each request. */
export type Asked = {
  port: number
  path: string
  headers?: Record<string, string> | undefined
  /** The only status that is right; 200 where none is given. */
  status?: number
  /** Whole seconds. */
  seconds: number
}

const hasWrk = versionOf('wrk', '-v') !== undefined
const connections = 32

/**
 * Asks one address as fast as it answers, over 32 connections, from a process on a core of its own: wrk where it is
 * installed, our own visitors where it is not.
 *
 * @param server pid of the server under load
 * @throws when an answer has another status than the one asked for
 */
export function loadOn(server: number, asked: Asked): Promise<Round> {
  return watched([server], () => (hasWrk ? byWrk(asked) : byVisitors(asked)))
}

/** Adds to a load what the processes of the server used meanwhile. */
export async function watched<Load extends { busy: number }>(
  servers: readonly number[],
  load: () => Promise<Load>,
): Promise<Omit<Load, 'busy'> & { busy: Round['busy'] }> {
  const used = () => servers.reduce((sum, pid) => sum + processorSeconds(pid), 0)
  const before = used()
  const began = performance.now()
  const seen = await load()
  const seconds = (performance.now() - began) / 1000
  return { ...seen, busy: { server: ((used() - before) / seconds) * 100, load: seen.busy } }
}

/** A request for an address as these visitors send it. */
export function get(path: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ Host: 'localhost', 'Accept-Encoding': 'gzip', ...headers })
  return `GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

/**
 * Our own visitors, in a process on the load's core.
 *
 * @param begun is called when each connection has had an answer
 * @param over ends it before its time
 * @throws when an answer has a status that its request does not allow
 */
export async function visitors(
  job: Job,
  begun?: () => void,
  over?: Promise<unknown>,
): Promise<Seen & { busy: number }> {
  const program = fileURLToPath(new URL('./visitors.ts', import.meta.url))
  const { output, busy } = await run(process.execPath, [program, JSON.stringify(job)], begun, over)
  const seen: Seen = JSON.parse(output)
  const wrong = Object.entries(seen.unexpected).map(([what, count]) => `${count} times ${what}`)
  if (wrong.length) throw new Error(`Unexpected answers: ${wrong.join('; ')}`)
  return { ...seen, busy }
}

type Half = Omit<Round, 'busy'> & { busy: number }

async function byVisitors({ port, path, headers, status = 200, seconds }: Asked): Promise<Half> {
  const requests = [{ text: get(path, headers), statuses: [status] }]
  return visitors({ port, connections, seconds, requests })
}

async function byWrk({ port, path, headers = {}, status = 200, seconds }: Asked): Promise<Half> {
  const one = await ask(port, path.replace('########', '00000000'), headers)
  if (one.status !== status) throw new Error(`${path} answers ${one.status}, not ${status}`)
  const script = fileURLToPath(new URL('./wrk.lua', import.meta.url))
  const lines = Object.entries({ 'Accept-Encoding': 'gzip', ...headers })
  const { output, busy } = await run('wrk', [
    ...['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script],
    ...lines.flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    `http://127.0.0.1:${port}/`,
    path,
  ])
  const seen = JSON.parse(output.trim().split('\n').at(-1) ?? '')
  // wrk tells failures from the rest, and no more: 200, 304 and 308 differ by their length, a tenth and a line or two aside.
  const wrong = status >= 400 ? seen.answers - seen.failures : seen.failures
  const length = seen.bytes / seen.answers
  if (wrong || Math.abs(length - one.length) > 100 + one.length / 10)
    throw new Error(
      `${path} did not always answer ${status}: ${wrong} of ${seen.answers} answers differ; they had ${length.toFixed(0)} bytes, not ${one.length}`,
    )
  return { ...seen, perSecond: seen.answers / seen.seconds, busy }
}

/** Runs a program on the load's core, and tells how busy it was there. `begun`: at its first message; `over`: when it is sent one. */
export async function run(
  program: string,
  args: string[],
  begun: () => void = () => undefined,
  over?: Promise<unknown>,
): Promise<{ output: string; busy: number }> {
  const own = availableParallelism() > 1 ? ['taskset', '-c', String(loadCore)] : []
  const [first = program, ...rest] = [...own, program, ...args]
  const began = performance.now()
  const child = spawn(first, rest, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  child.once('message', begun)
  void over?.then(() => child.connected && child.send('over'))
  let output = ''
  child.stdout?.on('data', (chunk) => {
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
