import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { startDiagnosticNotifier } from '#lib/content/notify-diagnostics.ts'
import { show, usual } from '#lib/content/organisation/live.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { createLog } from '#lib/log.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import type { MessageOf } from '#lib/mail/message.ts'
import { renderMessage } from '#lib/mail/messages.ts'
import { site as live } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { eachDatabase } from '../support/databases.ts'
import { openDoors } from '../support/doors.ts'
import { startSmtp } from '../support/smtp.ts'
import { contentFolder, front, good } from '../unit/content/folder.ts'

const fault = (message: string, more: Partial<FileDiagnostic> = {}): FileDiagnostic => ({
  file: 'content/articles/x.mdx',
  line: 3,
  column: 1,
  ruleId: 'heading',
  message,
  severity: 'error',
  isDraft: false,
  ...more,
})

const noLinks = { itemLink: () => '', signInLink: () => '' }

/** What each mail to the first of the staff tells, in the order the mails were written. */
async function told(db: Database): Promise<string[][]> {
  const rows = await db.read
    .selectFrom('outbox')
    .select(['message', 'recipient'])
    .where('recipient', '=', 'one@staff.example')
    .orderBy('id')
    .execute()
  return rows.map((row) =>
    (JSON.parse(row.message) as MessageOf<'content-faults'>).faults.map(({ message }) => message),
  )
}

/** A site as far as its faults go; those that stand, and the time, are changed by the test. */
function site(db: Database) {
  const { deps } = openDoors(db)
  let time = 0
  let standing: readonly FileDiagnostic[] = []
  const start = () => {
    const news = startDiagnosticNotifier({ ...deps, log: createLog('error'), clock: () => time })
    onTestFinished(() => news.stop())
    news.follow({ faults: () => standing, isAway: () => false })
    return news
  }
  let news = start()
  return {
    stand(...faults: FileDiagnostic[]) {
      standing = faults
      return news.look()
    },
    /** Lets time pass, a second at a time, as the site looks. */
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        time += 1000
        await news.look()
      }
    },
    async restart() {
      await news.stop()
      time = 0
      news = start()
      await news.look()
    },
  }
}

const known = async (db: Database) => (await db.read.selectFrom('content_fault').selectAll().execute()).length

