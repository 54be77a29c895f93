import { mkdir, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Follower } from '#lib/content/content.ts'
import { emptySnapshot, type Snapshot } from '#lib/content/snapshot.ts'
import { isDamaged } from '#lib/db/errors.ts'
import { codeOf } from '#lib/errors.ts'
import type { Log } from '#lib/log.ts'
import { changes, inSteps } from '#lib/steps.ts'
import { type Entry, entryOf, keyOf } from './entry.ts'
import { createPlains } from './plains.ts'
import { startWriter, type Writer, WriterFailed } from './writer.ts'

type Options = {
  file: string
  contentDir: string
  log: Log
  /** The index is there, and answers for what is published. */
  ready(): void
  /** It can no longer be asked: it is made anew, or cannot be kept. */
  away(): void
  changed(change: { keys: readonly string[]; ids: readonly number[] }): void
  /** Milliseconds after which a disk that failed is tried again. */
  retryAfter?: number
  /** Bytes of the disk that are left alone: the last of it belong to messages. */
  leastFree?: number
}

/** `opening`: what is there has not been looked at. */
type IndexState = 'opening' | 'building' | 'ready' | 'away'

const atOnce = 25
const comparedAtOnce = 500
/** Of so many the thread leaves the processor to readers. */
const many = 100
/** At rest the thread holds some 30 MiB, and it starts again in a quarter of a second. */
const idleFor = 1_000
/** Bytes. */
const leastFree = 50e6

