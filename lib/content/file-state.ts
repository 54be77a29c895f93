import { formatMoment } from '#lib/time/format.ts'
import { type Words, words } from '#lib/words/words.ts'
import type { FileState } from './article.ts'
import { shownOf, stateOf } from './article-state.ts'
import type { Document } from './document.ts'
import { isDraft } from './draft.ts'
import { hasErrors, inReadingOrder, isError } from './lint/diagnostic.ts'
import { isSettings } from './organisation/settings.ts'
import type { Snapshot } from './snapshot.ts'

type Place = { lang: string; timeZone: string }

/** Goes on after the file's name. */
export function stateInWords({ state, item }: FileState, place: Place, t: Words = words()): string {
  const article = item && 'topics' in item ? item : undefined
  if (state === 'scheduled' && article)
    return t('content.state.scheduled-at', { moment: formatMoment(article.date.at, place) })
  if (state === 'expired' && article?.expires)
    return t('content.state.expired-at', { moment: formatMoment(article.expires.at, place) })
  return t(`content.state.${state}`)
}

/** `2 errors, 1 warning`; empty when there are none. */
export function faultsInWords(
  { errors, warnings }: Pick<FileState, 'errors' | 'warnings'>,
  t: Words = words(),
): string {
  const said = {
    errors: errors ? t('content.errors', { count: errors }) : '',
    warnings: warnings ? t('content.warnings', { count: warnings }) : '',
  }
  return errors && warnings ? t('content.errors-warnings', said) : said.errors + said.warnings
}

export function fileStates(
  snapshot: Snapshot,
  { now, shown }: { now: number; shown: (path: string) => string },
): FileState[] {
  const { documents, missing, warnings, organisation } = snapshot
  const isText = ({ kind }: Document) => kind === 'article' || kind === 'page'
  return [...documents]
    .filter(([path, document]) => isText(document) || hasErrors(document) || missing.has(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, document]) => {
      const item = shownOf(path, snapshot)
      const own = inReadingOrder([...document.diagnostics, ...(missing.get(path) ?? [])])
      const errors = own.filter(isError).length
      const shownAs = item && stateOf(item, now)
      const isOwn =
        isSettings(document) || Object.values(organisation.files).some(({ name }) => name === path)
      const faulty = shownAs === 'here' || isOwn ? 'outdated' : isDraft(path, documents) ? 'draft' : 'held'
      return {
        file: shown(path),
        state: errors ? faulty : (shownAs ?? 'held'),
        errors,
        warnings: own.length - errors + (warnings.get(path)?.length ?? 0),
        ...(item && { item }),
      }
    })
}
