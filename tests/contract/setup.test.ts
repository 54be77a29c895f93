import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv, stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programCopy } from '../support/setup.ts'
import { startSmtp } from '../support/smtp.ts'

// Of `npm run setup` everything but the site that is then served: tests/e2e/setup.test.ts.

let copy: ReturnType<typeof programCopy>
beforeAll(() => {
  copy = programCopy()
})
afterAll(() => copy.remove())

const lyon = [
  ...['--name', "L'atelier Kiné", '--lang', 'fr', '--time-zone', 'Europe/Paris'],
  ...['--staff', 'accueil@atelier.example', '--promise', '8'],
]

test('without a terminal flags make a folder without faults, and what was not given is told', async () => {
  const own = programCopy()
  try {
    const folder = own.place('cabinet')
    const { code, out, complaint } = await own.setup('--folder', folder, ...lyon)
    expect([code, complaint]).toEqual([0, ''])
    expect(out).toMatch(/^There is no terminal .*\n {2}--smtp none\n {2}--url none\n/)
    expect(out).toContain(`Each becomes a file in\n  ${join(own.program, 'data', 'mailbox')}\n`)
    expect(out).toMatch(/^ {2}http:\/\/localhost:3000\/staff\/sign-in\/[a-z0-9]+$/m)
    expect(readdirSync(folder).sort()).toEqual(['articles', 'authors', 'pages', 'site.yml'])
    const site = own.read('cabinet', 'site.yml')
    for (const line of ["name: L'atelier Kiné", 'lang: fr', 'timeZone: Europe/Paris', '  hours: 8'])
      expect(site.split('\n')).toContain(line)
    const env = join(own.program, '.env')
    expect(parseEnv(own.read('program', '.env'))).toEqual({
      CONTENT_DIR: folder,
      STAFF_EMAIL: 'accueil@atelier.example',
    })
    expect(statSync(env).mode & 0o77).toBe(0)
    expect(await own.npm('article', '--', 'check')).toMatchObject({
      code: 0,
      out: '0 articles, no faults.\n',
    })

    writeFileSync(join(folder, 'pages', 'about.mdx'), '---\ntitle: Nous\n---\n\nNous.\n')
    const before = own.read('program', '.env')
    const again = await own.setup('--folder', folder, ...lyon, '--staff', 'other@atelier.example')
    expect([again.code, again.complaint]).toEqual([
      1,
      '--staff is given twice: write it once\nNothing was written.\n',
    ])
    const second = await own.setup(
      '--folder',
      folder,
      '--name',
      'Another',
      '--staff',
      'other@atelier.example',
    )
    expect(second.code).toBe(0)
    const left = /Left alone, .*:\n((?: {2}\S+\n)+)/.exec(second.out)?.[1]?.trim().split(/\s+/)
    expect(left).toEqual([
      ...['site.yml', 'pages/about.mdx', 'pages/privacy.mdx'].map((name) => join(folder, name)),
      env,
    ])
    expect(second.out).toMatch(/^STAFF_EMAIL stays in \.env as it was/m)
    expect(second.out).not.toContain('Made:')
    expect(own.read('cabinet', 'site.yml')).toBe(site)
    expect(own.read('cabinet', 'pages', 'about.mdx')).toContain('title: Nous')
    expect(own.read('program', '.env')).toBe(before)
  } finally {
    own.remove()
  }
})

test('all defaults make a site, too', async () => {
  const own = programCopy()
  try {
    const { code, out } = await own.setup()
    expect(code).toBe(0)
    expect(out).toContain(
      '--name Broadsheet\n  --lang en-GB\n  --time-zone Europe/London\n  --staff staff@localhost\n',
    )
    expect(out).toContain('--promise 24\n')
    expect(out).toContain('The public pages name hello@example.org')
    expect(own.has('our-site', 'site.yml')).toBe(true)
    expect(await own.npm('article', '--', 'check')).toMatchObject({ code: 0 })
  } finally {
    own.remove()
  }
})

test('of an .env that is there each value stays, and what it lacks is added', async () => {
  const own = programCopy()
  const smtp = await startSmtp()
  try {
    const typed = '# mine\nPORT=4000\n#SITE_URL=https://www.example.org\nSTAFF_EMAIL=desk@practice.example'
    writeFileSync(join(own.program, '.env'), typed)
    const folder = own.place("l'été #1")
    const flags = ['--lang', 'en', '--name', 'Acorn: "A" & B #1', '--url', 'https://acorn.example']
    const { code, out } = await own.setup('--folder', folder, ...flags, '--smtp', smtp.url)
    expect(code).toBe(0)
    expect(own.read('program', '.env').split('\n').slice(0, 4)).toEqual([
      ...['# mine', 'PORT=4000', 'SITE_URL=https://acorn.example', 'STAFF_EMAIL=desk@practice.example'],
    ])
    expect(parseEnv(own.read('program', '.env'))).toEqual({
      ...{ PORT: '4000', SITE_URL: 'https://acorn.example', STAFF_EMAIL: 'desk@practice.example' },
      ...{ CONTENT_DIR: folder, SMTP_URL: smtp.url },
    })
    expect(out).toContain('(added to: CONTENT_DIR, SITE_URL, SMTP_URL)')
    expect(out).not.toContain('secret')
    expect(out).toMatch(/^ {2}A test mail to desk@practice\.example has left\. The server says: 250/m)
    expect(smtp.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['desk@practice.example', 'Test mail from Acorn: "A" & B #1'],
    ])
    expect(out).toMatch(/^ {2}https:\/\/acorn\.example\/staff\/sign-in\//m)
    expect(await own.npm('article', '--', 'check')).toMatchObject({ code: 0 })
  } finally {
    await smtp.stop()
    own.remove()
  }
})

