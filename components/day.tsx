import { site } from '#lib/site.ts'
import type { Moment } from '#lib/time/moment.ts'

const day = new Intl.DateTimeFormat(site.lang, { dateStyle: 'long', timeZone: 'UTC' })
const minute = new Intl.DateTimeFormat(site.lang, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: site.timeZone,
})

/** The day that the writer typed, in the site's language. */
export function Day({ moment }: { moment: Moment }) {
  const machine = moment.typed === moment.day ? moment.day : new Date(moment.at).toISOString()
  return <time dateTime={machine}>{day.format(Date.parse(moment.day))}</time>
}

/** An instant in the site's time zone. `at`: milliseconds since 1970. */
export function Minute({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{minute.format(at)}</time>
}
