import { defaults } from '#lib/site.ts'
import { type Judge, plain } from '../lint/field-names.ts'
import { nearest } from '../nearest.ts'

/** What to write in place of a field that site.yml or theme.yml does not have. */
export const judgeSetting: Judge = (name, known) => {
  const ruleId = 'unknown-setting'
  const typed = plain(name)
  const elsewhere = placeElsewhere(typed, known)
  if (elsewhere && !known.includes(name)) return { ruleId, hint: elsewhere }
  const others = Object.hasOwn(otherNames, typed) ? (otherNames[typed] ?? []) : []
  const meant = known.find((one) => others.includes(one)) ?? nearest(name, known)
  if (meant) return { ruleId, hint: `Did you mean "${meant}"?`, meant }
  if (!known.includes('label')) return { ruleId }
  return { ruleId, hint: 'Each entry has a label and a path, such as - { label: About us, path: /about }' }
}

function placeElsewhere(typed: string, known: readonly string[]): string | undefined {
  const isSite = known.includes('timeZone')
  const isTheme = known.includes('typeface')
  if (isSite && ofTheme.includes(typed)) return 'It stands in theme.yml beside this file: write it there'
  if (isTheme && ofSite.includes(typed)) return 'It stands in site.yml beside this file: write it there'
  if (isTheme && (typed === 'light' || typed === 'dark'))
    return 'Write light and dark within each colour, such as accent: { light: "#7a1f2b", dark: "#f0aca4" }'
  return (isSite || isTheme) && Object.hasOwn(otherPlaces, typed) ? otherPlaces[typed] : undefined
}

const ofTheme = 'accent paper ink typeface font theme colors colours color colour'.split(' ')
const ofSite = Object.keys(defaults).map((field) => field.toLowerCase())

const otherNames: Readonly<Record<string, string[]>> = inverted({
  topic: 'topics tag tags category categories subject',
  articles: 'article slugs slug posts items picks',
  limit: 'max maximum most count number length',
  title: 'name label heading caption section',
  name: 'title sitename organisation organization company',
  tagline: 'slogan subtitle claim motto',
  description: 'about summary seodescription',
  lang: 'language locale',
  timeZone: 'tz zone timezone',
  navigation: 'nav menu header links',
  footer: 'footerlinks footermenu bottom',
  shareTargets: 'share sharing social socials',
  promise: 'response answerwithin sla',
  digestAt: 'digest digesttime',
  retention: 'keep kept erase',
  replies: 'comments discussion',
  enquiryOnArticles: 'enquiry enquiries contactform',
  figures: 'analytics statistics stats tracking visits counting',
  articlesPerPage: 'perpage pagesize pagination',
  privacyPath: 'privacy privacypage privacypolicy',
  medicalTopics: 'medical medicaltopic',
  hub: 'websub pubsubhubbub',
  accent: 'primary primarycolor primarycolour color colour brand link',
  paper: 'background backgroundcolor bg page',
  ink: 'text textcolor foreground fg',
  typeface: 'font fontfamily fonts face',
  label: 'title text name caption',
  path: 'link href url address to page',
  light: 'day lite bright',
  dark: 'night darkmode',
  email: 'mail emailaddress',
  phone: 'telephone tel mobile',
})

function inverted(lists: Readonly<Record<string, string>>): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const [field, names] of Object.entries(lists))
    for (const one of names.split(' ')) fields[one] = [...(fields[one] ?? []), field]
  return fields
}

const otherPlaces: Readonly<Record<string, string>> = {
  url: 'The public address is SITE_URL in .env: remove this line',
  siteurl: 'The public address is SITE_URL in .env: remove this line',
  baseurl: 'The public address is SITE_URL in .env: remove this line',
  staff: 'Who is told by mail stands in STAFF_EMAIL in .env: remove this line',
  staffemail: 'Who is told by mail stands in STAFF_EMAIL in .env: remove this line',
  smtp: 'The mail server is SMTP_URL in .env: remove this line',
  email: 'Write it under contact: contact: { email: hello@example.org }',
  phone: 'Write it under contact: contact: { phone: "+44 20 7946 0000" }',
  address: 'Write it under contact, as a list of lines: contact: { address: [1 High Street, London] }',
  hours: 'Write it under promise: promise: { hours: 24 }',
  logo: 'Save it beside this file as logo.svg or logo.png, and remove this line',
  themecolor: 'Colours stand in theme.yml beside this file: remove this line',
  picture: 'The picture on share cards is made by the site: remove this line',
}
