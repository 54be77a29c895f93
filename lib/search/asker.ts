import { Worker } from 'node:worker_threads'
import { workerEnvironment } from '#lib/worker-environment.ts'
import type { Ask, Told } from './query-worker.ts'

type Question = Ask extends infer One ? (One extends { id: number } ? Omit<One, 'id'> : never) : never

type Options = {
  file: string
  /** The file cannot be made sense of. */
  damaged(error: Error & { code?: string }): void
}

/** Beyond these nobody would wait for an answer. */
const mostWaiting = 500
/** Milliseconds after which the thread is taken for stuck. */
const longest = 30_000

/** The thread that reads the index. */
export function createAsker({ file, damaged }: Options) {
  const waiting = new Map<number, (value: unknown) => void>()
  let worker: Worker | undefined
  let isReading = false
  let clock: NodeJS.Timeout | undefined
  let last = 0

  function start(): Worker {
    const fresh = new Worker(new URL('./query-worker.ts', import.meta.url), {
      env: workerEnvironment(),
      workerData: file,
      name: 'search',
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    })
    fresh.unref()
    fresh.on('message', ({ id, value, error }: Told) => {
      if (id === undefined) {
        isReading = fresh === worker
        watch()
        return
      }
      waiting.get(id)?.(value)
      waiting.delete(id)
      watch()
      if (error) damaged(Object.assign(new Error(error.message), { code: error.code }))
    })
    fresh.on('error', (error) => {
      if (fresh === worker) damaged(error)
    })
    fresh.on('exit', () => {
      if (fresh === worker) stop()
    })
    return fresh
  }

  function watch(): void {
    clearTimeout(clock)
    // How long it takes to start says nothing: the machine may be busy.
    if (waiting.size && isReading) clock = setTimeout(stop, longest).unref()
  }

  function stop(): void {
    clearTimeout(clock)
    const before = worker
    worker = undefined
    isReading = false
    for (const answer of waiting.values()) answer(undefined)
    waiting.clear()
    void before?.terminate()
  }

  return {
    /** Undefined when there is no answer. */
    ask(question: Question): Promise<unknown> {
      if (waiting.size >= mostWaiting) return Promise.resolve(undefined)
      return new Promise((resolve) => {
        const id = ++last
        waiting.set(id, resolve)
        if (waiting.size === 1) watch()
        try {
          worker ??= start()
          worker.postMessage({ ...question, id } as Ask)
        } catch {
          // The system gives no further thread: the next question tries again.
          stop()
        }
      })
    },
    /** Before it is asked. */
    open(): void {
      try {
        worker ??= start()
      } catch {
        // A question tries again.
      }
    },
    changed: (ids: readonly number[]) => worker?.postMessage({ kind: 'changed', ids } satisfies Ask),
    stop,
  }
}
