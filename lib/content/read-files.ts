import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { type BodyFacts, type Document, downloadDocument } from './document.ts'
import { fileKind } from './file-kinds.ts'
import { hasErrors } from './lint/diagnostic.ts'
import type { Cache } from './parse-cache.ts'
import { inWorker, LimitExceeded } from './parse-pool.ts'
import { bytesWith, costlyDocument, unreadable } from './read-document.ts'
import type { Version } from './version.ts'

type Options = {
  cache?: Cache | undefined
  ahead?: ReadonlyMap<string, Document> | undefined
  isThorough?: boolean | undefined
  /** Is given the text of each body that was read, deflated. */
  keep?: (body: BodyFacts, text: Uint8Array, isCompiled: boolean) => void
  /** Is given its plain text, packed. */
  keepPlain?: ((body: BodyFacts, plain: Uint8Array) => void) | undefined
}

const atOnce = 250
/** Of more files each is compiled when a reader asks. */
const mostTried = 200

/** By path; a file that changed while it was read is missing. */
export async function readFiles(
  { contentDir, timeZone }: { contentDir: string; timeZone: string },
  versions: ReadonlyMap<string, Version>,
  options: Options = {},
): Promise<Map<string, Document>> {
  const fresh = new Map<string, Document>()
  const unread = new Map<string, Version>()
  for (const [path, version] of versions) {
    const document = options.cache?.get(path, version)
    if (document) fresh.set(path, document)
    else unread.set(path, version)
  }
  const parsed = [...unread.keys()].filter((path) => fileKind(path)?.kind !== 'download')
  const isTried = options.isThorough || parsed.length <= mostTried

  async function read(path: string, version: Version): Promise<Document | undefined> {
    const kind = fileKind(path)
    if (kind?.kind === 'download') {
      const file = join(contentDir, version.name ?? path)
      const error = await access(file, constants.R_OK).catch((error: unknown) => error)
      const document = downloadDocument(kind, version.size)
      return error ? unreadable(document, error) : document
    }
    const known = options.ahead?.get(path)
    const hash = known && !hasErrors(known) && 'body' in known && known.body?.hash
    if (hash && (await bytesWith(hash, contentDir, path, version).catch(() => undefined))) return known
    try {
      const how = { isTried, isPlain: Boolean(options.keepPlain) }
      const done = await inWorker('read', timeZone, contentDir, path, version, how)
      const { document, text, plain } = done ?? {}
      if (document && 'body' in document && document.body) {
        if (text) options.keep?.(document.body, text, isTried)
        if (plain) options.keepPlain?.(document.body, plain)
      }
      return document
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error
      return costlyDocument(contentDir, path, version, error)
    }
  }

  const queue = unread.entries()
  const readOn = async () => {
    for (const [path, version] of queue) {
      const document = await read(path, version)
      if (document) fresh.set(path, document)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, unread.size) }, readOn))
  return fresh
}
