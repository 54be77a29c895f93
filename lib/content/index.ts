import { isDeepStrictEqual } from 'node:util'
import { changes, copied, pauses } from '#lib/steps.ts'
import type { Article, NamedAuthor, Page } from './article.ts'
import { shownOf, stateOf, turnsOf } from './article-state.ts'
import type { Document } from './document.ts'
import { downloadSize, isDownload, linkedIn } from './downloads.ts'
import { isDraft } from './draft.ts'
import { addressOf, slugIn, twinOf } from './file-paths.ts'
import { turnsOfDates } from './future-dates.ts'
import { createAddressBook } from './lint/cross-file.ts'
import { type Diagnostic, diagnostic, hasErrors, inReadingOrder, isError, top } from './lint/diagnostic.ts'
import { labelOfTopic, listing } from './listings.ts'
import { missingFont, organisationIn } from './organisation/in-files.ts'
import { articleOf, authorOf, missingThings, pageOf, unnamed } from './published.ts'
import { type Reference, referencesIn } from './references.ts'
import type { Snapshot } from './snapshot.ts'

type Draft = ReturnType<typeof begin> extends Generator<undefined, infer Made> ? Made : never
type Documents = Snapshot['documents']

/**
 * In steps of a few milliseconds; `documents` must stay as it is meanwhile. Invalid files keep their last valid version
 * from `previous`; an unchanged one must be the same object.
 */
export function* buildIndex(
  documents: Documents,
  previous: Snapshot,
  now: number,
  shown = (path: string) => path,
): Generator<undefined, Snapshot> {
  const draft = yield* begin(documents, previous, now)
  /** Pictures and authors that changed: whoever names one is put together anew. */
  const things = new Set<Reference>()
  yield* putPictures(draft, things)
  yield* putDownloads(draft, things)
  if (things.size) yield* renew(draft, things)
  yield* putAuthors(draft, things)
  yield* renew(draft, things)
  yield* putTexts(draft, shown)
  const { targets, ...lists } = yield* putLists(draft)
  const { references, missing, warnings, turns } = draft
  const { pictures, authors, articles, pages, organisation } = draft
  const index = {
    ...{ now, documents: draft.documents, references, missing, warnings, turns },
    ...{ pictures, authors, articles, pages, organisation },
    ...lists,
  }
  const diagnostics = yield* putWarnings(draft, targets, { ...index, shown })
  let nextTurn = never
  for (const at of index.turns.values()) nextTurn = Math.min(nextTurn, at)
  return { ...index, nextTurn, diagnostics }
}

/** The documents of now among the things of before. */
function* begin(given: Documents, previous: Snapshot, now: number) {
  const isPause = pauses()
  const documents = yield* copied(given)
  const references = yield* copied(previous.references)
  const missing = yield* copied(previous.missing)
  const warnings = yield* copied(previous.warnings)
  const turns = yield* copied(previous.turns)
  /** What has to be put together anew. */
  const fresh = new Set<string>()
  for (const [path, document] of documents) {
    if (isPause()) yield
    if (previous.documents.get(path) === document) continue
    put(references, path, referencesIn(path, document, shownOf(path, previous)?.document))
    fresh.add(path)
  }
  const removed: string[] = []
  for (const path of previous.documents.keys()) {
    if (isPause()) yield
    if (!documents.has(path)) removed.push(path)
  }
  for (const path of removed) for (const map of [references, missing, warnings, turns]) map.delete(path)
  const changed = [...fresh, ...removed]
  if (fresh.size < documents.size)
    for (const path of changed) {
      if (isPause()) yield
      const twin = twinOf(path)
      if (documents.has(twin)) fresh.add(twin)
    }
  const articles = yield* copied(previous.articles)
  const pages = new Map(previous.pages)
  const [pictures, authors] = [new Map(previous.pictures), new Map(previous.authors)]
  const documentOf = (path: string) => documents.get(path)
  const theme = documents.get('theme.yml')
  // A theme that names no font that is there counts as faulty.
  put(missing, 'theme.yml', theme ? missingFont(theme, documentOf) : [])
  const organisation = organisationIn(documentOf, previous.organisation)
  const [site, siteBefore] = [organisation.site, previous.organisation.site]
  if (site.lang !== siteBefore.lang || site.replies !== siteBefore.replies)
    for (const [path, { kind }] of documents) if (kind === 'article' || kind === 'page') fresh.add(path)
  return {
    organisation,
    previous,
    now,
    isPause,
    ...{ documents, references, missing, warnings, turns },
    fresh,
    removed,
    changed,
    pictures,
    authors,
    articles,
    pages,
  }
}

