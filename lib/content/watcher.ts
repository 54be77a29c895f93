import { type FSWatcher, watch } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '#lib/health.ts'
import type { Log } from '#lib/log.ts'
import { fileKind, folders, isArticle } from './file-kinds.ts'
import { createRemovals } from './mass-removal.ts'
import { endsALine } from './read-document.ts'
import { type Seen, scan } from './scan.ts'
import type { Ahead } from './scan-ahead.ts'
import { createScanPace } from './scan-pace.ts'
import { isSame, look, type Version } from './version.ts'
import { createSettling } from './write-finish.ts'

type Options = {
  contentDir: string
  log: Log
  /** Milliseconds for which a mass removal is held. */
  patience: number
  /** What has been taken. */
  known: ReadonlyMap<string, Version>
  /** Whether any is shown. */
  hasArticles(): boolean
  take(changed: Seen): Promise<void>
  /** Is told of many files that rest, before it is certain that they are whole. */
  ahead(calm: ReadonlyMap<string, Version>): void
  work(look: () => Promise<void>): Promise<void>
  /** Milliseconds until a look is wanted for another reason. */
  until(): number
}

const longestPause = 1000
const whileWaiting = 100
/** Milliseconds for which a removal waits at most for what is new. */
const longestForNew = 5000
/** Of so many files the reading begins before it is certain that they are whole. */
const worthAhead = 20

