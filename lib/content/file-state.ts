import { formatMoment } from '#lib/time/format.ts'
import type { FileState } from './article.ts'
import { stateOf } from './article-state.ts'
import type { Document } from './document.ts'
import { isDraft } from './index.ts'
import { hasErrors, inReadingOrder, isError } from './lint/diagnostic.ts'
import type { Snapshot } from './snapshot.ts'

/** Goes on after the file's name. */
export function stateInWords({ state, item }: FileState, place: { lang: string; timeZone: string }): string {
  if (state === 'held') return 'kept off the site'
  if (state === 'outdated') return 'last good version still shown'
  const article = item && 'topics' in item ? item : undefined
  if (state === 'scheduled' && article) return `scheduled, appears ${formatMoment(article.date.at, place)}`
  if (state === 'expired' && article?.expires)
    return `expired, gone since ${formatMoment(article.expires.at, place)}`
  return state === 'here' ? 'published' : state
}

/** `2 errors, 1 warning`; empty when there are none. */
export function faultsInWords({ errors, warnings }: Pick<FileState, 'errors' | 'warnings'>): string {
  const parts = [
    ...(errors ? [`${errors} error${errors === 1 ? '' : 's'}`] : []),
    ...(warnings ? [`${warnings} warning${warnings === 1 ? '' : 's'}`] : []),
  ]
  return parts.join(', ')
}

export function fileStates(
  { files }: Snapshot,
  { now, shown }: { now: number; shown: (path: string) => string },
): FileState[] {
  const isText = ({ kind }: Document) => kind === 'article' || kind === 'page'
  return [...files]
    .filter(([, { document, missing }]) => isText(document) || hasErrors(document) || missing.length)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { document, valid, missing, warnings }]) => {
      const own = inReadingOrder([...document.diagnostics, ...missing])
      const errors = own.filter(isError).length
      const shownAs = valid && stateOf(valid.item, now)
      const faulty = shownAs === 'here' ? 'outdated' : isDraft(path, files) ? 'draft' : 'held'
      return {
        file: shown(path),
        state: errors ? faulty : (shownAs ?? 'held'),
        errors,
        warnings: own.length - errors + warnings.length,
        ...(valid && { item: valid.item }),
      }
    })
}
