import { expect, test } from 'vitest'
import { type Site, site, type WorkingHours } from '#lib/site.ts'
import { siteProblems } from '#lib/site-schema.ts'

const office: WorkingHours = {
  workingHours: 8,
  open: { monday: ['09:00', '17:00'], saturday: ['20:00', '24:00'] },
  holidays: ['2026-12-25'],
}

const without = (key: keyof Site) => {
  const { [key]: _, ...rest } = site
  return rest
}

test('the settings that come with the project are right, and so are other shapes of them', () => {
  expect(siteProblems(site)).toEqual([])
  const other = {
    ...site,
    name: "L'atelier Kiné",
    lang: 'fr-FR',
    timeZone: 'America/Argentina/Buenos_Aires',
    promise: office,
    digestAt: '07:45',
    navigation: [{ label: 'Rendez-vous', path: 'https://book.example/kine' }],
    contact: { email: 'accueil@example.org', phone: '+33 4 78 00 00 00', address: ['1 rue Haute', 'Lyon'] },
  }
  expect(siteProblems(other)).toEqual([])
  for (const lang of ['cy', 'zh-Hant', 'ar', 'de-AT', 'he'])
    expect(siteProblems({ ...site, lang })).toEqual([])
  for (const timeZone of ['UTC', 'Asia/Kolkata']) expect(siteProblems({ ...site, timeZone })).toEqual([])
})

test.each(Object.keys(site) as (keyof Site)[])('a site without %s is told so in one line', (key) => {
  expect(siteProblems(without(key))).toEqual([expect.stringMatching(`^${key} is missing: it must `)])
})

test.each<[string, object, string[]]>([
  [
    'a part of a field',
    { retention: { ...site.retention, mailMonths: undefined } },
    ['retention.mailMonths is missing'],
  ],
  ['a number as text', { articlesPerPage: '12' }, ['articlesPerPage must be a whole number from 1 to 200']],
  [
    'a period of nothing',
    { retention: { ...site.retention, spamDays: 0 } },
    ['retention.spamDays must be a whole number of days'],
  ],
  ['an empty name', { name: ' ' }, ['name must be the organisation’s name']],
  ['a language by its name', { lang: 'français' }, ['lang must be a language (BCP 47)']],
  ['a language by its English name', { lang: 'french' }, ['lang must be a language']],
  ['a language with an underscore', { lang: 'de_AT' }, ['lang must be a language']],
  [
    'a city',
    { timeZone: 'Paris' },
    ['timeZone must be a time zone, such as Europe/London. Did you mean Europe/Paris?'],
  ],
  ['an offset', { timeZone: '+01:00' }, ['timeZone must be a time zone, such as Europe/London.']],
  ['a path without a slash', { privacyPath: 'privacy' }, ['privacyPath must be a path, such as /about']],
  ['an entry without a path', { navigation: [{ label: 'About' }] }, ['navigation.0.path is missing']],
  ['an entry that is a word', { navigation: ['About'] }, ['navigation.0 must have a label and a path']],
  ['a navigation that is no list', { navigation: '/about' }, ['navigation must be a list']],
  [
    'an address without a host',
    { contact: { email: 'accueil' } },
    ['contact.email must be one email address'],
  ],
  [
    'two addresses',
    { contact: { email: 'a@example.org, b@example.org' } },
    ['contact.email must be one email'],
  ],
  [
    'an unknown target',
    { shareTargets: ['facebook', 'myspace'] },
    ['shareTargets.1 must be one of facebook'],
  ],
  [
    'a colour by its name',
    { themeColor: { light: 'white', dark: '#15171a' } },
    ['themeColor.light must be a colour'],
  ],
  ['a picture of no width', { picture: { ...site.picture, width: 0 } }, ['picture.width must be its width']],
  ['a promise of no hours', { promise: { hours: 0 } }, ['promise.hours must be a number of hours']],
  ['a promise in words', { promise: 'tomorrow' }, ['promise must have hours, or workingHours']],
  ['an empty promise', { promise: {} }, ['promise.hours is missing']],
  [
    'hours that end before they begin',
    { promise: { ...office, open: { monday: ['17:00', '09:00'] } } },
    ['promise.open.monday must be two times'],
  ],
  [
    'hours without minutes',
    { promise: { ...office, open: { monday: ['9', '17'] } } },
    ['promise.open.monday must be two times'],
  ],
  [
    'a misspelt day',
    { promise: { ...office, open: { moday: ['09:00', '17:00'] } } },
    ['promise.open has moday'],
  ],
  [
    'an office that never opens',
    { promise: { ...office, open: {} } },
    ['promise has more hours than you are open in a year'],
  ],
  [
    'an office that opens too little',
    { promise: { ...office, workingHours: 1000, open: { monday: ['09:00', '09:30'] } } },
    ['promise has more hours than you are open in a year'],
  ],
  [
    'a holiday without a year',
    { promise: { ...office, holidays: ['25.12.'] } },
    ['promise.holidays.0 must be a day'],
  ],
  ['a time that is none', { digestAt: '24:00' }, ['digestAt must be a time']],
  ['a field that nobody knows', { shareTarget: [] }, ['shareTarget is not known']],
])('%s is told with its place, in one line', (_, change, expected) => {
  expect(siteProblems({ ...site, ...change })).toEqual(
    expected.map((start) => expect.stringContaining(start)),
  )
})

test('several are told at once', () => {
  const wrong = { ...without('retention'), lang: '', digestAt: 'morning' }
  expect(siteProblems(wrong)).toHaveLength(3)
})