/** Follows the system's events and scans as well, because network folders send none. */
export function createWatcher(options: Options) {
  const { contentDir, log, patience, known } = options
  const settling = createSettling(known)
  const removals = createRemovals(patience)
  const hints = new Set<string>()
  const watchers = new Map<string, { ino: number; watcher: FSWatcher }>()
  const pace = createScanPace()
  let isLost = false
  let isHolding = false
  let isFollowing = false
  let isRefused = false
  let timer: NodeJS.Timeout | undefined
  let due = Number.POSITIVE_INFINITY
  let isLooking = false
  let isWoken = false

  async function rest(): Promise<void> {
    const isWaitedFor = isWoken || settling.waiting.size > 0 || options.until() <= whileWaiting
    if (isFollowing && !isWaitedFor) await pace.rest()
  }

  /** @returns what is not as it is known, or was not; undefined when the folder cannot be read */
  async function scanAll(rest?: () => Promise<void>, ahead?: Ahead): Promise<Seen | undefined> {
    pace.begin(ahead?.begun)
    try {
      const seen: Map<string, Version | undefined> = ahead?.seen ?? (await scan(contentDir, known, { rest }))
      // A network folder that is not connected looks like an empty one: it takes nothing off the site.
      if (options.hasArticles()) await access(join(contentDir, 'articles'))
      // What waited for is as it was before.
      for (const path of settling.waiting.keys()) if (!seen.has(path)) seen.set(path, known.get(path))
      isLost = false
      if (isFollowing) await renewWatchers()
      return seen
    } catch (error) {
      if (!isLost) log.error('the content folder cannot be read; what was read before stays', { error })
      isLost = true
      return undefined
    } finally {
      pace.end(ahead?.ended)
    }
  }

  async function lookAt(paths: readonly string[]): Promise<Seen> {
    const found = await look(contentDir, paths)
    return new Map(paths.map((path) => [path, found.get(path)]))
  }

  /** How many articles went, and how many came. */
  function movesIn(seen: Seen): { gone: number; added: number } {
    const moves = { gone: 0, added: 0 }
    for (const [path, version] of seen)
      if (!version === known.has(path) && isArticle(path)) moves[version ? 'added' : 'gone']++
    return moves
  }

  function withoutMassRemoval(seen: Seen, isWhole: boolean): Seen {
    const { gone, added } = movesIn(seen)
    const all = gone ? [...known.keys()].filter(isArticle).length : 0
    const isHeld = removals.isHeld({ gone, added, known: all, isWhole }, performance.now())
    if (isHeld && !isHolding)
      log.error('most articles are gone at once: they stay for a while, in case they come back', {
        gone,
        seconds: patience / 1000,
      })
    else if (isHolding && isWhole && !isHeld)
      log.warn(gone ? 'most articles stay away: they are taken off' : 'the articles are back')
    if (isHeld || isWhole) isHolding = isHeld
    if (!isHolding) return seen
    settling.forget([...seen.keys()].filter((path) => !seen.get(path)))
    return new Map([...seen].filter(([, version]) => version))
  }

  /** A removal waits a little while something new is not whole yet: of what was renamed, the new comes first. */
  function withoutHaste(whole: Seen): Seen {
    if (![...settling.waiting].some(([path, { version }]) => version && !known.has(path))) return whole
    const isHasty = (path: string) => !whole.get(path) && settling.quietFor(path) <= longestForNew
    return doubting([...whole.keys()].filter(isHasty), whole)
  }

  /** A text that stops within a line may be the first part of one that comes over a slow network. */
  async function withoutParts(whole: Seen): Promise<Seen> {
    const parts = await Promise.all(
      [...whole].map(async ([path, version]) => {
        const kind = fileKind(path)?.kind
        if (!version || kind === 'picture' || kind === 'download' || settling.wasLong(path)) return []
        return (await endsALine(contentDir, path, version)) ? [] : [path]
      }),
    )
    return doubting(parts.flat(), whole)
  }

  function doubting(paths: readonly string[], whole: Seen): Seen {
    for (const path of paths) settling.doubt(path)
    return new Map([...whole].filter(([path]) => !paths.includes(path)))
  }

  async function handOver(changed: Seen): Promise<void> {
    if (!changed.size) return
    const { gone, added } = movesIn(changed)
    await options.take(changed)
    removals.taken(gone - added, performance.now())
  }

  async function lookAround(): Promise<void> {
    const begun = performance.now()
    // Before an article goes, everything is looked at: it may have been renamed.
    const isScanDue = begun >= pace.due() - whileWaiting / 2
    // So it is before articles are taken anew that were held: only a whole scan tells that all are back.
    const isTime = isScanDue || settling.hasRemovalDue(begun) || (isHolding && settling.until() <= 0)
    const touched = new Set([...hints, ...settling.waiting.keys()])
    hints.clear()
    const found = isTime ? await scanAll(rest) : await lookAt([...touched])
    if (!found) return
    const named = settling.look(withoutMassRemoval(found, isTime), begun)
    const whole = await withoutParts(withoutHaste(named))
    if (whole.size) return handOver(whole)
    const calm = new Map<string, Version>()
    for (const [path, { version, since }] of settling.waiting)
      if (version && performance.now() - since >= whileWaiting / 2) calm.set(path, version)
    if (calm.size >= worthAhead) options.ahead(calm)
  }

  /** Hands over all that has changed, whole or not. */
  async function refresh(): Promise<void> {
    const found = await scanAll()
    if (!found) return
    const seen = withoutMassRemoval(found, true)
    settling.forget(settling.waiting.keys())
    await handOver(new Map([...seen].filter(([path, version]) => !isSame(version, known.get(path)))))
  }

  function untilLook(): number {
    const untilScan = pace.due() - performance.now()
    const rest = settling.waiting.size ? whileWaiting : longestPause
    return Math.max(10, Math.min(rest, options.until(), untilScan, settling.until()))
  }

  function wakeIn(milliseconds: number): void {
    const at = performance.now() + milliseconds
    if (!isFollowing || (timer && at >= due)) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(run, milliseconds)
    // The server lives by its own socket; a look at files alone must not keep a process alive.
    timer.unref()
  }

  async function run(): Promise<void> {
    timer = undefined
    isLooking = true
    isWoken = false
    try {
      await options.work(lookAround)
    } catch (error) {
      log.error('looking at the content folder failed', { error })
    }
    isLooking = false
    wakeIn(isWoken ? 20 : untilLook())
  }

  function changed(name: string): void {
    const path = name.normalize('NFC')
    const isFile = fileKind(path) !== undefined
    // A folder of pictures, or one that was put in place of another: it may look like a file without an ending.
    const isFolder = !/\.\w+$/.test(path)
    if (isFile) hints.add(path)
    // Only a whole scan tells that held articles are back.
    if (isFolder || isHolding) pace.change()
    if (!isFile && !isFolder) return
    if (isLooking) isWoken = true
    else wakeIn(20)
  }

  function refused(error: unknown): void {
    if (!isRefused)
      log.warn('the content folder cannot be watched; it is read through again and again', { error })
    isRefused = true
  }

  /** Watches the folders that have come or were put in place of others. Their subfolders hold pictures and may be many. */
  async function renewWatchers(): Promise<void> {
    for (const folder of ['', ...folders]) {
      const there = await stat(join(contentDir, folder)).catch(() => undefined)
      if (watchers.get(folder)?.ino === there?.ino) continue
      watchers.get(folder)?.watcher.close()
      watchers.delete(folder)
      if (!there || isRefused || !isFollowing) continue
      try {
        const watcher = watch(join(contentDir, folder), { persistent: false }, (_event, name) =>
          changed(folder && name ? `${folder}/${name}` : name || folder),
        )
        watcher.on('error', refused)
        watchers.set(folder, { ino: there.ino, watcher })
      } catch (error) {
        refused(error)
      }
    }
  }

  return {
    /** @param ahead what a scan has found that was begun before */
    scan: (ahead?: Ahead) => scanAll(undefined, ahead),
    refresh,
    /** Whether everything was looked at after `since`, a moment of `performance.now()`, and no change waits to be taken. */
    hasSeenAll: (since: number): boolean => pace.begun() > since && !settling.waiting.size,
    async follow(): Promise<void> {
      isFollowing = true
      wakeIn(untilLook())
      await renewWatchers()
    },
    findings(): readonly Finding[] {
      const detail = `The folder is ${contentDir}.`
      const message = isLost
        ? 'The content folder cannot be read: what was read before stays. Check its disk and CONTENT_DIR.'
        : isHolding
          ? `${removals.held()} articles are gone from the content folder at once: they stay on the site for ${Math.round(patience / 1000)} s, in case they come back.`
          : undefined
      return message ? [{ severity: 'warning', message, detail }] : []
    },
    close(): void {
      isFollowing = false
      clearTimeout(timer)
      for (const { watcher } of watchers.values()) watcher.close()
      watchers.clear()
    },
  }
}
