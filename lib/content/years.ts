import { firstPlace } from '#lib/first-place.ts'
import { localDay } from '#lib/time/format.ts'
import { fromLocal } from '#lib/time/zone.ts'
import type { Article } from './article.ts'

export type Year = { year: number; articles: readonly Article[] }

/** Newest first, as the articles are: the end of each year is looked for, not passed article by article. */
export function* yearsOf(articles: readonly Article[], timeZone: string): Generator<Year> {
  let from = 0
  for (let first = articles[from]; first; first = articles[from]) {
    const year = Number.parseInt(localDay(first.date.at, timeZone), 10)
    // The year before the first one has no number of its own.
    const to = Math.max(placeBefore(articles, startOf(year, timeZone)), from + 1)
    yield { year, articles: articles.slice(from, to) }
    from = to
  }
}

export function ofYear(articles: readonly Article[], year: number, timeZone: string): readonly Article[] {
  const from = placeBefore(articles, startOf(year + 1, timeZone))
  return articles.slice(from, placeBefore(articles, startOf(year, timeZone)))
}

export function yearPath(year: number): string {
  return `/archive/${String(year).padStart(4, '0')}`
}

/** The year in an address. */
export function yearNamed(text: string): number | undefined {
  return /^\d{4}$/.test(text) ? Number(text) : undefined
}

function startOf(year: number, timeZone: string): number {
  return fromLocal(new Date(0).setUTCFullYear(year, 0, 1), timeZone)
}

/** Of the first article from before an instant. */
function placeBefore(articles: readonly Article[], at: number): number {
  return firstPlace(articles.length, (place) => (articles[place]?.date.at ?? 0) < at)
}
