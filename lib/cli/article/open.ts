import type { Library } from '#lib/content/article.ts'
import { openLibrary } from '#lib/content/content.ts'
import { site } from '#lib/site.ts'
import { hasContent, type Place } from './content.ts'
import type { Terminal } from './terminal.ts'

/** Touches no cache of the running site. @returns undefined when unreadable, for a reason that was told */
export async function openContent(place: Place, terminal: Terminal): Promise<Library | undefined> {
  if (!hasContent(place, terminal)) return undefined
  let isRead = true
  const library = await openLibrary({
    contentDir: place.contentDir,
    timeZone: site.timeZone,
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
