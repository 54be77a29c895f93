import type { BodyFacts, Document } from '#lib/content/document.ts'
import type { Source } from '#lib/content/mdx-cache.ts'
import type { PictureSize } from '#lib/content/pictures.ts'
import type { Article, Author, FileState, Page, Topic } from '../article.ts'
import {
  type Diagnostic,
  diagnostic,
  type FileDiagnostic,
  hasErrors,
  inReadingOrder,
  isError,
  top,
} from '../lint/diagnostic.ts'
import { createAddressBook } from './address-book.ts'
import { createClaims } from './claims.ts'
import { hasPassed, nextPast } from './future-dates.ts'
import { createIdentities } from './identity.ts'
import { type FileKind, fileKind } from './kinds.ts'
import { createMentions, type Thing } from './mentions.ts'
import { inFolder, slugIn, twinOf } from './paths.ts'
import type { Version } from './scan.ts'
import { createShelf } from './shelf.ts'
import {
  articleOf,
  authorOf,
  isGood,
  missingThings,
  pageOf,
  type StandingArticle,
  type StandingPage,
} from './standing.ts'
import { nextChange, stateOf } from './state.ts'
import { listTags, looksSame, memberTags, tag } from './tags.ts'

/** A file as it was last read. */
export type ReadFile = { version: Version; what: FileKind; document: Document }

/** A file, and what is wrong in it that other files are part of: what keeps it off the site, and what does not. */
type Entry = ReadFile & { missing: Diagnostic[]; loose: Diagnostic[] }

/**
 * What a change leads to: tags of what shows otherwise, files to settle anew, files whose links to look at. With the
 * first files there is nothing to wake: nothing has been shown, and all of them are settled anyway.
 */
type Wake = { tags: Set<string>; settle: Set<string>; links: Set<string>; isFirst?: boolean }

/**
 * All that the content folder says, put together: what stands on the site, and every diagnostic. A file that is broken leaves
 * the last good version of it standing. Changes are worked in one at a time: only what a change can touch is looked at.
 */
export type World = ReturnType<typeof createWorld>

/**
 * @param shown a file's path as it is told to a writer
 * @param now milliseconds since 1970
 */