/** Of most files there are none. */
function put<Value>(map: Map<string, readonly Value[]>, path: string, all: readonly Value[]): void {
  if (all.length) map.set(path, all)
  else map.delete(path)
}

const never = Number.POSITIVE_INFINITY

function* putPictures(
  { previous, isPause, documents, changed, pictures }: Draft,
  things: Set<Reference>,
): Generator<undefined> {
  for (const path of changed) {
    if (isPause()) yield
    const document = documents.get(path)
    if (document?.kind === 'picture') pictures.set(path, document.size ?? null)
    else if (!pictures.delete(path)) continue
    if (!isDeepStrictEqual(previous.pictures.get(path), pictures.get(path))) things.add(`picture:${path}`)
  }
}

/** Where one comes or goes a link leads elsewhere; of what is in it only the size shows on a page. */
function* putDownloads(
  { previous, isPause, documents, changed }: Draft,
  things: Set<Reference>,
): Generator<undefined> {
  for (const path of changed) {
    if (isPause()) yield
    if (isDownload(documents, path) !== isDownload(previous.documents, path)) things.add(`file:${path}`)
    if (downloadSize(documents, path) !== downloadSize(previous.documents, path)) things.add(`size:${path}`)
  }
}

/** What refers to them, and what a date changes that has passed. */
function* renew(
  { previous, now, isPause, documents, references, turns, fresh }: Draft,
  things: ReadonlySet<Reference>,
) {
  for (const path of documents.keys()) {
    if (isPause()) yield
    const isDue = now >= (turns.get(path) ?? never) || now < previous.now
    if (isDue || (things.size && references.get(path)?.some((one) => things.has(one)))) fresh.add(path)
  }
}

function isAuthor(path: string): boolean {
  return path.startsWith('authors/') && /^authors\/[^/]+\.(?:mdx?|yml)$/.test(path)
}

function hasAuthor(documents: Documents, id: string): boolean {
  return ['yml', 'mdx', 'md'].some((ending) => documents.has(`authors/${id}.${ending}`))
}

function* putAuthors(draft: Draft, things: Set<Reference>): Generator<undefined> {
  const { previous, isPause, documents, fresh, removed, missing, pictures, authors } = draft
  for (const path of [...fresh, ...removed]) {
    if (isPause()) yield
    if (!isAuthor(path)) continue
    const id = slugIn(path)
    const document = documents.get(path)
    const before = previous.authors.get(id)
    if (document) {
      put(missing, path, missingThings(path, document, authors, pictures))
      const isValid = document.kind === 'author' && !hasErrors(document)
      const author = isValid || !before ? authorOf(id, path, document, pictures) : before
      authors.set(id, isDeepStrictEqual(author, before) && before ? before : author)
    } else if (!hasAuthor(documents, id)) authors.delete(id)
    if (authors.get(id) !== before || hasAuthor(documents, id) !== hasAuthor(previous.documents, id))
      things.add(`author:${id}`)
  }
}

function* putTexts(draft: Draft, shown: (path: string) => string): Generator<undefined> {
  const { now, isPause, documents, fresh, removed, missing, turns, pictures, authors, articles, pages } =
    draft
  const remove = (path: string) => {
    const item = shownOf(path, draft)
    if (item) ('topics' in item ? articles : pages).delete(item.slug)
  }
  for (const path of removed) remove(path)
  for (const path of fresh) {
    if (isPause()) yield
    const document = documents.get(path)
    if (document?.kind !== 'article' && document?.kind !== 'page') continue
    const things = missingThings(path, document, authors, pictures)
    put(missing, path, [...things, ...sameAddress(path, documents, shown)])
    const item = lastValid(path, document, draft)
    const told = item ? [...turnsOf(item), ...turnsOfDates(item.document).told] : []
    const toCome = [...told, ...turnsOfDates(document).near].filter((at) => at > now)
    if (toCome.length) turns.set(path, Math.min(...toCome))
    else turns.delete(path)
    if (!item) remove(path)
    else if ('topics' in item) articles.set(item.slug, item)
    else pages.set(item.slug, item)
  }
}

