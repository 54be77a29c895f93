import { nearest } from '../nearest.ts'

/** What to write in place of a field that site.yml or theme.yml does not have. */
export function adviceForSetting(name: string, known: readonly string[]): string | undefined {
  const plain = name.toLowerCase().replace(/[\s_.-]/g, '')
  const elsewhere = Object.hasOwn(otherPlaces, plain) ? otherPlaces[plain] : undefined
  if (elsewhere && !known.includes(plain)) return elsewhere
  const other = Object.hasOwn(otherNames, plain) ? otherNames[plain] : undefined
  const meant = known.find((one) => one === other) ?? nearest(name, known)
  return meant && `Did you mean "${meant}"?`
}

const otherNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
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
    articlesPerPage: 'perpage pagesize pagination',
    privacyPath: 'privacy privacypage privacypolicy',
    accent: 'primary primarycolor primarycolour color colour brand link',
    paper: 'background backgroundcolor bg page',
    ink: 'text textcolor foreground fg',
    typeface: 'font fontfamily fonts face',
  }).flatMap(([field, names]) => names.split(' ').map((one) => [one, field])),
)

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
