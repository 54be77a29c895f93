import { access } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import type { Log } from '#lib/log.ts'
import { shows } from '#lib/request.ts'
import type { Article, Found, Library, Page } from './article.ts'
import { longestFile } from './decode.ts'
import type { Fault } from './fault.ts'
import { createAlarm } from './library/alarm.ts'
import { type Cache, openCache } from './library/cache.ts'
import { fileKind } from './library/kinds.ts'
import { createLedger } from './library/ledger.ts'
import { servedPicture } from './library/pictures.ts'
import { bytesOf } from './library/read-file.ts'
import { type Fresh, readFiles } from './library/reader.ts'
import { isSame, look, scan, type Version } from './library/scan.ts'
import { createSettling } from './library/settling.ts'
import { topicOf } from './library/shelf.ts'
import { createStock, pack, type Source, whyNotCompiled } from './library/stock.ts'
import { tag } from './library/tags.ts'
import { createWatching, type Watching } from './library/watching.ts'
import { createWorld, stateOf } from './library/world.ts'
import { plainPath, schemas } from './schema.ts'

export type LibraryOptions = {
  /** Holds the folders `articles`, `authors` and `pages`. */
  contentDir: string
  /** IANA name of the zone in which dates are typed. */
  timeZone: string
  /** Milliseconds since 1970. */
  now: () => number
  log: Log
  /** Is told the tags of everything that shows otherwise from now on. */
  drop: (...tags: string[]) => void
  /** Whether the library follows the folder and the clock by itself; otherwise `refresh` does it. */
  watch: boolean
  /** Where to keep what was read, so that the next start need not read it again. */
  cacheFile?: string
  /** Is told each fault once, when it has stood for a moment. */
  onFaults?: (faults: readonly Fault[]) => void
}

/** The folder is read through at least so often, in milliseconds: network folders tell nothing by themselves. */
const shortestPause = 1000
/** Reading it through may take this part of the time at most. */
const lookShare = 0.05
const whileWaiting = 100
/** Of so many changed files each is compiled before it stands; of more, when a reader asks. */
const mostTried = 50

