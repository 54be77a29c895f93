import type { Article, ArticleState, Author, Page } from '../article.ts'
import { type Fault, inReadingOrder, type Slip } from '../fault.ts'
import { plainPath } from '../schema.ts'
import { type Addresses, deadLink, insideTarget, isOfTheSite, type Standing } from './addresses.ts'
import { type FileKind, fileKind } from './kinds.ts'
import { picturePlaces } from './pictures.ts'
import type { Version } from './scan.ts'
import type { Mention, Sheet } from './sheet.ts'
import { createShelf } from './shelf.ts'
import { articleOf, authorOf, type GoodSheet, isGood, missingThings, pageOf } from './standing.ts'
import type { Source } from './stock.ts'
import { listTags, looksSame, tag } from './tags.ts'

/** A file as it was last read. */
export type ReadFile = { version: Version; what: FileKind; sheet: Sheet }

type Entry = ReadFile & { missing: Slip[]; loose: Slip[] }
type StandingArticle = { path: string; sheet: GoodSheet<'article'>; article: Article }
type StandingPage = { path: string; sheet: GoodSheet<'page'>; page: Page }

/**
 * All that the content folder says, put together: what stands on the site, and every slip. A file that is broken leaves
 * the last good version of it standing. Changes are worked in one at a time: only what a change can touch is looked at.
 */
export type World = ReturnType<typeof createWorld>

/**
 * @param shown a file's path as it is told to a writer
 * @param now milliseconds since 1970
 */
