import { stringify } from 'yaml'
import type { BodyFacts, Document, GoodDocument, Mention } from '#lib/content/document.ts'
import { type PictureTable, pictureProblem, servedPicture } from '#lib/content/pictures.ts'
import { type Focus, focusBySize } from '#lib/pictures/focus.ts'
import { sharePath } from '#lib/pictures/share.ts'
import { site } from '#lib/site.ts'
import type { Article, Author, Page, Picture, Topic } from './article.ts'
import { doneOf } from './future-dates.ts'
import { type Diagnostic, diagnostic, hasErrors } from './lint/diagnostic.ts'
import { didYouMean, listed } from './nearest.ts'
import { encodedPath } from './path.ts'
import { isSlug, slugify } from './slug.ts'

/** By id; those whose file is wrong by their id alone. */
export type Authors = ReadonlyMap<string, Author>

export function isGood(document: Document): document is Document & GoodDocument {
  if (document.kind !== 'article' && document.kind !== 'page') return false
  return Boolean(!hasErrors(document) && document.fields && document.body && document.named)
}

export function missingThings(
  path: string,
  document: Document,
  authors: Authors,
  pictures: PictureTable,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  if (document.kind === 'author') {
    if (document.picture) diagnostics.push(...missingPicture(path, document.picture, pictures))
  }
  if (document.kind !== 'article' && document.kind !== 'page') return diagnostics
  for (const mention of document.body?.pictures ?? [])
    diagnostics.push(...missingPicture(path, mention, pictures))
  if (document.kind === 'page') return diagnostics
  for (const { to, ...place } of document.named?.author ?? [])
    if (!authors.has(to)) diagnostics.push(diagnostic('unknown-author', place, unknownAuthor(to, authors)))
  if (document.named?.image) diagnostics.push(...missingPicture(path, document.named.image, pictures))
  return diagnostics
}

function missingPicture(path: string, { to, ...place }: Mention, pictures: PictureTable): Diagnostic[] {
  const message = pictureProblem(pictures, path, to)
  return message ? [diagnostic('missing-picture', place, message)] : []
}

function unknownAuthor(id: string, authors: Authors): string {
  const known = [...authors.keys()].sort()
  if (!known.length) return `unknown author "${id}": there is no author yet. ${newAuthor(id, 'Write')}`
  const slug = slugify(id)
  const meant =
    [...authors.values()].find(({ name }) => name.toLowerCase() === id.toLowerCase())?.id ??
    known.find((one) => one === slug)
  const hint = meant ? ` Did you mean "${meant}"?` : didYouMean(id, known)
  const all = `unknown author "${id}".${hint} Known authors: ${listed(known)}.`
  return hint ? all : `${all} ${newAuthor(id, 'For a new one write')}`
}

function newAuthor(typed: string, write: string): string {
  if (isSlug(typed)) return `${write} content/authors/${typed}.yml with a name`
  const slug = slugify(typed)
  const [id, name] = slug ? [slug, typed] : ['jane-doe', 'Jane Doe']
  return `${write} ${slug ? '' : 'for example '}author: ${id}, and content/authors/${id}.yml with ${stringify({ name }, { lineWidth: 0 }).trim()}`
}

export function authorOf(id: string, path: string, document: Document, pictures: PictureTable): Author {
  const fields = document.kind === 'author' ? document.fields : undefined
  const name =
    fields?.name ??
    id.replace(/(^|-)(\p{L})/gu, (_all, dash, letter) => (dash ? ' ' : '') + letter.toUpperCase())
  const picture = fields?.picture && servedPicture(pictures, path, fields.picture)
  return {
    id,
    path: encodedPath(`/authors/${id}`),
    name,
    // Only people have a role, unless the file says otherwise.
    kind: fields?.kind ?? (fields?.role ? 'person' : 'organization'),
    links: fields?.links ?? [],
    ...(fields?.role ? { role: fields.role } : {}),
    ...(fields?.bio ? { bio: fields.bio } : {}),
    ...(picture
      ? { picture: shownPicture(picture, name, fields?.focus, encodedPath(`/authors/${id}`)) }
      : {}),
  }
}

export function articleOf(
  slug: string,
  path: string,
  { fields, body }: GoodDocument<'article'>,
  authors: Authors,
  pictures: PictureTable,
  now: number,
): Article {
  const image = fields.image && servedPicture(pictures, path, fields.image)
  return {
    slug,
    path: encodedPath(`/articles/${slug}`),
    title: fields.title,
    description: fields.description,
    date: fields.date,
    ...doneOf(fields, now),
    ...(fields.nextReview ? { nextReview: fields.nextReview } : {}),
    ...(fields.expires ? { expires: fields.expires } : {}),
    authors: (fields.author ?? []).flatMap((id) => authors.get(id) ?? []),
    topics: oneOfEach(fields.topics).map((topic) => ({
      ...topic,
      path: encodedPath(`/topics/${topic.slug}`),
    })),
    ...(image
      ? { image: shownPicture(image, fields.imageAlt ?? '', fields.focus, encodedPath(`/articles/${slug}`)) }
      : {}),
    draft: fields.draft ?? false,
    featured: fields.featured ?? false,
    ...(fields.canonical ? { canonical: fields.canonical } : {}),
    redirectFrom: [...new Set(fields.redirectFrom)],
    replies: fields.replies ?? 'open',
    ...(fields.series ? { series: fields.series } : {}),
    lang: fields.lang ?? site.lang,
    translations: fields.translations ?? [],
    ...measured(body),
  }
}

function shownPicture(
  { version, ...picture }: NonNullable<ReturnType<typeof servedPicture>>,
  alt: string,
  chosen: Focus | undefined,
  page: string,
): Picture {
  const focus = chosen ?? focusBySize(picture)
  return { ...picture, alt, ...(focus ? { focus } : {}), share: sharePath(page, version, focus) }
}

export function pageOf(slug: string, { fields, body }: GoodDocument<'page'>, now: number): Page {
  return {
    slug,
    path: encodedPath(`/${slug}`),
    title: fields.title,
    description: fields.description,
    ...doneOf(fields, now),
    lang: fields.lang ?? site.lang,
    draft: fields.draft ?? false,
    redirectFrom: [...new Set(fields.redirectFrom)],
    headings: body.headings,
  }
}

/** Labels that share an address are one topic: it is called as the first. */
function oneOfEach(topics: GoodDocument<'article'>['fields']['topics'] = []): Omit<Topic, 'path'>[] {
  return topics.filter(({ slug }, index) => topics.findIndex((one) => one.slug === slug) === index)
}

function measured(body: BodyFacts): Pick<Article, 'headings' | 'words' | 'minutes'> {
  return { headings: body.headings, ...body.length }
}