function lastValid(
  path: string,
  document: Extract<Document, { kind: 'article' | 'page' }>,
  draft: Draft,
): Article | Page | undefined {
  const { now, missing, authors, pictures, organisation } = draft
  if (!missing.get(path)?.some(isError)) {
    const made =
      document.kind === 'article'
        ? articleOf(path, document, authors, pictures, now, organisation.site)
        : pageOf(path, document, now, organisation.site)
    if (made) return made
  }
  const item = shownOf(path, draft)
  // The version that stands turned out to be no page: there is then no good one left.
  if (!item || (hasErrors(document) && document.body?.hash === item.body.hash)) return undefined
  // The last one stays. It is another object, for a picture of it may have changed, and its author may have a new name.
  if (!('authors' in item)) return { ...item }
  const named = (people: readonly NamedAuthor[]) => people.map(({ id }) => authors.get(id) ?? unnamed(id))
  return {
    ...item,
    authors: named(item.authors),
    ...(item.reviewers && { reviewers: named(item.reviewers) }),
  }
}

/** Of two files for one address the .mdx one is taken. */
function sameAddress(path: string, documents: Documents, shown: (path: string) => string): Diagnostic[] {
  const twin = twinOf(path)
  if (!path.endsWith('.md') || !documents.has(twin)) return []
  const message = `${shown(twin)} has the same address: remove or rename one of the two`
  return [diagnostic('same-address', top, message)]
}

/** And what now stands, or no longer stands, at an address. */
function* putLists(draft: Draft) {
  const { previous, now, isPause, documents, fresh, changed, authors, articles, pages } = draft
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
  const redirects = isRedirect ? redirectsOf(draft) : previous.redirects

  const targets = new Set<Reference>()
  // Where all is looked at anyway, as at a start.
  if (fresh.size === documents.size) return { listings, redirects, targets }
  for (const path of changed) {
    if (isDownload(documents, path) || isDownload(previous.documents, path)) targets.add('files')
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

function redirectsOf({ articles, pages }: Draft): ReadonlyMap<string, readonly string[]> {
  const redirects = new Map<string, string[]>()
  for (const items of [articles, pages])
    for (const { file, redirectFrom } of items.values())
      for (const from of redirectFrom) redirects.set(from, [...(redirects.get(from) ?? []), file].sort())
  return redirects
}

/** @returns all diagnostics, in the order of their files */
function* putWarnings(
  { previous, isPause, documents, references, missing, warnings, fresh, changed }: Draft,
  targets: ReadonlySet<Reference>,
  world: Parameters<typeof createAddressBook>[0],
): Generator<undefined, Snapshot['diagnostics']> {
  const { crossFileDiagnostics } = createAddressBook(world)
  let isSaidAnew = changed.length > 0
  let linked: ReadonlySet<string> | undefined
  const faulty: string[] = []
  for (const [path, document] of documents) {
    if (isPause()) yield
    if (document.kind === 'download' && document.doubt) {
      linked ??= linkedIn(references)
      put(missing, path, linked.has(path) ? [] : [document.doubt])
    } else if (fresh.has(path) || (targets.size && references.get(path)?.some((one) => targets.has(one)))) {
      put(warnings, path, crossFileDiagnostics(path, document))
      isSaidAnew = true
    }
    if (document.diagnostics.length || missing.has(path) || warnings.has(path)) faulty.push(path)
  }
  if (!isSaidAnew) return previous.diagnostics
  return faulty.sort().flatMap((path) => {
    const all = [documents.get(path)?.diagnostics, missing.get(path), warnings.get(path)]
    const file = { file: world.shown(path), isDraft: isDraft(path, documents) }
    return inReadingOrder(all.flatMap((some = []) => some)).map((one) => ({ ...file, ...one }))
  })
}
