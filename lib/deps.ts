import type { Settings } from '#lib/config.ts'
import type { Database } from '#lib/db/client.ts'
import type { Log } from '#lib/log.ts'

/** What functions of every folder may be given; the rest of the context belongs to folders of its own. */
export type Deps = {
  settings: Settings
  log: Log
  db: Database
  /** Milliseconds since 1970. */
  now: () => number
  /** A fresh id: time-ordered, 26 letters and digits. */
  newId: () => string
  /** Invalidates every cached page that bears one of these tags. */
  invalidate: (...tags: string[]) => void
}
