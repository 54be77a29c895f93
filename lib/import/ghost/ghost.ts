import { readFileSync } from 'node:fs'
import { topicSlug } from '#lib/content/topic.ts'
import { messageOf } from '#lib/errors.ts'
import type { AuthorItem, Body, Item, OldDate, Source, TextItem } from '../model.ts'
import type { Report } from '../report.ts'
import { bodyOf } from './body.ts'
import { type Row, rows, settingsOf, text } from './rows.ts'

/** An export of Ghost, 0.11 to 6; of its settings and people only what readers could see is looked at. */
export function ghostSource(file: string): Source {
  let known: Item[] | undefined
  let first: Report | undefined
  return {
    name: 'ghost',
    async *items(report) {
      first ??= report
      known ??= read(file, first)
      yield* known
    },
  }
}

function read(file: string, report: Report): Item[] {
  let whole: unknown
  try {
    whole = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    report.add('unreadable', 'files that are no JSON', { file }, messageOf(error))
    return []
  }
  const data = dataIn(whole)
  if (!data) {
    report.add('unreadable', 'files that are no export of Ghost: it has db, data and posts', { file })
    return []
  }
  const settings = settingsOf(data.settings)
  const tags = new Map(rows(data.tags).map((tag) => [text(tag.id), tag]))
  const users = new Map(rows(data.users).map((user) => [text(user.id), user]))
  const metas = new Map(rows(data.posts_meta).map((meta) => [text(meta.post_id), meta]))
  const tagsOf = linked(data.posts_tags, 'tag_id')
  const usersOf = linked(data.posts_authors, 'author_id')
  for (const [table, what] of leftOut) {
    const number = rows(data[table]).length
    for (let index = 0; index < number; index++) report.add('left-out', what)
  }
  const texts = rows(data.posts).map((post): TextItem => {
    const id = text(post.id)
    const labels = (tagsOf.get(id) ?? []).flatMap((tag) => labelOf(tags.get(tag), report))
    const authors = usersOf.get(id) ?? [text(post.author_id)]
    return textOf(post, {
      file,
      report,
      meta: metas.get(id) ?? {},
      topics: labels,
      authors: authors.filter((author) => users.has(author)),
      permalink: settings.permalinks ?? '/:slug/',
    })
  })
  return [
    {
      kind: 'site',
      addresses: [],
      title: settings.title,
      tagline: settings.description,
      lang: settings.locale ?? settings.lang,
      timeZone: settings.timezone ?? settings.activetimezone,
    },
    ...[...users].map(([key, user]) => authorOf(key, user, file)),
    ...texts,
    ...lists(tags),
  ]
}

/** What has no place here, by its table. */
const leftOut: readonly (readonly [string, string])[] = [
  ['newsletters', 'newsletters'],
  ['products', 'tiers for members'],
  ['members', 'members: written nowhere'],
  ['comments', 'comments of members'],
  ['snippets', 'snippets'],
  ['offers', 'offers for members'],
]

function dataIn(whole: unknown): Row | undefined {
  const at = (value: unknown): Row | undefined =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : undefined
  const db = at(whole)?.db
  const [inner] = Array.isArray(db) ? db : [whole]
  const result = at(at(inner)?.result)
  const data = result ? ofTool(result) : (at(at(inner)?.data) ?? at(inner))
  return data && Array.isArray(data.posts) ? data : undefined
}

/** As Ghost's own tools for moving keep it: each post holds its people and tags. */
function ofTool(result: Row): Row {
  const inner = (value: unknown): Row[] =>
    rows(Array.isArray(value) ? value : [value]).flatMap((one) => rows([one.data ?? one]))
  const posts = inner(result.posts).map((post) => ({ ...post, id: text(post.id) || text(post.slug) }))
  const of = (post: Row, names: readonly string[]) =>
    names.flatMap((name) => inner(post[name])).map((row) => ({ ...row, id: text(row.id) || text(row.slug) }))
  const links = (name: string, names: readonly string[]) =>
    posts.flatMap((post) =>
      of(post, names).map((row, index) => ({ post_id: post.id, [name]: row.id, sort_order: index })),
    )
  const people = ['author', 'authors']
  return {
    posts,
    tags: posts.flatMap((post) => of(post, ['tags'])),
    users: [...posts.flatMap((post) => of(post, people)), ...inner(result.users)],
    posts_tags: links('tag_id', ['tags']),
    posts_authors: links('author_id', people),
  }
}

function linked(table: unknown, other: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const inOrder = [...rows(table)].sort((a, b) => Number(a.sort_order ?? 0) - Number(b.sort_order ?? 0))
  for (const row of inOrder) {
    const post = text(row.post_id)
    found.set(post, [...(found.get(post) ?? []), text(row[other])])
  }
  return found
}

function isInternal(tag: Row): boolean {
  return tag.visibility === 'internal' || text(tag.name).startsWith('#') || text(tag.slug).startsWith('hash-')
}

function labelOf(tag: Row | undefined, report: Report): string[] {
  const name = tag && text(tag.name).trim()
  if (!tag || !name) return []
  if (!isInternal(tag)) return [name]
  report.add('left-out', 'internal tags (#)', undefined, name)
  return []
}

