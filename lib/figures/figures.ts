import { setImmediate } from 'node:timers/promises'
import { plainPath } from '#lib/content/path.ts'
import type { Context } from '#lib/context.ts'
import { enquiriesSince } from '#lib/enquiries/queries.ts'
import { repliesSince } from '#lib/replies/queries.ts'
import { site } from '#lib/site.ts'
import { localDay } from '#lib/time/format.ts'
import { fromLocal } from '#lib/time/zone.ts'
import { type DayFigures, sumOf, type Totals } from './days.ts'
import { formerPaths, type Place, placeAt } from './places.ts'
import { type Kind, selectByDay, selectBySubject } from './store.ts'

export const periods = [7, 30, 90, 365] as const
export type Period = (typeof periods)[number]

export type PlaceFigures = Place & Pick<Totals, 'views' | 'replies' | 'enquiries' | 'shares'>
export type Named = { name: string; count: number }

/** The most first; an empty name is what was counted without one. */
export type Figures = {
  days: DayFigures[]
  totals: Totals
  articles: PlaceFigures[]
  pages: PlaceFigures[]
  referrers: Named[]
  shares: Named[]
  searches: Named[]
  without: Named[]
}

type Deps = Pick<Context, 'db' | 'library' | 'now'>

const dayLong = 86_400_000

/** Days of one statement: those of a year would keep a reader waiting where thousands of articles are read. */
const atOnce = 7

/** Of the last days, today among them. */
export async function readFigures(deps: Deps, period: Period): Promise<Figures> {
  const span = await arrivals(deps, period)
  const places = new Map<string, PlaceFigures>()
  const at = (path: string) => {
    const place = placeAt(deps.library, path)
    const known = places.get(place.path) ?? { ...place, views: 0, replies: 0, enquiries: 0, shares: 0 }
    places.set(place.path, known)
    return known
  }
  const named = { referrer: new Map(), share: new Map(), search: new Map(), 'search-without': new Map() }
  const name = (kind: keyof typeof named, subject: string, count: number) =>
    named[kind].set(subject, (named[kind].get(subject) ?? 0) + count)
  for (const days of slices(span.days)) {
    for (const { day, kind, count } of await selectByDay(deps.db.read, days)) put(span, day, kind, count)
    await setImmediate()
    for (const { kind, subject, detail, count } of await selectBySubject(deps.db.read, days)) {
      if (kind === 'view') at(subject).views += count
      else if (kind === 'share') at(subject).shares += count
      if (kind !== 'view') name(kind, kind === 'share' ? detail : subject, count)
    }
    await setImmediate()
  }
  for (const { path } of span.replies) at(path).replies++
  for (const { path } of span.enquiries) at(path).enquiries++
  const all = [...places.values()].sort(
    (one, other) => other.views - one.views || (one.path < other.path ? -1 : 1),
  )
  return {
    ...summed(span.days),
    articles: all.filter(({ isArticle }) => isArticle),
    pages: all.filter(({ isArticle }) => !isArticle),
    referrers: inOrder(named.referrer),
    shares: inOrder(named.share),
    searches: inOrder(named.search),
    without: inOrder(named['search-without']),
  }
}

/** @param path decoded @returns undefined where no article stands there */
export async function readArticleFigures(
  deps: Deps,
  path: string,
  period: Period,
): Promise<(Pick<Figures, 'days' | 'totals'> & { place: Place }) | undefined> {
  const place = placeAt(deps.library, path)
  if (!place.isArticle) return undefined
  const span = await arrivals(deps, period, (other) => placeAt(deps.library, other).path === place.path)
  const paths = [...new Set([path, place.path, ...formerPaths(deps.library, place)])]
  for (const days of slices(span.days))
    for (const { day, kind, count } of await selectByDay(deps.db.read, days, paths))
      put(span, day, kind, count)
  return { ...summed(span.days), place }
}

type Arrived = { path: string; at: number }
type Span = { days: DayFigures[]; byDay: Map<string, DayFigures>; replies: Arrived[]; enquiries: Arrived[] }

/** The days, with what the database has of them as rows of its own. */
async function arrivals(deps: Deps, period: Period, isMeant = (_: string) => true): Promise<Span> {
  const today = Date.parse(localDay(deps.now(), site.timeZone))
  const days = Array.from({ length: period }, (_, index) => ({
    day: new Date(today - (period - 1 - index) * dayLong).toISOString().slice(0, 10),
    ...{ views: 0, replies: 0, enquiries: 0, shares: 0, searches: 0, without: 0 },
  }))
  const byDay = new Map(days.map((figures) => [figures.day, figures]))
  const since = fromLocal(today - (period - 1) * dayLong, site.timeZone)
  const replies = (await repliesSince(deps, since)).map(({ article, createdAt }) => ({
    path: `/articles/${deps.library.keeping(article)?.slug ?? article}`,
    at: createdAt,
  }))
  const enquiries = (await enquiriesSince(deps, since)).map(({ page, createdAt }) => ({
    path: plainPath(page),
    at: createdAt,
  }))
  const dayOf = ({ at }: Arrived) => byDay.get(localDay(at, site.timeZone))
  const span = {
    replies: replies.filter((one) => dayOf(one) && isMeant(one.path)),
    enquiries: enquiries.filter((one) => dayOf(one) && isMeant(one.path)),
  }
  for (const kind of ['replies', 'enquiries'] as const)
    for (const one of span[kind]) {
      const day = dayOf(one)
      if (day) day[kind]++
    }
  return { days, byDay, ...span }
}

const totalOf: Partial<Record<Kind, keyof Totals>> = {
  view: 'views',
  share: 'shares',
  search: 'searches',
  'search-without': 'without',
}

function put({ byDay }: Span, day: string, kind: Kind, count: number): void {
  const [figures, total] = [byDay.get(day), totalOf[kind]]
  if (figures && total) figures[total] += count
}

function* slices(days: readonly DayFigures[]): Generator<{ from: string; to: string }> {
  for (let at = 0; at < days.length; at += atOnce) {
    const part = days.slice(at, at + atOnce)
    yield { from: part[0]?.day ?? '', to: part.at(-1)?.day ?? '' }
  }
}

function summed(days: DayFigures[]): Pick<Figures, 'days' | 'totals'> {
  return { days, totals: sumOf(days) }
}

function inOrder(counts: ReadonlyMap<string, number>): Named[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
}
