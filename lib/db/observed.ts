import type { LogEvent } from 'kysely'
import type { Log } from '#lib/log.ts'
import { isUnavailable } from './errors.ts'

export type Observed = {
  isAway(): boolean
  failed(error: unknown): void
  worked(): void
  log(event: LogEvent): void
}

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