eachDatabase((name, open) => {
  test(`${name}: after a minute of rest staff are told once, each of them by one mail for all files`, async () => {
    const db = await open()
    const one = site(db)
    await one.stand(fault('a'), fault('b', { file: 'content/articles/y.mdx' }))
    await one.pass(59)
    expect(await told(db)).toEqual([])
    await one.pass(1)
    expect(await told(db)).toEqual([['a', 'b']])
    const recipients = await db.read.selectFrom('outbox').select('recipient').execute()
    expect(recipients.map(({ recipient }) => recipient).sort()).toEqual([
      'one@staff.example',
      'two@staff.example',
    ])
    await one.stand(fault('a'), fault('b', { file: 'content/articles/y.mdx' }), fault('c'))
    await one.pass(600)
    expect(await told(db)).toEqual([['a', 'b'], ['c']])
  })

  test(`${name}: files that come one after another are one mail, a minute after the last`, async () => {
    const db = await open()
    const one = site(db)
    const faults: FileDiagnostic[] = []
    for (let number = 0; number < 4; number++) {
      faults.push(fault(`fault ${number}`, { file: `content/articles/x${number}.mdx` }))
      await one.stand(...faults)
      await one.pass(40)
    }
    expect(await told(db)).toEqual([])
    await one.pass(20)
    expect(await told(db)).toEqual([['fault 0', 'fault 1', 'fault 2', 'fault 3']])
  })

  test(`${name}: a folder that never rests is told of all the same, but not of what was written just now`, async () => {
    const db = await open()
    const one = site(db)
    const faults: FileDiagnostic[] = []
    for (let number = 0; number < 10; number++) {
      faults.push(fault(`fault ${number}`))
      await one.stand(...faults)
      await one.pass(30)
    }
    // Nine of them have stood for a minute by now.
    expect(await told(db)).toEqual([faults.slice(0, 9).map(({ message }) => message)])
  })

  test(`${name}: what was mended within the minute is told to nobody`, async () => {
    const db = await open()
    const one = site(db)
    await one.stand(fault('a'), fault('b'))
    await one.pass(50)
    await one.stand(fault('b'))
    await one.pass(50)
    await one.stand()
    await one.pass(600)
    expect(await told(db)).toEqual([])
  })

  test(`${name}: a draft mails nobody, until it is published as it is`, async () => {
    const db = await open()
    const one = site(db)
    await one.stand(fault('a', { isDraft: true }))
    await one.pass(600)
    expect(await told(db)).toEqual([])
    await one.stand(fault('a'))
    await one.pass(60)
    expect(await told(db)).toEqual([['a']])
  })

  test(`${name}: a fault that only moves to another line is not told again`, async () => {
    const db = await open()
    const one = site(db)
    await one.stand(fault('a'))
    await one.pass(30)
    await one.stand(fault('a', { line: 4 }))
    await one.pass(30)
    expect(await told(db)).toEqual([['a']])
    await one.stand(fault('a', { line: 5 }))
    await one.pass(600)
    expect(await told(db)).toEqual([['a']])
  })

  test(`${name}: over a restart nothing is told twice, and nothing that waited is forgotten`, async () => {
    const db = await open()
    const one = site(db)
    await one.stand(fault('a'))
    await one.pass(60)
    await one.stand(fault('a'), fault('b'))
    await one.pass(30)
    await one.restart()
    await one.pass(60)
    expect(await told(db)).toEqual([['a'], ['b']])
    await one.restart()
    await one.pass(600)
    expect(await told(db)).toEqual([['a'], ['b']])
  })

  test(`${name}: a fault that was mended is told again when it comes back, also over a restart`, async () => {
    const db = await open()
    const one = site(db)
    await one.stand(fault('a'))
    await one.pass(60)
    await one.stand()
    await one.pass(60)
    expect(await known(db)).toBe(0)
    await one.stand(fault('a'))
    await one.pass(60)
    await one.stand()
    await one.restart()
    await one.pass(60)
    await one.stand(fault('a'))
    await one.pass(60)
    expect(await told(db)).toEqual([['a'], ['a'], ['a']])
  })

  test(`${name}: a file that is saved anew with the same fault was not mended in between`, async () => {
    const db = await open()
    const one = site(db)
    await one.stand(fault('a'))
    await one.pass(60)
    await one.stand()
    await one.pass(5)
    await one.stand(fault('a'))
    await one.pass(600)
    expect(await told(db)).toEqual([['a']])
  })

  test(`${name}: a thousand faults are one mail that lists some of each file and counts the rest`, async () => {
    const db = await open()
    const one = site(db)
    const many = Array.from({ length: 999 }, (_, number) => fault(`fault ${number}`))
    const other = fault('in another file', { file: 'content/articles/y.mdx' })
    await one.stand(...many, other)
    await one.pass(60)
    expect(await known(db)).toBe(1000)
    const rows = await db.read.selectFrom('outbox').select('message').execute()
    expect(rows).toHaveLength(2)
    const message = JSON.parse(rows[0]?.message ?? '') as MessageOf<'content-faults'>
    expect([message.more, message.faults.length]).toEqual([960, 40])
    expect(message.faults.at(-1)?.message).toBe('in another file')
  })
})

