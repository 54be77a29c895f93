import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { PictureMoves } from '#lib/content/picture-moves.ts'
import { revalidated } from '#lib/routes.ts'
import { movedTo } from './page.ts'
import type { Files } from './static-files.ts'

/** Milliseconds; a busy machine takes some seconds to see what is new. */
const longestWait = 10_000
const whileWaiting = 50

/** A renamed picture, or file beside a text, is gone before the new article is whole: such files are waited for. */
export function followPictures(files: Files, contentDir: string, moves: PictureMoves): Files {
  async function hasJustGone(path: string): Promise<boolean> {
    const name = moves.nameOf(path)
    if (name === undefined || !moves.has(name)) return false
    return access(join(contentDir, name)).then(
      () => false,
      () => true,
    )
  }

  async function untilKnown(path: string): Promise<void> {
    const end = performance.now() + longestWait
    const isOpen = () => moves.movedTo(path) === undefined && moves.has(moves.nameOf(path) ?? '')
    while (isOpen() && performance.now() < end) await setTimeout(whileWaiting)
  }

  return {
    async find(path, query) {
      const file = await files.find(path)
      if (file || !/^\/(?:pictures|files)\//.test(path)) return file
      if (await hasJustGone(path)) {
        await untilKnown(path)
        const late = await files.find(path)
        if (late) return late
      }
      const to = moves.movedTo(path)
      const there = to === undefined ? undefined : await files.find(to)
      return there && to !== undefined
        ? { ...there, page: movedTo(to, query), cacheControl: revalidated }
        : undefined
    },
    seen: files.seen,
  }
}
