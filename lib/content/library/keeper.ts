import { access } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import type { Source } from '#lib/content/mdx-cache.ts'
import { type Cache, openCache } from '#lib/content/parse-cache.ts'
import { endsALine, unmade, withDiagnostic } from '#lib/content/read-document.ts'
import { type Fresh, readFiles } from '#lib/content/read-files.ts'
import type { Finding } from '#lib/health.ts'
import type { Log } from '#lib/log.ts'
import { type FileDiagnostic, hasErrors } from '../lint/diagnostic.ts'
import { createAlarm } from './alarm.ts'
import { type Bodies, createBodies } from './bodies.ts'
import { fileKind } from './kinds.ts'
import { createLedger } from './ledger.ts'
import { createRemovals } from './removals.ts'
import { isSame, look, scan, type Version } from './scan.ts'
import { createSettling } from './settling.ts'
import { createWatching, type Watching } from './watching.ts'
import { createWorld, type World } from './world.ts'

export type LibraryOptions = {
  /** Holds the folders `articles`, `authors` and `pages`. */
  contentDir: string
  /** IANA name of the zone in which dates are typed. */
  timeZone: string
  /** Milliseconds since 1970. */
  now: () => number
  log: Log
  /** Is told the tags of everything that shows otherwise from now on. */
  invalidate: (...tags: string[]) => void
  /** Whether the library follows the folder and the clock by itself; otherwise `refresh` does it. */
  watch: boolean
  /** Where to keep what was read, so that the next start need not read it again. */
  cacheFile?: string
  /** For how many milliseconds a mass removal of articles waits before it is meant; a minute when not given. */
  removalPatience?: number
  /** Compiles every file that is read at the opening, however many there are. */
  isThorough?: boolean
}

/** Keeps a world like its folder: reads it, follows it, tells the faults. */
export type Keeper = {
  world: World
  bodies: Bodies
  faults(): readonly FileDiagnostic[]
  /** Whether the articles are away that an earlier run knew: what stands then is not what readers came for. */
  isAway(): boolean
  findings(): readonly Finding[]
  /** Lets appear what is due and go what is over. */
  turn(): void
  refresh(): Promise<void>
  close(): void
}

/** How long a mass removal waits before it is meant, in milliseconds. */
const removalPatience = 60_000

type Seen = ReadonlyMap<string, Version | undefined>

/** The folder is read through at least so often, in milliseconds: network folders tell nothing by themselves. */
const shortestPause = 1000
/** Reading it through may take this part of the time at most. */
const lookShare = 0.05
/** How often a file is looked at that is not whole yet. */
const whileWaiting = 100
/** For so many milliseconds at most a removal waits for what is new. */
const longestForNew = 5000
/** So many files are read before it is certain that they are whole. */
const worthAhead = 20

