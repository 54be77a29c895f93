import type { Article, Author, Page } from './article.ts'
import { nextChange, stateOf } from './article-state.ts'
import type { Document } from './document.ts'
import { addressOf, slugIn, twinOf } from './file-paths.ts'
import { nextNear, nextPast } from './future-dates.ts'
import { createAddressBook } from './lint/cross-file.ts'
import {
  type Diagnostic,
  diagnostic,
  type FileDiagnostic,
  hasErrors,
  inReadingOrder,
  top,
} from './lint/diagnostic.ts'
import { labelOfTopic, listing, noListings } from './listings.ts'
import { articleOf, authorOf, type GoodDocument, isGood, missingThings, pageOf } from './published.ts'
import { type Reference, referencesIn } from './references.ts'
import type { Entry, ReadFile, Snapshot, ValidArticle, ValidPage } from './snapshot.ts'

export const emptySnapshot: Snapshot = {
  now: Number.NEGATIVE_INFINITY,
  nextTurn: Number.POSITIVE_INFINITY,
  entries: new Map(),
  pictures: new Map(),
  authors: new Map(),
  goneAuthors: new Set(),
  articles: new Map(),
  pages: new Map(),
  listings: noListings,
  redirects: new Map(),
  diagnostics: [],
}

type Options = {
  shown?: (path: string) => string
}

/** Invalid files keep their last valid version from `previous`; an unchanged one must be the same object. */
export function buildIndex(
  documents: ReadonlyMap<string, ReadFile>,
  previous: Snapshot = emptySnapshot,
  now = 0,
  options: Options = {},
): Snapshot {
  return inOneGo(indexing(documents, previous, now, options))
}

export function inOneGo<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

const never = Number.POSITIVE_INFINITY

const slice = 256

