import { languageOf, words } from '#lib/words/words.ts'

/** Milliseconds between the clocks of two instances: a time further ahead was stored by a clock since set back. */
export const clocksApart = 60_000

type TimePlace = { lang: string; timeZone: string }

/** `Tuesday 24 November 2026, 09:15 (GMT)`. */
export function formatMoment(at: number, place: TimePlace): string {
  const { lang, timeZone } = place
  const day = formatOf(lang, { timeZone, ...weekday, year: 'numeric' })
    .format(at)
    .replace(/^(\p{L}+), (?=\d)/u, '$1 ')
  return words(lang)('time.moment', { day, time: clock(at, place), zone: zoneName(at, place) })
}

/** `Monday 30 November at 16:00 (GMT)`. */
export function formatDeadline(at: number, place: TimePlace): string {
  const { lang, timeZone } = place
  const t = words(lang)
  const day = formatOf(lang, { timeZone, ...weekday }).format(at)
  return `${t('time.at', { day, time: clock(at, place) })} (${zoneName(at, place)})`
}

export function shortMoment(at: number, now: number, place: TimePlace): string {
  const { lang, timeZone } = place
  const tell = (options: Intl.DateTimeFormatOptions) => formatOf(lang, { timeZone, ...options })
  const time = clock(at, place)
  const date = tell({ dateStyle: 'short' })
  if (date.format(at) === date.format(now)) return words(lang)('time.today', { time })
  const year = tell({ year: 'numeric' })
  if (year.format(at) === year.format(now))
    return `${tell({ day: 'numeric', month: 'short' }).format(at)} ${time}`
  return tell({ day: 'numeric', month: 'short', year: 'numeric' }).format(at)
}

const weekday = { weekday: 'long', day: 'numeric', month: 'long' } as const

function clock(at: number, { lang, timeZone }: TimePlace): string {
  return formatOf(lang, { timeZone, timeStyle: 'short' }).format(at)
}

/** `GMT` where the language has letters for it, else `Kolkata time`: an offset says little. */
function zoneName(at: number, { lang, timeZone }: TimePlace): string {
  const parts = formatOf(lang, { timeZone, hour: 'numeric', timeZoneName: 'short' }).formatToParts(at)
  const short = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  if (!/\p{N}/u.test(short) && !namesPlaces.has(languageOf(lang))) return short
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone
  return words(lang)('time.zone-of', { city })
}

/** Where few know what MEZ or CET is. */
const namesPlaces: ReadonlySet<string | undefined> = new Set(['fr', 'de', 'es', 'ar'])

/** A day of the calendar, `24 November 2026`. @param day such as `2026-11-24` */
export function formatDay(day: string, lang: string): string {
  return formatOf(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))
}

/** `24 November 2026 at 09:15`. */
export function formatMinute(at: number, { lang, timeZone }: { lang: string; timeZone: string }): string {
  const options = {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  return formatOf(lang, { ...options, timeZone }).format(at)
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