test('staff are mailed the faults of the organisation’s own files, each with its place, its remedy and what is typed', async () => {
  const folder = await contentFolder({ 'site.yml': 'name: Acorn Clinic\nlang: de\n' })
  const { library } = await folder.open()
  await folder.write('site.yml', 'name: Acorn Clinic\nlang: de\ntimeZone: Paris\n')
  await folder.write('theme.yml', 'typeface: sens\n')
  await folder.write('words.yml', 'reply.headng: Schreiben\n')
  await folder.write('logo.svg', '<svg')
  await library.refresh()
  const data = await mkdtemp(join(tmpdir(), 'broadsheet-faults-'))
  onTestFinished(() => rm(data, { recursive: true }))
  const db = await openDatabase({ kind: 'sqlite', file: join(data, 'site.db') })
  onTestFinished(() => db.close())
  await db.migrate()
  const one = site(db)
  await one.stand(...library.faults())
  await one.pass(60)
  const [row] = await db.read.selectFrom('outbox').select('message').execute()
  const smtp = await startSmtp()
  onTestFinished(() => smtp.stop())
  onTestFinished(() => show(usual))
  const mailer = createMailer({
    ...{ smtpUrl: smtp.url, from: 'no-reply@example.org', dataDir: data, log: createLog('error') },
  })
  const message = JSON.parse(row?.message ?? '') as MessageOf<'content-faults'>
  const written = renderMessage(message, { site: live, siteUrl: 'https://www.example.org', ...noLinks })
  const envelope = { messageId: '<one@example.org>', date: 0, to: 'one@staff.example' }
  expect(await mailer.send({ ...written, ...envelope })).toMatchObject({ kind: 'sent' })
  const { subject = '', text = '' } = smtp.mails[0] ?? {}
  expect(subject).toBe(words('de')('mail.faults.in-files', { count: 4, files: 4 }))
  const said = text.replace(/\s+/g, ' ')
  for (const part of [
    'site.yml:3:11: "timeZone" must be a time zone, such as Europe/London; found "Paris". Did you mean Europe/Paris?',
    '3 | timeZone: Paris',
    'theme.yml:1:11: ',
    '1 | typeface: sens',
    'words.yml:1:1: ',
    'reply.heading',
    'logo.svg:1:1: this is no SVG drawing',
  ])
    expect(said).toContain(part)
})

test('a mail shows what is written at the place of a fault', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-faults-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'x.mdx')
  await writeFile(file, '---\ntitle: A title\ntitel: Our new clinic\n---\nWords.\n')
  const db = await openDatabase({ kind: 'sqlite', file: join(folder, 'site.db') })
  onTestFinished(() => db.close())
  await db.migrate()
  const one = site(db)
  await one.stand(fault('unknown field', { file }))
  await one.pass(60)
  const [row] = await db.read.selectFrom('outbox').select('message').execute()
  expect(JSON.parse(row?.message ?? '')).toMatchObject({ faults: [{ typed: '  3 | titel: Our new clinic' }] })
})

test('a mail tells errors before warnings, which files are not on the site, and one cause in many files once', async () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  const folder = await contentFolder({
    ...Object.fromEntries(
      names.map((name) => [
        `articles/${name}.mdx`,
        front(`title: ${name}`, ...good.slice(1), 'layout: post'),
      ]),
    ),
    'articles/z.mdx': front(...good, 'draff: true'),
    'articles/short.mdx': front(good[0], good[2]),
  })
  const { library } = await folder.open()
  const db = await openDatabase({ kind: 'sqlite', file: join(folder.path, '.site.db') })
  onTestFinished(() => db.close())
  await db.migrate()
  let time = 0
  const { deps } = openDoors(db)
  const news = startDiagnosticNotifier({ ...deps, log: createLog('error'), clock: () => time })
  onTestFinished(() => news.stop())
  news.follow(library)
  await news.look()
  time = 60_000
  await news.look()
  const [row] = await db.read.selectFrom('outbox').select('message').execute()
  const message = JSON.parse(row?.message ?? '') as MessageOf<'content-faults'>
  const { text } = renderMessage(message, { site: live, siteUrl: 'https://www.example.org', ...noLinks })
  const said = text.replaceAll(`${folder.path}/articles/`, '').replace(/\s+/g, ' ')
  expect(said).toContain('Not on the site as they stand: z.mdx: kept off the site')
  const [errors, warnings] = [
    said.indexOf('z.mdx:5:1: unknown field "draff"'),
    said.indexOf('a.mdx:5:1: unknown field "layout"'),
  ]
  expect(said).toMatch(/Errors: Where \(file, line, column\), what, and what is written there z\.mdx:5:1/)
  expect(errors).toBeGreaterThan(said.indexOf('Errors'))
  expect(said.indexOf('Warnings')).toBeGreaterThan(errors)
  expect(warnings).toBeGreaterThan(said.indexOf('Warnings'))
  expect(said).toContain('and in 4 more files: b.mdx:5, c.mdx:5, d.mdx:5 … (warning)')
  expect(said).not.toContain('there is no description')
  expect(message.more).toBe(0)
})
