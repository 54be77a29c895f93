import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Answer, CompileJob, Job, ReadJob } from './parse-worker.ts'
import type { Reading } from './read-document.ts'

/** Milliseconds and megabytes of a job beyond which its thread is ended. */
const perTick = 500
const mostTicks = 10
export const mostSeconds = (perTick * mostTicks) / 1000
export const mostMemory = 256
/** So many waiting jobs are worth one more thread, whose start takes half a second of a core. */
const worthAThread = 100
const mostThreads = Math.max(2, availableParallelism())
const idleFor = 10_000

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

type Waiting = { job: Job; resolve(value: unknown): void; reject(error: Error): void }
type Thread = { worker: Worker; isReady: boolean; current?: Waiting | undefined; clock?: NodeJS.Timeout }

const queue: Waiting[] = []
const threads = new Set<Thread>()
let idle: NodeJS.Timeout | undefined

/** @throws LimitExceeded, or JobFailed with what the job itself threw */
export function inWorker(job: ReadJob): Promise<Reading | undefined>
export function inWorker(job: CompileJob): Promise<string>
export function inWorker(job: Job): Promise<unknown> {
  return new Promise((resolve, reject) => {
    queue.push({ job, resolve, reject })
    next()
  })
}

function next(): void {
  clearTimeout(idle)
  for (const thread of threads) if (thread.isReady && !thread.current) give(thread)
  const wanted = Math.min(mostThreads, Math.ceil(queue.length / worthAThread))
  while (threads.size < wanted) threads.add(start())
  if (![...threads].some(({ isReady, current }) => !isReady || current))
    idle = setTimeout(endAll, idleFor).unref()
}

function give(thread: Thread): void {
  const waiting = queue.shift()
  if (!waiting) {
    thread.worker.unref()
    return
  }
  thread.current = waiting
  thread.worker.ref()
  // Ticks and not one long wait: a process that was stopped for a minute has not worked for a minute.
  let ticks = 0
  thread.clock = setInterval(() => {
    if (++ticks >= mostTicks) end(thread, new LimitExceeded('time'))
    // What waits behind a long job gets another thread.
    else if (queue.length && threads.size < mostThreads) threads.add(start())
  }, perTick)
  thread.worker.postMessage(waiting.job)
}

function start(): Thread {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: mostMemory },
  })
  const thread: Thread = { worker, isReady: false }
  worker.on('message', ({ isReady, error, value }: Answer) => {
    clearInterval(thread.clock)
    const done = thread.current
    thread.current = undefined
    if (isReady) thread.isReady = true
    else if (error === undefined) done?.resolve(value)
    else done?.reject(new JobFailed(error))
    next()
  })
  worker.on('error', (error: NodeJS.ErrnoException) =>
    end(thread, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new LimitExceeded('memory') : error),
  )
  worker.on('exit', () => end(thread, new Error('The thread that reads articles has ended.')))
  return thread
}

function end(thread: Thread, error: Error): void {
  if (!threads.delete(thread)) return
  clearInterval(thread.clock)
  void thread.worker.terminate()
  thread.current?.reject(error)
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
