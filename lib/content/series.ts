import { baseOf } from '#lib/lang.ts'
import type { Article, Series } from './article.ts'

/** Of the same instant by address, with the numbers in it as numbers: a bare date is all that most writers type. */
const byName = new Intl.Collator('en', { numeric: true })

/** The same text on articles of two languages names two series. */
export function seriesOf(article: Article, all: readonly Article[]): Series | undefined {
  const { series, slug, lang } = article
  const parts = all
    .filter((one) => baseOf(one.lang) === baseOf(lang))
    .sort((a, b) => a.date.at - b.date.at || byName.compare(a.slug, b.slug))
  const place = parts.findIndex((one) => one.slug === slug) + 1
  return series !== undefined && place && parts.length > 1 ? { name: series, parts, place } : undefined
}
