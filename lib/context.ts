import type { Keys } from '#lib/auth/keys.ts'
import type { Settings } from '#lib/config.ts'
import type { Library } from '#lib/content/article.ts'
import type { Database } from '#lib/db/client.ts'
import type { Log } from '#lib/log.ts'
import type { Outbox } from '#lib/outbox/worker.ts'

/** The one set of live things in the process: made by the server at its start, read by everyone else. */
export type Context = {
  settings: Settings
  log: Log
  db: Database
  library: Library
  outbox: Outbox
  keys: Keys
  /** Milliseconds since 1970. */
  now: () => number
  /** A fresh id: time-ordered, 26 letters and digits. */
  newId: () => string
  /** Drops every finished page that shows one of these. */
  drop: (...tags: string[]) => void
}

// The server around the framework and the framework's bundle each load their own copy of this module.
const key = Symbol.for('broadsheet.context')
const registry = globalThis as typeof globalThis & { [key]?: Context }

export function provideContext(context: Context): void {
  registry[key] = context
}

/** @throws when the server has not started: a build must not read data */
export function context(): Context {
  const provided = registry[key]
  if (!provided)
    throw new Error('The context is not there: start the site with `npm start` or `npm run dev`.')
  return provided
}
