import type Sqlite from 'better-sqlite3'
import type { Finding } from '#lib/health.ts'
import type { Log } from '#lib/log.ts'
import type { Pulse } from './marker.ts'
import type { SameFiles } from './same-files.ts'

/** Bytes of the write-ahead log that are never given back: writing over them is faster than making it longer. */
export const usualLog = 8 * 1024 * 1024
const longLog = 2 * usualLog
/** Milliseconds: emptying may wait for readers in vain, and nobody is answered meanwhile. */
const emptyEvery = 2_000
const hugeLog = 32 * usualLog

export type Commits = {
  /** @throws DatabaseUnavailable when the open file is no longer the one at its path */
  beforeBegin(): void
  beforeCommit(): boolean
  /** @throws as beforeBegin: the commit may be gone at the next start */
  afterCommit(): void
  took(): number
  findings(): readonly Finding[]
}

export function watchCommits(options: {
  writer: Sqlite.Database
  pulse: Pulse
  files: SameFiles
  log: Log | undefined
}): Commits {
  const { writer, pulse, files, log } = options
  const changes = writer.prepare<[], number>('select total_changes()').pluck()
  let before: number | undefined
  let began = 0
  let took = 0
  let emptiedAt = Number.NEGATIVE_INFINITY

  /** A reader keeps the log from beginning anew, and many in turn for ever: this waits for a gap between them. */
  function boundLog(): void {
    if (files.logBytes() <= longLog || performance.now() - emptiedAt < emptyEvery) return
    try {
      writer.pragma('wal_checkpoint(TRUNCATE)')
    } catch (error) {
      log?.warn('The log of the database cannot be emptied', { error })
    }
    emptiedAt = performance.now()
  }

  const grows =
    'The log of the database grows: another program has been reading it for long. End that program.'
  return {
    beforeBegin() {
      files.check()
      before = changes.get()
    },
    beforeCommit() {
      const isChange = changes.get() !== before
      if (isChange) pulse.beforeCommit()
      began = performance.now()
      return isChange
    },
    afterCommit() {
      took = performance.now() - began
      files.check()
      pulse.afterCommit()
      boundLog()
    },
    took: () => took,
    findings: () => (files.logBytes() > hugeLog ? [{ severity: 'warning', message: grows }] : []),
  }
}
