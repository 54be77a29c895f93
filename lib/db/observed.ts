import type { LogEvent } from 'kysely'
import type { Log } from '#lib/log.ts'
import { isUnavailable } from './errors.ts'

export type Observed = {
  isAway(): boolean
  watch<T>(work: Promise<T>): Promise<T>
  log(event: LogEvent): void
}

export function observe(log: Log | undefined, words: { fails: string; works: string }): Observed {
  let isAway = false

  function failed(error: unknown): void {
    if (!isUnavailable(error)) return
    if (!isAway) log?.error(words.fails, { error })
    isAway = true
  }

  function worked(): void {
    if (isAway) log?.info(words.works)
    isAway = false
  }

  return {
    isAway: () => isAway,
    async watch(work) {
      work.then(worked, failed)
      return await work
    },
    log: (event) => (event.level === 'error' ? failed(event.error) : worked()),
  }
}
