import { formatOf } from './format.ts'
import { fromLocal } from './zone.ts'

export type Moment = {
  typed: string
  day: string
  /** Milliseconds since 1970; a bare date is 00:00 in the site's time zone. */
  at: number
}

const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/

/** As other systems write it: `2013-06-19 8:50:08 -0400`. */
const hasOffset = /^\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?\s*(?:UTC|GMT|(?:UTC|GMT)?[+-]\d)/

/** A local time that a clock change skips means the same time after it; one that comes twice means the first. */
export function readMoment(typed: string, timeZone: string): { moment: Moment } | { problem: string } {
  const match = shape.exec(typed) ?? (hasOffset.test(typed) ? shape.exec(meantMoment(typed) ?? '') : null)
  if (!match) return { problem: `is not a date${instead(typed)}` }
  const [
    ,
    year = '',
    month = '',
    date = '',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '',
    offset,
  ] = match
  const days = daysIn(Number(year), Number(month))
  if (Number(month) < 1 || Number(month) > 12)
    return { problem: `has month ${month}: write year, month and day, such as 2026-11-20` }
  if (Number(date) < 1 || Number(date) > days)
    return { problem: `is not in the calendar: ${monthName(Number(month))} ${year} has ${days} days` }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return { problem: 'has no such time: hours go to 23, minutes and seconds to 59' }
  const clock = Date.UTC(2000, Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second))
  const wall = new Date(clock).setUTCFullYear(Number(year)) + Number(fraction.slice(0, 3).padEnd(3, '0'))
  const ahead = offset ? offsetOf(offset) : undefined
  if (ahead !== undefined && (Math.abs(ahead) > 14 * 3_600_000 || /[6-9]\d$/.test(offset?.slice(3) ?? '')))
    return { problem: 'has an offset from UTC that no place uses: write Z, or for example +01:00' }
  const at = ahead === undefined ? fromLocal(wall, timeZone) : wall - ahead
  return { moment: { typed, day: `${year}-${month}-${date}`, at } }
}

function offsetOf(text: string): number {
  if (/^z$/i.test(text)) return 0
  const sign = text.startsWith('-') ? -1 : 1
  const digits = text.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return sign * minutes * 60_000
}

function daysIn(year: number, month: number): number {
  // Years repeat after 400; those below 100 would be taken for ones of the last century.
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}

function monthName(month: number): string {
  return formatOf('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1, 1))
}

function instead(typed: string): string {
  const meant = typed.length < 60 ? meantMoment(typed) : undefined
  return meant && 'moment' in readMoment(meant, 'UTC')
    ? `: write ${meant}`
    : ': write year, month and day, such as 2026-11-20, or 2026-11-20T09:30 with a time'
}

const loose =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:\s*[Tt,]\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap]\.?m\.?)?\s*(?:(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)(?:\s+\(?[A-Z]{3,4}\)?)?)?)?$/i

function meantMoment(typed: string): string | undefined {
  const [all, year, month, day, hour, minute, second, half, zone] = loose.exec(typed) ?? []
  if (all) {
    const bare = `${year}-${two(month)}-${two(day)}`
    if (!hour) return bare
    const hours = half ? (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0) : hour
    return `${bare}T${two(hours)}:${minute}${second ? `:${second}` : ''}${zone ? offsetOfZone(zone) : ''}`
  }
  const joined = /^(\d{4})(\d{2})(\d{2})$/.exec(typed)
  if (joined) return joined.slice(1).join('-')
  const [, first = '', other = '', last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(typed) ?? []
  if (last && Number(first) > 12) return `${last}-${two(other)}-${two(first)}`
  if (last && Number(other) > 12) return `${last}-${two(first)}-${two(other)}`
  if (!/\p{L}{3}/u.test(typed) || !/\d{4}/.test(typed)) return undefined
  const hasTime = /\d:\d\d/.test(typed)
  const hasZone = hasTime && /(?:Z|[A-Z]{3,4}|[+-]\d{4})$/.test(typed)
  const spelled = Date.parse(hasZone ? typed : `${typed} UTC`)
  if (Number.isNaN(spelled) || !namesDay(typed, hasZone)) return undefined
  const iso = new Date(spelled).toISOString()
  return hasTime ? `${iso.slice(0, 16)}${hasZone ? 'Z' : ''}` : iso.slice(0, 10)
}

/** Of a day that is in no calendar, as 31 November, the reader of dates makes one of the next month, of no day the first. */
function namesDay(typed: string, hasZone: boolean): boolean {
  const local = hasZone ? typed.replace(/\s*(?:Z|[A-Z]{3,4}|[+-]\d{4})$/, '') : typed
  const day = new Date(Date.parse(`${local} UTC`)).getUTCDate()
  return new RegExp(`(?<![\\d:])0?${day}(?![\\d:])`).test(typed)
}

function offsetOfZone(zone: string): string {
  const [, sign, hours, minutes = '00'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? []
  return sign ? `${sign}${two(hours)}:${minutes}` : 'Z'
}

function two(number: string | number = ''): string {
  return String(number).padStart(2, '0')
}
