import type { z } from 'zod'
import { parseSettings } from '#lib/config.ts'
import { nearest } from '#lib/content/nearest.ts'
import { siteSchema } from '#lib/content/organisation/site.ts'
import { defaults } from '#lib/site.ts'
import { languageOf } from '#lib/words/words.ts'

/** Each in the order in which it is asked, by the name of its flag. */
export const questionNames = ['name', 'lang', 'time-zone', 'staff', 'smtp', 'url', 'promise'] as const
export type QuestionName = (typeof questionNames)[number]

/** As they are written; an empty one of `smtp` or `url` means none. */
export type Answers = Record<QuestionName, string>

type Checked = { value: string } | { problem: string }

type Question = {
  asked: string
  hint?: string
  /** The setting in .env that holds it; else it stands in site.yml. */
  setting?: 'STAFF_EMAIL' | 'SMTP_URL' | 'SITE_URL'
  usual: (known: Partial<Answers>) => string
  /** `problem` says nothing of whose it is: `must be a time zone …`. */
  check: (typed: string, known: Partial<Answers>) => Checked
}

export const questions: Readonly<Record<QuestionName, Question>> = {
  name: {
    asked: 'The name of your organisation',
    usual: () => defaults.name,
    check: (typed) =>
      typed.trim()
        ? bySchema(siteSchema.shape.name, typed)
        : { problem: 'is empty: write the name of your organisation' },
  },
  lang: {
    asked: 'The language of the site',
    hint: 'en, fr, de, es or ar; with a region (fr-CA), dates and numbers follow it',
    usual: () => systemLanguage() ?? defaults.lang,
    check(typed) {
      const checked = bySchema(siteSchema.shape.lang, typed)
      if ('problem' in checked) return checked
      return { value: Intl.getCanonicalLocales(checked.value)[0] ?? checked.value }
    },
  },
  'time-zone': {
    asked: 'The time zone of your opening hours and dates',
    usual: ({ lang }) => usualZone(lang ?? defaults.lang),
    check(typed, { lang = defaults.lang }) {
      const checked = bySchema(siteSchema.shape.timeZone, typed)
      const zones = Intl.supportedValuesOf('timeZone')
      if ('value' in checked)
        return {
          value: zones.find((zone) => zone.toLowerCase() === checked.value.toLowerCase()) ?? checked.value,
        }
      if (checked.problem.includes('Did you mean')) return checked
      const meant = nearest(typed, zones)
      const how = meant
        ? `Did you mean ${meant}?`
        : `It is named after a large city: where ${lang} is spoken, ${mainZone(lang)}`
      return { problem: `${checked.problem.replace(/\.$/, '')}. ${how}` }
    },
  },
  staff: {
    asked: 'The email address of whoever answers',
    hint: 'told of each message, and signs in to the desk; several with commas, of which the first one stands on the public pages',
    setting: 'STAFF_EMAIL',
    usual: () => 'staff@localhost',
    check: (typed) => bySettings('STAFF_EMAIL', typed),
  },
  smtp: {
    asked: 'Your mail server',
    hint: 'smtp://user:password@mail.example.org:587; none: mails are kept as files',
    setting: 'SMTP_URL',
    usual: () => '',
    check(typed) {
      const checked = typed.trim() ? bySettings('SMTP_URL', typed) : { value: '' }
      if ('value' in checked) return checked
      return { problem: `${checked.problem}; in a password, write % / ? # @ as %25 %2F %3F %23 %40` }
    },
  },
  url: {
    asked: 'The public address of the site',
    hint: 'https://www.example.org; none: it is tried on this machine for now',
    setting: 'SITE_URL',
    usual: () => '',
    check(typed) {
      const checked = typed.trim() ? bySettings('SITE_URL', typed) : { value: '' }
      if ('value' in checked) return checked
      const meant = originMeant(typed.trim())
      return { problem: `${checked.problem}${meant ? `. Did you mean ${meant}?` : ''}` }
    },
  },
  promise: {
    asked: 'Within how many hours is an enquiry answered?',
    usual: () => ('hours' in defaults.promise ? String(defaults.promise.hours) : '24'),
    check(typed) {
      const checked = bySchema(siteSchema.shape.promise, { hours: typed.trim() })
      return 'problem' in checked ? checked : { value: String(Number(typed)) }
    },
  },
}

function bySchema(schema: z.ZodType, typed: unknown): Checked {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return { value: String(parsed.data) }
  return { problem: withoutName(parsed.error.issues[0]?.message ?? 'cannot be taken') }
}

function bySettings(name: 'STAFF_EMAIL' | 'SMTP_URL' | 'SITE_URL', typed: string): Checked {
  if (/\p{Cc}/u.test(typed)) return { problem: 'must be one line' }
  const parsed = parseSettings({ [name]: typed.trim() })
  if ('problems' in parsed) return { problem: withoutName(parsed.problems[0] ?? 'cannot be taken') }
  const { staffEmails, smtpUrl, siteUrl } = parsed.settings
  const read = { STAFF_EMAIL: staffEmails.join(','), SMTP_URL: smtpUrl ?? '', SITE_URL: siteUrl }
  return typed.trim() ? { value: read[name] } : { problem: 'is empty: write at least one email address' }
}

/** Their messages begin with the name of the field or of the setting. */
function withoutName(message: string): string {
  return message.replace(/^(?:"\w+"|[A-Z_]+)(?:: | )/, '')
}

function systemLanguage(): string | undefined {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const typed = (LC_ALL || LC_MESSAGES || LANG || '').replace(/[.@].*$/, '').replace('_', '-')
  const checked = /^[a-z]{2}(?:-[A-Z]{2})?$/.test(typed) && languageOf(typed) ? typed : undefined
  return checked === 'en' ? undefined : checked
}

/** A server’s clock is often UTC, which is nobody’s. */
function usualZone(lang: string): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return /^(?:UTC|Etc\/|GMT)/.test(own) ? mainZone(lang) : own
}

function mainZone(lang: string): string {
  const zones = new Intl.Locale(lang).maximize().getTimeZones?.() ?? []
  return zones.length === 1 ? (zones[0] ?? defaults.timeZone) : mainZones[languageOf(lang) ?? 'en']
}

const mainZones = {
  en: defaults.timeZone,
  fr: 'Europe/Paris',
  de: 'Europe/Berlin',
  es: 'Europe/Madrid',
  ar: 'Asia/Riyadh',
} as const

function originMeant(typed: string): string | undefined {
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  return isWeb && /[a-z0-9]\.[a-z]|^localhost$/.test(url.hostname) ? url.origin : undefined
}