function authorOf(key: string, user: Row, file: string): AuthorItem {
  const website = text(user.website)
  return {
    kind: 'author',
    key,
    place: { file },
    name: text(user.name) || text(user.slug) || 'Author',
    slug: text(user.slug),
    bio: text(user.bio) || undefined,
    oldPaths: text(user.slug) ? [`/author/${text(user.slug)}/`] : [],
    picture: ownAddress(text(user.profile_image) || text(user.image)) || undefined,
    links: website ? [website] : [],
  }
}

type About = {
  file: string
  report: Report
  meta: Row
  topics: string[]
  authors: string[]
  permalink: string
}

function textOf(post: Row, { file, report, meta, topics, authors, permalink }: About): TextItem {
  const isPage = post.type === 'page' || post.page === 1 || post.page === true || post.page === '1'
  const title = text(post.title) || 'Untitled'
  const slug = text(post.slug)
  const place = { file }
  const date = dateOf(post.published_at) ?? dateOf(post.created_at) ?? { at: Date.now() }
  const draft = draftReason(post, meta)
  if (draft) report.add('converted', `drafts (${draft} in the old site)`, place, title)
  const injected = ['codeinjection_head', 'codeinjection_foot', 'head', 'foot'].some((name) =>
    text(post[name]),
  )
  if (injected) report.add('left-out', 'code injected into a text', place, title)
  const image = ownAddress(text(post.feature_image) || text(post.image))
  const alt = text(meta.feature_image_alt) || text(post.feature_image_alt)
  const caption = image ? text(meta.feature_image_caption) || text(post.feature_image_caption) : ''
  if (caption) report.add('converted', 'captions of pictures of articles, now below the text', place, title)
  return {
    kind: isPage ? 'page' : 'article',
    key: text(post.uuid) || text(post.id) || slug,
    place,
    title,
    slug,
    date,
    updated: dateOf(post.updated_at),
    draft,
    description:
      text(post.custom_excerpt) || text(meta.meta_description) || text(post.meta_description) || undefined,
    authors,
    topics,
    image: image ? { address: image, alt: alt || undefined } : undefined,
    body: (tell): Body => withCaption(bodyOf(post, title, tell), caption),
    oldPaths: slug ? [...new Set([isPage ? `/${slug}/` : filled(permalink, slug, date), `/${slug}/`])] : [],
    lang: text(post.locale) || undefined,
    canonical: text(meta.canonical_url) || text(post.canonical_url) || undefined,
    featured: post.featured === 1 || post.featured === true || undefined,
    replies: [],
  }
}

/** Of the cover, which has none here: who took it is often said there alone. @param caption HTML */
function withCaption(body: Body, caption: string): Body {
  if (!caption) return body
  return 'html' in body
    ? { ...body, html: `${body.html}\n<p><em>${caption}</em></p>` }
    : { markdown: `${body.markdown}\n\n<p><em>${caption}</em></p>` }
}

/** What not everyone could read must not become public. */
function draftReason(post: Row, meta: Row): string | undefined {
  const status = text(post.status) || 'published'
  const visibility = post.visibility ? text(post.visibility) || 'unknown' : 'public'
  if (visibility !== 'public')
    return visibility === 'members' ? 'for members alone' : `for some members alone: ${visibility}`
  if (status === 'draft') return 'a draft'
  if (status === 'scheduled' && !dateOf(post.published_at)) return 'scheduled for no day'
  if (
    /kg-gated-block:begin[^>]*nonMember:\s*false/.test(text(post.html)) ||
    (!text(post.html) && /"nonMember"\s*:\s*false/.test(text(post.lexical)))
  )
    return 'in parts for members alone'
  if (status === 'sent' || meta.email_only === 1 || meta.email_only === true) return 'sent by mail alone'
  return status === 'published' || status === 'scheduled' ? undefined : status
}

function dateOf(value: unknown): OldDate | undefined {
  if (typeof value === 'number') return { at: value }
  const typed = text(value)
  if (!typed) return undefined
  if (/^\d{12,13}$/.test(typed)) return { at: Number(typed) }
  const at = Date.parse(/[Zz]$|[+-]\d\d:?\d\d$/.test(typed) ? typed : `${typed.replace(' ', 'T')}Z`)
  return Number.isNaN(at) ? undefined : { at }
}

function filled(permalink: string, slug: string, date: OldDate): string {
  const day = 'at' in date ? new Date(date.at).toISOString().slice(0, 10).split('-') : []
  const values: Record<string, string | undefined> = { slug, year: day[0], month: day[1], day: day[2] }
  return permalink.replace(/[:{](\w+)\}?/g, (all, name: string) => values[name] ?? all)
}

/** Ghost has this word where its own address stood. */
function ownAddress(address: string): string {
  return address.replace(/^(?:__GHOST_URL__|%7B%7Bsite_url%7D%7D)/i, '')
}

function lists(tags: ReadonlyMap<string, Row>): Item[] {
  return [
    ...[...tags.values()].flatMap((tag): Item[] => {
      const to = topicSlug(text(tag.name))
      if (!to || isInternal(tag)) return []
      return [`/tag/${text(tag.slug)}/`, `/tag/${text(tag.slug)}/rss/`].map((from, index) => ({
        kind: 'redirect',
        from,
        to: `/topics/${to}${index ? '/feed.xml' : ''}`,
      }))
    }),
    { kind: 'redirect', from: '/rss/', to: '/feed.xml' },
    // It stands for all that follow.
    { kind: 'redirect', from: '/page/2/', to: '/articles' },
  ]
}
