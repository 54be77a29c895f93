import { directionOf } from '#lib/lang.ts'
import { plainPath } from '#lib/pictures/widths.ts'
import { cardAddress } from '#lib/share-card.ts'
import type { Article, Identity } from './article.ts'
import { cdata, outsideHtml, xmlText } from './feed-text.ts'

export type FeedItem = {
  article: Article
  html: string
  /** For good (RFC 4287, 4.2.6); its address when not given. */
  id?: Pick<Identity, 'path' | 'isAddress'>
  /** The picture that other sites show of it, by its whole address. */
  card?: { url: string; bytes: number; type: string } | undefined
}

export type Feed = {
  title: string
  /** May be empty: then RSS, which must have one, says the title again. */
  description: string
  /** Without a path, e.g. `https://example.org`. */
  siteUrl: string
  path: string
  /** The page that it is the feed of, e.g. `/`. */
  page: string
  lang: string
  /** Newest first. */
  items: readonly FeedItem[]
  /** Milliseconds since 1970; the newest date among the items when not given. */
  updated?: number
  /** WebSub. */
  hub?: string | undefined
}

export function rssFeed(feed: Feed): string {
  const items = feed.items.map((item) => {
    const { article, html } = item
    const url = feed.siteUrl + article.path
    return `<item>
<title>${xmlText(article.title)}</title>
<link>${xmlText(url)}</link>
<guid isPermaLink="${item.id?.isAddress ?? true}">${xmlText(idOf(item, feed))}</guid>
<pubDate>${rfc822(article.date.at)}</pubDate>
${article.authors.map(({ name }) => `<dc:creator>${xmlText(name)}</dc:creator>\n`).join('')}${article.topics
  .map(({ label }) => `<category>${xmlText(label)}</category>\n`)
  .join(
    '',
  )}${article.lang === feed.lang ? '' : `<dc:language>${xmlText(article.lang)}</dc:language>\n`}<description>${xmlText(article.description)}</description>
${enclosure(item)}<content:encoded>${cdata(whole(html, article, feed))}</content:encoded>
</item>
`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${xmlText(feed.title)}</title>
<link>${xmlText(feed.siteUrl + feed.page)}</link>
<atom:link href="${xmlText(feed.siteUrl + feed.path)}" rel="self" type="application/rss+xml"/>
${feed.hub ? `<atom:link href="${xmlText(feed.hub)}" rel="hub"/>\n` : ''}<description>${xmlText(feed.description || feed.title)}</description>
<language>${xmlText(feed.lang)}</language>
<lastBuildDate>${rfc822(lastChange(feed))}</lastBuildDate>
${items.join('')}</channel>
</rss>
`
}

export function atomFeed(feed: Feed): string {
  const self = xmlText(feed.siteUrl + feed.path)
  const entries = feed.items.map((item) => {
    const { article, html } = item
    const url = xmlText(feed.siteUrl + article.path)
    const authors = article.authors.map(
      ({ name, path }) =>
        `<author><name>${xmlText(name)}</name>${path ? `<uri>${xmlText(feed.siteUrl + path)}</uri>` : ''}</author>\n`,
    )
    const topics = article.topics.map(
      ({ slug, label }) => `<category term="${xmlText(slug)}" label="${xmlText(label)}"/>\n`,
    )
    return `<entry xml:lang="${xmlText(article.lang)}">
<id>${xmlText(idOf(item, feed))}</id>
<title>${xmlText(article.title)}</title>
<link rel="alternate" type="text/html" href="${url}"/>
${atomEnclosure(item)}<published>${rfc3339(article.date.at)}</published>
<updated>${rfc3339(changed(article))}</updated>
${authors.join('')}${topics.join('')}${article.description && `<summary>${xmlText(article.description)}</summary>\n`}<content type="html">${xmlText(whole(html, article, feed))}</content>
</entry>
`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.lang)}">
<id>${self}</id>
<title>${xmlText(feed.title)}</title>
${feed.description && `<subtitle>${xmlText(feed.description)}</subtitle>\n`}<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${xmlText(feed.siteUrl + feed.page)}"/>
${feed.hub ? `<link rel="hub" href="${xmlText(feed.hub)}"/>\n` : ''}<updated>${rfc3339(lastChange(feed))}</updated>
<author><name>${xmlText(feed.title)}</name></author>
${entries.join('')}</feed>
`
}

export function jsonFeed(feed: Feed): string {
  const items = feed.items.map((item) => jsonItem(item, feed))
  const all = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    ...(feed.description && { description: feed.description }),
    home_page_url: feed.siteUrl + feed.page,
    feed_url: feed.siteUrl + feed.path,
    language: feed.lang,
    ...(feed.hub && { hubs: [{ type: 'WebSub', url: feed.hub }] }),
    items,
  }
  return `${JSON.stringify(all, null, 1)}\n`
}

function jsonItem(item: FeedItem, feed: Feed): object {
  const { article, html } = item
  return {
    id: idOf(item, feed),
    url: feed.siteUrl + article.path,
    title: article.title,
    ...(article.description && { summary: article.description }),
    content_html: whole(html, article, feed),
    image: feed.siteUrl + (article.image ? plainPath(article.image.path) : cardAddress(article)),
    date_published: rfc3339(article.date.at),
    date_modified: rfc3339(changed(article)),
    ...(article.authors.length && {
      authors: article.authors.map(({ name, path }) => ({ name, ...(path && { url: feed.siteUrl + path }) })),
    }),
    ...(article.topics.length && { tags: article.topics.map(({ label }) => label) }),
    language: article.lang,
  }
}

function enclosure({ card }: FeedItem): string {
  return card ? `<enclosure url="${xmlText(card.url)}" length="${card.bytes}" type="${card.type}"/>\n` : ''
}

function atomEnclosure({ card }: FeedItem): string {
  if (!card) return ''
  return `<link rel="enclosure" type="${card.type}" length="${card.bytes}" href="${xmlText(card.url)}"/>\n`
}

function idOf({ article, id }: FeedItem, { siteUrl }: Feed): string {
  return siteUrl + (id ?? article).path
}

/** An RSS reader knows no direction: a text in another language than the feed's carries its own. */
function whole(html: string, article: Article, { siteUrl, lang }: Feed): string {
  const text = outsideHtml(html, siteUrl + article.path)
  if (article.lang === lang) return text
  return `<div lang="${xmlText(article.lang)}" dir="${directionOf(article.lang)}">${text}</div>`
}

function changed({ date, updated }: Article): number {
  return Math.max(date.at, updated?.at ?? 0)
}

function lastChange({ updated, items }: Feed): number {
  return updated ?? Math.max(0, ...items.map(({ article }) => changed(article)))
}

/** RFC 822 with a year of four digits, as RSS wants it, in UTC. */
function rfc822(at: number): string {
  return new Date(at).toUTCString()
}

function rfc3339(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
