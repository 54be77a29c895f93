import { setImmediate } from 'node:timers/promises'
import { publicPages } from '#lib/routes.ts'
import { site } from '#lib/site.ts'
import { alternatesOf } from './alternates.ts'
import type { Article, Library } from './article.ts'
import { pathKey } from './cache-tags.ts'
import { xmlText } from './feed-text.ts'
import { yearPath, yearsOf } from './years.ts'

/** Addresses that are written before others have their turn: some milliseconds of work. */
const inOneGo = 500

/** By sitemaps.org: of one file, the bytes not compressed. Room is left for what stands around the addresses. */
const most = { addresses: 50_000, bytes: 50 * 1024 * 1024 - 1000 }

/** Asks search engines to leave it alone. */
const unlisted = '/search'

type World = Pick<Library, 'articles' | 'topics' | 'authors' | 'pages' | 'translations'>
type Entry = { path: string; day?: string | undefined; alternates?: Readonly<Record<string, string>> }
/** From its first entry to before the next one's. */
type Part = { from: number; to: number; bytes: number; day: string | undefined }

/**
 * Without articles whose canonical address is elsewhere; `lastmod` as readers see it, where it is known. Where one file may not
 * hold all, an index of parts.
 * @param part from 1; undefined for the file that crawlers ask for first
 * @returns undefined for a part that there is not
 */
export async function sitemap(
  library: World,
  siteUrl: string,
  part?: number,
  limits = most,
): Promise<AsyncIterable<string> | undefined> {
  const entries = await entriesOf(library, siteUrl)
  const parts = await partsOf(entries, siteUrl, limits)
  const [first, second] = parts
  if (part === undefined && second) return index(parts, siteUrl)
  const wanted = part === undefined ? first : second && parts[part - 1]
  return wanted && urlset(entries, wanted, siteUrl)
}

/** All is asked for before anything is sent, so that the page has the cache tags of all it shows. */
async function entriesOf(library: World, siteUrl: string): Promise<() => Iterable<Entry>> {
  const articles = library.articles()
  const topics = library.topics()
  const authors = library.authors().filter(({ count }) => count > 0)
  const pages = library.pages()
  const days = new Map<string, string>()
  const translated = new Set<string>()
  const inSteps = createSteps()
  const note = (key: string, day: string) => {
    if (day > (days.get(key) ?? '')) days.set(key, day)
  }
  for (const article of articles) {
    const day = lastOf(article)
    note('', day)
    for (const topic of article.topics) note(topic.path, day)
    for (const { path } of article.authors) if (path) note(path, day)
    if (article.translations.length) translated.add(pathKey(article.path))
    for (const { path } of article.translations) translated.add(pathKey(path))
    await inSteps()
  }
  const alternates = new Map<Article, Entry['alternates']>()
  for (const article of articles) {
    if (!translated.size) break
    if (translated.has(pathKey(article.path)))
      alternates.set(article, alternatesOf(article, library.translations(article)))
    await inSteps()
  }
  const years = [...yearsOf(articles, site.timeZone)]
  for (const { year, articles: some } of years)
    for (const article of some) {
      note(yearPath(year), lastOf(article))
      await inSteps()
    }

  function* entries(): Generator<Entry> {
    for (const { pattern, listsArticles } of publicPages)
      if (pattern !== unlisted) yield { path: pattern, day: listsArticles ? days.get('') : undefined }
    for (const article of articles)
      if (isOwn(article))
        yield { path: article.path, day: lastOf(article), alternates: alternates.get(article) ?? {} }
    for (const { path } of [...topics, ...authors]) yield { path, day: days.get(path) }
    for (const { year } of years) yield { path: yearPath(year), day: days.get(yearPath(year)) }
    for (const { path, updated } of pages) yield { path, day: updated?.day }
  }
  function isOwn({ path, canonical }: Article): boolean {
    return canonical === undefined || canonical === siteUrl + path
  }
  return entries
}

async function partsOf(
  entries: () => Iterable<Entry>,
  siteUrl: string,
  limits: typeof most,
): Promise<Part[]> {
  const inSteps = createSteps()
  let part: Part = { from: 0, to: 0, bytes: 0, day: undefined }
  const parts = [part]
  for (const entry of entries()) {
    // Addresses are escaped, and so of ASCII alone.
    const { length } = url(entry, siteUrl)
    if (part.to - part.from === limits.addresses || part.bytes + length > limits.bytes) {
      part = { from: part.to, to: part.to, bytes: 0, day: undefined }
      parts.push(part)
    }
    part.to++
    part.bytes += length
    if (entry.day !== undefined && entry.day > (part.day ?? '')) part.day = entry.day
    await inSteps()
  }
  return parts
}

async function* urlset(
  entries: () => Iterable<Entry>,
  { from, to }: Part,
  siteUrl: string,
): AsyncGenerator<string> {
  yield `${declaration}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`
  let at = 0
  let piece: string[] = []
  for (const entry of entries()) {
    if (at >= from && at < to) piece.push(url(entry, siteUrl))
    if (++at % inOneGo) continue
    yield piece.join('')
    piece = []
    await setImmediate()
  }
  yield `${piece.join('')}</urlset>\n`
}

async function* index(parts: readonly Part[], siteUrl: string): AsyncGenerator<string> {
  const files = parts.map(({ day }, number) => {
    const loc = `<loc>${xmlText(`${siteUrl}/sitemap-${number + 1}.xml`)}</loc>`
    return `<sitemap>${loc}${lastmod(day)}</sitemap>\n`
  })
  yield `${declaration}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${files.join('')}</sitemapindex>\n`
}

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'

function url({ path, day, alternates = {} }: Entry, siteUrl: string): string {
  const links = Object.entries(alternates).map(
    ([lang, to]) =>
      `<xhtml:link rel="alternate" hreflang="${xmlText(lang)}" href="${xmlText(new URL(to, siteUrl).href)}"/>`,
  )
  return `<url><loc>${xmlText(siteUrl + path)}</loc>${lastmod(day)}${links.join('')}</url>\n`
}

function lastmod(day: string | undefined): string {
  return day === undefined ? '' : `<lastmod>${day}</lastmod>`
}

function lastOf({ date, updated }: Article): string {
  return updated && updated.day > date.day ? updated.day : date.day
}

/** @returns gives others their turn after so many calls */
function createSteps(): () => Promise<void> | undefined {
  let count = 0
  return () => (++count % inOneGo ? undefined : setImmediate())
}
