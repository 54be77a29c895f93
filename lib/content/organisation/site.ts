import { z } from 'zod'
import { plainAddress } from '#lib/address.ts'
import { defaults, type ShareTarget, type Site, type Weekday, type WorkingHours } from '#lib/site.ts'
import { afterOpenTime, minutesOf } from '#lib/time/business-hours.ts'
import { languageOf } from '#lib/words/words.ts'
import { asked, expected, text, yesOrNo } from '../schema.ts'

type Context = z.core.$RefinementCtx

/** A text that is read as something else, in the form that its message asks for. */
function read<Value>(name: string, form: string, value: (typed: string) => Value | undefined) {
  return z.string(asked(name, form)).transform((typed, context: Context) => {
    const found = value(typed.trim())
    if (found !== undefined) return found
    context.addIssue(expected(name, typed, form))
    return z.NEVER
  })
}

function whole(name: string, from: number, to: number) {
  return read(name, `a whole number from ${from} to ${to}`, (typed) => {
    const number = Number(typed)
    return /^\d+$/.test(typed) && number >= from && number <= to ? number : undefined
  })
}

function fitting(name: string, form: string, fits: (typed: string) => boolean) {
  return read(name, form, (typed) => (fits(typed) ? typed : undefined))
}

function oneOf<const Names extends readonly string[]>(name: string, names: Names) {
  return z.enum(names, asked(name, `one of ${names.join(', ')}`))
}

/** May be empty. */
const line = (name: string) =>
  z.string(asked(name, 'one text, or ""')).transform((typed) => typed.replace(/\s+/g, ' ').trim())

const path = (name: string) =>
  fitting(name, 'a path, such as /about, or a whole address with https://', (typed) =>
    /^(?:\/(?!\/)\S*|https:\/\/\S+)$/.test(typed),
  )

const links = (name: string) =>
  z.array(
    z.strictObject(
      { label: text('label', 'About us'), path: path('path') },
      asked(name, 'entries with a label and a path'),
    ),
    asked(name, 'a list, each entry with a label and a path: - { label: About us, path: /about }'),
  )

const weekdays = [
  ...(['monday', 'tuesday', 'wednesday', 'thursday'] as const),
  ...(['friday', 'saturday', 'sunday'] as const),
] satisfies Weekday[]

const shareTargets = [
  ...(['facebook', 'google', 'x', 'linkedin', 'pinterest', 'bluesky'] as const),
  ...(['threads', 'mastodon', 'whatsapp', 'reddit', 'email'] as const),
] satisfies ShareTarget[]

const hours = (name: string) =>
  read(name, 'a number of hours, more than 0 and at most 1000, such as 24', (typed) => {
    const number = Number(typed)
    return /^\d+(?:\.\d+)?$/.test(typed) && number > 0 && number <= 1000 ? number : undefined
  })

const clockForm = 'a time between 00:00 and 24:00, such as "09:00"'
const openForm = 'two times, the first one earlier, such as ["09:00", "17:30"]'
const open = (weekday: string) =>
  z
    .tuple(
      [z.string(asked(weekday, clockForm)), z.string(asked(weekday, clockForm))],
      asked(weekday, openForm),
    )
    .refine(([from, to]) => (minutesOf(from) ?? 24 * 60) < (minutesOf(to) ?? 0), asked(weekday, openForm))
    .optional()

const week = Object.fromEntries(weekdays.map((weekday) => [weekday, open(weekday)])) as Record<
  Weekday,
  ReturnType<typeof open>
>

const day = fitting(
  'holidays',
  'days, such as 2026-12-25',
  (typed) => /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed)),
)

