import type { Context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { localDay } from '#lib/time/format.ts'
import { fromLocal } from '#lib/time/zone.ts'
import { selectForStats } from './list-store.ts'

const daysBack = 30
const dayLong = 24 * 60 * 60 * 1000

export type DayStats = {
  /** As `2026-11-23`, in the site’s zone. */
  day: string
  received: number
  inTime: number
  late: number
  open: number
}

/** Of the last 30 days, today among them; without spam and held ones. */
export type EnquiryStats = {
  received: number
  answered: number
  inTime: number
  late: number
  /** Of those answered or overdue, 0 to 1. */
  share?: number
  medianMs?: number
  days: DayStats[]
}

export async function enquiryStats(deps: Pick<Context, 'db' | 'now'>): Promise<EnquiryStats> {
  const { timeZone } = site
  const now = deps.now()
  const days = lastDays(now, timeZone)
  const byDay = new Map(days.map((figures) => [figures.day, figures]))
  const since = fromLocal(Date.parse(days[0]?.day ?? ''), timeZone)
  const times: number[] = []
  for (const enquiry of await selectForStats(deps.db.read, since)) {
    const { createdAt, answeredAt } = enquiry
    if (answeredAt !== undefined) times.push(answeredAt - createdAt)
    const figures = byDay.get(localDay(createdAt, timeZone))
    if (!figures) continue
    figures.received++
    figures[fareOf(enquiry, now)]++
  }
  return { ...summed(days), answered: times.length, ...medianOf(times), days }
}

function fareOf(
  { dueAt, answeredAt }: { dueAt: number; answeredAt: number | undefined },
  now: number,
): 'inTime' | 'late' | 'open' {
  if (answeredAt === undefined) return now <= dueAt ? 'open' : 'late'
  return answeredAt <= dueAt ? 'inTime' : 'late'
}

/** Days by the calendar: the last hour of one is never counted with another, whatever the clocks do. */
function lastDays(now: number, timeZone: string): DayStats[] {
  const today = Date.parse(localDay(now, timeZone))
  return Array.from({ length: daysBack }, (_, index) => ({
    day: new Date(today - (daysBack - 1 - index) * dayLong).toISOString().slice(0, 10),
    ...{ received: 0, inTime: 0, late: 0, open: 0 },
  }))
}

function summed(days: readonly DayStats[]): Omit<EnquiryStats, 'answered' | 'days'> {
  const sum = (of: 'received' | 'inTime' | 'late') => days.reduce((total, day) => total + day[of], 0)
  const figures = { received: sum('received'), inTime: sum('inTime'), late: sum('late') }
  const judged = figures.inTime + figures.late
  return { ...figures, ...(judged && { share: figures.inTime / judged }) }
}

function medianOf(times: number[]): { medianMs?: number } {
  const sorted = times.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  const below = sorted[Math.ceil(middle) - 1]
  const above = sorted[Math.floor(middle)]
  return below === undefined || above === undefined ? {} : { medianMs: Math.round((below + above) / 2) }
}
