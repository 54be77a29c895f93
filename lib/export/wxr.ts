import { posix } from 'node:path'
import type { Article, ArticleState, Author, Page } from '#lib/content/article.ts'
import { absolutised, cdata, xmlText } from '#lib/content/feed-text.ts'
import { decoded } from '#lib/content/path.ts'
import { unescapeHtml } from '#lib/escape.ts'
import { keptSpaces, paragraphsOf } from '#lib/paragraphs.ts'
import type { Reply, ReplyStatus, StaffAnswer } from '#lib/replies/reply.ts'
import type { Site } from '#lib/site.ts'
import { localStamp } from '#lib/time/format.ts'

export type WxrReply = Reply & { answers: readonly StaffAnswer[] }

export type WxrItem = {
  item: Article | Page
  state: ArticleState
  /** Of its body, addresses as on its page. */
  html: string
  /** Oldest first. */
  replies: readonly WxrReply[]
}

type Place = Pick<Site, 'name' | 'description' | 'lang' | 'timeZone'> & { siteUrl: string; now: number }

const statuses: Readonly<Record<ArticleState, string>> = {
  here: 'publish',
  draft: 'draft',
  scheduled: 'future',
  // Nobody but the staff sees it there, as here.
  expired: 'private',
}

const approvals: Readonly<Record<ReplyStatus, string>> = {
  approved: '1',
  waiting: '0',
  held: '0',
  spam: 'spam',
  rejected: 'trash',
  bin: 'trash',
}

/**
 * WordPress eXtended RSS, version 1.2, as WordPress's own importer reads it. Pictures and files are named by their
 * address on this site, which the importer fetches.
 */
export async function* wordpressXml(
  place: Place,
  authors: readonly Author[],
  items: AsyncIterable<WxrItem>,
): AsyncGenerator<string> {
  yield headOf(place, authors)
  const ids = { item: 0, comment: 0 }
  for await (const one of items) {
    const id = ++ids.item
    const files = filesIn(one, place).map((file) => ({ ...file, id: ++ids.item }))
    yield itemOf(one, id, files, ids, place)
    for (const file of files) yield attachmentOf(file, id, one, place)
  }
  yield '</channel>\n</rss>\n'
}