/** In steps of a few milliseconds; `documents` must stay as it is meanwhile. */
export function* indexing(
  documents: ReadonlyMap<string, ReadFile>,
  previous: Snapshot,
  now: number,
  { shown = (path) => path }: Options = {},
): Generator<undefined, Snapshot> {
  let count = 0
  const isPause = () => ++count % slice === 0

  const fresh = new Set<string>()
  let added = 0
  for (const [path, file] of documents) {
    const before = previous.entries.get(path)
    if (before?.file !== file) fresh.add(path)
    if (!before) added++
    if (isPause()) yield
  }
  const removed: string[] = []
  if (documents.size - added < previous.entries.size)
    for (const path of previous.entries.keys()) {
      if (!documents.has(path)) removed.push(path)
      if (isPause()) yield
    }
  const entries = new Map(previous.entries)
  yield
  for (const path of removed) entries.delete(path)
  for (const path of fresh) {
    const file = documents.get(path)
    if (file) entries.set(path, entryOf(path, file))
    if (isPause()) yield
  }

  /** Changed pictures and authors: whoever names one is put together anew. */
  const things = new Set<Reference>()
  function* renewReferring(isMeant: (path: string) => boolean): Generator<undefined> {
    if (!things.size) return
    for (const [path, { references }] of entries) {
      if (references.some((one) => things.has(one)) && isMeant(path)) fresh.add(path)
      if (isPause()) yield
    }
  }

  const changed = [...fresh, ...removed]
  const pictures = new Map(previous.pictures)
  for (const path of changed) {
    const document = documents.get(path)?.document
    const before = pictures.get(path)
    const after = document?.kind === 'picture' ? (document.size ?? null) : undefined
    if (after === undefined) pictures.delete(path)
    else pictures.set(path, after)
    if (before !== after && before?.version !== after?.version) things.add(`picture:${path}`)
    else if ((before === undefined) !== (after === undefined)) things.add(`picture:${path}`)
    const twin = twinOf(path)
    if (twin !== path && documents.has(twin)) fresh.add(twin)
  }

  yield* renewReferring(isAuthor)
  const authors = new Map(previous.authors)
  const goneAuthors = new Set(previous.goneAuthors)
  for (const path of removed) if (isAuthor(path)) goneAuthors.add(slugIn(path))
  for (const path of fresh) {
    const entry = entries.get(path)
    if (!entry || !isAuthor(path)) continue
    const id = slugIn(path)
    const before = previous.authors.get(id)
    const { document } = entry.file
    entries.set(path, { ...entry, missing: missingThings(path, document, authors, pictures) })
    goneAuthors.delete(id)
    const isValid = document.kind === 'author' && !hasErrors(document)
    if (isValid || !before) authors.set(id, same(before, authorOf(id, path, document, pictures)))
  }
  const knownAuthors = new Map([...authors].filter(([id]) => !goneAuthors.has(id)))
  for (const [id, author] of authors)
    if (previous.authors.get(id) !== author || previous.goneAuthors.has(id) !== goneAuthors.has(id))
      things.add(`author:${id}`)

  yield* renewReferring(() => true)
  const isBackwards = now < previous.now
  for (const valid of [previous.articles, previous.pages])
    for (const { path, references, nextTurn } of valid.values()) {
      const isDue = isBackwards || now >= nextTurn
      if (isDue || (things.size && references.some((one) => things.has(one)))) fresh.add(path)
      if (isPause()) yield
    }
  const articles = new Map(previous.articles)
  yield
  const pages = new Map(previous.pages)
  for (const path of removed) {
    if (articles.get(slugIn(path))?.path === path) articles.delete(slugIn(path))
    if (pages.get(slugIn(path))?.path === path) pages.delete(slugIn(path))
  }
  for (const path of fresh) {
    if (isPause()) yield
    const entry = entries.get(path)
    const { kind } = entry?.file.what ?? {}
    if (!entry || (kind !== 'article' && kind !== 'page')) continue
    const { file, references } = entry
    const { document } = file
    const slug = slugIn(path)
    const there = kind === 'article' ? articles.get(slug) : pages.get(slug)
    const valid = there?.path === path ? there : undefined
    if (valid && isWithdrawn(document, valid)) {
      if (kind === 'article') articles.delete(slug)
      else pages.delete(slug)
      entries.set(path, { ...entry, missing: [] })
      continue
    }
    const missing = [
      ...missingThings(path, document, knownAuthors, pictures),
      ...sameAddress(path, documents, shown),
    ]
    entries.set(path, { ...entry, missing })
    if (isGood(document, 'article') && !missing.length) {
      const item = articleOf(slug, path, document, authors, pictures, now)
      articles.set(slug, validArticle({ path, document, item, references }, now))
    } else if (isGood(document, 'page') && !missing.length) {
      const item = pageOf(slug, document, now)
      const nextTurn = nextPast(document.fields, now)
      pages.set(slug, { path, document, item, references, isPublished: !item.draft, nextTurn })
    } else if (valid && 'authors' in valid.item) {
      // The last valid version stays; its author may have a new name.
      const { item } = valid
      const named = item.authors.map((one) => authors.get(one.id) ?? one)
      const last = { path, document: valid.document as GoodDocument<'article'>, references: valid.references }
      articles.set(slug, validArticle({ ...last, item: { ...item, authors: named } }, now))
    } else if (valid) {
      // Another object, for a picture of it may have changed.
      pages.set(slug, { ...(valid as ValidPage), nextTurn: nextPast(valid.document.fields, now) })
    }
  }

  if (goneAuthors.size) {
    const named = new Set<string>()
    for (const { item } of articles.values()) for (const { id } of item.authors) named.add(id)
    for (const id of goneAuthors) {
      if (named.has(id)) continue
      goneAuthors.delete(id)
      authors.delete(id)
    }
  }

  const gone: Article[] = []
  const here: Article[] = []
  const items: (Article | Page)[] = []
  for (const change of changes(previous.articles, articles)) {
    if (!change) yield
    const [before, after] = change ?? []
    if (before?.isPublished) gone.push(before.item)
    if (after?.isPublished) here.push(after.item)
    for (const one of [before, after]) if (one) items.push(one.item)
  }
  for (const change of changes(previous.pages, pages))
    for (const one of change ?? []) if (one) items.push(one.item)
  const isListed = gone.length + here.length > 0
  const listings = isListed ? yield* listing(previous.listings, gone, here) : previous.listings
  yield
  const redirects = items.some(({ redirectFrom }) => redirectFrom.length)
    ? redirectsOf(articles, pages)
    : previous.redirects

  const targets = new Set<Reference>()
  for (const path of changed) targets.add(`address:${addressOf(path)}`)
  for (const item of items) {
    targets.add(`address:${'topics' in item ? '/articles' : ''}/${item.slug}`)
    for (const from of item.redirectFrom) targets.add(`address:${from}`)
  }
  for (const change of changes(previous.authors, authors)) {
    const [before, after] = change ?? []
    if (change) targets.add(`address:/authors/${(after ?? before)?.id}`)
  }
  for (const slug of new Set([...gone, ...here].flatMap(({ topics }) => topics.map((topic) => topic.slug)))) {
    targets.add(`address:/topics/${slug}`)
    if (previous.listings.topic.has(slug) !== listings.topic.has(slug)) targets.add('topics')
    if (labelOfTopic(previous.listings, slug) !== labelOfTopic(listings, slug)) targets.add(`topic:${slug}`)
  }
  const book = createAddressBook({
    ...{ articles, pages, authors, pictures, listings, redirects, shown, now },
    hasFile: (path) => documents.has(path),
  })
  let nextTurn = never
  let isSaidAnew = changed.length > 0
  const faulty: [string, Entry][] = []
  for (const [path, entry] of entries) {
    if (isPause()) yield
    let current = entry
    const isDue = isBackwards || now >= entry.nextTurn || fresh.has(path)
    if (isDue || (targets.size && entry.references.some((one) => targets.has(one)))) {
      isSaidAnew = true
      const { document } = entry.file
      const warnings = book.crossFileDiagnostics(path, document)
      current = { ...entry, warnings, nextTurn: nextNear(document, now) }
      entries.set(path, current)
    }
    nextTurn = Math.min(nextTurn, current.nextTurn)
    if (current.file.document.diagnostics.length || current.missing.length || current.warnings.length)
      faulty.push([path, current])
  }
  for (const valid of [articles, pages])
    for (const one of valid.values()) nextTurn = Math.min(nextTurn, one.nextTurn)
  const diagnostics = isSaidAnew ? diagnosticsOf(faulty, entries, shown) : previous.diagnostics
  return {
    ...{ now, nextTurn, entries, pictures, authors, goneAuthors, articles, pages },
    ...{ listings, redirects, diagnostics },
  }
}

