import { tooLate } from './engine.ts'

export type Work<Tx> = (tx: Tx) => Promise<unknown>

type Waiting<Tx> = {
  work: Work<Tx>
  deadline: number
  resolve: (value: unknown) => void
  reject: (reason: unknown) => void
}

/** Milliseconds from one commit to the next … */
const window = 5
/** … or so many times what the last commit took: no reader is answered during one. */
const commitTimes = 3
const longestWindow = 1_000
/** Milliseconds while readers take most of the time there is, until so many share the commit. */
const busyWindow = 80
const enough = 16

/** Writes within a window share one transaction and one fsync. See docs/decisions/0025. */
export function groupCommit<Tx>(options: {
  alone: (work: Work<Tx>, deadline: number) => Promise<unknown>
  all: (works: readonly Work<Tx>[], deadline: number) => Promise<unknown[]>
  /** Such an error is each one's own as well: then none is done alone. */
  isForAll: (reason: unknown) => boolean
  patience: number
  commitTook?: () => number
  isBusy?: () => boolean
}): <T>(work: (tx: Tx) => Promise<T>) => Promise<T> {
  const { alone, all, isForAll, patience, commitTook = () => 0, isBusy = () => false } = options
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
        const late = batch.filter((each) => isLate(each))
        for (const each of late.length ? late : batch) each.reject(reason)
        if (late.length) waiting.unshift(...batch.filter((each) => !late.includes(each)))
      }
    }
  }

  async function untilClosed(): Promise<void> {
    const least = Math.min(Math.max(window, commitTimes * commitTook()), longestWindow)
    for (;;) {
      const open = waiting.length < enough && isBusy() ? Math.max(least, busyWindow) : least
      const wait = lastEnd + open - performance.now()
      if (wait <= 0) return
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait, least)))
    }
  }

  async function run(): Promise<void> {
    isUnderway = true
    while (waiting.length) {
      await untilClosed()
      // By one look at the clock: who became late between two would be neither refused nor done.
      const at = performance.now()
      for (const each of waiting) if (isLate(each, at)) each.reject(tooLate())
      const batch = waiting.filter((each) => !isLate(each, at))
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

function isLate({ deadline }: { deadline: number }, at = performance.now()): boolean {
  return at >= deadline
}
