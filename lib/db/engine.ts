import type { Kysely, Transaction } from 'kysely'
import type { HealthCheck } from '#lib/health.ts'
import { DatabaseUnavailable } from './errors.ts'
import type { Tables } from './tables.ts'

/** What a database must be able to do; lib/db/client.ts makes the Database of it. */
export type Engine = {
  dialect: 'sqlite' | 'postgres'
  read: Kysely<Tables>
  /**
   * One transaction at a time in the whole database, repeated while it could not be begun or finished.
   * @param options.isLong its statements may take as long as they need
   */
  write<T>(work: (tx: Transaction<Tables>) => Promise<T>, options?: { isLong?: boolean }): Promise<T>
  /**
   * The same, `within` so many milliseconds, and without a place in the line where that is possible: a wait for the
   * others' turn would say nothing of the database.
   */
  aside<T>(work: (tx: Transaction<Tables>) => Promise<T>, within: number): Promise<T>
  /** See lib/db/client.ts. */
  wipe(): Promise<void>
  findings: HealthCheck
  inspect(): void
  close(): Promise<void>
}

/** How long a write keeps trying, from when it is asked for, in milliseconds. */
export const patience = 5_000

/**
 * Runs `attempt` until it succeeds, fails with an error that `passes` does not take for a passing one, or `deadline`
 * is over. Waits between attempts, longer each time, never in step with another process.
 * @param deadline on the clock of `performance.now()`, which nobody sets: when it is over already, nothing is
 * attempted
 * @throws the last attempt's error
 */
export async function persist<T>(
  attempt: () => Promise<T>,
  passes: (error: unknown) => boolean,
  deadline: number,
): Promise<T> {
  if (performance.now() >= deadline) throw tooLate()
  for (let longest = 20; ; longest = Math.min(longest * 2, 320)) {
    try {
      return await attempt()
    } catch (error) {
      const pause = longest / 2 + Math.random() * (longest / 2)
      if (!passes(error) || performance.now() + pause >= deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

/** Who waited in line until its time was over is refused without an attempt: nobody waits for the answer any more. */
export function tooLate(): DatabaseUnavailable {
  return new DatabaseUnavailable('The database was busy for too long: this was not begun.')
}

/**
 * Gives turns: each work begins when the one before has ended, however it ended. One whose `deadline` (on the clock
 * of `performance.now()`) is over before its turn comes is refused then, whatever the one before is waiting for.
 */
export function oneAfterAnother(): <T>(work: () => Promise<T>, deadline?: number) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>, deadline?: number) =>
    new Promise<T>((resolve, reject) => {
      let isOver = false
      const giveUp = () => {
        isOver = true
        reject(tooLate())
      }
      const timer =
        deadline === undefined ? undefined : setTimeout(giveUp, Math.max(0, deadline - performance.now()))
      last = last.then(async () => {
        clearTimeout(timer)
        if (!isOver) await work().then(resolve, reject)
      })
    })
}
