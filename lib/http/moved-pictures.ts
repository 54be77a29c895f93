import { setTimeout } from 'node:timers/promises'
import type { PictureMoves } from '#lib/content/picture-moves.ts'
import { fileNamed } from '#lib/disk-names.ts'
import { revalidated } from '#lib/routes.ts'
import { movedTo } from './page.ts'
import type { Sending } from './respond.ts'
import type { Files } from './static-files.ts'

/** Milliseconds; a busy machine takes some seconds to see what is new. */
const longestWait = 10_000
const whileWaiting = 50
/** Renames that follow each other while one answer is looked for. */
const mostMoves = 5

/** A renamed picture, or file beside a text, is gone before the new article is whole: such files are waited for. */
export function followPictures(files: Files, contentDir: string, moves: PictureMoves): Files {
  /** What the content is known to hold may come again, or is known to have moved a moment later. */
  async function inTime(path: string): Promise<Sending | undefined> {
    const end = performance.now() + longestWait
    let file = await files.find(path)
    while (!file) {
      const name = moves.nameOf(path)
      if (name === undefined || !moves.has(name)) return undefined
      const isThere = async () => (await fileNamed(contentDir, name)) !== undefined
      const wasThere = await isThere()
      file = await files.find(path)
      if (file) return file
      // Not one for readers.
      if (wasThere && (await isThere())) return undefined
      if (moves.movedTo(path) !== undefined || performance.now() > end) return undefined
      await setTimeout(whileWaiting)
    }
    return file
  }

  async function find(path: string, query: string | undefined): Promise<Sending | undefined> {
    const file = await inTime(path)
    if (file) return file
    let before: string | undefined
    for (let step = 0; step < mostMoves; step++) {
      const to = moves.movedTo(path)
      if (to === undefined || to === before) return undefined
      const there = await inTime(to)
      if (there) return { ...there, page: movedTo(to, query), cacheControl: revalidated }
      before = to
    }
    return undefined
  }

  return {
    find: (path, query) => (/^\/(?:pictures|files)\//.test(path) ? find(path, query) : files.find(path)),
    seen: files.seen,
  }
}
