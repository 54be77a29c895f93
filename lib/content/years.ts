import { localDay } from '#lib/time/format.ts'
import { fromLocal } from '#lib/time/zone.ts'
import type { Article } from './article.ts'

export type Year = { year: number; articles: readonly Article[] }

/** Newest first, as the articles are: each year is looked for where the one before ends, not article by article. */
export function* yearsOf(articles: readonly Article[], timeZone: string): Generator<Year> {
  let from = 0
  for (let first = articles[from]; first; first = articles[from]) {
    const year = Number.parseInt(localDay(first.date.at, timeZone), 10)
    // The year before the first one has no number of its own.
    const to = Math.max(placeBefore(articles, startOf(year, timeZone), from), from + 1)
    yield { year, articles: articles.slice(from, to) }
    from = to
  }
}

export function ofYear(articles: readonly Article[], year: number, timeZone: string): readonly Article[] {
  const from = placeBefore(articles, startOf(year + 1, timeZone), 0)
  return articles.slice(from, placeBefore(articles, startOf(year, timeZone), from))
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
function placeBefore(articles: readonly Article[], at: number, from: number): number {
  let [low, high] = [from, articles.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((articles[middle]?.date.at ?? 0) >= at) low = middle + 1
    else high = middle
  }
  return low
}