/** Opens the content folder: everything in it is checked, what is good stands, what is not is told. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { contentDir, now, log } = options
  const folder = { contentDir, timeZone: options.timeZone, schemas: schemas(options.timeZone) }
  const world = createWorld(shownPath(contentDir), now)
  const stock = createStock()
  const settling = createSettling()
  const ledger = createLedger()
  const standingSources = new Map<string, Source>()
  const hints = new Set<string>()
  let cache: Cache | undefined
  let watching: Watching | undefined
  let faults: readonly Fault[] = []
  let toldOf = faults
  let lastScan = { at: Number.NEGATIVE_INFINITY, took: 0 }
  let isFolderLost = false
  let isClosed = false
  let line: Promise<unknown> = Promise.resolve()

  /** One look at the folder at a time. */
  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const next = line.then(work)
    line = next.catch(() => undefined)
    return next
  }

  function dropAll(tags: ReadonlySet<string>): void {
    const all = [...tags]
    for (let from = 0; from < all.length; from += 5000) options.drop(...all.slice(from, from + 5000))
  }

  function turn(): void {
    if (now() < world.nextTurn()) return
    dropAll(world.turn())
    faults = world.faults()
  }

  /** Works in what was read, and lets the versions that stand now be kept. */
  function workIn(changes: ReadonlyMap<string, Fresh | undefined>): void {
    const tags = world.apply(changes)
    for (const [path, fresh] of changes) {
      const source = world.sourceAt(path)
      const before = standingSources.get(path)
      if (before && before.hash !== source?.hash) stock.retire(before, performance.now())
      if (source) standingSources.set(path, source)
      else standingSources.delete(path)
      if (source && fresh?.packed && 'body' in fresh.sheet && fresh.sheet.body?.hash === source.hash)
        stock.keep(source, fresh.packed)
      if (fileKind(path)?.kind === 'picture')
        for (const by of world.showing(path)) {
          const shown = standingSources.get(by)
          if (shown) stock.stale(shown)
        }
    }
    faults = world.faults()
    dropAll(tags)
  }

  async function take(
    paths: Iterable<string>,
    seen: ReadonlyMap<string, Version | undefined>,
  ): Promise<void> {
    const versions = new Map<string, Version>()
    const changes = new Map<string, Fresh | undefined>()
    for (const path of paths) {
      const version = seen.get(path)
      if (version) versions.set(path, version)
      else if (world.versionOf(path)) changes.set(path, undefined)
    }
    const fresh = await readFiles(folder, versions)
    for (const [path, file] of fresh)
      changes.set(path, fresh.size > mostTried ? file : await tried(path, file))
    if (!changes.size || isClosed) return
    workIn(changes)
    await cache?.add(fresh)
  }

  /** The file, with a slip if it passed every check and still cannot be made into a page. */
  async function tried(path: string, file: Fresh): Promise<Fresh> {
    const reason = file.packed && (await whyNotCompiled(path, file.packed))
    if (!reason) return file
    const message = `this cannot be made into a page, although nothing seems wrong with it: ${reason}`
    return { ...file, sheet: { ...file.sheet, slips: [{ line: 1, column: 1, message }] } }
  }

  async function lookThrough(): Promise<Map<string, Version | undefined> | undefined> {
    const start = performance.now()
    try {
      const seen: Map<string, Version | undefined> = await scan(contentDir)
      // A network folder that is not connected looks like an empty one: it takes nothing off the site.
      if (world.articles.size) await access(join(contentDir, 'articles'))
      for (const path of world.paths()) if (!seen.has(path)) seen.set(path, undefined)
      isFolderLost = false
      await watching?.renew()
      return seen
    } catch (error) {
      if (!isFolderLost) log.error('the content folder cannot be read; what was read before stays', { error })
      isFolderLost = true
      return undefined
    } finally {
      lastScan = { at: performance.now(), took: performance.now() - start }
    }
  }

  function pause(): number {
    return Math.max(shortestPause, lastScan.took / lookShare)
  }

  function scanSoon(): void {
    const rest = Math.max(whileWaiting, lastScan.took * 4)
    lastScan = { ...lastScan, at: Math.min(lastScan.at, performance.now() - pause() + rest) }
  }

  async function lookAround(): Promise<void> {
    turn()
    stock.sweep(performance.now())
    const isTime = performance.now() - lastScan.at >= pause() - whileWaiting / 2
    const named = new Set([...hints, ...settling.waiting()])
    hints.clear()
    const seen = isTime ? await lookThrough() : await lookAt([...named])
    if (!seen) return
    const whole = settling.look(seen, world.versionOf, performance.now())
    if (whole.length) await take(whole, seen)
    if (faults !== toldOf || ledger.isWaiting()) tell(false)
  }

  async function lookAt(paths: string[]): Promise<Map<string, Version | undefined>> {
    const found = await look(contentDir, paths)
    return new Map(paths.map((path) => [path, found.get(path)]))
  }

  function tell(isSure: boolean): void {
    toldOf = faults
    const due = ledger.due(faults, performance.now(), isSure)
    for (const { file, line: row, column, message } of due)
      log.warn(`${file}:${row}:${column}: ${message}`, { file, line: row, column })
    if (due.length) options.onFaults?.(due)
  }

  async function load(): Promise<void> {
    const start = performance.now()
    if (options.cacheFile) cache = await openCache(options.cacheFile, options.timeZone)
    const seen = await lookThrough()
    const versions = new Map<string, Version>()
    for (const [path, version] of seen ?? []) if (version) versions.set(path, version)
    const fresh = await readFiles(folder, versions, cache)
    workIn(fresh)
    await cache?.settle(fresh)
    tell(true)
    const counts = { articles: world.articles.size, pages: world.pages.size, authors: world.authors.size }
    log.info('content read', { ...counts, faults: faults.length, ms: Math.round(performance.now() - start) })
  }

  /** Keeps a body whose sheet came from the cache, as long as its file is still that version. */
  async function keepFromDisk(source: Source): Promise<void> {
    const version = world.versionOf(source.path)
    if (stock.has(source) || !version) return
    const bytes = await bytesOf(contentDir, source.path, version, longestFile + 1)
    if (
      bytes &&
      isSame(world.versionOf(source.path), version) &&
      world.sourceAt(source.path)?.hash === source.hash
    )
      stock.keep(source, pack(bytes))
  }

  async function keepAll(): Promise<void> {
    for (const source of [...standingSources.values()]) {
      if (isClosed) return
      await keepFromDisk(source).catch(() => undefined)
    }
  }

  await load()
  const alarm = options.watch ? follow() : undefined
  if (options.watch) void keepAll()

  function follow() {
    const alarm = createAlarm(
      () => inLine(lookAround),
      () => {
        const untilTurn = Math.max(0, world.nextTurn() - now())
        const isBusy = settling.waiting().length > 0 || ledger.isWaiting()
        const untilScan = Math.max(0, lastScan.at + pause() - performance.now())
        return Math.max(
          10,
          Math.min(isBusy ? whileWaiting : shortestPause, untilTurn, untilScan || shortestPause),
        )
      },
      (error) => log.error('looking at the content folder failed', { error }),
    )
    watching = createWatching(
      contentDir,
      (path) => {
        if (fileKind(path)) hints.add(path)
        // A folder of pictures, or one that was put in place of another.
        else if (!/\.\w+$/.test(path)) scanSoon()
        else return
        alarm.wake(20)
      },
      (error) =>
        log.warn('the content folder cannot be watched; it is read through again and again', { error }),
    )
    void watching.renew()
    return alarm
  }

  function elsewhere(path: string): Found<never> {
    const plain = plainPath(path)
    shows(tag.elsewhere(plain))
    const to = world.movedTo(plain)
    return to ? { kind: 'moved', to } : { kind: 'missing' }
  }

  return {
    article(slug) {
      turn()
      shows(tag.article(slug))
      const standing = world.articles.get(slug)
      const state = standing && stateOf(standing.article, now())
      if (standing && state === 'here') return { kind: 'here', item: standing.article }
      const moved = elsewhere(`/articles/${slug}`)
      if (moved.kind === 'moved') return moved
      return { kind: state === 'expired' ? 'gone' : 'missing' }
    },
    page(slug) {
      shows(tag.page(slug))
      const page = world.pages.get(slug)?.page
      return page && !page.draft ? { kind: 'here', item: page } : elsewhere(`/${slug}`)
    },
    pages() {
      shows(tag.pages)
      return [...world.pages.values()]
        .flatMap(({ page }) => (page.draft ? [] : [page]))
        .sort((a, b) => a.title.localeCompare(b.title))
    },
    elsewhere,
    articles(filter = {}) {
      turn()
      const { topic, author, series } = filter
      const asked = [
        topic && tag.topic(topic),
        author && tag.author(author),
        series && tag.series(series),
      ].filter((one) => one !== undefined)
      shows(...(asked.length ? asked : [tag.articles]))
      const lists = [
        ...(topic === undefined ? [] : [world.shelf.by('topic', topic)]),
        ...(author === undefined ? [] : [world.shelf.by('author', author)]),
        ...(series === undefined ? [] : [world.shelf.by('series', series)]),
      ]
      const [first, ...others] = lists
      if (!first) return world.shelf.all()
      return others.length ? first.filter((article) => others.every((list) => list.includes(article))) : first
    },
    beside(slug) {
      turn()
      shows(tag.beside(slug))
      return world.shelf.beside(slug)
    },
    topics() {
      turn()
      shows(tag.articles)
      const all = [...world.shelf.keys('topic')].flatMap((slug) => {
        const articles = world.shelf.by('topic', slug)
        const topic = topicOf(articles, slug)
        return topic ? [{ ...topic, count: articles.length }] : []
      })
      return all.sort((a, b) => a.label.localeCompare(b.label))
    },
    topic(slug) {
      turn()
      shows(tag.topic(slug))
      return topicOf(world.shelf.by('topic', slug), slug)
    },
    author(id) {
      shows(tag.author(id))
      return world.authors.get(id)
    },
    authors() {
      turn()
      shows(tag.articles)
      const all = [...world.authors.values()].map((author) => ({
        ...author,
        count: world.shelf.by('author', author.id).length,
      }))
      return all.sort((a, b) => a.name.localeCompare(b.name))
    },
    preview: (slug) => world.articles.get(slug)?.article,
    everything: () =>
      [...world.articles.values()]
        .map(({ article }) => ({ article, state: stateOf(article, now()) }))
        .sort((a, b) => b.article.date.at - a.article.date.at),
    body: (item) => body(item),
    faults: () => faults,
    refresh: () =>
      inLine(async () => {
        turn()
        const seen = await lookThrough()
        if (!seen) return
        const changed = [...seen].filter(([path, version]) => !isSame(version, world.versionOf(path)))
        settling.forget(seen.keys())
        await take(
          changed.map(([path]) => path),
          seen,
        )
        tell(true)
      }),
    close() {
      isClosed = true
      alarm?.stop()
      watching?.close()
    },
  }

  async function body(item: Article | Page): Promise<string> {
    shows('topics' in item ? tag.article(item.slug) : tag.page(item.slug))
    const source = world.sourceOf(item)
    if (!source) throw new Error(`No file is known for ${item.path}.`)
    const pictureAt = (src: string) => servedPicture(world.pictures, source.path, src)
    const kept = stock.compiled(source, pictureAt)
    if (kept) return kept
    await keepFromDisk(source)
    const code = stock.compiled(source, pictureAt)
    if (!code)
      throw new Error(`The file of ${item.path} changed before it was kept; it is read again in a moment.`)
    return code
  }
}

/** A file's path as a person at the terminal would write it. */
function shownPath(contentDir: string): (path: string) => string {
  const below = relative(process.cwd(), contentDir)
  const isOutside = below.startsWith('..') || isAbsolute(below)
  const folder = (isOutside ? contentDir : below).split(sep).join('/')
  return (path) => `${folder}/${path}`
}
