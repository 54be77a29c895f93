import type { Article, Library } from './article.ts'
import { xmlText } from './feed-text.ts'

/** The sitemap of everything that readers may find, by the protocol of sitemaps.org. */
export function sitemap(
  library: Pick<Library, 'articles' | 'topics' | 'authors' | 'pages'>,
  siteUrl: string,
): string {
  const articles = library.articles()
  const newest = lastOf(articles)
  const urls = [
    url('/', newest),
    url('/articles', newest),
    url('/topics'),
    url('/contact'),
    ...articles.map((article) => url(article.path, lastOf([article]))),
    ...library.topics().map(({ path }) => url(path)),
    ...library
      .authors()
      .filter(({ count }) => count > 0)
      .map(({ path }) => url(path)),
    ...library.pages().map(({ path, updated }) => url(path, updated?.at)),
  ]
  function url(path: string, at?: number): string {
    const lastmod = at === undefined ? '' : `<lastmod>${new Date(at).toISOString().slice(0, 10)}</lastmod>`
    return `<url><loc>${xmlText(siteUrl + encodeURI(path))}</loc>${lastmod}</url>\n`
  }
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('')}</urlset>
`
}

function lastOf(articles: readonly Article[]): number | undefined {
  const times = articles.map(({ date, updated }) => Math.max(date.at, updated?.at ?? 0))
  return times.length ? Math.max(...times) : undefined
}
