import { tooLate } from './engine.ts'

/** What is to be done within a transaction. It may be repeated: see `write` in lib/db/client.ts. */
export type Work<Tx> = (tx: Tx) => Promise<unknown>

type Waiting<Tx> = {
  work: Work<Tx>
  /** On the clock of `performance.now()`, from when it was asked for. */
  deadline: number
  resolve: (value: unknown) => void
  reject: (reason: unknown) => void
}

/** Milliseconds from one commit to the next … */
const window = 5
/** … or so many times as long as the last commit took, up to `longestWindow`: no reader is answered during one. */
const commitTimes = 3
const longestWindow = 1_000

/**
 * Group commit: transactions that are asked for within a window share one, and one wait for the disk (fsync). The
 * first after a rest waits for nobody. Measured in docs/decisions/0025-ours-and-libraries.md.
 * @param options.alone does one, by its deadline
 * @param options.all does several in one transaction, by the first one's deadline; throws when nothing of them
 * stands: then each is done alone
 * @param options.isForAll whether an error of several is each one's own as well: then none is done alone, and who has
 * time left tries again
 * @param options.patience milliseconds that each has from when it is asked for
 * @param options.commitTook milliseconds for which the last commit let nobody be answered
 */
export function groupCommit<Tx>(options: {
  alone: (work: Work<Tx>, deadline: number) => Promise<unknown>
  all: (works: readonly Work<Tx>[], deadline: number) => Promise<unknown[]>
  isForAll: (reason: unknown) => boolean
  patience: number
  commitTook?: () => number
}): <T>(work: (tx: Tx) => Promise<T>) => Promise<T> {
  const { alone, all, isForAll, patience, commitTook = () => 0 } = options
  let waiting: Waiting<Tx>[] = []
  let isUnderway = false
  let lastEnd = Number.NEGATIVE_INFINITY

  async function one({ work, deadline, resolve, reject }: Waiting<Tx>): Promise<void> {
    await alone(work, deadline).then(resolve, reject)
  }

  async function several(batch: readonly Waiting<Tx>[]): Promise<void> {
    const works = batch.map(({ work }) => work)
    try {
      const values = await all(works, Math.min(...batch.map(({ deadline }) => deadline)))
      for (const [index, { resolve }] of batch.entries()) resolve(values[index])
    } catch (reason) {
      if (!isForAll(reason)) for (const each of batch) await one(each)
      else {
        const late = batch.filter(isLate)
        for (const each of late.length ? late : batch) each.reject(reason)
        if (late.length) waiting.unshift(...batch.filter((each) => !late.includes(each)))
      }
    }
  }

  async function run(): Promise<void> {
    isUnderway = true
    while (waiting.length) {
      const open = Math.min(Math.max(window, commitTimes * commitTook()), longestWindow)
      const wait = lastEnd + open - performance.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      for (const each of waiting.filter(isLate)) each.reject(tooLate())
      const batch = waiting.filter((each) => !isLate(each))
      waiting = []
      const [first, ...more] = batch
      if (first && !more.length) await one(first)
      else if (first) await several(batch)
      lastEnd = performance.now()
    }
    // Here and not when the promise has settled: what comes in between would wait for ever.
    isUnderway = false
  }

  return <T>(work: (tx: Tx) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const deadline = performance.now() + patience
      waiting.push({ work, deadline, resolve: resolve as (value: unknown) => void, reject })
      if (!isUnderway) void run()
    })
}

function isLate({ deadline }: { deadline: number }): boolean {
  return performance.now() >= deadline
}
