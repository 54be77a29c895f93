import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Follower } from '#lib/content/content.ts'
import { isDamaged } from '#lib/db/errors.ts'
import type { Finding } from '#lib/health.ts'
import type { Log } from '#lib/log.ts'
import { createAsker } from './asker.ts'
import { isHere, itemAt } from './entry.ts'
import { createIndexer } from './indexer.ts'
import { createNearest } from './nearest.ts'
import { type Found, nothingFound, type Search } from './search.ts'

type Options = {
  dataDir: string
  contentDir: string
  log: Log
  now: () => number
  invalidate: (...tags: string[]) => void
  retryAfter?: number
  leastFree?: number
}

type OpenSearch = Search & {
  /** Tells it what is published. */
  follower: Follower
  /** Once readers are answered. */
  start(): void
  findings(): readonly Finding[]
  close(): Promise<void>
}

/** Milliseconds for which a question waits for an index that is about to be there. */
const patience = 1_500
/** Milliseconds from one look at the file to the next. */
const lookedAtEvery = 1_000

/** The file may be deleted at any time: it is made again from the content. */
export function openSearch({ dataDir, contentDir, log, now, invalidate, ...disk }: Options): OpenSearch {
  const file = join(dataDir, 'cache', 'search.db')
  let whenReady = Promise.withResolvers<void>()
  let lookedAt = 0
  let known: number | undefined
  const asker = createAsker({
    file,
    damaged(error) {
      log.warn('the search index could not be read', { file, error })
      if (isDamaged(error) || !('code' in error)) void indexer.rebuild()
    },
  })
  const nearest = createNearest({ invalidate, ask: askNear })
  const indexer = createIndexer({
    ...{ file, contentDir, log },
    ...disk,
    ready() {
      known = undefined
      lookedAt = 0
      asker.stop()
      asker.open()
      whenReady.resolve()
      nearest.renew()
    },
    away() {
      asker.stop()
      whenReady = Promise.withResolvers()
    },
    changed({ keys, ids }) {
      asker.changed(ids)
      nearest.changed(keys)
    },
  })

  const isReady = () => indexer.state() === 'ready'
  const isShown = (key: string) => isHere(itemAt(key, indexer.snapshot()), now()) && !indexer.isOutdated(key)

  async function askNear(slug: string, count: number): Promise<readonly string[] | undefined> {
    if (!isReady()) return undefined
    return (await asker.ask({ kind: 'near', slug, count })) as string[] | undefined
  }

  /** One that is gone, or another one, is nobody's index any more. */
  async function lookAtFile(): Promise<void> {
    if (now() - lookedAt < lookedAtEvery) return
    lookedAt = now()
    const ino = await stat(file).then(
      ({ ino }) => ino,
      () => -1,
    )
    if (known !== undefined && ino !== known && isReady()) {
      log.warn('the search index is gone from the disk, and is made anew', { file })
      void indexer.rebuild()
    }
    known = ino
  }

  async function isThere(): Promise<boolean> {
    if (indexer.state() === 'opening' || indexer.state() === 'building')
      await Promise.race([whenReady.promise, pause(patience, undefined, { ref: false })])
    if (isReady()) await lookAtFile()
    return isReady()
  }

  return {
    follower: indexer.follower,
    async find(query) {
      if (!(await isThere())) return nothingFound
      const found = (await asker.ask({ kind: 'find', query })) as Found | undefined
      if (!found) return nothingFound
      const hits = found.hits.filter(({ kind, slug }) => isShown(`${kind}s/${slug}`))
      return hits.length === found.hits.length ? found : { ...found, hits }
    },
    async suggest(q) {
      if (!(await isThere())) return []
      const some = ((await asker.ask({ kind: 'suggest', q })) ?? []) as (Suggested & { path: string })[]
      return some
        .filter(({ kind, slug }) => isShown(`${kind}s/${slug}`))
        .map(({ title, path }) => ({ title, path }))
    },
    async near(slug, count) {
      const slugs = await nearest.get(slug)
      return slugs.filter((one) => isShown(`articles/${one}`)).slice(0, count)
    },
    isReady,
    start: indexer.start,
    findings() {
      const message = warnings[indexer.isBehind() ? 'behind' : indexer.state()]
      return message ? [{ severity: 'warning', message, detail: `The file is ${file}.` }] : []
    },
    async close() {
      asker.stop()
      await indexer.close()
    },
  }
}

const warnings: Readonly<Partial<Record<string, string>>> = {
  building:
    'The search finds nothing yet: its index is being made, which takes a while where there are many articles. There is nothing to do.',
  behind:
    'The search finds what it knew before, but nothing that is new or changed, for its index can no longer be written: make room on its disk, or let the account that runs the site write to it. It catches up by itself.',
  away: 'The search is away, for its index cannot be kept on the disk: make room there, or let the account that runs the site write to it. It comes back by itself.',
}

type Suggested = { kind: 'article' | 'page'; slug: string; title: string }
