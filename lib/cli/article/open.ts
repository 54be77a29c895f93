import type { Library } from '#lib/content/article.ts'
import { openLibrary } from '#lib/content/content.ts'
import { lastGoodIn } from '#lib/content/organisation/load.ts'
import type { Terminal } from '../terminal.ts'
import { folderProblem, type Place } from './content.ts'

/** Touches no cache of the running site. @returns undefined when unreadable, for a reason that was told */
export async function openContent(place: Place, terminal: Terminal): Promise<Library | undefined> {
  const problem = folderProblem(place)
  if (problem) {
    terminal.complain(problem)
    return undefined
  }
  let isRead = true
  const library = await openLibrary({
    contentDir: place.contentDir,
    lastGood: lastGoodIn(place),
    now: Date.now,
    log: {
      debug() {},
      info() {},
      warn() {},
      error(message, { error } = {}) {
        isRead = false
        terminal.complain(`${message}${error instanceof Error ? ` (${error.message})` : ''}`)
      },
    },
    invalidate() {},
    watch: false,
    isThorough: true,
  })
  if (isRead) return library
  library.close()
  return undefined
}
