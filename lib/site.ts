/** A place the share bar can send an article to. */
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

/** By when an enquiry is answered, counted from the moment it is stored. */
export type ResponsePromise =
  /** Hours that pass, day and night. */
  { hours: number } | WorkingHours

/** Hours that pass while the office is open, by the clocks of the site's time zone. */
export type WorkingHours = {
  workingHours: number
  /** Opening and closing time, such as `['09:00', '17:30']`, up to `24:00`; a day without is closed. */
  open: Readonly<Partial<Record<Weekday, readonly [from: string, to: string]>>>
  /** Days on which nobody works, such as `2026-12-25`. */
  holidays: readonly string[]
}

/** How long what visitors have sent is kept, from what was done about it last; the privacy page says the same. */
export type Retention = {
  /** Replies and enquiries marked as spam, and replies in the bin. */
  spamDays: number
  rejectedDays: number
  /** Enquiries, from the last that was done about them. */
  answeredMonths: number
  /** Network addresses whole; after that only the network, from which no household can be told. */
  clientDays: number
  /** The text of mails that have left, and their copies in the mailbox folder. */
  mailTextDays: number
  /** That a mail was sent, when and to whom. */
  mailMonths: number
}

export type Site = {
  name: string
  /** One line under the name on the front page. */
  tagline: string
  /** For search engines and feeds. */
  description: string
  /** BCP 47 language of everything that does not say otherwise. */
  lang: string
  /** IANA time zone in which dates are typed, deadlines told and digests sent. */
  timeZone: string
  navigation: readonly { label: string; path: string }[]
  contact: { email: string; phone?: string; address?: readonly string[] }
  shareTargets: readonly ShareTarget[]
  /** By when an enquiry is answered; the words on the site and in mails follow from it. */
  promise: ResponsePromise
  /** When staff get the list of what is open, in the morning of each day on which the promise's hours run. */
  digestAt: string
  retention: Retention
  articlesPerPage: number
  privacyPath: string
  /** Browser chrome, light and dark: the paper colours of app/globals.css. */
  themeColor: { light: string; dark: string }
  /** Picture of the site in public/, for articles without one of their own. */
  picture: { path: string; alt: string; width: number; height: number }
}

/** The organisation that runs this site. Change it here; nothing else names it. */
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
