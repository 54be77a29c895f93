export const shareTargets = [
  ...(['facebook', 'google', 'x', 'linkedin', 'pinterest', 'bluesky'] as const),
  ...(['threads', 'mastodon', 'whatsapp', 'reddit', 'email'] as const),
]
export type ShareTarget = (typeof shareTargets)[number]

export const weekdays = [
  ...(['monday', 'tuesday', 'wednesday', 'thursday'] as const),
  ...(['friday', 'saturday', 'sunday'] as const),
]
export type Weekday = (typeof weekdays)[number]

export type ResponsePromise = { hours: number } | WorkingHours

export type WorkingHours = {
  workingHours: number
  /** Such as `['09:00', '17:30']`, up to `24:00`; a day without is closed. */
  open: Readonly<Partial<Record<Weekday, readonly [from: string, to: string]>>>
  /** Such as `2026-12-25`. */
  holidays: readonly string[]
}

/** Counted from what was done about it last; the privacy page says the same. */
export type Retention = {
  /** Spam, and replies in the bin. */
  spamDays: number
  rejectedDays: number
  answeredMonths: number
  /** After that only the network is kept, from which no household can be told. */
  clientDays: number
  mailTextDays: number
  mailMonths: number
  figureMonths: number
}

export type Link = { label: string; path: string }

/** What stands in the organisation's site.yml; every field has a default. */
export type Site = {
  name: string
  /** May be empty, as the description. */
  tagline: string
  description: string
  /** BCP 47. */
  lang: string
  timeZone: string
  /** Undefined: the usual places, named in the site's language. */
  navigation: readonly Link[] | undefined
  footer: readonly Link[] | undefined
  contact: { email: string; phone?: string; address?: readonly string[] }
  shareTargets: readonly ShareTarget[]
  promise: ResponsePromise
  /** When staff get the list of what is open. */
  digestAt: string
  retention: Retention
  /** Of articles that do not say. */
  replies: 'open' | 'closed' | 'off'
  /** Whether the enquiry form stands under articles, too; it always stands at /contact. */
  enquiryOnArticles: boolean
  articlesPerPage: number
  /** What was read before opens without a connection. */
  offline: boolean
  /** Whether visits are counted. */
  figures: boolean
  privacyPath: string
  /** Slugs: an article on one of them is a MedicalWebPage for search engines. */
  medicalTopics: readonly string[]
  /** WebSub: told when the feeds have changed. */
  hub: string | undefined
}

export const defaults: Site = {
  name: 'Broadsheet',
  tagline: '',
  description: '',
  lang: 'en-GB',
  timeZone: 'Europe/London',
  navigation: undefined,
  footer: undefined,
  contact: { email: 'hello@example.org' },
  shareTargets: ['facebook', 'google', 'x', 'linkedin', 'pinterest', 'bluesky', 'whatsapp', 'email'],
  promise: { hours: 24 },
  digestAt: '08:00',
  retention: {
    spamDays: 30,
    rejectedDays: 180,
    answeredMonths: 24,
    clientDays: 30,
    mailTextDays: 30,
    mailMonths: 24,
    figureMonths: 25,
  },
  replies: 'open',
  enquiryOnArticles: true,
  articlesPerPage: 12,
  offline: false,
  figures: true,
  privacyPath: '/privacy',
  medicalTopics: [],
  hub: undefined,
}

// The server and the framework's bundle each load their own copy of this module.
const key = Symbol.for('broadsheet.site')
const registry = globalThis as typeof globalThis & { [key]?: Site }

/** Each field is looked up at the moment of use: keep none of them in a module, for site.yml may change at any time. */
export const site: Site = Object.defineProperties(
  {} as Site,
  Object.fromEntries(
    Object.keys(defaults).map((field) => [
      field,
      { enumerable: true, get: () => (registry[key] ?? defaults)[field as keyof Site] },
    ]),
  ),
)

export function changeSite(next: Site): void {
  registry[key] = next
}