export function createWorld(shown: (path: string) => string, now: () => number) {
  const entries = new Map<string, Entry>()
  const pictures = new Map<string, { width: number; height: number } | null>()
  const authors = new Map<string, Author>()
  const articles = new Map<string, StandingArticle>()
  const pages = new Map<string, StandingPage>()
  const shelf = createShelf()
  /** Authors whose file was removed while articles of theirs stand. */
  const gone = new Set<string>()
  /** Files that claim an old path for theirs. */
  const claims = new Map<string, Set<string>>()
  /** Files that mention a thing, by the thing's name. */
  const mentions = new Map<string, Set<string>>()
  /** The version of a file that an article or page was made from. */
  const sources = new WeakMap<Article | Page, Source>()
  let nextTurn = Number.POSITIVE_INFINITY

  const addresses: Addresses = {
    at: standingAt,
    *known() {
      for (const slug of articles.keys()) yield `/articles/${slug}`
      for (const slug of pages.keys()) yield `/${slug}`
      for (const id of authors.keys()) yield `/authors/${id}`
      for (const slug of shelf.keys('topic')) yield `/topics/${slug}`
    },
    hasPicture: (path) =>
      pictures.has(decodeURI(path).slice('/pictures/'.length)) || pictures.has(path.slice(10)),
  }

  /** What a change leads to: tags of what shows otherwise, files to settle anew, files whose links to look at. */
  type Wake = { tags: Set<string>; settle: Set<string>; links: Set<string> }

  function touch(wake: Wake, thing: string): void {
    const list = thing.startsWith('address:') ? wake.links : wake.settle
    for (const path of mentions.get(thing) ?? []) list.add(path)
  }

  /**
   * Works changed files in; undefined for one that is gone.
   *
   * @returns the tags of all that now shows otherwise
   */
  function apply(changes: ReadonlyMap<string, ReadFile | undefined>): Set<string> {
    const wake: Wake = { tags: new Set(), settle: new Set(), links: new Set() }
    for (const [path, file] of changes) {
      const before = entries.get(path)
      if (before) note(path, before, false)
      if (file) {
        entries.set(path, { ...file, missing: [], loose: [] })
        note(path, file, true)
      } else entries.delete(path)
      wake.settle.add(path)
      if (entries.has(twinOf(path))) wake.settle.add(twinOf(path))
      if ((file?.what ?? before?.what)?.kind === 'picture') changePicture(path, file?.sheet, wake)
      else if (path.startsWith('articles/')) wake.tags.add(tag.article(slugIn(path)))
    }
    for (const path of inFolder(wake.settle, 'authors')) settleAuthor(path, wake)
    for (const path of inFolder(wake.settle, 'articles')) settleArticle(path, wake)
    for (const path of inFolder(wake.settle, 'pages')) settlePage(path, wake)
    forgetGoneAuthors()
    for (const path of wake.settle.union(wake.links)) checkLinks(path)
    findNextTurn()
    return wake.tags
  }

  /** Lets appear what is due and go what is over. @returns the tags of all that now shows otherwise */
  function turn(): Set<string> {
    const wake: Wake = { tags: new Set(), settle: new Set(), links: new Set() }
    if (now() < nextTurn) return wake.tags
    for (const { article } of articles.values())
      if ((stateOf(article, now()) === 'here') !== (shelf.get(article.slug) !== undefined))
        show(article, wake)
    for (const path of wake.links) checkLinks(path)
    findNextTurn()
    return wake.tags
  }

  function changePicture(path: string, sheet: Sheet | undefined, wake: Wake): void {
    if (sheet?.kind === 'picture') pictures.set(path, sheet.size ?? null)
    else pictures.delete(path)
    touch(wake, `picture:${path}`)
    for (const by of mentions.get(`picture:${path}`) ?? [])
      wake.tags.add(by.startsWith('articles/') ? tag.article(slugIn(by)) : tag.page(slugIn(by)))
  }

  function settleAuthor(path: string, wake: Wake): void {
    const entry = entries.get(path)
    const id = slugIn(path)
    const before = authors.get(id)
    if (!entry) {
      // Articles that stand keep their author's name; that the file is missing is told on each of them.
      if (before) gone.add(id)
    } else {
      gone.delete(id)
      entry.missing = missingThings(path, entry.sheet, authors, pictures)
      const isGoodFile = entry.sheet.kind === 'author' && !entry.sheet.slips.length
      if (isGoodFile || !before) authors.set(id, authorOf(id, path, entry.sheet, pictures))
    }
    if (JSON.stringify(before) !== JSON.stringify(authors.get(id))) {
      wake.tags.add(tag.author(id)).add(tag.articles)
      touch(wake, `address:/authors/${id}`)
    }
    touch(wake, `author:${id}`)
  }

  function forgetGoneAuthors(): void {
    for (const id of gone) {
      const isNamed = [...articles.values()].some(({ article }) =>
        article.authors.some((one) => one.id === id),
      )
      if (isNamed) continue
      gone.delete(id)
      authors.delete(id)
    }
  }

  function knownAuthors(): ReadonlyMap<string, Author> {
    if (!gone.size) return authors
    return new Map([...authors].filter(([id]) => !gone.has(id)))
  }

  function settleArticle(path: string, wake: Wake): void {
    const entry = entries.get(path)
    const slug = slugIn(path)
    const standing = articles.get(slug)
    touch(wake, `address:/articles/${slug}`)
    if (!entry) {
      if (standing?.path !== path) return
      articles.delete(slug)
      claim(standing.article.redirectFrom, path, false, wake)
      hide(slug, wake)
      return
    }
    entry.missing = [...missingThings(path, entry.sheet, knownAuthors(), pictures), ...sameAddress(path)]
    if (isGood(entry.sheet, 'article') && !entry.missing.length) {
      if (standing) claim(standing.article.redirectFrom, standing.path, false, wake)
      const article = articleOf(slug, path, entry.sheet, authors, pictures)
      articles.set(slug, { path, sheet: entry.sheet, article })
      sources.set(article, { path, hash: entry.sheet.body.hash })
      claim(article.redirectFrom, path, true, wake)
      show(article, wake)
    } else if (standing?.path === path) {
      // The last good version stays; its author may have a new name.
      const article = {
        ...standing.article,
        authors: standing.article.authors.map((one) => authors.get(one.id) ?? one),
      }
      articles.set(slug, { ...standing, article })
      sources.set(article, { path, hash: standing.sheet.body.hash })
      show(article, wake)
    }
  }

  function settlePage(path: string, wake: Wake): void {
    const entry = entries.get(path)
    const slug = slugIn(path)
    const standing = pages.get(slug)
    wake.tags.add(tag.page(slug)).add(tag.pages)
    touch(wake, `address:/${slug}`)
    if (!entry) {
      if (standing?.path !== path) return
      pages.delete(slug)
      claim(standing.page.redirectFrom, path, false, wake)
      return
    }
    entry.missing = [...missingThings(path, entry.sheet, knownAuthors(), pictures), ...sameAddress(path)]
    if (!isGood(entry.sheet, 'page') || entry.missing.length) return
    if (standing) claim(standing.page.redirectFrom, standing.path, false, wake)
    const page = pageOf(slug, entry.sheet)
    pages.set(slug, { path, sheet: entry.sheet, page })
    sources.set(page, { path, hash: entry.sheet.body.hash })
    claim(page.redirectFrom, path, true, wake)
  }

  /** Of two files for one address the .mdx one is taken. */
  function sameAddress(path: string): Slip[] {
    const twin = twinOf(path)
    if (!path.endsWith('.md') || !entries.has(twin)) return []
    const message = `${shown(twin)} has the same address: remove or rename one of the two`
    return [{ line: 1, column: 1, message }]
  }

  function show(article: Article, wake: Wake): void {
    const { slug } = article
    const before = shelf.get(slug)
    if (stateOf(article, now()) !== 'here') {
      hide(slug, wake)
      return
    }
    const besideBefore = before ? besideTags(slug) : []
    shelf.put(article)
    touch(wake, `address:${article.path}`)
    if (before && looksSame(before, article)) return
    const lists = [
      ...(before ? listTags(before) : []),
      ...listTags(article),
      ...besideBefore,
      ...besideTags(slug),
    ]
    for (const name of [tag.article(slug), ...lists]) wake.tags.add(name)
    for (const topic of [...(before?.topics ?? []), ...article.topics]) touch(wake, `address:${topic.path}`)
  }

  function hide(slug: string, wake: Wake): void {
    const before = shelf.get(slug)
    touch(wake, `address:/articles/${slug}`)
    if (!before) return
    for (const name of [tag.article(slug), ...listTags(before), ...besideTags(slug)]) wake.tags.add(name)
    shelf.remove(slug)
    for (const topic of before.topics) touch(wake, `address:${topic.path}`)
  }

  function besideTags(slug: string): string[] {
    const { newer, older } = shelf.beside(slug)
    return [slug, newer?.slug, older?.slug].filter((one) => one !== undefined).map(tag.beside)
  }

  function claim(paths: readonly string[], by: string, isClaimed: boolean, wake: Wake): void {
    for (const path of paths) {
      const files = claims.get(path) ?? new Set()
      if (isClaimed) files.add(by)
      else files.delete(by)
      if (files.size) claims.set(path, files)
      else claims.delete(path)
      wake.tags.add(tag.elsewhere(path))
      touch(wake, `address:${path}`)
    }
  }

  /** Slips that depend on other files and take nothing off the site: otherwise one removal would take others with it. */
  function checkLinks(path: string): void {
    const entry = entries.get(path)
    if (entry?.sheet.kind !== 'article' && entry?.sheet.kind !== 'page') return
    const { fields, body, places, kind } = entry.sheet
    const own = kind === 'article' ? `/articles/${slugIn(path)}` : `/${slugIn(path)}`
    const loose: Slip[] = []
    const link = ({ line, column, to }: Mention) => {
      const message = deadLink(to, own, body?.anchors ?? [], addresses)
      if (message) loose.push({ line, column, message })
    }
    for (const mention of body?.links ?? []) link(mention)
    for (const [index, from] of (fields?.redirectFrom ?? []).entries()) {
      const place = places?.redirectFrom[index]
      const message = redirectProblem(from, own, path)
      if (place && message) loose.push({ ...place, message })
    }
    const translations = (fields && 'translations' in fields && fields.translations) || []
    for (const [index, { path: to }] of translations.entries()) {
      const place = places?.translations[index]
      if (place) link({ ...place, to })
    }
    entry.loose = loose
  }

  function redirectProblem(from: string, own: string, by: string): string | undefined {
    if (from === plainPath(own))
      return `"${from}" is this page's own address: it would lead to itself for ever`
    if (isOfTheSite(from))
      return `"${from}" belongs to the site itself: a redirect from there is never reached`
    if (ownAddress(from))
      return `"${from}" is the address of a page that stands here: a redirect would hide it`
    const first = [...(claims.get(from) ?? [])].sort()[0]
    if (first && first !== by)
      return `"${from}" leads to ${shown(first)} already: an old address can lead to one page only`
    return undefined
  }

  function standingAt(path: string): Standing | undefined {
    const standing = ownAddress(path)
    if (standing && standing.state !== 'broken') return standing
    const to = movedTo(path)
    return to ? { state: 'moved', to } : standing
  }

  function ownAddress(path: string): Standing | undefined {
    const [, section = '', name = '', ...more] = path.split('/')
    if (more.length) return undefined
    if (section === 'articles' && name) {
      const standing = articles.get(name)
      if (!standing) return hasFile(`articles/${name}`) ? { state: 'broken' } : undefined
      const state = stateOf(standing.article, now())
      return state === 'here' ? { state, anchors: standing.sheet.body.anchors } : { state }
    }
    if (section === 'topics' && name)
      return shelf.by('topic', name).length ? { state: 'here', anchors: [] } : undefined
    if (section === 'authors' && name) return authors.has(name) ? { state: 'here', anchors: [] } : undefined
    if (name || !section) return undefined
    const page = pages.get(section)
    if (page)
      return page.page.draft ? { state: 'draft' } : { state: 'here', anchors: page.sheet.body.anchors }
    return hasFile(`pages/${section}`) ? { state: 'broken' } : undefined
  }

  function hasFile(stem: string): boolean {
    return entries.has(`${stem}.mdx`) || entries.has(`${stem}.md`)
  }

  /** Where an old path leads: the path of the article or page that claims it and is here. */
  function movedTo(path: string): string | undefined {
    for (const by of [...(claims.get(path) ?? [])].sort()) {
      const slug = slugIn(by)
      if (by.startsWith('pages/')) {
        const page = pages.get(slug)?.page
        if (page && !page.draft) return page.path
      } else {
        const article = articles.get(slug)?.article
        if (article && ['here', 'expired'].includes(stateOf(article, now()))) return article.path
      }
    }
    return undefined
  }

  /** Notes, or forgets, everything that a file mentions. */
  function note(path: string, { what, sheet }: ReadFile, isThere: boolean): void {
    for (const thing of mentionedIn(path, what, sheet)) {
      const files = mentions.get(thing) ?? new Set()
      if (isThere) files.add(path)
      else files.delete(path)
      if (files.size) mentions.set(thing, files)
      else mentions.delete(thing)
    }
  }

  function findNextTurn(): void {
    nextTurn = Number.POSITIVE_INFINITY
    for (const { article } of articles.values()) {
      if (article.draft) continue
      for (const at of [article.date.at, article.expires?.at])
        if (at !== undefined && at > now() && at < nextTurn) nextTurn = at
    }
  }

  return {
    apply,
    turn,
    shelf,
    articles,
    pages,
    authors,
    pictures,
    movedTo,
    versionOf: (path: string): Version | undefined => entries.get(path)?.version,
    sourceOf: (item: Article | Page): Source | undefined => sources.get(item),
    /** The version of the file at `path` that stands, which may be older than what the file holds. */
    sourceAt(path: string): Source | undefined {
      const standing = path.startsWith('articles/') ? articles.get(slugIn(path)) : pages.get(slugIn(path))
      const isPicture = fileKind(path)?.kind === 'picture'
      return standing?.path === path && !isPicture ? { path, hash: standing.sheet.body.hash } : undefined
    },
    paths: () => entries.keys(),
    nextTurn: () => nextTurn,
    /** Files whose pages show the picture at `path`. */
    showing: (path: string): ReadonlySet<string> => mentions.get(`picture:${path}`) ?? new Set(),
    faults(): Fault[] {
      const faulty: [path: string, slips: Slip[]][] = []
      for (const [path, { sheet, missing, loose }] of entries)
        if (sheet.slips.length || missing.length || loose.length)
          faulty.push([path, [...sheet.slips, ...missing, ...loose]])
      faulty.sort(([a], [b]) => (a < b ? -1 : 1))
      return faulty.flatMap(([path, slips]) =>
        inReadingOrder(slips).map((slip) => ({ file: shown(path), ...slip })),
      )
    },
  }
}

