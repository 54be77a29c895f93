import { isDeepStrictEqual } from 'node:util'
import { changes, copied, pauses } from '#lib/steps.ts'
import type { Article, NamedAuthor, Page } from './article.ts'
import { stateOf, turnsOf } from './article-state.ts'
import type { Document } from './document.ts'
import { downloadSize, isDownload, linkedIn } from './downloads.ts'
import { isDraft } from './draft.ts'
import { addressOf, slugIn, twinOf } from './file-paths.ts'
import { turnsOfDates } from './future-dates.ts'
import { createAddressBook } from './lint/cross-file.ts'
import { type Diagnostic, diagnostic, hasErrors, inReadingOrder, isError, top } from './lint/diagnostic.ts'
import { labelOfTopic, listing } from './listings.ts'
import { missingFont, organisationIn } from './organisation/in-files.ts'
import type { Organisation } from './organisation/live.ts'
import { articleOf, authorOf, isGood, missingThings, pageOf, unnamed } from './published.ts'
import { type Reference, referencesIn } from './references.ts'
import type { Files, IndexedFile, Snapshot } from './snapshot.ts'

type Draft = ReturnType<typeof begin> extends Generator<undefined, infer Made> ? Made : never

/**
 * In steps of a few milliseconds; `documents` must stay as it is meanwhile. Invalid files keep their last valid version
 * from `previous`; an unchanged one must be the same object.
 */
export function* buildIndex(
  documents: ReadonlyMap<string, Document>,
  previous: Snapshot,
  now: number,
  shown = (path: string) => path,
): Generator<undefined, Snapshot> {
  const draft = yield* begin(documents, previous, now)
  /** Pictures and authors that changed: whoever names one is put together anew. */
  const things = new Set<Reference>()
  putPictures(draft, things)
  putDownloads(draft, things)
  if (things.size) yield* renew(draft, things)
  putAuthors(draft, things)
  yield* renew(draft, things)
  yield* putTexts(draft, shown)
  const { files, pictures, authors, articles, pages, organisation } = draft
  const { targets, ...lists } = yield* putLists(draft)
  const index = { now, files, pictures, authors, articles, pages, organisation, ...lists }
  const { faulty, ...turn } = yield* putWarnings(draft, targets, createAddressBook({ ...index, shown }))
  const diagnostics = turn.isSaidAnew ? diagnosticsOf(faulty, files, shown) : previous.diagnostics
  return { ...index, nextTurn: turn.nextTurn, diagnostics }
}

/** The files of now in the things of before. */
function* begin(documents: ReadonlyMap<string, Document>, previous: Snapshot, now: number) {
  const isPause = pauses()
  const files = yield* copied(previous.files)
  /** What has to be put together anew. */
  const fresh = new Set<string>()
  for (const [path, document] of documents) {
    if (isPause()) yield
    const before = files.get(path)
    if (before?.document === document) continue
    const { valid } = before ?? {}
    const references = referencesIn(path, document, valid?.document)
    files.set(path, { document, valid, references, missing: [], warnings: [], nextTurn: never })
    fresh.add(path)
  }
  const removed: string[] = []
  for (const path of previous.files.keys()) {
    if (isPause()) yield
    if (!documents.has(path)) removed.push(path)
  }
  for (const path of removed) files.delete(path)
  const changed = [...fresh, ...removed]
  for (const twin of changed.map(twinOf)) if (files.has(twin)) fresh.add(twin)
  const articles = yield* copied(previous.articles)
  const pages = new Map(previous.pages)
  const [pictures, authors] = [new Map(previous.pictures), new Map(previous.authors)]
  const organisation = putOrganisation(files, previous.organisation)
  const [site, siteBefore] = [organisation.site, previous.organisation.site]
  if (site.lang !== siteBefore.lang || site.replies !== siteBefore.replies)
    for (const [path, { document }] of files)
      if (document.kind === 'article' || document.kind === 'page') fresh.add(path)
  return {
    organisation,
    previous,
    now,
    isPause,
    files,
    fresh,
    removed,
    changed,
    pictures,
    authors,
    articles,
    pages,
  }
}

/** A theme that names no font that is there counts as faulty. */
function putOrganisation(files: Map<string, IndexedFile>, before: Organisation): Organisation {
  const documentOf = (path: string) => files.get(path)?.document
  const file = files.get('theme.yml')
  const missing = file ? missingFont(file.document, documentOf) : []
  if (file && !isDeepStrictEqual(missing, file.missing)) files.set('theme.yml', { ...file, missing })
  return organisationIn(documentOf, before)
}

const never = Number.POSITIVE_INFINITY