function headOf(place: Place, authors: readonly Author[]): string {
  const { name, description, lang, siteUrl, now } = place
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>${xmlText(name)}</title>
<link>${xmlText(siteUrl)}</link>
<description>${xmlText(description)}</description>
<pubDate>${new Date(now).toUTCString()}</pubDate>
<language>${xmlText(lang)}</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>${xmlText(siteUrl)}</wp:base_site_url>
<wp:base_blog_url>${xmlText(siteUrl)}</wp:base_blog_url>
${authors
  .map(
    (author, index) => `<wp:author>
<wp:author_id>${index + 1}</wp:author_id>
<wp:author_login>${cdata(author.id)}</wp:author_login>
<wp:author_email>${cdata('')}</wp:author_email>
<wp:author_display_name>${cdata(author.name)}</wp:author_display_name>
</wp:author>
`,
  )
  .join('')}`
}

type Attached = { id: number; url: string; alt: string; isCover: boolean }

function itemOf(
  { item, state, html, replies }: WxrItem,
  id: number,
  files: readonly Attached[],
  ids: { comment: number },
  place: Place,
): string {
  const article = 'topics' in item ? item : undefined
  const url = place.siteUrl + item.path
  const at = article?.date.at ?? item.updated?.at ?? place.now
  const cover = files.find(({ isCover }) => isCover)
  const topics = article?.topics ?? []
  const fields = {
    post_id: id,
    ...times('post_date', at, place),
    ...times('post_modified', Math.max(at, item.updated?.at ?? 0), place),
    comment_status: article?.replies === 'open' ? 'open' : 'closed',
    ping_status: 'closed',
    post_name: item.slug,
    status: statuses[state],
    post_parent: 0,
    menu_order: 0,
    post_type: article ? 'post' : 'page',
    post_password: '',
    is_sticky: article?.featured ? 1 : 0,
  }
  return `<item>
<title>${cdata(asTyped(item.title))}</title>
<link>${xmlText(url)}</link>
<pubDate>${new Date(at).toUTCString()}</pubDate>
<dc:creator>${cdata(article?.authors[0]?.id ?? '')}</dc:creator>
<guid isPermaLink="false">${xmlText(url)}</guid>
<description></description>
<content:encoded>${cdata(absolutised(html, url))}</content:encoded>
<excerpt:encoded>${cdata(asTyped(item.description))}</excerpt:encoded>
${wp(fields)}${topics
  .map(
    ({ slug, label }) =>
      `<category domain="category" nicename="${xmlText(slug)}">${cdata(label)}</category>\n`,
  )
  .join('')}${oldSlugs(item)
  .map((slug) => meta('_wp_old_slug', slug))
  .join('')}${cover ? meta('_thumbnail_id', String(cover.id)) : ''}${replies
  .map((reply) => commentsOf(reply, ids, place))
  .join('')}</item>
`
}

/** WordPress reads titles and excerpts as HTML: what only looks like it stays as it was typed. */
function asTyped(text: string): string {
  return text.replace(/&(?=#?\w+;)/g, '&amp;').replace(/<(?=[a-z/!?])/gi, '&lt;')
}

/** WordPress redirects those of posts by itself. */
function oldSlugs({ redirectFrom }: Pick<Article, 'redirectFrom'>): string[] {
  return redirectFrom.flatMap((path) => /^\/articles\/([^/?]+)$/.exec(path)?.[1] ?? [])
}

function commentsOf(reply: WxrReply, ids: { comment: number }, place: Place): string {
  const parent = ++ids.comment
  const { name, email, website = '', comment, createdAt, status } = reply
  const approved = approvals[status]
  const own = { parent: 0, name, email, website, text: comment, createdAt, approved }
  const answers = reply.answers.map(({ text, createdAt }) => ({
    ...{ parent, name: place.name, email: '', website: '', text, createdAt, approved },
  }))
  return commentOf(parent, own, place) + answers.map((one) => commentOf(++ids.comment, one, place)).join('')
}

type Comment = {
  parent: number
  name: string
  email: string
  website: string
  text: string
  createdAt: number
  approved: string
}

function commentOf(id: number, comment: Comment, place: Place): string {
  const { parent, name, email, website, text, createdAt, approved } = comment
  const html = paragraphsOf(text).map((lines) => lines.map((line) => xmlText(keptSpaces(line))).join('\n'))
  const fields = {
    comment_id: id,
    comment_author: name,
    comment_author_email: email,
    comment_author_url: website,
    comment_author_IP: '',
    ...times('comment_date', createdAt, place),
    comment_content: html.join('\n\n'),
    comment_approved: approved,
    comment_type: 'comment',
    comment_parent: parent,
    comment_user_id: 0,
  }
  return `<wp:comment>\n${wp(fields)}</wp:comment>\n`
}

function attachmentOf({ id, url, alt }: Attached, parent: number, { item }: WxrItem, place: Place): string {
  const name = posix.basename(decoded(new URL(url).pathname))
  const at = ('date' in item ? item.date.at : item.updated?.at) ?? place.now
  const fields = {
    post_id: id,
    ...times('post_date', at, place),
    comment_status: 'closed',
    ping_status: 'closed',
    post_name: `${item.slug}-${id}`,
    status: 'inherit',
    post_parent: parent,
    menu_order: 0,
    post_type: 'attachment',
    post_password: '',
    is_sticky: 0,
    attachment_url: url,
  }
  return `<item>
<title>${cdata(name)}</title>
<link>${xmlText(url)}</link>
<dc:creator>${cdata('')}</dc:creator>
<guid isPermaLink="false">${xmlText(url)}</guid>
<description></description>
<content:encoded>${cdata('')}</content:encoded>
<excerpt:encoded>${cdata('')}</excerpt:encoded>
${wp(fields)}${alt ? meta('_wp_attachment_image_alt', alt) : ''}</item>
`
}

/** The cover, and what the text shows or offers, each once. @param html as React writes it */
function filesIn({ item, html }: WxrItem, { siteUrl }: Place): Omit<Attached, 'id'>[] {
  const cover = 'image' in item ? item.image : undefined
  const found = new Map<string, Omit<Attached, 'id'>>()
  const add = (path: string, alt: string, isCover: boolean) => {
    const url = URL.canParse(path, siteUrl) ? new URL(path, siteUrl) : undefined
    if (!url || url.origin !== new URL(siteUrl).origin) return
    if (/^\/(?:pictures|files)\//.test(url.pathname) && !found.has(url.href))
      found.set(url.href, { url: url.href, alt, isCover })
  }
  if (cover) add(cover.path, cover.alt, true)
  for (const [tag] of html.matchAll(/<(?:img|a)\s[^>]*>/g)) {
    const path = attribute(tag, 'src') ?? attribute(tag, 'href')
    if (path) add(path, attribute(tag, 'alt') ?? '', false)
  }
  return [...found.values()]
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescapeHtml(value)
}

function times(name: string, at: number, { timeZone }: Place): Record<string, string> {
  return { [name]: localStamp(at, timeZone), [`${name}_gmt`]: localStamp(at, 'UTC') }
}

function wp(fields: Readonly<Record<string, string | number>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<wp:${name}>${cdata(String(value))}</wp:${name}>\n`)
    .join('')
}

function meta(key: string, value: string): string {
  return `<wp:postmeta>\n${wp({ meta_key: key, meta_value: value })}</wp:postmeta>\n`
}