export function createWorld(shown: (path: string) => string, now: () => number) {
  const entries = new Map<string, Entry>()
  const pictures = new Map<string, PictureSize | null>()
  const authors = new Map<string, Author>()
  /** Authors whose file was removed while articles of theirs stand. */
  const goneAuthors = new Set<string>()
  const articles = new Map<string, StandingArticle>()
  const pages = new Map<string, StandingPage>()
  const shelf = createShelf()
  const claims = createClaims()
  const mentions = createMentions()
  /** The version of a file that an article or page was made from. */
  const sources = new WeakMap<Article | Page, Source>()
  const hasFile = (path: string) => entries.has(path)
  const book = createAddressBook({ articles, pages, authors, pictures, shelf, claims, hasFile, shown, now })
  const identities = createIdentities({ articles, claims })
  let nextTurn = Number.POSITIVE_INFINITY

  /**
   * Works changed files in; undefined for one that is gone.
   *
   * @returns the tags of all that now shows otherwise
   */
  function apply(changes: ReadonlyMap<string, ReadFile | undefined>): Set<string> {
    const wake: Wake = { tags: new Set(), settle: new Set(), links: new Set() }
    workIn(changes, wake)
    return wake.tags
  }

  /** Works the first files in, all of them. */
  function fill(files: ReadonlyMap<string, ReadFile>): void {
    workIn(files, { tags: new Set(), settle: new Set(), links: new Set(), isFirst: true })
  }

  function workIn(changes: ReadonlyMap<string, ReadFile | undefined>, wake: Wake): void {
    for (const [path, file] of changes) enter(path, file, wake)
    for (const path of inFolder(wake.settle, 'authors')) settleAuthor(path, wake)
    for (const path of newestFirst(inFolder(wake.settle, 'articles'))) settleArticle(path, wake)
    for (const path of inFolder(wake.settle, 'pages')) settlePage(path, wake)
    forgetGoneAuthors()
    finish(wake.settle.union(wake.links))
  }

  /** So that each of many takes its place at the end of the lists: none has to move for it. */
  function newestFirst(paths: readonly string[]): string[] {
    const at = (path: string) => {
      const document = entries.get(path)?.document
      return document?.kind === 'article' ? (document.fields?.date.at ?? 0) : 0
    }
    return paths.toSorted((a, b) => at(b) - at(a))
  }

  /** Lets appear what is due and go what is over. @returns the tags of all that now shows otherwise */
  function turn(): Set<string> {
    const wake: Wake = { tags: new Set(), settle: new Set(), links: new Set() }
    // Dates that were to come have passed: their articles and pages are put together anew.
    for (const { path, document, article } of [...articles.values()])
      if (hasPassed(document.fields, article, now())) {
        settleArticle(path, wake)
        wake.links.add(path)
      }
    for (const { path, document, page } of [...pages.values()])
      if (hasPassed(document.fields, page, now())) {
        settlePage(path, wake)
        wake.links.add(path)
      }
    for (const { article } of articles.values()) {
      const isHere = stateOf(article, now()) === 'here'
      if (isHere !== (shelf.get(article.slug) !== undefined)) show(article, wake)
    }
    finish(wake.links)
    return wake.tags
  }

  function finish(links: ReadonlySet<string>): void {
    for (const path of links) {
      const entry = entries.get(path)
      if (entry) entry.loose = book.crossFileDiagnostics(path, entry.document)
    }
    nextTurn = nextChange(
      [...articles.values()].map(({ article }) => article),
      now(),
    )
    for (const { document } of [...articles.values(), ...pages.values()])
      nextTurn = Math.min(nextTurn, nextPast(document.fields, now()))
  }

  function enter(path: string, file: ReadFile | undefined, wake: Wake): void {
    const before = entries.get(path)
    if (before) mentions.forget(path, before.document)
    if (file) {
      entries.set(path, { ...file, missing: [], loose: [] })
      mentions.note(path, file.document)
    } else entries.delete(path)
    wake.settle.add(path)
    if (entries.has(twinOf(path))) wake.settle.add(twinOf(path))
    if ((file?.what ?? before?.what)?.kind === 'picture') enterPicture(path, file?.document, wake)
    else if (path.startsWith('articles/')) wake.tags.add(tag.article(slugIn(path)))
  }

  function enterPicture(path: string, document: Document | undefined, wake: Wake): void {
    if (document?.kind === 'picture') pictures.set(path, document.size ?? null)
    else pictures.delete(path)
    touch(wake, `picture:${path}`)
    for (const by of mentions.of(`picture:${path}`))
      wake.tags.add(by.startsWith('articles/') ? tag.article(slugIn(by)) : tag.page(slugIn(by)))
  }

  function touch(wake: Wake, thing: Thing): void {
    if (wake.isFirst) return
    const list = /^(?:address|topic):/.test(thing) ? wake.links : wake.settle
    for (const path of mentions.of(thing)) list.add(path)
  }

  function settleAuthor(path: string, wake: Wake): void {
    const entry = entries.get(path)
    const id = slugIn(path)
    const before = authors.get(id)
    goneAuthors.delete(id)
    if (entry) {
      entry.missing = missingThings(path, entry.document, authors, pictures)
      const isGoodFile = entry.document.kind === 'author' && !hasErrors(entry.document)
      if (isGoodFile || !before) authors.set(id, authorOf(id, path, entry.document, pictures))
      // Articles that stand keep their author's name; that the file is missing is told on each of them.
    } else if (before) goneAuthors.add(id)
    if (JSON.stringify(before) !== JSON.stringify(authors.get(id))) {
      wake.tags.add(tag.author(id)).add(tag.articles)
      touch(wake, `address:/authors/${id}`)
    }
    touch(wake, `author:${id}`)
  }

  function forgetGoneAuthors(): void {
    for (const id of goneAuthors) {
      const isNamed = [...articles.values()].some(({ article }) =>
        article.authors.some((one) => one.id === id),
      )
      if (isNamed) continue
      goneAuthors.delete(id)
      authors.delete(id)
    }
  }

  function knownAuthors(): ReadonlyMap<string, Author> {
    if (!goneAuthors.size) return authors
    return new Map([...authors].filter(([id]) => !goneAuthors.has(id)))
  }

  function settleArticle(path: string, wake: Wake): void {
    const entry = entries.get(path)
    const slug = slugIn(path)
    const standing = articles.get(slug)
    touch(wake, `address:/articles/${slug}`)
    if (!entry || isWithdrawn(entry, standing)) {
      if (standing?.path !== path) return
      articles.delete(slug)
      claim(standing.article, undefined, wake)
      hide(slug, wake)
      return
    }
    entry.missing = [...missingThings(path, entry.document, knownAuthors(), pictures), ...sameAddress(path)]
    if (isGood(entry.document, 'article') && !entry.missing.length) {
      const article = articleOf(slug, path, entry.document, authors, pictures, now())
      stand(article, { path, document: entry.document, article }, wake)
    } else if (standing?.path === path) {
      // The last good version stays; its author may have a new name.
      const named = standing.article.authors.map((one) => authors.get(one.id) ?? one)
      const article = { ...standing.article, authors: named }
      stand(article, { ...standing, article }, wake)
    }
  }

  function stand(article: Article, standing: StandingArticle, wake: Wake): void {
    const before = articles.get(article.slug)
    sources.set(article, sourceIn(standing.path, standing.document.body))
    articles.set(article.slug, standing)
    claim(before?.article, article, wake)
    show(article, wake)
  }

  function settlePage(path: string, wake: Wake): void {
    const entry = entries.get(path)
    const slug = slugIn(path)
    const standing = pages.get(slug)
    wake.tags.add(tag.page(slug)).add(tag.pages)
    touch(wake, `address:/${slug}`)
    if (!entry || isWithdrawn(entry, standing)) {
      if (standing?.path !== path) return
      pages.delete(slug)
      claim(standing.page, undefined, wake)
      return
    }
    entry.missing = [...missingThings(path, entry.document, knownAuthors(), pictures), ...sameAddress(path)]
    if (!isGood(entry.document, 'page') || entry.missing.length) return
    const page = pageOf(slug, entry.document, now())
    pages.set(slug, { path, document: entry.document, page })
    sources.set(page, sourceIn(path, entry.document.body))
    claim(standing?.page, page, wake)
  }

  /** Of two files for one address the .mdx one is taken. */
  function sameAddress(path: string): Diagnostic[] {
    const twin = twinOf(path)
    if (!path.endsWith('.md') || !entries.has(twin)) return []
    const message = `${shown(twin)} has the same address: remove or rename one of the two`
    return [diagnostic('same-address', top, message)]
  }

  function show(article: Article, wake: Wake): void {
    const { slug } = article
    const before = shelf.get(slug)
    if (stateOf(article, now()) !== 'here') {
      hide(slug, wake)
      return
    }
    const besideBefore = before ? besideTags(slug) : []
    const topics = [...(before?.topics ?? []), ...article.topics]
    const labels = labelsOf(topics)
    shelf.put(article)
    touch(wake, `address:/articles/${slug}`)
    if (wake.isFirst || (before && looksSame(before, article))) return
    const lists = [...(before ? listTags(before) : []), ...listTags(article)]
    const listed = [tag.listed(slug), ...memberTags(before, article)]
    for (const name of [tag.article(slug), ...lists, ...listed, ...besideBefore, ...besideTags(slug)])
      wake.tags.add(name)
    touchTopics(topics, labels, wake)
  }

  function hide(slug: string, wake: Wake): void {
    const before = shelf.get(slug)
    touch(wake, `address:/articles/${slug}`)
    if (!before) return
    const listed = [tag.listed(slug), ...memberTags(before, undefined)]
    for (const name of [tag.article(slug), ...listTags(before), ...listed, ...besideTags(slug)])
      wake.tags.add(name)
    const labels = labelsOf(before.topics)
    shelf.remove(slug)
    touchTopics(before.topics, labels, wake)
  }

  /** What each topic is called, and by which article. */
  function labelsOf(topics: readonly Topic[]): string[] {
    return topics.map(({ slug }) => {
      const article = shelf.namesTopic(slug)
      return JSON.stringify([article?.slug, article?.topics.find((one) => one.slug === slug)?.label])
    })
  }

  /** @param labels what the topics were called before */
  function touchTopics(topics: readonly Topic[], labels: readonly string[], wake: Wake): void {
    const now = labelsOf(topics)
    for (const [index, { slug }] of topics.entries()) {
      touch(wake, `address:/topics/${slug}`)
      if (now[index] !== labels[index]) touch(wake, `topic:${slug}`)
    }
  }

  function besideTags(slug: string): string[] {
    const { newer, older } = shelf.beside(slug)
    return [slug, newer?.slug, older?.slug].filter((one) => one !== undefined).map(tag.beside)
  }

  /** Old paths go with the page that claims them. */
  function claim(before: Article | Page | undefined, after: Article | Page | undefined, wake: Wake): void {
    for (const item of [before, after]) {
      const by = item && sources.get(item)?.path
      if (!by) continue
      for (const path of item.redirectFrom) {
        if (item === after) claims.add(path, by)
        else claims.remove(path, by)
        wake.tags.add(tag.elsewhere(path))
        touch(wake, `address:${path}`)
      }
    }
  }

  function faults(): FileDiagnostic[] {
    return [...entries]
      .filter(
        ([, { document, missing, loose }]) => document.diagnostics.length || missing.length || loose.length,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([path, { version, document, missing, loose }]) => {
        const common = { file: shown(version.name ?? path), isDraft: isDraft(path) }
        return inReadingOrder([...document.diagnostics, ...missing, ...loose]).map((one) => ({
          ...common,
          ...one,
        }))
      })
  }

  /** Whether a file is a draft, or a picture in the folder of one. */
  function isDraft(path: string): boolean {
    const [folder = '', name = ''] = path.split('/')
    const stem = path.split('/').length > 2 ? `${folder}/${name}` : undefined
    const texts = stem ? [`${stem}.mdx`, `${stem}.md`] : [path]
    return texts.some((text) => {
      const document = entries.get(text)?.document
      return document !== undefined && 'isDraft' in document && document.isDraft === true
    })
  }

  function files(): FileState[] {
    return [...entries]
      .filter(
        ([, { document, missing }]) =>
          document.kind === 'article' || document.kind === 'page' || hasErrors(document) || missing.length,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { version, document, missing, loose }]) => {
        const own = inReadingOrder([...document.diagnostics, ...missing])
        const errors = own.filter(isError).length
        const standing = path.startsWith('articles/') ? articles.get(slugIn(path)) : pages.get(slugIn(path))
        const item = standing?.path === path ? standing : undefined
        return {
          file: shown(version.name ?? path),
          state: stateIn(path, errors, item),
          errors,
          warnings: own.length - errors + loose.length,
          ...(item && { item: 'article' in item ? item.article : item.page }),
        }
      })
  }

  function stateIn(path: string, errors: number, item: StandingArticle | StandingPage | undefined) {
    const standing = !item
      ? undefined
      : 'article' in item
        ? stateOf(item.article, now())
        : item.page.draft
          ? 'draft'
          : 'here'
    if (!errors) return standing ?? 'held'
    if (standing === 'here') return 'outdated'
    return isDraft(path) ? 'draft' : 'held'
  }

  return {
    apply,
    fill,
    turn,
    faults,
    files,
    shelf,
    articles,
    pages,
    authors,
    pictures,
    movedTo: book.movedTo,
    identities,
    /** When something appears or goes by itself next, in milliseconds since 1970. */
    nextTurn: () => nextTurn,
    paths: () => entries.keys(),
    fileAt: (path: string): ReadFile | undefined => entries.get(path),
    versionOf: (path: string): Version | undefined => entries.get(path)?.version,
    sourceOf: (item: Article | Page): Source | undefined => sources.get(item),
    /** The version of the file at `path` that stands, which may be older than what the file holds. */
    sourceAt(path: string): Source | undefined {
      if (fileKind(path)?.kind === 'picture') return undefined
      const standing = path.startsWith('articles/') ? articles.get(slugIn(path)) : pages.get(slugIn(path))
      return standing?.path === path ? sourceIn(path, standing.document.body) : undefined
    },
  }
}

/** Whether the version that stands turned out to be no page: then there is no good one left. */
function isWithdrawn({ document }: Entry, standing: StandingArticle | StandingPage | undefined): boolean {
  if (!hasErrors(document) || !('body' in document)) return false
  return document.body !== undefined && document.body.hash === standing?.document.body.hash
}

function sourceIn(path: string, { hash, isLight }: BodyFacts): Source {
  return { path, hash, isLight }
}