function putPictures({ previous, files, changed, pictures }: Draft, things: Set<Reference>): void {
  for (const path of changed) {
    const document = files.get(path)?.document
    if (document?.kind === 'picture') pictures.set(path, document.size ?? null)
    else pictures.delete(path)
    if (!isDeepStrictEqual(previous.pictures.get(path), pictures.get(path))) things.add(`picture:${path}`)
  }
}

/** Where one comes or goes a link leads elsewhere; of what is in it only the size shows on a page. */
function putDownloads({ previous, files, changed }: Draft, things: Set<Reference>): void {
  for (const path of changed) {
    if (isDownload(files, path) !== isDownload(previous.files, path)) things.add(`file:${path}`)
    if (downloadSize(files, path) !== downloadSize(previous.files, path)) things.add(`size:${path}`)
  }
}

/** What refers to them, and what a date changes that has passed. */
function* renew({ previous, now, isPause, files, fresh }: Draft, things: ReadonlySet<Reference>) {
  for (const [path, { references, nextTurn }] of files) {
    if (isPause()) yield
    const isDue = now >= nextTurn || now < previous.now
    if (isDue || (things.size && references.some((one) => things.has(one)))) fresh.add(path)
  }
}

function isAuthor(path: string): boolean {
  return /^authors\/[^/]+\.(?:mdx?|yml)$/.test(path)
}

function hasAuthor(files: Files, id: string): boolean {
  return ['yml', 'mdx', 'md'].some((ending) => files.has(`authors/${id}.${ending}`))
}

function putAuthors(draft: Draft, things: Set<Reference>): void {
  const { previous, files, fresh, removed, pictures, authors } = draft
  for (const path of [...fresh, ...removed].filter(isAuthor)) {
    const id = slugIn(path)
    const file = files.get(path)
    const before = previous.authors.get(id)
    if (file) {
      const { document } = file
      files.set(path, { ...file, missing: missingThings(path, document, authors, pictures) })
      const isValid = document.kind === 'author' && !hasErrors(document)
      const author = isValid || !before ? authorOf(id, path, document, pictures) : before
      authors.set(id, isDeepStrictEqual(author, before) && before ? before : author)
    } else if (!hasAuthor(files, id)) authors.delete(id)
    if (authors.get(id) !== before || hasAuthor(files, id) !== hasAuthor(previous.files, id))
      things.add(`author:${id}`)
  }
}

function* putTexts(draft: Draft, shown: (path: string) => string): Generator<undefined> {
  const { previous, now, isPause, files, fresh, removed, pictures, authors, articles, pages } = draft
  const remove = (path: string) => (path.startsWith('articles/') ? articles : pages).delete(slugIn(path))
  for (const path of removed) if (previous.files.get(path)?.valid) remove(path)
  for (const path of fresh) {
    if (isPause()) yield
    const file = files.get(path)
    const { document } = file ?? {}
    if (!file || (document?.kind !== 'article' && document?.kind !== 'page')) continue
    const missing = [...missingThings(path, document, authors, pictures), ...sameAddress(path, files, shown)]
    const valid = validVersion(path, { ...file, missing }, draft)
    const told = valid ? [...turnsOf(valid.item), ...turnsOfDates(valid.document).told] : []
    const turns = [...told, ...turnsOfDates(document).near].filter((at) => at > now)
    files.set(path, { ...file, valid, missing, nextTurn: Math.min(...turns) })
    const item = valid?.item
    if (item && 'topics' in item) articles.set(item.slug, item)
    else if (item) pages.set(item.slug, item)
    else if (file.valid) remove(path)
    const twin = item && files.get(twinOf(path))
    if (twin?.valid) files.set(twinOf(path), { ...twin, valid: undefined })
  }
}

function validVersion(
  path: string,
  { document, valid, missing }: IndexedFile,
  { now, authors, pictures, organisation: { site } }: Draft,
): IndexedFile['valid'] {
  const slug = slugIn(path)
  if (isGood(document) && !missing.some(isError))
    return document.kind === 'article'
      ? { document, item: articleOf(slug, path, document, authors, pictures, now, site) }
      : { document, item: pageOf(slug, document, now, site) }
  if (!valid || isWithdrawn(document, valid)) return undefined
  // The last one stays. It is another object, for a picture of it may have changed, and its author may have a new name.
  const { item } = valid
  if (!('authors' in item)) return { ...valid, item: { ...item } }
  const named = (people: readonly NamedAuthor[]) => people.map(({ id }) => authors.get(id) ?? unnamed(id))
  return {
    ...valid,
    item: {
      ...item,
      authors: named(item.authors),
      ...(item.reviewers && { reviewers: named(item.reviewers) }),
    },
  }
}