const promiseForm = 'hours: 24, or workingHours with the times at which you are open'
const promise = z
  .strictObject(
    {
      hours: hours('hours').optional(),
      workingHours: hours('workingHours').optional(),
      open: z
        .strictObject(week, asked('open', 'the days on which you are open, each with two times'))
        .optional(),
      holidays: z.array(day, asked('holidays', 'a list of days, such as [2026-12-25]')).optional(),
    },
    asked('promise', promiseForm),
  )
  .transform(({ hours, workingHours, open, holidays = [] }, context: Context) => {
    if (hours !== undefined && workingHours === undefined && !open) return { hours }
    if (hours === undefined && workingHours !== undefined && open) {
      const promised = { workingHours, open, holidays } as WorkingHours
      if (passes(promised)) return promised
      context.addIssue(
        '"promise" has more hours than you are open in a year: open on more days, or promise fewer hours',
      )
    } else
      context.addIssue(
        workingHours !== undefined && hours === undefined
          ? '"promise" has workingHours, but not when you are open: add open: { monday: ["09:00", "17:30"] }'
          : `"promise" must have either ${promiseForm}`,
      )
    return z.NEVER
  })

function passes(promised: WorkingHours): boolean {
  try {
    return afterOpenTime(Date.now(), promised.workingHours * 3_600_000, promised, 'UTC') > 0
  } catch {
    return false
  }
}

const days = (name: string) => whole(name, 1, 36_500).optional()
const months = (name: string) => whole(name, 1, 1_200).optional()

/** What may stand in site.yml; values are the texts that were typed. */
export const siteSchema = z.strictObject({
  name: text('name', 'Acorn Clinic').optional(),
  tagline: line('tagline').optional(),
  description: line('description').optional(),
  lang: fitting(
    'lang',
    'one of en, fr, de, es, ar, with a region such as fr-CA or without',
    isOurLanguage,
  ).optional(),
  timeZone: z
    .string(asked('timeZone', 'a time zone, such as Europe/London'))
    .superRefine((typed, context) => {
      if (!isTimeZone(typed))
        context.addIssue(
          `${expected('timeZone', typed, 'a time zone, such as Europe/London')}.${zoneMeant(typed)}`,
        )
    })
    .optional(),
  navigation: links('navigation').optional(),
  footer: links('footer').optional(),
  contact: z
    .strictObject(
      {
        email: fitting('email', 'one email address, such as hello@example.org', (typed) =>
          Boolean(plainAddress(typed)),
        ).optional(),
        phone: text('phone', '+44 20 7946 0000').optional(),
        address: z
          .array(text('address', '1 High Street', true), asked('address', 'a list of lines'))
          .optional(),
      },
      asked('contact', 'an email, and if you like a phone and an address'),
    )
    .optional(),
  shareTargets: z
    .array(
      oneOf('shareTargets', shareTargets),
      asked('shareTargets', `a list of some of ${shareTargets.join(', ')}`),
    )
    .optional(),
  promise: promise.optional(),
  digestAt: fitting(
    'digestAt',
    'a time, such as "08:00"',
    (typed) => (minutesOf(typed) ?? 24 * 60) < 24 * 60,
  ).optional(),
  retention: z
    .strictObject(
      {
        ...{ spamDays: days('spamDays'), rejectedDays: days('rejectedDays') },
        ...{ answeredMonths: months('answeredMonths'), clientDays: days('clientDays') },
        ...{ mailTextDays: days('mailTextDays'), mailMonths: months('mailMonths') },
      },
      asked('retention', 'periods, such as spamDays: 30'),
    )
    .optional(),
  replies: oneOf('replies', ['open', 'closed', 'off']).optional(),
  enquiryOnArticles: yesOrNo('enquiryOnArticles').optional(),
  articlesPerPage: whole('articlesPerPage', 1, 200).optional(),
  privacyPath: path('privacyPath').optional(),
})

/** What is not said is as by default. */
export function siteOf(given: z.output<typeof siteSchema>): Site {
  return {
    ...over(defaults, { ...given, contact: undefined, retention: undefined }),
    contact: over<Site['contact']>(defaults.contact, given.contact),
    retention: over(defaults.retention, given.retention),
  }
}

function over<Values extends object>(
  usual: Values,
  given: { [Key in keyof Values]?: Values[Key] | undefined } = {},
): Values {
  const said = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...usual, ...(Object.fromEntries(said) as Partial<Values>) }
}

function isOurLanguage(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1 && languageOf(value) !== undefined
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