/** Keeps the index as the content is. Nothing here takes longer than a few milliseconds at a time. */
export function createIndexer(options: Options) {
  const { file, contentDir, log } = options
  const plains = createPlains(join(dirname(file), 'plain'), hasRoom)
  let latest: { snapshot: Snapshot; nameOf: (path: string) => string } | undefined
  /** Up to which everything is in the index or in `dirty`. */
  let seen: Snapshot | undefined
  let isCompared = false
  /** Keys of what has to be written, those of a reader's wait first. */
  let urgent = new Set<string>()
  let rest = new Set<string>()
  /** Texts that ended the thread are found by their titles alone. */
  const unread = new Set<string>()
  let tried: readonly string[] = []
  let state: IndexState = 'opening'
  let hasFailed = false
  /** What is there answers, but nothing can be added to it. */
  let isBehind = false
  let writer: Writer | undefined
  let idle: NodeJS.Timeout | undefined
  let retry: NodeJS.Timeout | undefined
  let isStarted = false
  let isClosed = false
  let running: Promise<void> | undefined

  async function writing(isBulk: boolean): Promise<Writer> {
    clearTimeout(idle)
    if (writer && !writer.hasEnded()) return writer
    await mkdir(dirname(file), { recursive: true })
    writer = startWriter({ file, contentDir, isBulk })
    return writer
  }

  async function endWriter(): Promise<void> {
    const before = writer
    writer = undefined
    await before?.end()
  }

  /** What changed since it was looked at last. */
  async function lookOn(): Promise<void> {
    while (latest && seen && seen !== latest.snapshot) {
      const [before, next] = [seen, latest.snapshot]
      for (const map of ['articles', 'pages'] as const)
        for (const [was, is] of await inSteps(changes<Entryable>(before[map], next[map]))) {
          const item = is ?? was
          if (item) urgent.add(keyOf(item))
        }
      seen = next
    }
  }

  async function compare(): Promise<void> {
    const now = latest
    if (!now) return
    const { snapshot } = now
    seen = snapshot
    const index = await writing(true)
    const isBuilt = await index.give({ kind: 'open' })
    if (isBuilt) become('ready')
    else if (state === 'opening') become('building')
    if (isBuilt && !(await index.give({ kind: 'check' }))) {
      log.warn('the search index was damaged, and is made anew', { file })
      become('building')
    }
    const keys = [...snapshot.articles.values(), ...snapshot.pages.values()].map(keyOf)
    for (let from = 0; from < keys.length; from += comparedAtOnce) {
      const marks: [string, string][] = []
      for (const key of keys.slice(from, from + comparedAtOnce)) {
        const entry = entryOf(key, snapshot, now.nameOf)
        if (entry) marks.push([key, entry.mark])
        if (marks.length % 50 === 49) await setImmediate()
      }
      for (const key of await index.give({ kind: 'compare', marks })) rest.add(key)
    }
    for (const key of await index.give({ kind: 'unseen' })) urgent.add(key)
    isCompared = true
  }

  async function work(): Promise<void> {
    if (!isCompared) await compare()
    for (;;) {
      await lookOn()
      const from = urgent.size ? urgent : rest
      const keys = [...from].slice(0, atOnce)
      if (!keys.length || isClosed) break
      await write(keys)
      for (const key of keys) from.delete(key)
    }
    if (isClosed) return
    if (state !== 'ready') {
      const index = await writing(false)
      // What makes it small writes all of it twice.
      const { size } = await stat(file)
      await index.give({ kind: 'finish', isFirst: await hasRoom(3 * size) })
      become('ready')
    }
    await plains.clear()
  }

  async function write(keys: readonly string[]): Promise<void> {
    if (!latest) return
    const { snapshot, nameOf } = latest
    const index = await writing(urgent.size + rest.size > many)
    const entries: { entry: Entry; plain?: Uint8Array | undefined; isUnread?: boolean }[] = []
    const removed: string[] = []
    for (const key of keys) {
      const entry = entryOf(key, snapshot, nameOf)
      if (entry)
        entries.push({ entry, plain: await plains.get(entry.hash), isUnread: unread.has(entry.hash) })
      else removed.push(key)
    }
    if (entries.length && !(await hasRoom())) throw new NoRoom('the disk is nearly full')
    tried = entries.map(({ entry }) => entry.hash)
    const ids = await index.give({ kind: 'write', entries, removed })
    tried = []
    if (state === 'away') become('building')
    if (state === 'ready') options.changed({ keys, ids })
  }

  /** Beside what whoever writes to the staff may need. */
  async function hasRoom(bytes = 0): Promise<boolean> {
    const { bavail, bsize } = await statfs(dirname(file))
    return bavail * bsize >= (options.leastFree ?? leastFree) + bytes
  }

  function become(next: IndexState): void {
    if (state === next) return
    const isNews = state === 'ready' || next === 'away'
    state = next
    if (next === 'ready') options.ready()
    else if (isNews) options.away()
  }

  async function failed(error: unknown): Promise<void> {
    await endWriter()
    const wasBehind = isBehind
    isBehind = state === 'ready' && isCompared && takesNoMore(error)
    if (isBehind) {
      if (!wasBehind)
        log.warn('the search index cannot be brought up to date, and is tried again', { file, error })
      retry = setTimeout(go, options.retryAfter ?? 20_000).unref()
      return
    }
    const isSpent = error instanceof WriterFailed && /OUT_OF_MEMORY/.test(error.code) && tried.length > 0
    if (isSpent) for (const hash of tried) unread.add(hash)
    if (!isSpent && !hasFailed)
      log.warn('the search index cannot be kept, and is tried again', { file, error })
    // What was spoiled or taken away is made anew at once; what fails again waits.
    const isForNow = isSpent || !hasFailed
    hasFailed ||= !isSpent
    isCompared = false
    urgent = new Set()
    rest = new Set()
    become(isForNow || isDamaged(error) ? 'building' : 'away')
    // Its folder may be gone as well.
    if (isDamaged(error))
      await writing(false)
        .then((index) => index.give({ kind: 'reset' }))
        .catch(() => undefined)
    await endWriter()
    retry = setTimeout(go, isForNow ? 0 : (options.retryAfter ?? 20_000)).unref()
  }

  function go(): void {
    if (!isStarted || isClosed || running || !latest) return
    clearTimeout(retry)
    running = work()
      .then(
        () => {
          hasFailed = isBehind = false
          clearTimeout(idle)
          idle = setTimeout(() => void endWriter(), idleFor).unref()
        },
        (error) => (isClosed ? undefined : failed(error)),
      )
      .finally(() => {
        running = undefined
        if (seen !== latest?.snapshot && isCompared) go()
      })
  }

  const follower: Follower = {
    shown(snapshot, nameOf) {
      latest = { snapshot, nameOf }
      if (state !== 'away') go()
    },
    read({ hash }, plain) {
      if (state !== 'away' && !isBehind) plains.add(hash, plain)
    },
  }

  return {
    follower,
    state: () => state,
    isBehind: () => isBehind,
    /** What the index knows of it is of before. */
    isOutdated: (key: string) => isBehind && (urgent.has(key) || rest.has(key)),
    /** What is published at this moment, whatever the index knows by now. */
    snapshot: () => latest?.snapshot ?? emptySnapshot,
    start(): void {
      isStarted = true
      go()
    },
    /** After what is being done. */
    async rebuild(): Promise<void> {
      become('building')
      await running?.catch(() => undefined)
      if (isClosed) return
      await endWriter()
      isCompared = false
      go()
    },
    async close(): Promise<void> {
      isClosed = true
      clearTimeout(idle)
      clearTimeout(retry)
      await running?.catch(() => undefined)
      await Promise.all([endWriter(), plains.clear()])
    },
  }
}

class NoRoom extends Error {}

/** The disk, or another process, lets nothing be written; what is there can be read. */
function takesNoMore(error: unknown): boolean {
  return (
    error instanceof NoRoom ||
    /^(?:ENOSPC|EROFS|EDQUOT|SQLITE_(?:FULL|BUSY|LOCKED|READONLY(?!_DBMOVED)))/.test(codeOf(error))
  )
}

type Entryable = Parameters<typeof keyOf>[0]