/** The version that stands turned out to be no page: there is then no good one left. */
function isWithdrawn(document: Document, valid: NonNullable<IndexedFile['valid']>): boolean {
  return hasErrors(document) && 'body' in document && document.body?.hash === valid.document.body.hash
}

/** Of two files for one address the .mdx one is taken. */
function sameAddress(path: string, files: Files, shown: (path: string) => string): Diagnostic[] {
  const twin = twinOf(path)
  if (!path.endsWith('.md') || !files.has(twin)) return []
  const message = `${shown(twin)} has the same address: remove or rename one of the two`
  return [diagnostic('same-address', top, message)]
}

/** And what now stands, or no longer stands, at an address. */
function* putLists(draft: Draft) {
  const { previous, now, isPause, changed, authors, articles, pages } = draft
  const [gone, here]: [Article[], Article[]] = [[], []]
  const ofArticles = yield* changes(previous.articles, articles)
  for (const [before, after] of ofArticles) {
    if (isPause()) yield
    if (before && stateOf(before, previous.now) === 'here') gone.push(before)
    if (after && stateOf(after, now) === 'here') here.push(after)
  }
  const all = [...ofArticles, ...(yield* changes<Article | Page>(previous.pages, pages))]
  const items = all.flat().filter((one) => one !== undefined)
  const isListed = gone.length + here.length > 0
  const listings = isListed ? yield* listing(previous.listings, gone, here) : previous.listings
  yield
  const isRedirect = items.some(({ redirectFrom }) => redirectFrom.length)
  const redirects = isRedirect ? redirectsOf(draft.files) : previous.redirects

  const targets = new Set<Reference>()
  for (const path of changed) {
    if (isDownload(draft.files, path) || isDownload(previous.files, path)) targets.add('files')
    else targets.add(`address:${addressOf(path)}`)
  }
  for (const item of items) {
    targets.add(`address:${'topics' in item ? '/articles' : ''}/${item.slug}`)
    for (const from of item.redirectFrom) targets.add(`address:${from}`)
  }
  const { redirects: named } = draft.organisation
  if (named !== previous.organisation.redirects)
    for (const { path } of [...named, ...previous.organisation.redirects]) targets.add(`address:${path}`)
  for (const [before, after] of yield* changes(previous.authors, authors))
    targets.add(`address:/authors/${(after ?? before)?.id}`)
  if ([...gone, ...here].some(({ series }) => series)) targets.add('series')
  for (const slug of new Set([...gone, ...here].flatMap(({ topics }) => topics.map((topic) => topic.slug)))) {
    targets.add(`address:/topics/${slug}`)
    if (previous.listings.topic.has(slug) !== listings.topic.has(slug)) targets.add('topics')
    if (labelOfTopic(previous.listings, slug) !== labelOfTopic(listings, slug)) targets.add(`topic:${slug}`)
  }
  return { listings, redirects, targets }
}

function redirectsOf(files: Files): ReadonlyMap<string, readonly string[]> {
  const redirects = new Map<string, string[]>()
  for (const [path, { valid }] of files)
    for (const from of valid?.item.redirectFrom ?? [])
      redirects.set(from, [...(redirects.get(from) ?? []), path].sort())
  return redirects
}

function* putWarnings(
  { isPause, files, fresh, changed }: Draft,
  targets: ReadonlySet<Reference>,
  { crossFileDiagnostics }: ReturnType<typeof createAddressBook>,
) {
  let nextTurn = never
  let isSaidAnew = changed.length > 0
  let linked: ReadonlySet<string> | undefined
  const faulty: string[] = []
  for (const [path, file] of files) {
    if (isPause()) yield
    let { warnings, missing } = file
    const { document, references } = file
    if (document.kind === 'download' && document.doubt) {
      linked ??= linkedIn(files)
      missing = linked.has(path) ? [] : [document.doubt]
    } else if (
      document.kind !== 'download' &&
      (fresh.has(path) || (targets.size && references.some((one) => targets.has(one))))
    )
      warnings = crossFileDiagnostics(path, document)
    if (warnings !== file.warnings || missing[0] !== file.missing[0]) {
      isSaidAnew = true
      files.set(path, { ...file, missing, warnings })
    }
    nextTurn = Math.min(nextTurn, file.nextTurn)
    if (document.diagnostics.length || missing.length || warnings.length) faulty.push(path)
  }
  return { nextTurn, isSaidAnew, faulty }
}

function diagnosticsOf(faulty: readonly string[], files: Files, shown: (path: string) => string) {
  return faulty.toSorted().flatMap((path) => {
    const { document, missing = [], warnings = [] } = files.get(path) ?? {}
    const all = inReadingOrder([...(document?.diagnostics ?? []), ...missing, ...warnings])
    return all.map((one) => ({ file: shown(path), isDraft: isDraft(path, files), ...one }))
  })
}
