import { site } from '#lib/site.ts'
import { formatDay, formatMinute } from '#lib/time/format.ts'
import type { Moment } from '#lib/time/moment.ts'

/** The day that the writer typed. @param lang BCP 47; the site's when not given */
export function Day({ moment, lang = site.lang }: { moment: Moment; lang?: string }) {
  const machine = moment.typed === moment.day ? moment.day : new Date(moment.at).toISOString()
  return <time dateTime={machine}>{formatDay(moment.day, lang)}</time>
}

/** An instant in the site's time zone. `at`: milliseconds since 1970. */
export function Minute({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{formatMinute(at, site)}</time>
}
