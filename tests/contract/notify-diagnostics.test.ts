import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { startDiagnosticNotifier } from '#lib/content/notify-diagnostics.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { createLog } from '#lib/log.ts'
import type { MessageOf } from '#lib/mail/message.ts'
import { eachDatabase } from '../support/databases.ts'
import { openDoors } from '../support/doors.ts'

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
