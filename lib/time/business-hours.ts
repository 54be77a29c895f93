import { type ResponsePromise, type WorkingHours, weekdays } from '#lib/site.ts'
import { localDay } from '#lib/time/format.ts'
import { fromLocal } from '#lib/time/zone.ts'
import { words } from '#lib/words/words.ts'

/** Milliseconds since 1970. */
type Opening = { from: number; to: number }

const dayLong = 24 * 60 * 60 * 1000
/** Days: a year in which the office never opens would be searched for ever. */
const longestSearch = 400

/** @throws when the office does not open often enough: lib/site-schema.ts finds that out at the start */
export function afterOpenTime(from: number, length: number, hours: WorkingHours, timeZone: string): number {
  let left = length
  for (const opening of openingsFrom(from, hours, timeZone)) {
    const begins = Math.max(from, opening.from)
    const lasts = Math.max(0, opening.to - begins)
    if (lasts >= left && lasts > 0) return begins + left
    left -= lasts
  }
  throw new Error('The working hours of the promise never pass: see lib/site.ts')
}

/** Milliseconds. */
export function openTimeBetween(from: number, to: number, hours: WorkingHours, timeZone: string): number {
  let sum = 0
  for (const opening of openingsFrom(from, hours, timeZone)) {
    if (opening.from >= to) break
    sum += Math.max(0, Math.min(to, opening.to) - Math.max(from, opening.from))
  }
  return sum
}

export function isOpenOn(day: string, hours: WorkingHours): boolean {
  return openTimes(day, hours) !== undefined
}

function* openingsFrom(from: number, hours: WorkingHours, timeZone: string): Generator<Opening> {
  const first = Date.parse(localDay(from, timeZone))
  for (let index = 0; index < longestSearch; index++) {
    const midnight = first + index * dayLong
    const times = openTimes(new Date(midnight).toISOString().slice(0, 10), hours)
    if (times)
      yield {
        from: fromLocal(midnight + times.from, timeZone),
        to: fromLocal(midnight + times.to, timeZone),
      }
  }
}

/** Milliseconds from midnight by the clocks. */
function openTimes(day: string, hours: WorkingHours): Opening | undefined {
  if (hours.holidays.includes(day)) return undefined
  const weekday = weekdays.at(new Date(`${day}T00:00:00Z`).getUTCDay() - 1)
  const [from, to] = ((weekday && hours.open[weekday]) ?? []).map(minutesOf)
  return from === undefined || to === undefined ? undefined : { from: from * 60_000, to: to * 60_000 }
}

export function minutesOf(time: string): number | undefined {
  const [, hour, minute] = /^(\d{2}):([0-5]\d)$/.exec(time) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  return minutes <= 24 * 60 ? minutes : undefined
}

/** `within 24 hours`. @param lang of the sentence around */
export function promiseInWords(promise: ResponsePromise, lang?: string): string {
  const t = words(lang)
  return 'hours' in promise
    ? t('promise.hours', { hours: promise.hours })
    : t('promise.working-hours', { hours: promise.workingHours })
}
