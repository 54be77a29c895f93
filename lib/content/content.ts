import { access } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Finding } from '#lib/health.ts'
import type { Log } from '#lib/log.ts'
import { site } from '#lib/site.ts'
import { inOneGo, inSteps } from '#lib/steps.ts'
import type { Library } from './article.ts'
import { createBodies } from './bodies.ts'
import { createLedger } from './diagnostic-log.ts'
import { diff } from './diff.ts'
import type { BodyFacts, Document } from './document.ts'
import { fileKind, isArticle } from './file-kinds.ts'
import { buildIndex } from './index.ts'
import { createLibrary } from './library.ts'
import { type FileDiagnostic, hasErrors } from './lint/diagnostic.ts'
import { show } from './organisation/live.ts'
import { keepLastGood, loadOrganisation } from './organisation/load.ts'
import { openCache } from './parse-cache.ts'
import { isUnreadable, unmade, withDiagnostic } from './read-document.ts'
import { readFiles } from './read-files.ts'
import { referencesIn } from './references.ts'
import type { Seen } from './scan.ts'
import { scanAhead } from './scan-ahead.ts'
import { shareParts } from './share-parts.ts'
import { emptySnapshot, type Snapshot } from './snapshot.ts'
import { look, type Version } from './version.ts'
import { createWatcher } from './watcher.ts'
import { quietOnce } from './write-finish.ts'

export type LibraryOptions = {
  contentDir: string
  /** Where the last good version of each of the organisation's own files is kept; not kept when not given. */
  lastGood?: string
  now: () => number
  log: Log
  invalidate: (...tags: string[]) => void
  /** When what stands on every page has changed: the name, a colour, a word. */
  invalidateAll?: () => void
  /** Follows the folder and the clock by itself; otherwise `refresh` does it. */
  watch: boolean
  cacheFile?: string
  /** Where the texts of good versions lie, instead of in memory. */
  bodiesFile?: string | undefined
  /** Milliseconds for which a mass removal is held; a minute when not given. */
  removalPatience?: number
  /** Compiles every file at the opening, however many there are. */
  isThorough?: boolean
  follower?: Follower | undefined
}

/** Who makes something else of what is published. */
export type Follower = {
  /** @param nameOf the file of a path as the disk calls it */
  shown(snapshot: Snapshot, nameOf: (path: string) => string): void
  /** Of a text that was just read, packed: it need not be parsed again. */
  read(body: BodyFacts, plain: Uint8Array): void
}

const tagsAtOnce = 5000
/** Milliseconds after which a file that could not be read is tried again. */
const retryAfter = 60_000

