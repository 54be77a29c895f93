export type ShareTarget =
  | 'facebook'
  | 'google'
  | 'x'
  | 'linkedin'
  | 'pinterest'
  | 'bluesky'
  | 'threads'
  | 'mastodon'
  | 'whatsapp'
  | 'reddit'
  | 'email'

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

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
}

export type Site = {
  name: string
  tagline: string
  description: string
  lang: string
  timeZone: string
  navigation: readonly { label: string; path: string }[]
  contact: { email: string; phone?: string; address?: readonly string[] }
  shareTargets: readonly ShareTarget[]
  promise: ResponsePromise
  /** When staff get the list of what is open. */
  digestAt: string
  retention: Retention
  articlesPerPage: number
  privacyPath: string
  /** The paper colours of app/globals.css. */
  themeColor: { light: string; dark: string }
  picture: { path: string; alt: string; width: number; height: number }
}

/** Change it here; nothing else names the organisation. */
export const site: Site = {
  name: 'Broadsheet',
  tagline: 'Plain writing on health, work and the organisations that care',
  description:
    'Articles on health, work and communication, for the people who run clinics, charities and agencies.',
  lang: 'en-GB',
  timeZone: 'Europe/London',
  navigation: [
    { label: 'Articles', path: '/articles' },
    { label: 'Topics', path: '/topics' },
    { label: 'About', path: '/about' },
    { label: 'Contact', path: '/contact' },
  ],
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
  },
  articlesPerPage: 12,
  privacyPath: '/privacy',
  themeColor: { light: '#fbf9f4', dark: '#15171a' },
  picture: { path: '/site.png', alt: 'Broadsheet', width: 1200, height: 630 },
}
