import type { Document } from '#lib/content/document.ts'
import { site } from '#lib/site.ts'
import { localDay } from '#lib/time/format.ts'
import type { Moment } from '#lib/time/moment.ts'
import { type Diagnostic, diagnostic } from './lint/diagnostic.ts'
import { doneDates } from './schema.ts'

type Dates = Partial<Record<(typeof doneDates)[number], Moment | undefined>>

/** The clock of a writer, or a day that begins elsewhere, may be so far ahead. */
const slack = 24 * 60 * 60 * 1000

export function doneOf({ updated, reviewed }: Dates, now: number) {
  const done = (moment: Moment | undefined) => (moment && moment.at <= now ? moment : undefined)
  return { updated: done(updated), reviewed: done(reviewed) }
}

/** When one is told, and when it is no longer warned of as still to come. */
export function turnsOfDates(document: Document): { told: number[]; near: number[] } {
  const fields: Dates = ('fields' in document && document.kind !== 'author' && document.fields) || {}
  const told = doneDates.flatMap((name) => fields[name]?.at ?? [])
  return { told, near: told.map((at) => at - slack) }
}

/** Further ahead than any clock; of a scheduled article, than its own date. */
export function futureDates(document: Document, now: number): Diagnostic[] {
  if (document.kind !== 'article' && document.kind !== 'page') return []
  const { fields, named } = document
  if (!fields) return []
  const start = 'date' in fields ? Math.max(now, fields.date.at) : now
  const dates: Dates = fields
  return (named?.dates ?? []).flatMap(({ to, ...place }) => {
    const name = doneDates.find((one) => one === to)
    const moment = name && dates[name]
    if (!moment || moment.at <= start + slack) return []
    const today = localDay(now, site.timeZone)
    const message = `"${to}" is still to come (found ${moment.typed}): write the day on which it was done, such as ${today}, or remove it. Until that day nobody is told it`
    return [diagnostic('future-date', place, message)]
  })
}
