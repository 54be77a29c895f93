import type { Database } from '#lib/db/client.ts'
import type { Log } from '#lib/log.ts'
import type { Searched } from '#lib/request-context.ts'
import { matchRoute } from '#lib/routes.ts'
import { type ShareTarget, site } from '#lib/site.ts'
import { localDay } from '#lib/time/format.ts'
import { fromLocal } from '#lib/time/zone.ts'
import { keptQuery } from './kept-query.ts'
import { type Asked, isReader, siteOf } from './reader.ts'
import { addCounts, type Count, type Kind } from './store.ts'

export type Counter = ReturnType<typeof createCounter>
export type Visits = Pick<Counter, 'view' | 'search' | 'share'>

/** Different ones a day; what is beyond is counted together, under no name. */
const most: Record<Kind, number> = {
  view: 20_000,
  share: 20_000,
  referrer: 500,
  search: 1_000,
  'search-without': 1_000,
}

/** Days that wait for a database that is away. */
const mostDays = 7

const longestSubject = 500

const dayLong = 86_400_000

const perWrite = 200

/** Milliseconds. */
const betweenLooks = 1_000

type Day = {
  day: string
  timeZone: string
  /** Milliseconds since 1970. */
  ends: number
  /** The names stay when their counts are written: the limit is one of the day. */
  counts: Record<Kind, Map<string, Count>>
}

/** See docs/decisions/0033-figures.md. */
export function createCounter(
  deps: { db: Pick<Database, 'write'>; now: () => number; log: Log },
  own: string | undefined,
) {
  const { db, now, log } = deps
  const ownSite = own === undefined ? undefined : siteOf(own)
  const ownPages = own === undefined ? undefined : `${own}/`
  let past: Day[] = []
  let current = dayAt(now())
  let isOn = false
  let looksAgain = 0
  let writing: Promise<void> | undefined
  /** Browsers name of another site its origin alone: many in a row are the same. */
  let last: { referer?: string; host?: string | undefined; from?: string | undefined } = {}

  /** Looking at the settings and the calendar for each request would cost as much as counting. */
  function look(): boolean {
    const at = now()
    if (at < looksAgain && at < current.ends) return isOn
    looksAgain = at + betweenLooks
    isOn = site.figures
    if (at >= current.ends || current.timeZone !== site.timeZone) turn(at)
    return isOn
  }

  function turn(at: number): void {
    past.push(current)
    const lost = past.length > mostDays ? past.shift() : undefined
    const count = lost ? sum(lost) : 0
    if (lost && count)
      log.warn('Figures of a day are lost: the database did not store them for too long', {
        day: lost.day,
        count,
      })
    current = dayAt(at)
  }

  function add(kind: Kind, subject: string, detail = ''): void {
    const { day, counts: kinds } = current
    const counts = kinds[kind]
    const key = detail ? `${subject} ${detail}` : subject
    const known = counts.get(key)
    if (known) known.count++
    else if (key && (counts.size >= most[kind] || key.length > longestSubject)) add(kind, '')
    else counts.set(key, { day, kind, subject, detail, count: 1 })
  }

  function view(path: string, asked: Asked): void {
    if (!look() || !isReader(asked)) return
    const known = current.counts.view.get(path)
    if (known) known.count++
    else if (isCounted(path)) add('view', path)
    else return
    const { referer, host } = asked
    if (referer === undefined || (ownPages !== undefined && referer.startsWith(ownPages))) return
    if (referer !== last.referer || host !== last.host)
      last = { referer, host, from: foreignSite(referer, host) }
    if (last.from !== undefined) add('referrer', last.from)
  }

  function foreignSite(referer: string, host: string | undefined): string | undefined {
    const from = siteOf(referer)
    const here = ownSite ?? (host === undefined ? undefined : siteOf(`http://${host}`))
    return from === here ? undefined : from
  }

  async function writeAll(): Promise<void> {
    look()
    for (const day of [...past, current]) {
      const waiting = Object.values(day.counts)
        .flatMap((counts) => [...counts.values()])
        .filter(({ count }) => count > 0)
        // Two instances that write the same rows must not wait for each other.
        .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
      for (let at = 0; at < waiting.length; at += perWrite) {
        const part = waiting.slice(at, at + perWrite)
        const taken = part.map((count) => ({ ...count }))
        await db.write((tx) => addCounts(tx, taken))
        for (const [index, count] of part.entries()) count.count -= taken[index]?.count ?? 0
      }
      past = past.filter((other) => other !== day)
    }
  }

  return {
    /** `path` decoded, of a page that was answered with 200 or 304. */
    view,
    search(asked: Asked, { q, total }: Searched): void {
      if (!look() || !isReader(asked)) return
      const query = keptQuery(q) ?? ''
      add('search', query)
      if (!total) add('search-without', query)
    },
    share(path: string, target: ShareTarget): void {
      if (look()) add('share', path, target)
    },
    /** Counts of this process that the database does not have yet. */
    unwritten: () => [...past, current].reduce((total, day) => total + sum(day), 0),
    write(): Promise<void> {
      writing ??= writeAll().finally(() => {
        writing = undefined
      })
      return writing
    },
  }
}

function dayAt(at: number): Day {
  const { timeZone } = site
  const day = localDay(at, timeZone)
  const ends = fromLocal(Date.parse(day) + dayLong, timeZone)
  const counts = { view: new Map(), share: new Map(), referrer: new Map(), search: new Map() }
  return { day, timeZone, ends, counts: { ...counts, 'search-without': new Map() } }
}

function sum({ counts }: Day): number {
  return Object.values(counts)
    .flatMap((kind) => [...kind.values()])
    .reduce((total, { count }) => total + count, 0)
}

function keyOf({ kind, subject, detail }: Count): string {
  return `${kind} ${subject} ${detail}`
}

/** Pages that somebody came to read: neither the answer to a form nor a feed. */
function isCounted(path: string): boolean {
  const { kind, audience, pattern } = matchRoute(path)?.route ?? {}
  return kind === 'page' && audience === 'everyone' && !/\.|reply-received$/.test(pattern ?? '')
}
