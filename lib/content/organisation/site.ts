import { z } from 'zod'
import { plainAddress } from '#lib/address.ts'
import { isOnThisMachine } from '#lib/on-this-machine.ts'
import { defaults, type Site, shareTargets } from '#lib/site.ts'
import { minutesOf } from '#lib/time/business-hours.ts'
import { languages } from '#lib/words/languages.ts'
import { languageOf } from '#lib/words/words.ts'
import { asked, expected, text, yesOrNo } from '../schema.ts'
import { topicSlug } from '../topic.ts'
import { promise } from './promise.ts'
import { fitting, oneOf, onOrOff, whole } from './readers.ts'

/** May be empty. */
const line = (name: string) =>
  z.string(asked(name, 'one text, or ""')).transform((typed) => typed.replace(/\s+/g, ' ').trim())

const path = (name: string) =>
  fitting(name, 'a path, such as /about, or a whole address with https://', (typed) =>
    /^(?:\/(?!\/)\S*|https:\/\/\S+)$/.test(typed),
  )

const entryForm = (name: string) => ({
  error: ({ input }: { input?: unknown }) =>
    `an entry of "${name}" must have a label and a path${typeof input === 'string' ? `: write { label: About us, path: ${/^(?:\/|https:)/.test(input) ? input : '/about'} }` : ', such as { label: About us, path: /about }'}`,
})

const links = (name: string) =>
  z.array(
    z.strictObject({ label: text('label', 'About us'), path: path('path') }, entryForm(name)),
    asked(name, 'a list, each entry with a label and a path: - { label: About us, path: /about }'),
  )

const days = (name: string) => whole(name, 1, 36_500).optional()
const months = (name: string) => whole(name, 1, 1_200).optional()

const langForm = 'one of en, fr, de, es, ar, with a region such as fr-CA or without'

/** What may stand in site.yml; values are the texts that were typed. */
export const siteSchema = z.strictObject({
  name: text('name', 'Acorn Clinic').optional(),
  tagline: line('tagline').optional(),
  description: line('description').optional(),
  lang: z
    .string(asked('lang', langForm))
    .transform((typed, context) => {
      if (isOurLanguage(typed.trim())) return new Intl.Locale(typed.trim()).toString()
      context.addIssue(expected('lang', typed, langForm) + languageMeant(typed))
      return z.NEVER
    })
    .optional(),
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
          .array(
            text('address', '1 High Street', true),
            asked('address', 'a list of lines, such as [1 High Street, London]'),
          )
          .optional(),
      },
      asked(
        'contact',
        'fields of its own: contact: { email: hello@example.org }, and if you like phone and address',
      ),
    )
    .optional(),
  shareTargets: z
    .array(
      oneOf('shareTargets', shareTargets),
      asked('shareTargets', `a list, such as [facebook, email], of some of ${shareTargets.join(', ')}`),
    )
    .transform((targets) => [...new Set(targets)])
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
        figureMonths: months('figureMonths'),
      },
      asked('retention', 'fields of its own, such as retention: { spamDays: 30 }'),
    )
    .optional(),
  replies: oneOf('replies', ['open', 'closed', 'off']).optional(),
  enquiryOnArticles: yesOrNo('enquiryOnArticles').optional(),
  articlesPerPage: whole('articlesPerPage', 1, 200).optional(),
  figures: onOrOff('figures').optional(),
  offline: yesOrNo('offline').optional(),
  privacyPath: path('privacyPath').optional(),
  medicalTopics: z
    .array(
      text('medicalTopics', 'Back pain'),
      asked('medicalTopics', 'a list of topics, such as [Back pain, Sleep]'),
    )
    .optional(),
  hub: fitting('hub', 'the address of a WebSub hub, such as https://hub.example.org/', isHub).optional(),
})

/** One on this machine may do without a certificate. */
function isHub(typed: string): boolean {
  if (!URL.canParse(typed) || /\s/.test(typed)) return false
  const { protocol, username } = new URL(typed)
  return !username && (protocol === 'https:' || (protocol === 'http:' && isOnThisMachine(typed)))
}

/** What is not said is as by default. */
export function siteOf(given: z.output<typeof siteSchema>): Site {
  return {
    ...over(defaults, {
      ...given,
      ...{ contact: undefined, retention: undefined },
      medicalTopics: given.medicalTopics?.map(topicSlug),
    }),
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

/** ` Did you mean fr?` of French, français and fr_FR. */
function languageMeant(typed: string): string {
  const wanted = typed.trim().toLowerCase()
  const tag = wanted.replace('_', '-')
  const meant = isOurLanguage(tag)
    ? new Intl.Locale(tag).toString()
    : languages.find((language) =>
        ['en', language].some(
          (own) => new Intl.DisplayNames([own], { type: 'language' }).of(language)?.toLowerCase() === wanted,
        ),
      )
  return meant ? `. Did you mean ${meant}?` : ''
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
