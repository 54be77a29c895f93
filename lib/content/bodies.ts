import type { Article, Page } from './article.ts'
import { longestFile } from './decode.ts'
import { createMdxCache, pack, type Source } from './mdx-cache.ts'
import { inWorker, JobFailed, LimitExceeded } from './parse-pool.ts'
import { type PictureTable, servedPicture } from './pictures.ts'
import { bytesOf, compileFile } from './read-document.ts'
import type { Fresh } from './read-files.ts'
import type { MdxBody } from './render.ts'
import { isSame, type Version } from './scan.ts'

export type Bodies = {
  follow(changes: ReadonlyMap<string, Fresh | undefined>): void
  keepAll(): Promise<void>
  /** @throws when the file changed before its body was kept, which only the first seconds allow */
  body(item: Article | Page): Promise<MdxBody>
  sweep(): void
  close(): void
}

export type Sources = {
  pictures: PictureTable
  versionOf(path: string): Version | undefined
  sourceOf(item: Article | Page): Source | undefined
  /** May be older than what the file holds. */
  sourceAt(path: string): Source | undefined
}

export function createBodies(
  world: Sources,
  contentDir: string,
  failed: (source: Source, error: Error) => void,
): Bodies {
  // What takes long is compiled in a thread, so that everybody else is answered meanwhile.
  const cache = createMdxCache(({ path, isLight }, file) =>
    isLight ? compileFile(path, file) : inWorker({ kind: 'compile', path, file }),
  )
  const standing = new Map<string, Source>()
  let isClosed = false

  async function keepFromDisk(source: Source): Promise<void> {
    const version = world.versionOf(source.path)
    if (cache.has(source) || !version) return
    const bytes = await bytesOf(contentDir, source.path, version, longestFile + 1)
    const isStill =
      isSame(world.versionOf(source.path), version) && world.sourceAt(source.path)?.hash === source.hash
    if (bytes && isStill && !cache.has(source)) cache.keep(source, pack('file', bytes))
  }

  return {
    follow(changes) {
      for (const [path, fresh] of changes) {
        const source = world.sourceAt(path)
        const before = standing.get(path)
        if (before && before.hash !== source?.hash) cache.retire(before, performance.now())
        if (source) standing.set(path, source)
        else standing.delete(path)
        const isThis = fresh && 'body' in fresh.document && fresh.document.body?.hash === source?.hash
        if (source && isThis && fresh.packed) cache.keep(source, fresh.packed)
      }
    },
    async keepAll() {
      for (const source of [...standing.values()]) {
        if (isClosed) return
        // One that cannot be read now is read when a reader asks.
        await keepFromDisk(source).catch(() => undefined)
      }
    },
    async body(item) {
      const source = world.sourceOf(item)
      if (!source) throw new Error(`No file is known for ${item.path}.`)
      if (!cache.has(source)) await keepFromDisk(source)
      const code = cache.code(source)
      if (!code)
        throw new Error(`The file of ${item.path} changed before it was kept; it is read again in a moment.`)
      try {
        const pictureAt = (src: string) => servedPicture(world.pictures, source.path, src)
        return { code: await code, pictureAt }
      } catch (error) {
        if (error instanceof LimitExceeded || error instanceof JobFailed) failed(source, error)
        throw error
      }
    },
    sweep: () => cache.sweep(performance.now()),
    close() {
      isClosed = true
    },
  }
}
