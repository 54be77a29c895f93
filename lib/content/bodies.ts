import { setTimeout as pause } from 'node:timers/promises'
import { notePassing } from '#lib/request-context.ts'
import type { Article, Page } from './article.ts'
import type { BodyFacts, Document } from './document.ts'
import { downloadSize, isDownload } from './downloads.ts'
import { filePlaces, servedFile } from './file-places.ts'
import { hasErrors } from './lint/diagnostic.ts'
import { createMdxCache, deflated } from './mdx-cache.ts'
import { inWorker, JobFailed, LimitExceeded } from './parse-pool.ts'
import { servedPicture } from './pictures.ts'
import { bytesWith, compileFile } from './read-document.ts'
import type { MdxBody } from './render.ts'
import type { Snapshot } from './snapshot.ts'
import type { Version } from './version.ts'

/** While all texts are read after a start, the process rests for so many times what each took. */
const restShare = 3

type World = {
  contentDir: string
  snapshot(): Snapshot
  versions: ReadonlyMap<string, Version>
  /** Turned out to be no page, although nothing seemed wrong with it. */
  failed(path: string, body: BodyFacts, error: unknown): void
}

/** @param file where their texts lie instead of in memory */
export function createBodies({ contentDir, snapshot, versions, failed }: World, file?: string) {
  const cache = createMdxCache(file)
  const underway = new WeakMap<BodyFacts, Promise<string | undefined>>()
  let isClosed = false

  /** May be older than what the file holds: then there is none. */
  async function textOnDisk(path: string, { hash }: BodyFacts): Promise<Uint8Array | undefined> {
    const version = versions.get(path)
    return version && bytesWith(hash, contentDir, path, version)
  }

  async function codeOf(path: string, body: BodyFacts): Promise<string | undefined> {
    const kept = await cache.read(body)
    if (kept?.isCompiled) return kept.text.toString()
    const text = kept?.text ?? (await textOnDisk(path, body))
    if (!text) return undefined
    const code = await compile(path, body, text)
    cache.keep(body, deflated(code), true)
    return code
  }

  /** What takes long in a thread, so that everybody else is answered meanwhile. */
  async function compile(path: string, body: BodyFacts, file: Uint8Array): Promise<string> {
    try {
      return await (body.isLight ? compileFile(path, file) : inWorker('compile', path, file))
    } catch (error) {
      if (body.isLight || error instanceof LimitExceeded || error instanceof JobFailed)
        failed(path, body, error)
      throw error
    }
  }

  function codeOnce(path: string, body: BodyFacts): Promise<string | undefined> {
    const known = underway.get(body)
    if (known) return known
    const code = codeOf(path, body).finally(() => underway.delete(body))
    underway.set(body, code)
    return code
  }

  return {
    keep: cache.keep,
    async keepAll(documents: ReadonlyMap<string, Document>): Promise<void> {
      for (const [path, document] of [...documents]) {
        if (isClosed) return
        if (hasErrors(document) || !('body' in document) || !document.body) continue
        const { body } = document
        if (cache.has(body)) continue
        const begun = performance.now()
        // One that cannot be read now is read when a reader asks.
        const text = await textOnDisk(path, body).catch(() => undefined)
        if (text && !cache.has(body)) cache.keep(body, deflated(text), false)
        await pause(restShare * (performance.now() - begun), undefined, { ref: false })
      }
    },
    /** @throws when the file changed before its body was kept, which only the first seconds allow */
    async body({ path: address, file, body }: Article | Page): Promise<MdxBody> {
      const code = await codeOnce(file, body)
      if (code === undefined) {
        notePassing()
        throw new Error(`The file of ${address} changed before it was kept; it is read again in a moment.`)
      }
      const isThere = (place: string) => isDownload(snapshot().documents, place)
      return {
        code,
        pictureAt: (src) => servedPicture(snapshot().pictures, file, src),
        fileAt: (to) => servedFile(file, to, isThere),
        sizeAt: (to) => {
          const place = filePlaces(file, to).places.find(isThere)
          return place === undefined ? undefined : downloadSize(snapshot().documents, place)
        },
      }
    },
    close(): void {
      isClosed = true
      void cache.close()
    },
  }
}
