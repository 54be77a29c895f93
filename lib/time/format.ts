/** Milliseconds between the clocks of two instances: a time further ahead was stored by a clock since set back. */
export const clocksApart = 60_000

/** `Tuesday 24 November 2026, 09:15 (GMT)`. */
export function formatMoment(at: number, place: { lang: string; timeZone: string }): string {
  const { lang, timeZone } = place
  const tell = (options: Intl.DateTimeFormatOptions) => formatOf(lang, { timeZone, ...options })
  const day = tell({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .format(at)
    .replace(/^(\p{L}+), (?=\d)/u, '$1 ')
  const time = tell({ timeStyle: 'short' }).format(at)
  const zone = tell({ hour: 'numeric', timeZoneName: 'short' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')
  return `${day}, ${time} (${zone?.value ?? timeZone})`
}

export function shortMoment(at: number, now: number, place: { lang: string; timeZone: string }): string {
  const { lang, timeZone } = place
  const tell = (options: Intl.DateTimeFormatOptions) => formatOf(lang, { timeZone, ...options })
  const time = tell({ timeStyle: 'short' }).format(at)
  const date = tell({ dateStyle: 'short' })
  if (date.format(at) === date.format(now)) return `today ${time}`
  const year = tell({ year: 'numeric' })
  if (year.format(at) === year.format(now))
    return `${tell({ day: 'numeric', month: 'short' }).format(at)} ${time}`
  return tell({ day: 'numeric', month: 'short', year: 'numeric' }).format(at)
}

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