export async function openKeeper(options: LibraryOptions): Promise<Keeper> {
  const { contentDir, timeZone, now, log } = options
  const folder = { contentDir, timeZone }
  const world = createWorld(shownPath(contentDir), now)
  const bodies = createBodies(
    world,
    contentDir,
    (source, error) => void inLine(() => withdraw(source, error)),
  )
  const settling = createSettling()
  const ledger = createLedger()
  const patience = options.removalPatience ?? removalPatience
  const removals = createRemovals(patience)
  const openedAt = performance.now()
  /** Paths that the system said have changed. */
  const hints = new Set<string>()
  let cache: Cache | undefined
  let watching: Watching | undefined
  let faults: readonly FileDiagnostic[] = []
  let toldOf = faults
  let lastScan = { at: Number.NEGATIVE_INFINITY, took: 0 }
  let isFolderLost = false
  let isAway = false
  let isHolding = false
  let isClosed = false
  let line: Promise<unknown> = Promise.resolve()
  let reading: Promise<ReadonlyMap<string, Fresh>> | undefined

  /** One look at the folder at a time. */
  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const next = line.then(work)
    line = next.catch(() => undefined)
    return next
  }

  function invalidateAll(tags: ReadonlySet<string>): void {
    const all = [...tags]
    for (let from = 0; from < all.length; from += 5000) options.invalidate(...all.slice(from, from + 5000))
  }

  function turn(): void {
    if (now() < world.nextTurn()) return
    invalidateAll(world.turn())
    faults = world.faults()
  }

  function workIn(changes: ReadonlyMap<string, Fresh | undefined>): void {
    const tags = world.apply(changes)
    bodies.follow(changes)
    faults = world.faults()
    invalidateAll(tags)
  }

  async function load(): Promise<void> {
    if (options.cacheFile) cache = await openCache(options.cacheFile, timeZone)
    const seen = await lookThrough()
    isAway = await isContentAway(seen)
    if (isAway)
      return log.error('the articles are away: readers are asked to come back, nothing is forgotten', {
        folder: contentDir,
        known: cache?.articles,
      })
    const fresh = await readAll(seen)
    world.fill(fresh)
    await begin(fresh)
  }

  /** Looks again for articles that were away at the start. */
  async function loadLate(): Promise<void> {
    const seen = await lookThrough()
    if (await isContentAway(seen)) return
    const fresh = await readAll(seen)
    workIn(fresh)
    isAway = false
    await begin(fresh)
  }

  async function readAll(seen: Seen | undefined): Promise<Map<string, Fresh>> {
    return readFiles(folder, present(seen ?? new Map()), cache ? { cache } : {}, {
      isThorough: options.isThorough,
    })
  }

  async function begin(fresh: ReadonlyMap<string, Fresh>): Promise<void> {
    bodies.follow(fresh)
    faults = world.faults()
    await cache?.settle(fresh)
    tell(true)
    const counts = { articles: world.articles.size, pages: world.pages.size, authors: world.authors.size }
    const ms = Math.round(performance.now() - openedAt)
    log.info('content read', { ...counts, faults: faults.length, ms })
  }

  /** A folder that is not there is never meant, an empty one after a while: only an editor leaves that behind. */
  async function isContentAway(seen: Seen | undefined): Promise<boolean> {
    if (!cache?.articles || [...(seen?.keys() ?? [])].some(isArticle)) return false
    const isThere = await access(join(contentDir, 'articles')).then(
      () => true,
      () => false,
    )
    return !isThere || performance.now() - openedAt < patience
  }

  /** Takes a version off the site that was read among many and turns out to be no page when a reader asks. */
  async function withdraw({ path, hash }: Source, error: Error): Promise<void> {
    const file = world.fileAt(path)
    if (!file || !('body' in file.document) || file.document.body?.hash !== hash || hasErrors(file.document))
      return
    const changes = new Map([[path, { ...file, document: withDiagnostic(file.document, unmade(error)) }]])
    workIn(changes)
    await cache?.add(changes)
  }

  async function take(paths: readonly string[], seen: Seen): Promise<void> {
    const wanted = new Map(paths.map((path) => [path, seen.get(path)]))
    const ahead = await reading
    reading = undefined
    const fresh = await readFiles(folder, present(wanted), ahead ? { ahead } : {})
    const changes = new Map<string, Fresh | undefined>()
    for (const [path, version] of wanted) if (!version && world.versionOf(path)) changes.set(path, undefined)
    for (const [path, file] of fresh) changes.set(path, file)
    if (!changes.size || isClosed) return
    const articles = [...changes].filter(([path]) => isArticle(path))
    const gone = articles.filter(([, file]) => !file).length
    const added = articles.filter(([path, file]) => file && !world.versionOf(path)).length
    removals.taken(gone - added, performance.now())
    workIn(changes)
    await cache?.add(fresh)
  }

  /** Everything in the folder, and undefined for what was there before; undefined when it cannot be read. */
  async function lookThrough(): Promise<Seen | undefined> {
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

  async function lookAt(paths: string[]): Promise<Seen> {
    const found = await look(contentDir, paths)
    return new Map(paths.map((path) => [path, found.get(path)]))
  }

  /** What was seen, without the removals of a look that looks like a disk gone away. */
  function withoutMassRemoval(seen: Seen, isWhole: boolean): Seen {
    const articles = [...seen].filter(([path]) => isArticle(path))
    const gone = articles.filter(([path, version]) => !version && world.versionOf(path)).length
    const added = articles.filter(([path, version]) => version && !world.versionOf(path)).length
    const known = gone ? [...world.paths()].filter(isArticle).length : 0
    const isHeld = removals.isHeld({ gone, added, known, isWhole }, performance.now())
    if (isHeld && !isHolding)
      log.error('most articles are gone at once: they stay for a while, in case they come back', {
        gone,
        seconds: patience / 1000,
      })
    else if (isHolding && isWhole && !isHeld)
      log.warn(gone ? 'most articles stay away: they are taken off' : 'the articles are back')
    if (isHeld || isWhole) isHolding = isHeld
    if (!isHolding) return seen
    const missing = [...seen].filter(([, version]) => !version)
    settling.forget(missing.map(([path]) => path))
    return new Map([...seen].filter(([, version]) => version))
  }

  async function lookAround(): Promise<void> {
    if (isAway) return loadLate()
    turn()
    bodies.sweep()
    // Before an article goes, everything is looked at: it may have been renamed.
    const isTime =
      settling.hasRemovalDue(performance.now()) ||
      performance.now() - lastScan.at >= pause() - whileWaiting / 2
    const touched = new Set([...hints, ...settling.waiting()])
    hints.clear()
    const found = isTime ? await lookThrough() : await lookAt([...touched])
    if (!found) return
    const seen = withoutMassRemoval(found, isTime)
    const named = settling.look(seen, world.versionOf, performance.now())
    const whole = await withoutParts(withoutHaste(named, seen, isTime), seen)
    if (whole.length) await take(whole, seen)
    else readAhead()
    if (faults !== toldOf || ledger.isWaiting()) tell(false)
  }

  /**
   * A removal waits for a look at everything, and a little while something new is not whole yet: of what was renamed, the
   * new comes first.
   */
  function withoutHaste(paths: readonly string[], seen: Seen, isWhole: boolean): readonly string[] {
    const isComing = settling.waiting().some((path) => seen.get(path) && !world.versionOf(path))
    if (isWhole && !isComing) return paths
    return paths.filter((path) => {
      if (seen.get(path) || (isWhole && settling.quietFor(path) > longestForNew)) return true
      settling.doubt(path, undefined)
      return false
    })
  }

  /** A text that stops within a line may be the first part of one that comes over a slow network. */
  async function withoutParts(paths: readonly string[], seen: Seen): Promise<string[]> {
    const isWhole = await Promise.all(
      paths.map(async (path) => {
        const version = seen.get(path)
        if (!version || fileKind(path)?.kind === 'picture' || settling.wasLong(path)) return true
        if (await endsALine(contentDir, version.name ?? path, version.size)) return true
        settling.doubt(path, version)
        return false
      }),
    )
    return paths.filter((_, index) => isWhole[index])
  }

  /** Of many files the reading takes longer than it takes to see that they are whole: it begins meanwhile. */
  function readAhead(): void {
    const calm = settling.calm(performance.now(), whileWaiting / 2)
    if (reading || calm.size < worthAhead) return
    // What cannot be read now is read when it is taken.
    reading = readFiles(folder, calm).catch(() => new Map())
  }

  async function refresh(): Promise<void> {
    if (isAway) return loadLate()
    turn()
    const found = await lookThrough()
    if (!found) return
    const seen = withoutMassRemoval(found, true)
    settling.forget(seen.keys())
    const changed = [...seen].filter(([path, version]) => !isSame(version, world.versionOf(path)))
    await take(
      changed.map(([path]) => path),
      seen,
    )
    tell(true)
  }

  function tell(isSure: boolean): void {
    toldOf = faults
    const due = ledger.due(faults, performance.now(), isSure)
    for (const { file, line: row, column, message } of due)
      log.warn(`${file}:${row}:${column}: ${message}`, { file, line: row, column })
  }

  function findings(): Finding[] {
    const folderName = `The folder is ${contentDir}.`
    if (isAway)
      return [
        {
          severity: 'problem',
          message:
            'The articles are away: there are none in the content folder, though there were before. Bring the folder back, or check CONTENT_DIR; without any articles by intention an empty folder "articles" is enough.',
          detail: folderName,
        },
      ]
    if (isFolderLost)
      return [
        {
          severity: 'warning',
          message:
            'The content folder cannot be read: what was read before stays. Check its disk and CONTENT_DIR.',
          detail: folderName,
        },
      ]
    return isHolding
      ? [
          {
            severity: 'warning',
            message: `${removals.held()} articles are gone from the content folder at once: they stay on the site for ${Math.round(patience / 1000)} s, in case they come back.`,
            detail: folderName,
          },
        ]
      : []
  }

  function pause(): number {
    return Math.max(shortestPause, lastScan.took / lookShare)
  }

  function scanSoon(): void {
    const rest = Math.max(whileWaiting, lastScan.took * 4)
    lastScan = { ...lastScan, at: Math.min(lastScan.at, performance.now() - pause() + rest) }
  }

  /** Milliseconds to the next look around. */
  function untilLook(): number {
    const isBusy = settling.waiting().length > 0 || ledger.isWaiting()
    const untilScan = lastScan.at + pause() - performance.now()
    const untilWhole = settling.until(performance.now())
    const rest = isBusy ? whileWaiting : shortestPause
    return Math.max(10, Math.min(rest, world.nextTurn() - now(), untilScan, untilWhole))
  }

  function follow() {
    const alarm = createAlarm(
      () => inLine(lookAround),
      untilLook,
      (error) => log.error('looking at the content folder failed', { error }),
    )
    const changed = (name: string) => {
      const path = name.normalize('NFC')
      if (fileKind(path)) hints.add(path)
      // A folder of pictures, or one that was put in place of another.
      else if (!/\.\w+$/.test(path)) scanSoon()
      else return
      alarm.wake(20)
    }
    const refused = (error: unknown) =>
      log.warn('the content folder cannot be watched; it is read through again and again', { error })
    watching = createWatching(contentDir, changed, refused)
    void watching.renew()
    void bodies.keepAll()
    return alarm
  }

  await load()
  const alarm = options.watch ? follow() : undefined
  return {
    world,
    bodies,
    faults: () => faults,
    isAway: () => isAway,
    findings,
    turn,
    refresh: () => inLine(refresh),
    close() {
      isClosed = true
      bodies.close()
      alarm?.stop()
      watching?.close()
    },
  }
}

function isArticle(path: string): boolean {
  return fileKind(path)?.kind === 'article'
}

function present(seen: Seen): Map<string, Version> {
  return new Map([...seen].flatMap(([path, version]) => (version ? [[path, version]] : [])))
}

/** A file's path as a person at the terminal would write it. */
function shownPath(contentDir: string): (path: string) => string {
  const below = relative(process.cwd(), contentDir)
  const isOutside = below.startsWith('..') || isAbsolute(below)
  const folder = (isOutside ? contentDir : below).split(sep).join('/')
  return (path) => `${folder}/${path}`
}
