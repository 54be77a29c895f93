import type { Settings } from '#lib/config.ts'
import type { Database } from '#lib/db/client.ts'
import type { Log } from '#lib/log.ts'

export type Deps = {
  settings: Settings
  log: Log
  db: Database
  /** Milliseconds since 1970. */
  now: () => number
  newId: () => string
  invalidate: (...tags: string[]) => void
}
