import { Worker } from 'node:worker_threads'
import { workerEnvironment } from '#lib/worker-environment.ts'
import type { Given, Order, Report } from './index-worker.ts'

export type Writer = ReturnType<typeof startWriter>

/** What the thread said, or that it has ended. */
export class WriterFailed extends Error {
  readonly code: string

  constructor(message: string, code = '') {
    super(message)
    this.code = code
  }
}

/** More than any article takes that was let onto the site. */
const mostMemory = 384

/** The thread that alone writes the index; one order after the other. */
export function startWriter(given: Given) {
  const worker = new Worker(new URL('./index-worker.ts', import.meta.url), {
    env: workerEnvironment(),
    workerData: given,
    name: 'search-index',
    resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: mostMemory },
  })
  worker.unref()
  let waiting: { resolve(value: unknown): void; reject(error: Error): void } | undefined
  let failure: WriterFailed | undefined

  function fail(error: WriterFailed): void {
    failure ??= error
    waiting?.reject(failure)
    waiting = undefined
  }

  worker.on('message', ({ value, error }: Report) => {
    const done = waiting
    waiting = undefined
    if (error) done?.reject(new WriterFailed(error.message, error.code))
    else done?.resolve(value)
  })
  worker.on('error', (error: NodeJS.ErrnoException) => fail(new WriterFailed(error.message, error.code)))
  worker.on('exit', () =>
    fail(new WriterFailed('The thread that keeps the search index has ended.', 'ENDED')),
  )

  function give(order: Extract<Order, { kind: 'open' | 'check' }>): Promise<boolean>
  function give(order: Extract<Order, { kind: 'compare' | 'unseen' }>): Promise<string[]>
  function give(order: Extract<Order, { kind: 'write' }>): Promise<number[]>
  function give(order: Order): Promise<unknown>
  function give(order: Order): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (failure) return reject(failure)
      waiting = { resolve, reject }
      worker.postMessage(order)
    })
  }

  return {
    give,
    hasEnded: () => failure !== undefined,
    async end(): Promise<void> {
      if (!failure) await give({ kind: 'close' }).catch(() => undefined)
      await worker.terminate()
    },
  }
}
