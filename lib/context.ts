import type { Keys } from '#lib/auth/keys.ts'
import type { Library } from '#lib/content/article.ts'
import type { Deps } from '#lib/deps.ts'
import type { Outbox } from '#lib/outbox/worker.ts'
import type { Search } from '#lib/search/search.ts'

export type Context = Deps & {
  library: Library
  outbox: Outbox
  keys: Keys
  search: Search
  /** Of a file that the site serves; undefined where there is none. A picture that is not made yet is made. */
  sizeOf(path: string): Promise<{ bytes: number; type: string } | undefined>
}

// The server and the framework's bundle each load their own copy of this module.
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
