import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { readArgs } from '#lib/cli/setup/args.ts'
import { envWith } from '#lib/cli/setup/env-text.ts'
import { folderProblem, pagesFor, root } from '#lib/cli/setup/folder.ts'
import { siteFile } from '#lib/cli/setup/site-file.ts'
import { parseOrganisation } from '#lib/content/organisation/parse.ts'
import { languages } from '#lib/words/languages.ts'

const wrong: [flags: string[], told: string][] = [
  [
    ['--lang', 'français'],
    '--lang must be one of en, fr, de, es, ar, with a region such as fr-CA or without; found "français". Did you mean fr?',
  ],
  [
    ['--lang', 'it'],
    '--lang must be one of en, fr, de, es, ar, with a region such as fr-CA or without; found "it"',
  ],
  [
    ['--lang', 'fr_FR'],
    '--lang must be one of en, fr, de, es, ar, with a region such as fr-CA or without; found "fr_FR". Did you mean fr-FR?',
  ],
  [
    ['--time-zone', 'Paris'],
    '--time-zone must be a time zone, such as Europe/London; found "Paris". Did you mean Europe/Paris?',
  ],
  [
    ['--time-zone', 'Europe/Pariss'],
    '--time-zone must be a time zone, such as Europe/London; found "Europe/Pariss". Did you mean Europe/Paris?',
  ],
  [
    ['--lang', 'fr', '--time-zone', 'Lyon'],
    '--time-zone must be a time zone, such as Europe/London; found "Lyon". It is named after a large city: where fr is spoken, Europe/Paris',
  ],
  [['--staff', 'accueil'], '--staff: “accueil” is not an email address; separate several with commas'],
  [['--staff', ''], '--staff is empty: write at least one email address'],
  [
    ['--smtp', 'mail.example.org'],
    '--smtp must look like smtp://user:password@mail.example.org:587 or smtps://…; in a password, write % / ? # @ as %25 %2F %3F %23 %40',
  ],
  [
    ['--url', 'https://x.example/blog'],
    '--url must be an origin without a path, such as https://www.example.org. Did you mean https://x.example?',
  ],
  [
    ['--url', 'www.x.example'],
    '--url must be an origin without a path, such as https://www.example.org. Did you mean https://www.x.example?',
  ],
  [
    ['--promise', '24h'],
    '--promise must be a number of hours, more than 0 and at most 1000, such as 24; found "24h"',
  ],
  [
    ['--promise', '0'],
    '--promise must be a number of hours, more than 0 and at most 1000, such as 24; found "0"',
  ],
  [['--name', ' '], '--name is empty: write the name of your organisation'],
  [['--name', '--lang', 'fr'], '--name needs a value, such as --name "Acorn Clinic"'],
  [['--nmae', 'Acorn'], '--nmae is no flag of this command. Did you mean --name?'],
  [
    ['--name', 'Acorn', 'Clinic'],
    '“Clinic” belongs to no flag: put a text with spaces in quotes, such as --name "Acorn Clinic"',
  ],
  [
    ['--lang', 'it', '--promise', 'soon'],
    '--lang must be one of en, fr, de, es, ar, with a region such as fr-CA or without; found "it"\n--promise must be a number of hours, more than 0 and at most 1000, such as 24; found "soon"',
  ],
]

test.each(wrong)('%j is named with its remedy', (flags, told) => {
  expect(readArgs(flags)).toEqual({ problems: told.split('\n') })
})

test('what is right is taken as it is meant', () => {
  const flags = [
    '--lang',
    'fr-fr',
    '--time-zone',
    'europe/paris',
    '--url',
    'https://X.example/',
    '--smtp',
    '',
  ]
  expect(readArgs([...flags, '--staff', 'a@x.example, b@x.example', '--promise', '08'])).toEqual({
    ...{ isHelp: false, folder: undefined },
    given: {
      ...{ lang: 'fr-FR', 'time-zone': 'Europe/Paris', url: 'https://x.example', smtp: '' },
      ...{ staff: 'a@x.example,b@x.example', promise: '8' },
    },
  })
})

const around = mkdtempSync(join(tmpdir(), 'broadsheet-folders-'))
afterAll(() => rmSync(around, { recursive: true }))

