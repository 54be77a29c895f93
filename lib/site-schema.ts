import { z } from 'zod'
import { plainAddress } from './address.ts'
import type { ShareTarget, Site, Weekday, WorkingHours } from './site.ts'
import { afterOpenTime, minutesOf } from './time/business-hours.ts'

const text = (words: string) => z.string(words).regex(/\S/, words)
const size = (words: string, from: number, to: number) => z.int(words).min(from, words).max(to, words)
const is = <Value>(known: (value: string) => Value, words: string) =>
  z.string(words).refine((value) => known(value), words)

const path = is(
  (value) => /^\/(?!\/)\S*$/.test(value) || /^https:\/\/\S+$/.test(value),
  'must be a path, such as /about, or an address with https://',
)
const colour = is((value) => /^#[0-9a-f]{6}$/i.test(value), 'must be a colour, such as #fbf9f4')
const clock = is((value) => (minutesOf(value) ?? 24 * 60) < 24 * 60, 'must be a time, such as 08:00')
const day = is(
  (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
  'must be a day, such as 2026-12-25',
)
const days = size('must be a whole number of days, from 1 to 36500', 1, 36_500)
const months = size('must be a whole number of months, from 1 to 1200', 1, 1_200)

const hoursInWords = 'must be a number of hours, more than 0 and at most 1000'
const hours = z.number(hoursInWords).positive(hoursInWords).max(1000, hoursInWords)
const openInWords = 'must be two times, such as 09:00 and 17:30, the first one earlier'
const open = z
  .tuple([z.string(openInWords), z.string(openInWords)], openInWords)
  .refine(([from, to]) => (minutesOf(from) ?? 24 * 60) < (minutesOf(to) ?? 0), openInWords)
const weekdays = [
  ...(['monday', 'tuesday', 'wednesday', 'thursday'] as const),
  ...(['friday', 'saturday', 'sunday'] as const),
] satisfies Weekday[]
const week = Object.fromEntries(weekdays.map((weekday) => [weekday, open.optional()]))

const workingHours = z.strictObject({
  workingHours: hours,
  open: z.strictObject(week, 'must name the days on which you are open, each with two times'),
  holidays: z.array(day, 'must be a list of days; an empty one if there are none'),
})

/** Told apart by the first field: a union would only say that neither fits. */
const promise = z
  .record(z.string(), z.unknown(), 'must have hours, or workingHours')
  .superRefine((value, context) => {
    const read = ('workingHours' in value ? workingHours : z.strictObject({ hours })).safeParse(value)
    for (const issue of read.error?.issues ?? []) {
      const unknown = issue.code === 'unrecognized_keys' && `has ${issue.keys.join(', ')}: take it out`
      context.addIssue({ code: 'custom', path: issue.path, message: unknown || issue.message })
    }
    if (read.data && 'open' in read.data && !passes(read.data))
      context.addIssue(
        'has more hours than you are open in a year: open on more days, or promise fewer hours',
      )
  })

const shareTargets = [
  ...(['facebook', 'google', 'x', 'linkedin', 'pinterest', 'bluesky'] as const),
  ...(['threads', 'mastodon', 'whatsapp', 'reddit', 'email'] as const),
] satisfies ShareTarget[]

const fields = {
  name: text('must be the organisation’s name'),
  tagline: z.string('must be a line of text, or an empty one'),
  description: z.string('must be a text for search engines, or an empty one'),
  lang: is(isLanguage, 'must be a language (BCP 47), such as en-GB or fr'),
  timeZone: z.string('must be a time zone, such as Europe/London').superRefine((value, context) => {
    if (!isTimeZone(value)) context.addIssue(`must be a time zone, such as Europe/London.${zoneMeant(value)}`)
  }),
  navigation: z.array(
    z.strictObject({ label: text('must be a word or two'), path }, 'must have a label and a path'),
    'must be a list, each entry with a label and a path',
  ),
  contact: z.strictObject(
    {
      email: is((value) => plainAddress(value), 'must be one email address, such as hello@example.org'),
      phone: text('must be a telephone number, or be left out').optional(),
      address: z.array(text('must be a line of text'), 'must be a list of lines, or be left out').optional(),
    },
    'must have an email',
  ),
  shareTargets: z.array(
    z.enum(shareTargets, `must be one of ${shareTargets.join(', ')}`),
    `must be a list of some of ${shareTargets.join(', ')}`,
  ),
  promise,
  digestAt: clock,
  retention: z.strictObject(
    {
      ...{ spamDays: days, rejectedDays: days, answeredMonths: months, clientDays: days },
      ...{ mailTextDays: days, mailMonths: months },
    },
    'must say how long each kind of message is kept, as the site’s first version does',
  ),
  articlesPerPage: size('must be a whole number from 1 to 200', 1, 200),
  privacyPath: path,
  themeColor: z.strictObject({ light: colour, dark: colour }, 'must have light and dark'),
  picture: z.strictObject(
    {
      path,
      alt: z.string('must be a text, or an empty one'),
      width: size('must be its width in pixels', 1, 100_000),
      height: size('must be its height in pixels', 1, 100_000),
    },
    'must have path, alt, width and height',
  ),
} satisfies Record<keyof Site, z.ZodType>

const schema = z.strictObject(fields)

/** Types are not checked when the site starts, and a missing field would be found by a reader. */
export function siteProblems(site: unknown): string[] {
  return (schema.safeParse(site).error?.issues ?? []).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => `${[...issue.path, key].join('.')} is not known: take it out`)
    const isMissing = valueAt(site, issue.path) === undefined
    return `${issue.path.join('.')} ${isMissing ? `is missing: it ${issue.message}` : issue.message}`
  })
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    value,
  )
}

function passes(promised: WorkingHours): boolean {
  try {
    return afterOpenTime(Date.now(), promised.workingHours * 3_600_000, promised, 'UTC') > 0
  } catch {
    return false
  }
}

function isLanguage(value: string): boolean {
  try {
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
    return names.of(new Intl.Locale(value).language) !== undefined
  } catch {
    return false
  }
}

function isTimeZone(value: string): boolean {
  try {
    // An offset has no summer time: half of the year it would be wrong.
    return !/^[+-]/.test(value) && new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined
  } catch {
    return false
  }
}

function zoneMeant(value: string): string {
  const city = `/${value.trim().replaceAll(' ', '_')}`.toLowerCase()
  const zone = Intl.supportedValuesOf('timeZone').find((name) => name.toLowerCase().endsWith(city))
  return zone ? ` Did you mean ${zone}?` : ''
}
