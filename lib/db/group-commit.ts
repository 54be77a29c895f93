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

/** A commit during which the process stands still for so many milliseconds is slow: readers need the time between two … */
const slowCommit = 10
/** … which is so many times as long … */
const restAfterSlow = 3
/** … but no longer than this, in milliseconds: who writes has to wait for it. */
const longestRest = 1_000
/** Milliseconds after a transaction within which the next one waits for company … */
const longest = 40
/** … for as long as another comes within so many: while the process has other work, and while it has none. */
const quiet = { busy: 10, idle: 3 }
/** After so many waits in vain there is no more waiting … */
const lonely = 3
/** … for so many transactions: whoever writes one after another must not wait for nobody each time. */
const unhindered = 32

/**
 * Lets transactions that are asked for within a few milliseconds share one: the disk is then waited for once, and
 * while it is waited for, nobody is answered. The first of them, after a rest, waits for nobody.
 *
 * @param options.alone does one, by its deadline
 * @param options.all does several in one transaction and tells what came of each in the same order, or throws when nothing
 *   of them stands: then each is done alone. It has until the first one's deadline
 * @param options.isForAll whether an error of several is each one's own as well: then none is done alone, and who has time
 *   left tries again
 * @param options.patience milliseconds that each has from when it is asked for
 * @param options.isBusy whether the process has so much to do that a wait costs nothing
 * @param options.commitTook milliseconds for which the last commit let nobody be answered, if it does so
 */
export function together<Tx>(options: {
  alone: (work: Work<Tx>, deadline: number) => Promise<unknown>
  all: (works: readonly Work<Tx>[], deadline: number) => Promise<unknown[]>
  isForAll: (reason: unknown) => boolean
  isBusy: () => boolean
  patience: number
  commitTook?: () => number
}): <T>(work: (tx: Tx) => Promise<T>) => Promise<T> {
  const { alone, all, isForAll, isBusy, patience } = options
  let waiting: Waiting<Tx>[] = []
  let isUnderway = false
  let lastEnd = Number.NEGATIVE_INFINITY
  let lastAsked = Number.NEGATIVE_INFINITY
  let waitsInVain = 0
  let sinceLonely = 0

  async function one({ work, deadline, resolve, reject }: Waiting<Tx>): Promise<void> {
    await alone(work, deadline).then(resolve, reject)
  }

  async function several(batch: readonly Waiting<Tx>[]): Promise<void> {
    try {
      const deadline = Math.min(...batch.map((each) => each.deadline))
      const values = await all(
        batch.map(({ work }) => work),
        deadline,
      )
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

  /** Milliseconds for which company may still come. */
  function rest(): number {
    return Math.min(lastEnd + longest, lastAsked + (isBusy() ? quiet.busy : quiet.idle)) - performance.now()
  }

  /** Waits for company, where that is worth it. @returns whether it did */
  async function gather(): Promise<boolean> {
    if (rest() <= 0) return false
    if (waitsInVain >= lonely) {
      sinceLonely++
      if (sinceLonely >= unhindered) waitsInVain = lonely - 1
      return false
    }
    for (let wait = rest(); wait > 0; wait = rest()) await new Promise((resolve) => setTimeout(resolve, wait))
    return true
  }

  /** On a slow disk, leaves the process to readers between two commits; those who come meanwhile share the next. */
  async function yieldToReaders(): Promise<void> {
    const took = options.commitTook?.() ?? 0
    if (took < slowCommit) return
    const wait = lastEnd + Math.min(restAfterSlow * took, longestRest) - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  }

  async function run(): Promise<void> {
    isUnderway = true
    while (waiting.length) {
      await yieldToReaders()
      const hasWaited = await gather()
      for (const each of waiting.filter(isLate)) each.reject(tooLate())
      const batch = waiting.filter((each) => !isLate(each))
      waiting = []
      const [first, ...more] = batch
      if (hasWaited) waitsInVain = more.length ? 0 : waitsInVain + 1
      if (waitsInVain < lonely) sinceLonely = 0
      if (first && !more.length) await one(first)
      else if (first) await several(batch)
      lastEnd = performance.now()
    }
    // Here and not when the promise has settled: what comes in between would wait for ever.
    isUnderway = false
  }

  return <T>(work: (tx: Tx) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      lastAsked = performance.now()
      const deadline = lastAsked + patience
      waiting.push({ work, deadline, resolve: resolve as (value: unknown) => void, reject })
      if (!isUnderway) void run()
    })
}

function isLate({ deadline }: { deadline: number }): boolean {
  return performance.now() >= deadline
}
