import { setImmediate } from 'node:timers/promises'
import { publicPages } from '#lib/routes.ts'
import { site } from '#lib/site.ts'
import type { Article, Library } from './article.ts'
import { xmlText } from './feed-text.ts'
import { yearPath, yearsOf } from './years.ts'

/** Addresses that are written before others have their turn: some milliseconds of work. */
const inOneGo = 500

/** By sitemaps.org: without articles whose canonical address is elsewhere, `lastmod` as readers see it. */
export function sitemap(
  library: Pick<Library, 'articles' | 'topics' | 'authors' | 'pages'>,
  siteUrl: string,
): AsyncIterable<string> {
  // All is asked for at once, so that the page has the cache tags of all it shows.
  const articles = library.articles()
  const lists = [library.topics(), library.authors().filter(({ count }) => count > 0)]
  const pages = library.pages()
  const newest = lastOf(articles)

  function* urls(): Generator<string> {
    for (const { pattern, listsArticles } of publicPages)
      yield url(pattern, listsArticles ? newest : undefined)
    for (const article of articles) if (isOwn(article)) yield url(article.path, lastOf([article]))
    for (const { path } of lists.flat()) yield url(path)
    for (const { year } of yearsOf(articles, site.timeZone)) yield url(yearPath(year))
    for (const { path, updated } of pages) yield url(path, updated?.day)
  }
  function isOwn({ path, canonical }: Article): boolean {
    return canonical === undefined || canonical === siteUrl + path
  }
  function url(path: string, day?: string): string {
    const lastmod = day === undefined ? '' : `<lastmod>${day}</lastmod>`
    return `<url><loc>${xmlText(siteUrl + path)}</loc>${lastmod}</url>\n`
  }

  async function* pieces(): AsyncGenerator<string> {
    yield '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    let piece: string[] = []
    for (const one of urls()) {
      if (piece.push(one) < inOneGo) continue
      yield piece.join('')
      piece = []
      await setImmediate()
    }
    yield `${piece.join('')}</urlset>\n`
  }
  return pieces()
}

function lastOf(articles: readonly Article[]): string | undefined {
  let last: string | undefined
  for (const { date, updated } of articles)
    for (const day of [date.day, updated?.day]) if (day !== undefined && day > (last ?? '')) last = day
  return last
}
