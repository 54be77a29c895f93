import { formatMoment } from '#lib/time/format.ts'
import type { FileState } from './article.ts'
import { stateOf } from './article-state.ts'
import { slugIn } from './file-paths.ts'
import { isDraft } from './index.ts'
import { hasErrors, inReadingOrder, isError } from './lint/diagnostic.ts'
import type { Snapshot, ValidArticle, ValidPage } from './snapshot.ts'

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
  { entries, articles, pages }: Snapshot,
  { now, shown }: { now: number; shown: (path: string) => string },
): FileState[] {
  return [...entries]
    .filter(
      ([, { file, missing }]) =>
        file.document.kind === 'article' ||
        file.document.kind === 'page' ||
        hasErrors(file.document) ||
        missing.length,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { file, missing, warnings }]) => {
      const own = inReadingOrder([...file.document.diagnostics, ...missing])
      const errors = own.filter(isError).length
      const valid = path.startsWith('articles/') ? articles.get(slugIn(path)) : pages.get(slugIn(path))
      const item = valid?.path === path ? valid : undefined
      return {
        file: shown(file.version.name ?? path),
        state: stateIn(path, errors, item, { entries, now }),
        errors,
        warnings: own.length - errors + warnings.length,
        ...(item && { item: item.item }),
      }
    })
}

function stateIn(
  path: string,
  errors: number,
  valid: ValidArticle | ValidPage | undefined,
  { entries, now }: { entries: Snapshot['entries']; now: number },
): FileState['state'] {
  const item = valid?.item
  const state = !item
    ? undefined
    : 'topics' in item
      ? stateOf(item, now)
      : item.draft
        ? ('draft' as const)
        : ('here' as const)
  if (!errors) return state ?? 'held'
  if (state === 'here') return 'outdated'
  return isDraft(path, entries) ? 'draft' : 'held'
}
