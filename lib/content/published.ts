import { stringify } from 'yaml'
import { type Focus, focusBySize } from '#lib/pictures/focus.ts'
import { sharePath } from '#lib/pictures/share.ts'
import type { Site } from '#lib/site.ts'
import type { Article, Author, NamedAuthor, Page, Picture, Topic } from './article.ts'
import type { BodyFacts, Document, Mention } from './document.ts'
import { slugIn } from './file-paths.ts'
import { doneOf } from './future-dates.ts'
import { type Diagnostic, diagnostic, hasErrors } from './lint/diagnostic.ts'
import { inToml } from './lint/toml-advice.ts'
import { didYouMean, listed } from './nearest.ts'
import { encodedPath } from './path.ts'
import { type PictureTable, pictureProblem, servedPicture } from './pictures.ts'
import { isSlug, slugify } from './slug.ts'

/** By id; those whose file is wrong by their id alone. */
type Authors = ReadonlyMap<string, Author>

export function missingThings(
  path: string,
  document: Document,
  authors: Authors,
  pictures: PictureTable,
): Diagnostic[] {
  if (document.kind === 'author')
    return document.picture ? missingPicture(path, document.picture, pictures) : []
  if (document.kind !== 'article' && document.kind !== 'page') return []
  const { body, named } = document
  const unknown = (['author', 'reviewedBy'] as const).flatMap((field) =>
    (named?.[field] ?? []).filter(({ to }) => !authors.has(to)).map((one) => ({ ...one, field })),
  )
  const shown = [...(body?.pictures ?? []), ...(named?.image ? [named.image] : [])]
  return [
    ...unknown.map(({ to, field, ...place }) => {
      const message = unknownAuthor(to, authors, field)
      return diagnostic('unknown-author', place, document.syntax === 'toml' ? inToml(message) : message)
    }),
    ...shown.flatMap((mention) => missingPicture(path, mention, pictures)),
  ]
}

function missingPicture(path: string, { to, ...place }: Mention, pictures: PictureTable): Diagnostic[] {
  const message = pictureProblem(pictures, path, to)
  return message ? [diagnostic('missing-picture', place, message)] : []
}

function unknownAuthor(id: string, authors: Authors, field: string): string {
  const known = [...authors.keys()].sort()
  if (!known.length) return `unknown author "${id}": there is no author yet. ${newAuthor(id, 'Write', field)}`
  const slug = slugify(id)
  const meant =
    [...authors.values()].find(({ name }) => name.toLowerCase() === id.toLowerCase())?.id ??
    known.find((one) => one === slug)
  const hint = meant ? ` Did you mean "${meant}"?` : didYouMean(id, known)
  const all = `unknown author "${id}".${hint} Known authors: ${listed(known)}.`
  return hint ? all : `${all} ${newAuthor(id, 'For a new one write', field)}`
}

function newAuthor(typed: string, write: string, field: string): string {
  if (isSlug(typed)) return `${write} content/authors/${typed}.yml with a name`
  const slug = slugify(typed)
  const [id, name] = slug ? [slug, typed] : ['jane-doe', 'Jane Doe']
  return `${write} ${slug ? '' : 'for example '}${field}: ${id}, and content/authors/${id}.yml with ${stringify({ name }, { lineWidth: 0 }).trim()}`
}

export function authorOf(id: string, path: string, document: Document, pictures: PictureTable): Author {
  const name = id.replace(/(^|-)(\p{L})/gu, (_all, dash, letter) => (dash ? ' ' : '') + letter.toUpperCase())
  const { fields = { name } } = document.kind === 'author' ? document : {}
  const { picture: file, focus, ...own } = fields
  const address = encodedPath(`/authors/${id}`)
  return {
    ...own,
    id,
    path: address,
    // Only people have a role, unless the file says otherwise.
    kind: own.kind ?? (own.role ? 'person' : 'organization'),
    links: own.links ?? [],
    picture: pictureOf(pictures, path, { file, alt: own.name, focus, page: address }),
  }
}

/** One list and one topic for all that have it: there may be many thousand articles. */
const none: readonly never[] = []
const topicsByLabel = new Map<string, Topic>()

function sharedTopic(slug: string, label: string): Topic {
  const known = topicsByLabel.get(label)
  if (known?.slug === slug) return known
  const topic = { slug, label, path: encodedPath(`/topics/${slug}`) }
  topicsByLabel.set(label, topic)
  return topic
}

/** Undefined where it cannot be shown. */
export function articleOf(
  file: string,
  document: Extract<Document, { kind: 'article' }>,
  authors: Authors,
  pictures: PictureTable,
  now: number,
  site: Site,
): Article | undefined {
  const { fields, body } = document
  if (hasErrors(document) || !fields || !body) return undefined
  const { author = [], reviewedBy, topics = [], image, imageAlt = '', focus, ...own } = fields
  const slug = slugIn(file)
  const address = encodedPath(`/articles/${slug}`)
  const isStillToCome = own.reviewed && own.reviewed.at > now
  return {
    ...own,
    ...described(own.description, body),
    ...doneOf(own, now),
    slug,
    path: address,
    authors: author.map((id) => authors.get(id) ?? unnamed(id)),
    ...(reviewedBy &&
      !isStillToCome && { reviewers: reviewedBy.map((id) => authors.get(id) ?? unnamed(id)) }),
    // Labels that share an address are one topic: it is called as the first.
    topics: topics
      .filter((topic, index) => topics.findIndex(({ slug }) => slug === topic.slug) === index)
      .map(({ slug, label }) => sharedTopic(slug, label)),
    image: pictureOf(pictures, file, { file: image, alt: imageAlt, focus, page: address }),
    draft: own.draft ?? false,
    featured: own.featured ?? false,
    redirectFrom: own.redirectFrom ? [...new Set(own.redirectFrom)] : none,
    replies: own.replies ?? site.replies,
    lang: own.lang ?? site.lang,
    translations: own.translations ?? none,
    headings: body.headings,
    ...body.length,
    ...{ file, document, body },
  }
}

function described(
  description: string | undefined,
  { opening = '' }: BodyFacts,
): Pick<Article, 'description' | 'isOpening'> {
  return description === undefined ? { description: opening, isOpening: true } : { description }
}

/** Whatever was typed: an id, or a name. */
export function unnamed(name: string): NamedAuthor {
  return { id: name, name }
}

function pictureOf(
  pictures: PictureTable,
  path: string,
  typed: { file: string | undefined; alt: string; focus: Focus | undefined; page: string },
): Picture | undefined {
  const { file, alt, page } = typed
  const served = file && servedPicture(pictures, path, file)
  if (!served) return undefined
  const { version, ...picture } = served
  const focus = typed.focus ?? focusBySize(picture)
  return { ...picture, alt, ...(focus ? { focus } : {}), share: sharePath(page, version, focus) }
}

/** Undefined where it cannot be shown. */
export function pageOf(
  file: string,
  document: Extract<Document, { kind: 'page' }>,
  now: number,
  site: Site,
): Page | undefined {
  const { fields, body } = document
  if (hasErrors(document) || !fields || !body) return undefined
  const slug = slugIn(file)
  return {
    ...fields,
    ...described(fields.description, body),
    ...doneOf(fields, now),
    slug,
    path: encodedPath(`/${slug}`),
    lang: fields.lang ?? site.lang,
    draft: fields.draft ?? false,
    redirectFrom: [...new Set(fields.redirectFrom)],
    headings: body.headings,
    ...{ file, document, body },
  }
}
