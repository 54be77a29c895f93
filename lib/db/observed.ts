import type { LogEvent } from 'kysely'
import type { Log } from '#lib/log.ts'
import { isUnavailable } from './errors.ts'

/** Whether a database can be used at the moment: told once when it cannot, and once when it can again. */
export type Observed = {
  isAway(): boolean
  failed(error: unknown): void
  worked(): void
  /** For kysely: each query as it ends. */
  log(event: LogEvent): void
}

/** @param words for the log: when it begins to fail, and when it works again */
export function observe(log: Log | undefined, words: { fails: string; works: string }): Observed {
  let isAway = false
  const observed = {
    isAway: () => isAway,
    failed(error: unknown) {
      if (!isUnavailable(error)) return
      if (!isAway) log?.error(words.fails, { error })
      isAway = true
    },
    worked() {
      if (isAway) log?.info(words.works)
      isAway = false
    },
  }
  return {
    ...observed,
    log: (event) => (event.level === 'error' ? observed.failed(event.error) : observed.worked()),
  }
}