/** What readers find of an article at `now`. */
export function stateOf(article: Article, now: number): ArticleState {
  if (article.draft) return 'draft'
  if (article.date.at > now) return 'scheduled'
  return article.expires && article.expires.at <= now ? 'expired' : 'here'
}

function slugIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
}

function twinOf(path: string): string {
  return path.endsWith('.md') ? `${path}x` : path.replace(/\.mdx$/, '.md')
}

/** In order, so that what comes of a change never hangs on the order of events. */
function inFolder(paths: ReadonlySet<string>, folder: string): string[] {
  return [...paths]
    .filter((path) => path.startsWith(`${folder}/`) && /^\w+\/[^/]+\.(?:mdx?|yml)$/.test(path))
    .sort()
}

function mentionedIn(path: string, what: FileKind, sheet: Sheet): Set<string> {
  const things = new Set<string>()
  const picture = (name: string) => {
    for (const place of picturePlaces(path, name)) things.add(`picture:${place}`)
  }
  if (sheet.kind === 'author' && sheet.fields?.picture) picture(sheet.fields.picture)
  if (
    (sheet.kind !== 'article' && sheet.kind !== 'page') ||
    (what.kind !== 'article' && what.kind !== 'page')
  )
    return things
  const from = what.kind === 'article' ? `/articles/${what.slug}` : `/${what.slug}`
  const address = (to: string) => {
    const target = insideTarget(to, from)
    if (target) things.add(`address:${target.path.replace(/\/(?:feed|replies)\.xml$/, '')}`)
  }
  for (const { to } of sheet.body?.pictures ?? []) picture(to)
  for (const { to } of sheet.body?.links ?? []) address(to)
  for (const from of sheet.fields?.redirectFrom ?? []) things.add(`address:${from}`)
  if (sheet.kind === 'page') return things
  for (const id of sheet.fields?.author ?? []) things.add(`author:${id}`)
  if (sheet.fields?.image) picture(sheet.fields.image)
  for (const { path: to } of sheet.fields?.translations ?? []) address(to)
  return things
}