export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { contentDir, now, log, lastGood = '' } = options
  const loaded = loadOrganisation(contentDir, lastGood)
  const folderShown = shownFolder(contentDir)
  const patience = options.removalPatience ?? 60_000
  const openedAt = performance.now()
  let scannedAhead = options.cacheFile ? scanAhead(contentDir, options.cacheFile) : undefined
  const documents = new Map<string, Document>()
  const versions = new Map<string, Version>()
  const bodies = createBodies(
    {
      ...{ contentDir, versions },
      snapshot: () => snapshot,
      failed: (path, body, error) => {
        inLine(() => withdraw(path, body, error)).catch((failure) =>
          log.error('an article that cannot be rendered could not be taken off the site', {
            path,
            error: failure,
          }),
        )
      },
    },
    options.bodiesFile,
  )
  const ledger = createLedger()
  const watcher = createWatcher({
    ...{ contentDir, log, patience, take },
    known: versions,
    hasArticles: () => snapshot.articles.size > 0,
    ahead,
    work: (look) => inLine(() => lookAround(look)),
    until: () => (ledger.isWaiting() ? 100 : snapshot.nextTurn - now()),
  })
  const start: Snapshot = { ...emptySnapshot, organisation: loaded }
  let snapshot = start
  let timeZone = site.timeZone
  const cache = options.cacheFile
    ? await openCache(options.cacheFile, timeZone, documents, versions)
    : undefined
  let logged: readonly FileDiagnostic[] = []
  let triedAt = openedAt
  let isAway = false
  let isClosed = false
  let line: Promise<unknown> = Promise.resolve()
  let reading: Promise<ReadonlyMap<string, Document>> | undefined

  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const next = line.then(work)
    line = next.catch(() => undefined)
    return next
  }

  function shown(path: string): string {
    return `${folderShown}/${versions.get(path)?.name ?? path}`
  }

  function read(wanted: ReadonlyMap<string, Version>, more: Parameters<typeof readFiles>[2] = {}) {
    const keepPlain = options.follower?.read
    return readFiles({ contentDir, timeZone }, wanted, { keep: bodies.keep, keepPlain, ...more })
  }

  /** In steps. @returns what makes the next snapshot the one that is shown, and gives the tags of what then shows otherwise */
  function* advancing(): Generator<undefined, () => readonly string[]> {
    const previous = snapshot
    const next = yield* buildIndex(documents, previous, now(), shown)
    // Nothing has been shown yet.
    const tags = previous === start && !isAway ? [] : [...(yield* diff(previous, next))]
    const isOther = next.organisation !== previous.organisation
    return () => {
      snapshot = next
      options.follower?.shown(next, (path) => versions.get(path)?.name ?? path)
      if (isOther) {
        show(next.organisation)
        options.invalidateAll?.()
        keepGood()
      }
      return tags
    }
  }

  /** Readers are answered meanwhile, and see the next snapshot all at once. */
  async function advance(): Promise<void> {
    const show = await inSteps(advancing())
    await invalidate(show())
  }

  async function invalidate(tags: readonly string[]): Promise<void> {
    for (let from = 0; from < tags.length; from += tagsAtOnce) {
      if (from) await setImmediate()
      options.invalidate(...tags.slice(from, from + tagsAtOnce))
    }
  }

  async function workIn(changed: ReadonlyMap<string, Document | undefined>, seen: Seen): Promise<void> {
    for (const [path, document] of changed) {
      const version = seen.get(path)
      if (document && version) {
        shareParts(document)
        documents.set(path, document)
        versions.set(path, version)
      } else {
        documents.delete(path)
        versions.delete(path)
      }
    }
    await advance()
  }

  /** With `watch` it does nothing: the clock is then followed in steps. */
  function turn(): void {
    if (options.watch || now() < snapshot.nextTurn) return
    void invalidate(inOneGo(advancing())())
  }

  /** Commands leave the data of the site alone. */
  function keepGood(): void {
    if (lastGood && options.watch) keepLastGood(contentDir, lastGood)
  }

  async function load(): Promise<void> {
    const seen = await watcher.scan(cache && (await scannedAhead?.(cache.known)))
    scannedAhead = undefined
    if (await isContentAway(seen)) {
      if (!isAway)
        log.error('the articles are away: readers are asked to come back, nothing is forgotten', {
          folder: contentDir,
          known: cache?.articles(),
        })
      isAway = true
      return
    }
    const wanted = present(seen)
    await workIn(await read(wanted, { cache, isThorough: options.isThorough }), wanted)
    isAway = false
    await cache?.settle()
    keepGood()
    if (options.watch) void bodies.keepAll(documents)
    logDiagnostics(true)
    const { articles, pages, authors, diagnostics } = snapshot
    const counts = { articles: articles.size, pages: pages.size, authors: authors.size }
    const ms = Math.round(performance.now() - openedAt)
    log.info('content read', { ...counts, faults: diagnostics.length, ms })
  }

  /** A folder that is not there is never meant, an empty one after a while: only an editor leaves that behind. */
  async function isContentAway(seen: Seen | undefined): Promise<boolean> {
    if ([...(seen?.keys() ?? [])].some(isArticle) || !cache?.articles()) return false
    const isThere = await access(join(contentDir, 'articles')).then(
      () => true,
      () => false,
    )
    return !isThere || performance.now() - openedAt < patience
  }

  /** Takes a version off the site that was read among many and turns out to be no page when a reader asks. */
  async function withdraw(path: string, { hash }: BodyFacts, error: unknown): Promise<void> {
    const document = documents.get(path)
    if (!document || !('body' in document) || document.body?.hash !== hash || hasErrors(document)) return
    await workIn(new Map([[path, withDiagnostic(document, unmade(error))]]), versions)
    await cache?.add([path])
  }

  async function take(wanted: Seen): Promise<void> {
    const named = await read(present(wanted), { ahead: await reading })
    reading = undefined
    const pictures = await picturesBeside(named)
    const fresh = new Map([...named, ...(await read(pictures))])
    const changed = new Map<string, Document | undefined>(fresh)
    for (const [path, version] of wanted) if (!version && documents.has(path)) changed.set(path, undefined)
    if (!changed.size || isClosed) return
    await workIn(changed, new Map([...pictures, ...wanted]))
    await cache?.add([...fresh.keys()])
    if (site.timeZone !== timeZone) await readAnew()
  }

  /** New ones that these texts show and that rest: their folders are not followed, and a text is to come with what was put there first. */
  async function picturesBeside(texts: ReadonlyMap<string, Document>): Promise<Map<string, Version>> {
    const shown = new Set<string>()
    for (const [path, document] of texts)
      for (const one of referencesIn(path, document)) {
        const place = one.replace(/^picture:/, '')
        if (place !== one && fileKind(place)?.kind === 'picture' && !documents.has(place)) shown.add(place)
      }
    const found = await look(
      contentDir,
      [...shown].filter((place) => !texts.has(place)),
    )
    return new Map([...found].filter(([, { mtimeMs }]) => Date.now() - mtimeMs >= quietOnce))
  }

  /** Dates without a zone are those of the site's. */
  async function readAnew(): Promise<void> {
    timeZone = site.timeZone
    await workIn(await read(versions), versions)
    await cache?.reopen(timeZone)
  }

  /** Reading many files takes longer than seeing that they are whole: it begins meanwhile. */
  function ahead(calm: ReadonlyMap<string, Version>): void {
    // What cannot be read now is read when it is taken.
    reading ??= read(calm).catch(() => new Map())
  }

  /** @param isSure tells faults that may be those of a file that is being written */
  async function lookAround(look: () => Promise<void>, isSure = false): Promise<void> {
    if (isAway) return load()
    if (now() >= snapshot.nextTurn) await advance()
    if (isSure || performance.now() - triedAt >= retryAfter) tryAgain()
    await look()
    if (isSure || snapshot.diagnostics !== logged || ledger.isWaiting()) logDiagnostics(isSure)
  }

  /** A disk that failed may work again: then nothing of the file itself has changed. */
  function tryAgain(): void {
    triedAt = performance.now()
    // Of a hundred thousand files most often none.
    if (!isUnreadable(snapshot)) return
    for (const [path, document] of documents) {
      const version = isUnreadable(document) && versions.get(path)
      if (version) versions.set(path, { ...version, mtimeMs: 0 })
    }
  }

  function logDiagnostics(isSure: boolean): void {
    logged = snapshot.diagnostics
    for (const { file, line: row, column, message } of ledger.due(logged, isSure, watcher.hasSeenAll))
      log.warn(`${file}:${row}:${column}: ${message}`, { file, line: row, column })
  }

  function findings(): readonly Finding[] {
    if (!isAway) return watcher.findings()
    return [
      {
        severity: 'problem',
        message:
          'The articles are away: there are none in the content folder, though there were before. Bring the folder back, or check CONTENT_DIR; without any articles by intention an empty folder "articles" is enough.',
        detail: `The folder is ${contentDir}.`,
      },
    ]
  }

  await load()
  if (options.watch) void watcher.follow()
  return {
    ...createLibrary({ now, turn, shown, snapshot: () => snapshot, body: bodies.body }),
    isAway: () => isAway,
    findings,
    refresh: () => inLine(() => lookAround(watcher.refresh, true)),
    close() {
      isClosed = true
      bodies.close()
      watcher.close()
    },
  }
}

function present(seen: Seen = new Map()): Map<string, Version> {
  const there = new Map<string, Version>()
  for (const [path, version] of seen) if (version) there.set(path, version)
  return there
}

function shownFolder(contentDir: string): string {
  const below = relative(process.cwd(), contentDir)
  const isOutside = below.startsWith('..') || isAbsolute(below)
  return (isOutside ? contentDir : below).split(sep).join('/')
}
