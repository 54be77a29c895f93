import { isFrench } from '#lib/typeset.ts'
import { languageOf, words } from '#lib/words/words.ts'
import { placeOf } from './place.ts'

/** Milliseconds between the clocks of two instances: a time further ahead was stored by a clock since set back. */
export const clocksApart = 60_000

type TimePlace = { lang: string; timeZone: string }

/** For the terminal and the log, which are in English whatever the site is in. */
export function inEnglish({ lang, timeZone }: TimePlace): TimePlace {
  return { lang: languageOf(lang) === 'en' ? lang : 'en-GB', timeZone }
}

/** `Tuesday 24 November 2026, 09:15 (GMT)`. */
export function formatMoment(at: number, place: TimePlace): string {
  const { lang, timeZone } = place
  const whole = dated(at, lang, { timeZone, ...weekday, year: 'numeric' })
  const day = languageOf(lang) === 'en' ? whole.replace(/^(\p{L}+), (?=\d)/u, '$1 ') : whole
  return words(lang)('time.moment', { day, time: clock(at, place), zone: zoneName(at, place) })
}

/** `Monday 30 November at 16:00 (GMT)`. */
export function formatDeadline(at: number, place: TimePlace): string {
  const { lang, timeZone } = place
  const t = words(lang)
  const day = dated(at, lang, { timeZone, ...weekday })
  return `${t('time.at', { day, time: clock(at, place) })} (${zoneName(at, place)})`
}

export function shortMoment(at: number, now: number, place: TimePlace): string {
  const { lang, timeZone } = place
  const tell = (options: Intl.DateTimeFormatOptions) => formatOf(lang, { timeZone, ...options })
  const time = clock(at, place)
  const date = tell({ dateStyle: 'short' })
  if (date.format(at) === date.format(now)) return words(lang)('time.today', { time })
  const year = tell({ year: 'numeric' })
  const day = { timeZone, day: 'numeric', month: 'short' } as const
  if (year.format(at) === year.format(now))
    return words(lang)('time.day-time', { day: dated(at, lang, day), time })
  return dated(at, lang, { ...day, year: 'numeric' })
}

const weekday = { weekday: 'long', day: 'numeric', month: 'long' } as const

/** What the clocks of the place show; of 24 hours in all our languages but English, whose regions differ. */
export function clock(at: number, { lang, timeZone }: TimePlace): string {
  const ofDay = languageOf(lang) === 'en' ? { timeStyle: 'short' as const } : hours24
  return formatOf(lang, { timeZone, ...ofDay }).format(at)
}

const hours24 = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** `GMT` where the language has letters for it, else `Kolkata time`: an offset says little. */
function zoneName(at: number, { lang, timeZone }: TimePlace): string {
  const parts = formatOf(lang, { timeZone, hour: 'numeric', timeZoneName: 'short' }).formatToParts(at)
  const short = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  if (!/\p{N}/u.test(short) && !namesPlaces.has(languageOf(lang))) return short
  return placeOf(timeZone, lang)
}

/** Where few know what MEZ or CET is. */
const namesPlaces: ReadonlySet<string | undefined> = new Set(['fr', 'de', 'es', 'ar'])

/** A day as its language writes it: the first of a month is “1er” in French, which Intl does not know. */
export function dated(at: number, lang: string, options: Intl.DateTimeFormatOptions): string {
  const day = formatOf(lang, options).format(at)
  return isFrench(lang) ? day.replace(/(?<!\d)1(?= \p{L})/u, '1er') : day
}

/** A day of the calendar, `24 November 2026`. @param day such as `2026-11-24` */
export function formatDay(day: string, lang: string): string {
  return dated(Date.parse(day), lang, { dateStyle: 'long', timeZone: 'UTC' })
}

/** `24 November 2026 at 09:15`. */
export function formatMinute(at: number, place: TimePlace): string {
  const { lang, timeZone } = place
  const options = { day: 'numeric', month: 'long', year: 'numeric' } as const
  // English of some regions has the time before a day, or “AM” after it.
  if (languageOf(lang) === 'en')
    return formatOf(lang, { ...options, timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
  return words(lang)('time.at', { day: dated(at, lang, { ...options, timeZone }), time: clock(at, place) })
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes a hundred times as long as using it; the site has a handful. */
export function formatOf(lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${JSON.stringify(options)}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(lang, options)
  formats.set(key, format)
  return format
}

export function localStamp(at: number, timeZone: string): string {
  const time = formatOf('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' })
  return `${localDay(at, timeZone)} ${time.format(at)}`
}

export function localDay(at: number, timeZone: string): string {
  return formatOf('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
}
