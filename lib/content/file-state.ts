import { formatMoment } from '#lib/time/format.ts'
import type { FileState } from './article.ts'

/**
 * What readers see of a file, in words that go on after its name.
 *
 * @param place.timeZone names the zone in which times are told, `place.lang` the language
 */
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
