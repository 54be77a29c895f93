import { notePassing } from '#lib/request-context.ts'
import type { Article, Page } from './article.ts'
import { servedFile } from './file-places.ts'
import { hasErrors } from './lint/diagnostic.ts'
import { createMdxCache, pack, type Source } from './mdx-cache.ts'
import { inWorker, JobFailed, LimitExceeded } from './parse-pool.ts'
import { type PictureTable, servedPicture } from './pictures.ts'
import { bytesWith, compileFile, type Reading } from './read-document.ts'
import type { MdxBody } from './render.ts'
import type { Version } from './scan.ts'

type Sources = {
  pictures: PictureTable
  isDownload(place: string): boolean
  versionOf(path: string): Version | undefined
  sourceOf(item: Article | Page): Source | undefined
  /** May be older than what the file holds. */
  sourceAt(path: string): Source | undefined
}

export function createBodies(
  world: Sources,
  contentDir: string,
  failed: (source: Source, error: Error) => void,
  file?: string,
) {
  // What takes long is compiled in a thread, so that everybody else is answered meanwhile.
  const cache = createMdxCache(
    ({ path, isLight }, packed) =>
      isLight ? compileFile(path, packed) : inWorker({ kind: 'compile', path, file: packed }),
    file,
  )
  /** By path: what stands, and what was read last, which may yet have to wait for an author or a picture. */
  const followed = new Map<string, Source[]>()
  let isClosed = false

  async function keepFromDisk(source: Source): Promise<void> {
    const version = world.versionOf(source.path)
    if (cache.has(source) || !version) return
    const bytes = await bytesWith(source.hash, contentDir, source.path, version)
    if (bytes && !cache.has(source)) cache.keep(source, pack('file', bytes))
  }

  return {
    follow(changes: ReadonlyMap<string, Reading | undefined>): void {
      for (const [path, fresh] of changes) {
        const standing = world.sourceAt(path)
        const read = fresh && readSource(path, fresh)
        if (read && fresh.packed) cache.keep(read, fresh.packed)
        const now = [standing, read].filter((one) => one !== undefined)
        for (const before of followed.get(path) ?? [])
          if (!now.some(({ hash }) => hash === before.hash)) cache.retire(before, performance.now())
        if (now.length) followed.set(path, now)
        else followed.delete(path)
      }
    },
    async keepAll(): Promise<void> {
      for (const source of [...followed.values()].flat()) {
        if (isClosed) return
        // One that cannot be read now is read when a reader asks.
        await keepFromDisk(source).catch(() => undefined)
      }
    },
    /** @throws when the file changed before its body was kept, which only the first seconds allow */
    async body(item: Article | Page): Promise<MdxBody> {
      const source = world.sourceOf(item)
      if (!source) throw new Error(`No file is known for ${item.path}.`)
      if (!cache.has(source)) await keepFromDisk(source)
      const code = cache.code(source)
      if (!code) {
        notePassing()
        throw new Error(`The file of ${item.path} changed before it was kept; it is read again in a moment.`)
      }
      try {
        const pictureAt = (src: string) => servedPicture(world.pictures, source.path, src)
        const fileAt = (to: string) => servedFile(source.path, to, world.isDownload)
        return { code: await code, pictureAt, fileAt }
      } catch (error) {
        if (error instanceof LimitExceeded || error instanceof JobFailed) failed(source, error)
        throw error
      }
    },
    sweep: () => cache.sweep(performance.now()),
    close(): void {
      isClosed = true
      void cache.close()
    },
  }
}

function readSource(path: string, { document }: Reading): Source | undefined {
  if (hasErrors(document) || !('body' in document) || !document.body) return undefined
  const { hash, isLight } = document.body
  return { path, hash, isLight }
}
