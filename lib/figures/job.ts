import { setTimeout } from 'node:timers/promises'
import type { Job } from '#lib/jobs/every.ts'
import type { Log } from '#lib/log.ts'
import type { Counter } from './counter.ts'

/** Milliseconds: what a crash loses, at most. */
const every = 5_000

const lastWithin = 1_500

export function figuresJob(counter: Counter): Job {
  return {
    ...{ every, first: every },
    run: counter.write,
    fails: 'The figures cannot be stored: they are kept in memory until they can',
    works: 'The figures are stored again',
  }
}

/** A stop waits for nothing that may take long. */
export async function lastFigures(counter: Counter, log: Log): Promise<void> {
  if (!counter.unwritten()) return
  const failed = counter.write().then(
    () => undefined,
    (error: unknown) => error,
  )
  const error = await Promise.race([
    failed,
    setTimeout(lastWithin, 'The database took too long.', { ref: false }),
  ])
  if (error) log.warn('The last figures are lost', { count: counter.unwritten(), error })
}
