import { publicPages } from '#lib/routes.ts'
import type { Article, Library } from './article.ts'
import { xmlText } from './feed-text.ts'

/**
 * The sitemap of everything that readers may find, by the protocol of sitemaps.org: an article whose canonical address is
 * elsewhere is not in it, and `lastmod` is the day that readers are shown.
 */
export function sitemap(
  library: Pick<Library, 'articles' | 'topics' | 'authors' | 'pages'>,
  siteUrl: string,
): string {
  const articles = library.articles()
  const newest = lastOf(articles)
  const urls = [
    ...publicPages.map(({ pattern, listsArticles }) => url(pattern, listsArticles ? newest : undefined)),
    ...articles.filter(isOwn).map((article) => url(article.path, lastOf([article]))),
    ...library.topics().map(({ path }) => url(path)),
    ...library
      .authors()
      .filter(({ count }) => count > 0)
      .map(({ path }) => url(path)),
    ...library.pages().map(({ path, updated }) => url(path, updated?.day)),
  ]
  function isOwn({ path, canonical }: Article): boolean {
    return canonical === undefined || canonical === siteUrl + path
  }
  function url(path: string, day?: string): string {
    const lastmod = day === undefined ? '' : `<lastmod>${day}</lastmod>`
    return `<url><loc>${xmlText(siteUrl + path)}</loc>${lastmod}</url>\n`
  }
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('')}</urlset>
`
}

/** The latest day on which one of these was published or changed. */
function lastOf(articles: readonly Article[]): string | undefined {
  return articles
    .flatMap(({ date, updated }) => [date.day, updated?.day ?? date.day])
    .sort()
    .at(-1)
}