test('a mail server that refuses is told with what to do, and the rest is done', async () => {
  const own = programCopy()
  const smtp = await startSmtp()
  smtp.behave('refuse-login')
  try {
    const { code, out } = await own.setup('--folder', own.place('site'), ...lyon, '--smtp', smtp.url)
    expect(code).toBe(0)
    expect(out).toMatch(
      /The test mail to accueil@atelier\.example has not left\. .*535.*\n {2}Correct SMTP_URL in \.env/,
    )
    expect(out).toContain('/staff/sign-in/')
  } finally {
    await smtp.stop()
    own.remove()
  }
})

test('every wrong flag is named with its remedy, and nothing is written', async () => {
  const flags = ['--lang', 'français', '--time-zone', 'Paris', '--promise', 'soon', '--nmae', 'Acorn']
  const { code, out, complaint } = await copy.setup('--folder', copy.place('site'), ...flags)
  expect([code, out]).toEqual([1, ''])
  expect(complaint.split('\n')).toEqual([
    '--nmae is no flag of this command. Did you mean --name?',
    expect.stringMatching(/^--lang must be one of en, fr, de, es, ar.* Did you mean fr\?$/),
    expect.stringMatching(/^--time-zone must be a time zone.* Did you mean Europe\/Paris\?$/),
    expect.stringMatching(/^--promise must be a number of hours.*; found "soon"$/),
    ...['Nothing was written.', ''],
  ])
  expect([copy.has('site'), copy.has('program', '.env'), copy.has('program', 'data')]).toEqual([
    ...[false, false, false],
  ])
})

test('a folder in the program is refused, and nothing is written', async () => {
  const { code, complaint } = await copy.setup('--folder', 'lib/ours', ...lyon)
  expect(code).toBe(1)
  expect(complaint).toMatch(/^\/\S+\/lib\/ours lies in the program itself, .*\nNothing was written\.\n$/)
  expect([copy.has('program', 'lib', 'ours'), copy.has('program', '.env')]).toEqual([false, false])
})

test('at a terminal seven questions are asked, a wrong answer again', async () => {
  const own = programCopy()
  try {
    const answers = [
      ...["L'atelier Kiné\r", 'français\r', 'fr\r', 'Lyon\r', '\r', 'accueil@atelier.example\r'],
      ...['\r', 'atelier.example/blog\r', '\r', '8\r'],
    ]
    const { code, out } = await own.atTerminal(answers, '--folder', own.place('cabinet'))
    expect(out).toContain('7 of 7  Within how many hours is an enquiry answered?')
    expect(out).toContain('This must be one of en, fr, de, es, ar')
    expect(out.replace(/\s+/g, ' ')).toContain('where fr is spoken, Europe/Paris')
    const lines = stripVTControlCharacters(out).split(/\r?\n/)
    const tooLong = lines.filter((line) => line.length > 80 && !/[/\\]/.test(line))
    expect(tooLong).toEqual([])
    expect(out).toContain('Did you mean https://atelier.example?')
    expect(code).toBe(0)
    const site = own.read('cabinet', 'site.yml').split('\n')
    for (const line of ["name: L'atelier Kiné", 'lang: fr', 'timeZone: Europe/Paris', '  hours: 8'])
      expect(site).toContain(line)
    const again = await own.atTerminal(['\r', '\r'], '--folder', own.place('cabinet'))
    expect(again.out).toContain('1 of 2  Your mail server')
    expect([again.code, again.out.includes('Left alone')]).toEqual([0, true])
  } finally {
    own.remove()
  }
})

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s at a question leaves nothing behind', async (_key, sign) => {
  const { code, out } = await copy.atTerminal(['Acorn\r', sign], '--folder', copy.place('broken-off'))
  expect(out).toContain('2 of 7  The language of the site')
  expect(out).toContain('Nothing was written.')
  expect(code).toBe(1)
  expect([copy.has('broken-off'), copy.has('program', '.env'), copy.has('program', 'data')]).toEqual([
    false,
    false,
    false,
  ])
})