const inProgram =
  'lies in the program itself, which an upgrade replaces: choose one beside it, such as ../our-site'
const isFile = 'is a file, not a folder: choose another name, or move it away'

test.each([
  [root, inProgram],
  [join(root, 'lib', 'ours'), inProgram],
  [join(root, 'content'), inProgram],
  [join(root, '.next', 'ours'), inProgram],
  [join(root, '..'), 'holds the program itself: choose one beside it, such as ../our-site'],
  [join(around, 'data'), 'is DATA_DIR, with the database in it: choose one beside it, such as ../our-site'],
  [join(around, 'a-file'), isFile],
  [join(around, 'a-file', 'below'), isFile],
  [join(around, 'half'), 'is a file where a folder belongs: move it away'],
  [join(around, `'"\` #x`), 'has signs that .env cannot hold: choose another name'],
])('the folder %s is refused', (folder, told) => {
  writeFileSync(join(around, 'a-file'), '')
  mkdirSync(join(around, 'half'), { recursive: true })
  writeFileSync(join(around, 'half', 'pages'), '')
  expect(folderProblem(folder, join(around, 'data'))).toMatch(new RegExp(` ${told}$`))
})

test.each(['ours', "l'été #1", 'عيادة', 'a "b" c', 'deep/er'])('the folder %s is taken', (name) => {
  expect(folderProblem(join(around, name), join(around, 'data'))).toBe(undefined)
})

test.each([
  "L'atelier Kiné",
  'عيادة النور',
  'Acorn: "A" & B #1',
  '# - [x] {y}: *z',
  'true',
  '2026-11-20',
  'null',
  "''",
])('the name %s stands in site.yml as it was said, in each language', (name) => {
  for (const lang of languages) {
    const answers = { name, lang, 'time-zone': 'Europe/Paris', staff: 'a@x.example', promise: '7.5' }
    const { value, diagnostics } = parseOrganisation('site', Buffer.from(siteFile(answers)))
    expect(diagnostics).toEqual([])
    expect(value).toMatchObject({
      ...{ name, lang, timeZone: 'Europe/Paris', contact: { email: 'a@x.example' } },
      ...{ tagline: '', promise: { hours: 7.5 } },
    })
  }
})

test('without an address that others can write to, site.yml names none', () => {
  const answers = {
    name: 'A',
    lang: 'de',
    'time-zone': 'Europe/Berlin',
    staff: 'staff@localhost',
    promise: '24',
  }
  expect(parseOrganisation('site', Buffer.from(siteFile(answers))).diagnostics).toEqual([])
})

test('each page has the same settings and headings in every language, and says what to fill in', () => {
  const shape = (text: string) => ({
    settings: text.match(/<Setting name="\w+" \/>/g)?.sort(),
    headings: text.match(/^#+ /gm),
    links: text.match(/\]\([^)]*\)/g),
    rows: text.match(/^\|/gm)?.length,
    marks: text.match(/^\{\/\* .* \*\/\}$/gm)?.length,
  })
  const english = pagesFor('', 'en').map(({ text }) => shape(text))
  for (const lang of languages)
    expect([lang, ...pagesFor('', lang).map(({ text }) => shape(text))]).toEqual([lang, ...english])
  const sample = readFileSync(join(root, 'content', 'pages', 'privacy.mdx'), 'utf8')
  expect(new Set(english[1]?.settings)).toEqual(
    new Set([...(shape(sample).settings ?? []), '<Setting name="name" />']),
  )
})

test.each(['p$&ss', "a'b c", 'a"b #c', 'a`b', 'a#b', '\\n', '#'])('.env holds %s as it is', (value) => {
  const values = { CONTENT_DIR: value, SITE_URL: '', SMTP_URL: value, STAFF_EMAIL: 'a@x.example' }
  const fresh = envWith(undefined, values)
  const kept = envWith('#SMTP_URL=x\nCONTENT_DIR=\n', values)
  for (const text of [fresh, kept])
    expect(parseEnv(text)).toEqual({ CONTENT_DIR: value, SMTP_URL: value, STAFF_EMAIL: 'a@x.example' })
  expect(envWith(fresh, { ...values, SMTP_URL: 'other' })).toBe(fresh)
})
