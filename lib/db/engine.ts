import type { Kysely, Transaction } from 'kysely'
import type { HealthCheck } from '#lib/health.ts'
import { DatabaseUnavailable } from './errors.ts'
import type { Tables } from './tables.ts'

export type Engine = {
  dialect: 'sqlite' | 'postgres'
  read: Kysely<Tables>
  write<T>(work: (tx: Transaction<Tables>) => Promise<T>, options?: { isLong?: boolean }): Promise<T>
  /** Out of turn where possible: a wait for others would say nothing of the database. `within` milliseconds. */
  aside<T>(work: (tx: Transaction<Tables>) => Promise<T>, within: number): Promise<T>
  /** Of deleted rows nothing stays in SQLite's files, unless another process reads just then. */
  wipe(): Promise<void>
  findings: HealthCheck
  inspect(): void
  close(): Promise<void>
}

/** Milliseconds that a write keeps trying, from when it is asked for. */
export const patience = 5_000

/** `deadline` is on the clock of `performance.now()`. Pauses grow, never in step with another process. */
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

/** Not attempted at all: nobody waits for the answer any more. */
export function tooLate(): DatabaseUnavailable {
  return new DatabaseUnavailable('The database was busy for too long: this was not begun.')
}

/** One whose `deadline` is over before its turn is refused then, whatever the one before waits for. */
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
