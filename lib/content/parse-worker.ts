import { parentPort } from 'node:worker_threads'
import '#lib/without-buffer-pool.ts'
import { messageOf } from '#lib/errors.ts'
import { compileFile, readDocument } from './read-document.ts'
import { type Schemas, schemas } from './schema.ts'
import type { Version } from './version.ts'

const byZone = new Map<string, Schemas>()

function schemasFor(timeZone: string): Schemas {
  const known = byZone.get(timeZone) ?? schemas(timeZone)
  byZone.set(timeZone, known)
  return known
}

const works = {
  compile: compileFile,
  read: (
    timeZone: string,
    contentDir: string,
    path: string,
    version: Version,
    how: { isTried: boolean; isPlain?: boolean },
  ) => readDocument(contentDir, path, version, schemasFor(timeZone), how),
}

export type Works = typeof works

/** Of one of these functions, with what it is given. */
export type Call = readonly [name: keyof Works, ...given: unknown[]]

/** One without an index comes first: the thread is ready. */
export type Answer = { index?: number; value?: unknown; error?: string }

parentPort?.on('message', (calls: Call[]) => {
  for (const [index, [name, ...given]] of calls.entries()) {
    const work = works[name] as (...given: unknown[]) => Promise<unknown>
    void work(...given).then(
      (value) => parentPort?.postMessage({ index, value } satisfies Answer),
      (error) => parentPort?.postMessage({ index, error: messageOf(error) } satisfies Answer),
    )
  }
})
parentPort?.postMessage({} satisfies Answer)
