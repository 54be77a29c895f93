import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Asked, drawFor } from '#lib/pictures/draw.ts'
import { workerEnvironment } from '#lib/worker-environment.ts'
import type { Answer, Call, Works } from './parse-worker.ts'

/** Milliseconds and megabytes of a job beyond which its thread is ended. */
const perTick = 500
const mostTicks = 10
const mostSeconds = (perTick * mostTicks) / 1000
const mostMemory = 256
/** So many waiting jobs are worth one more thread, whose start takes half a second of a core. */
const worthAThread = 100
const mostThreads = Math.max(2, availableParallelism())
/** Milliseconds, other than in lib/search/indexer.ts: of two that end together V8 keeps the memory. */
const idleFor = 3_000
/** Of a long queue a thread is given so many, and parses one while it waits for the files of the others. */
const mostTogether = 8

export class LimitExceeded extends Error {
  readonly limit: 'time' | 'memory'

  constructor(limit: 'time' | 'memory') {
    super(
      limit === 'time'
        ? `this takes longer than ${mostSeconds} s to read`
        : `this takes more than ${mostMemory} MB of memory to read`,
    )
    this.limit = limit
  }
}

export class JobFailed extends Error {}

type Waiting = { call: Call; isAlone: boolean; resolve(value: unknown): void; reject(error: Error): void }
type Thread = { worker: Worker; isReady: boolean; current: Map<number, Waiting>; clock?: NodeJS.Timeout }

const queue: Waiting[] = []
const threads = new Set<Thread>()
let idle: NodeJS.Timeout | undefined

/** @throws LimitExceeded, or JobFailed with what the job itself threw */
export function inWorker<Name extends keyof Works>(
  ...call: [Name, ...Parameters<Works[Name]>]
): Promise<Awaited<ReturnType<Works[Name]>>> {
  return new Promise((resolve, reject) => {
    queue.push({ call, isAlone: false, resolve, reject })
    next()
  })
}

function next(): void {
  clearTimeout(idle)
  for (const thread of threads) if (thread.isReady && !thread.current.size) give(thread)
  const wanted = Math.min(mostThreads, Math.ceil(queue.length / worthAThread))
  while (threads.size < wanted) threads.add(start())
  if (![...threads].some(({ isReady, current }) => !isReady || current.size))
    idle = setTimeout(endAll, idleFor).unref()
}

function give(thread: Thread): void {
  const batch = nextBatch()
  if (!batch.length) {
    thread.worker.unref()
    return
  }
  thread.current = new Map(batch.entries())
  thread.worker.ref()
  follow(thread)
  thread.worker.postMessage(batch.map(({ call }) => call))
}

function nextBatch(): Waiting[] {
  const most = queue.length < worthAThread || queue[0]?.isAlone ? 1 : mostTogether
  const next = queue.slice(0, most).findIndex(({ isAlone }) => isAlone)
  return queue.splice(0, next > 0 ? next : most)
}

function follow(thread: Thread): void {
  clearInterval(thread.clock)
  // Ticks and not one long wait: a process that was stopped for a minute has not worked for a minute.
  let ticks = 0
  const { performance } = thread.worker
  let before = performance.eventLoopUtilization()
  let used = process.cpuUsage()
  thread.clock = setInterval(() => {
    const load = performance.eventLoopUtilization()
    const { user, system } = process.cpuUsage(used)
    ticks += worked(performance.eventLoopUtilization(load, before).utilization, (user + system) / 1000)
    before = load
    used = process.cpuUsage()
    if (ticks >= mostTicks) end(thread, new LimitExceeded('time'))
    // What waits behind a long job gets another thread.
    else if (queue.length && threads.size < mostThreads) threads.add(start())
  }, perTick)
}

/** One that waits for a slow disk does not work, nor does one that waits for a processor: then the whole process has none. */
export function worked(utilization: number, processorTime: number): number {
  return utilization > 0.5 ? Math.min(1, processorTime / perTick) : 0
}

function start(): Thread {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    env: workerEnvironment(),
    resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: mostMemory },
  })
  const thread: Thread = { worker, isReady: false, current: new Map() }
  worker.on('message', (message: Answer | Asked) => {
    if ('port' in message) return void drawFor(message)
    const { index, error, value } = message
    if (index === undefined) thread.isReady = true
    else {
      const done = thread.current.get(index)
      thread.current.delete(index)
      if (error === undefined) done?.resolve(value)
      else done?.reject(new JobFailed(error))
    }
    if (thread.current.size) return follow(thread)
    clearInterval(thread.clock)
    next()
  })
  worker.on('error', (error: NodeJS.ErrnoException) =>
    end(thread, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new LimitExceeded('memory') : error),
  )
  worker.on('exit', () => end(thread, new Error('The thread that reads articles has ended.')))
  return thread
}

/** Of several jobs nobody knows which one it was: each is tried once more, alone. */
function end(thread: Thread, error: Error): void {
  if (!threads.delete(thread)) return
  clearInterval(thread.clock)
  void thread.worker.terminate()
  const unanswered = [...thread.current.values()]
  if (unanswered.length > 1) queue.unshift(...unanswered.map((one) => ({ ...one, isAlone: true })))
  else unanswered[0]?.reject(error)
  // A thread that cannot even start would not start for the next one either.
  if (!thread.isReady) for (const waiting of queue.splice(0)) waiting.reject(error)
  next()
}

function endAll(): void {
  for (const thread of threads) {
    threads.delete(thread)
    void thread.worker.terminate()
  }
}
