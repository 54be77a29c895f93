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
  /** By when an enquiry is answered: hours from the moment it is stored. */
  promise: { hours: number }
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
  articlesPerPage: 12,
  privacyPath: '/privacy',
  themeColor: { light: '#fbf9f4', dark: '#15171a' },
  picture: { path: '/site.png', alt: 'Broadsheet', width: 1200, height: 630 },
}