function entryOf(path: string, file: ReadFile): Entry {
  return { file, references: referencesIn(path, file.document), missing: [], warnings: [], nextTurn: never }
}

function isAuthor(path: string): boolean {
  return path.startsWith('authors/') && /^authors\/[^/]+\.(?:mdx?|yml)$/.test(path)
}

/** Compared by identity; undefined now and then, for a pause. */
export function* changes<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): Generator<[Value | undefined, Value | undefined] | undefined> {
  let count = 0
  for (const [key, value] of after) {
    const was = before.get(key)
    if (was !== value) yield [was, value]
    if (++count % slice === 0) yield
  }
  for (const [key, value] of before) {
    if (!after.has(key)) yield [value, undefined]
    if (++count % slice === 0) yield
  }
}

/** Keeps the object when both say the same. */
function same(before: Author | undefined, after: Author): Author {
  return before && JSON.stringify(before) === JSON.stringify(after) ? before : after
}

function validArticle(
  version: Pick<ValidArticle, 'path' | 'document' | 'item' | 'references'>,
  now: number,
): ValidArticle {
  const { path, document, item, references } = version
  return {
    ...{ path, document, item, references },
    isPublished: stateOf(item, now) === 'here',
    nextTurn: Math.min(nextChange([item], now), nextPast(document.fields, now)),
  }
}

/** The version that stands turned out to be no page: there is then no good one left. */
function isWithdrawn(document: Document, valid: ValidArticle | ValidPage): boolean {
  if (!hasErrors(document) || !('body' in document)) return false
  return document.body !== undefined && document.body.hash === valid.document.body.hash
}

/** Of two files for one address the .mdx one is taken. */
function sameAddress(
  path: string,
  documents: ReadonlyMap<string, ReadFile>,
  shown: (path: string) => string,
): Diagnostic[] {
  const twin = twinOf(path)
  if (!path.endsWith('.md') || !documents.has(twin)) return []
  const message = `${shown(twin)} has the same address: remove or rename one of the two`
  return [diagnostic('same-address', top, message)]
}

function redirectsOf(
  articles: ReadonlyMap<string, ValidArticle>,
  pages: ReadonlyMap<string, ValidPage>,
): ReadonlyMap<string, readonly string[]> {
  const redirects = new Map<string, string[]>()
  for (const valid of [articles, pages])
    for (const { path, item } of valid.values())
      for (const from of item.redirectFrom) redirects.set(from, [...(redirects.get(from) ?? []), path].sort())
  return redirects
}

function diagnosticsOf(
  faulty: readonly [string, Entry][],
  entries: ReadonlyMap<string, Entry>,
  shown: (path: string) => string,
): FileDiagnostic[] {
  return faulty
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, { file, missing, warnings }]) => {
      const common = { file: shown(file.version.name ?? path), isDraft: isDraft(path, entries) }
      const all = inReadingOrder([...file.document.diagnostics, ...missing, ...warnings])
      return all.map((one) => ({ ...common, ...one }))
    })
}

export function isDraft(path: string, entries: ReadonlyMap<string, Entry>): boolean {
  const [folder = '', name = ''] = path.split('/')
  const stem = path.split('/').length > 2 ? `${folder}/${name}` : undefined
  const texts = stem ? [`${stem}.mdx`, `${stem}.md`] : [path]
  return texts.some((text) => {
    const document = entries.get(text)?.file.document
    return document !== undefined && 'isDraft' in document && document.isDraft === true
  })
}
