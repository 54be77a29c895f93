import type { Article, Page } from '../article.ts'
import { longestFile } from '../decode.ts'
import { fileKind } from './kinds.ts'
import { servedPicture } from './pictures.ts'
import { bytesOf } from './read-file.ts'
import type { Fresh } from './reader.ts'
import { isSame } from './scan.ts'
import { createStock, pack, type Source } from './stock.ts'
import { JobFailed, LimitExceeded } from './worker-pool.ts'
import type { World } from './world.ts'

/** The bodies of everything that stands. */
export type Bodies = {
  /** Follows what was worked in: keeps the bodies that stand now, lets go of those that do not. */
  follow(changes: ReadonlyMap<string, Fresh | undefined>): void
  /** Keeps the bodies that are not kept yet because a start found their sheets in its cache. */
  keepAll(): Promise<void>
  /** @throws when the file changed before its body was kept, which only the first seconds allow */
  body(item: Article | Page): Promise<string>
  sweep(): void
  close(): void
}

/** @param failed is told of a version that cannot be made into a page after all */
export function createBodies(
  world: World,
  contentDir: string,
  failed: (source: Source, error: Error) => void,
): Bodies {
  const stock = createStock()
  const standing = new Map<string, Source>()
  let isClosed = false

  async function keepFromDisk(source: Source): Promise<void> {
    const version = world.versionOf(source.path)
    if (stock.has(source) || !version) return
    const bytes = await bytesOf(contentDir, source.path, version, longestFile + 1)
    const isStill =
      isSame(world.versionOf(source.path), version) && world.sourceAt(source.path)?.hash === source.hash
    if (bytes && isStill) stock.keep(source, pack(bytes))
  }

  return {
    follow(changes) {
      for (const [path, fresh] of changes) {
        const source = world.sourceAt(path)
        const before = standing.get(path)
        if (before && before.hash !== source?.hash) stock.retire(before, performance.now())
        if (source) standing.set(path, source)
        else standing.delete(path)
        const isThis = fresh && 'body' in fresh.sheet && fresh.sheet.body?.hash === source?.hash
        if (source && isThis && fresh.packed) stock.keep(source, fresh.packed)
        if (fileKind(path)?.kind !== 'picture') continue
        for (const by of world.showing(path)) {
          const shown = standing.get(by)
          if (shown) stock.stale(shown)
        }
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
      const pictureAt = (src: string) => servedPicture(world.pictures, source.path, src)
      if (!stock.has(source)) await keepFromDisk(source)
      const code = stock.compiled(source, pictureAt)
      if (!code)
        throw new Error(`The file of ${item.path} changed before it was kept; it is read again in a moment.`)
      try {
        return await code
      } catch (error) {
        if (error instanceof LimitExceeded || error instanceof JobFailed) failed(source, error)
        throw error
      }
    },
    sweep: () => stock.sweep(performance.now()),
    close() {
      isClosed = true
    },
  }
}
