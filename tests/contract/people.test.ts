import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { createLog } from '#lib/log.ts'
import { createMailbox } from '#lib/mail/mailbox.ts'
import { personPage } from '#lib/privacy/page.ts'
import { erasePerson, exportPerson, findPerson } from '#lib/privacy/person.ts'
import { answerReply } from '#lib/replies/answer.ts'
import { decideReplies } from '#lib/replies/decide.ts'
import { repliesTo } from '#lib/replies/queries.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { formatMoment } from '#lib/time/format.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, contentsOf, hostileAddresses, openDoors, start } from '../support/doors.ts'

const client = '192.0.2.1'
const by = 'one@staff.example'
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** Two people who have both left a reply, had it published and answered, and enquired. */
async function withTwo(db: Database) {
  const dataDir = await mkdtemp(join(tmpdir(), 'broadsheet-people-'))
  folders.push(dataDir)
  const doors = openDoors(db, { DATA_DIR: dataDir })
  const { deps } = doors
  for (const [name, email] of [
    ['Ada', 'Ada@example.org'],
    ['Bob', 'bob@example.org'],
  ] as const) {
    const reply = { comment: `A thought of ${name}.`, name, email, website: `https://${name}.example/` }
    await submitReply(deps, { article: article(), fields: reply, client })
    await submitReply(deps, { article: article('two'), fields: { ...reply, comment: 'Not yet.' }, client })
    const enquiry = { name, email, phone: '01632 960 001', organisation: '', requirements: `For ${name}.` }
    await submitEnquiry(deps, { page: '/contact', fields: enquiry, client })
  }
  const rows = await db.read.selectFrom('reply').select('id').where('article', '=', 'an-article').execute()
  await decideReplies(deps, { ids: rows.map(({ id }) => id), decision: 'approve', by })
  for (const { id } of rows) await answerReply(deps, { id, text: 'Thank you.', by })
  doors.dropped.splice(0)
  const lines: string[] = []
  const log = createLog('info', (line) => void lines.push(line))
  return { ...doors, deps: { ...deps, log }, dataDir, lines }
}

/** Every cell of every table, as text. */
async function wholeDatabase(db: Database): Promise<string> {
  const tables = ['event', 'reply_answer', 'sign_in', 'notice'] as const
  const rest = await Promise.all(tables.map((table) => db.read.selectFrom(table).selectAll().execute()))
  return JSON.stringify([await contentsOf(db), rest])
}

eachDatabase((name, open, place) => {
  test(`${name}: everything about a person is shown, whatever capitals are typed, and nothing of others`, async () => {
    const db = await open()
    const { deps } = await withTwo(db)
    const before = await wholeDatabase(db)
    const person = await findPerson(deps, ' ADA@example.org ')
    expect(person?.replies.map(({ comment, client }) => [comment, client])).toEqual([
      ['A thought of Ada.', client],
      ['Not yet.', client],
    ])
    expect(person?.enquiries).toMatchObject([{ requirements: 'For Ada.', client, history: [] }])
    expect(person?.mails.map(({ kind }) => kind).sort()).toEqual([
      ...['enquiry-acknowledgement', 'enquiry-to-staff', 'enquiry-to-staff'],
      ...['reply-to-staff', 'reply-to-staff', 'reply-to-staff', 'reply-to-staff'],
    ])
    expect(JSON.stringify(person).toLowerCase()).not.toContain('bob')
    expect(await findPerson(deps, 'nobody@example.org')).toEqual({
      ...{ email: 'nobody@example.org', replies: [], enquiries: [], mails: [] },
    })
    expect(await wholeDatabase(db)).toBe(before)
  })

  test(`${name}: the export is JSON that a person can read, with all that is held`, async () => {
    const db = await open()
    const { deps } = await withTwo(db)
    const exported = JSON.parse((await exportPerson(deps, 'ada@example.org')) ?? '')
    expect(exported).toMatchObject({
      email: 'ada@example.org',
      exportedAt: new Date(start).toISOString(),
      replies: [
        {
          ...{
            article: 'an-article',
            name: 'Ada',
            email: 'Ada@example.org',
            website: 'https://ada.example/',
          },
          ...{ createdAt: new Date(start).toISOString(), client, status: 'approved' },
          answers: [{ text: 'Thank you.' }],
        },
        { comment: 'Not yet.', status: 'waiting' },
      ],
      enquiries: [{ phone: '01632 960 001', requirements: 'For Ada.', reference: expect.any(String) }],
    })
    expect(exported.mails).toHaveLength(7)
  })

  test(`${name}: the page to hand over says in words all that the JSON does, and names no colleague`, async () => {
    const db = await open()
    const { deps, clock } = await withTwo(db)
    const text = '<script>alert(1)</script> שלום'
    const enquiry = { name: 'Ada <b>', phone: '', organisation: '', requirements: text }
    const fields = { ...enquiry, email: 'ada@example.org' }
    await submitEnquiry(deps, { page: '/contact', fields, client })
    const person = await findPerson(deps, 'ADA@example.org')
    if (!person) throw new Error('nobody')
    const site = { name: 'The practice', lang: 'en-GB', timeZone: 'Europe/Paris' }
    const page = personPage(person, { site, now: clock.time, titleOf: () => 'An article' })
    for (const { reference } of person.enquiries) expect(page).toContain(reference)
    for (const words of ['A thought of Ada.', 'Not yet.', 'For Ada.', 'Thank you.', '01632 960 001', client])
      expect(page).toContain(words)
    expect(page).toContain(formatMoment(clock.time, site))
    expect(page).toMatch(/\d\d:\d\d \((?:CET|CEST|UTC\+[12]|GMT\+[12])\)/)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; שלום')
    expect(page).not.toMatch(/<script|<link|src=|href=|url\(/)
    expect(page).not.toContain(by)
    expect(page).not.toContain('Bob')
    const nobody = personPage(
      { ...person, replies: [], enquiries: [], mails: [] },
      { site, now: 0, titleOf: String },
    )
    expect(nobody).toContain('Nothing is kept under this address.')
  })

  test(`${name}: whoever is erased is nowhere in the database any more, and others are whole`, async () => {
    const db = await open()
    const { deps, dropped, lines } = await withTwo(db)
    const other = await findPerson(deps, 'bob@example.org')
    expect(await erasePerson(deps, { email: 'ADA@EXAMPLE.ORG', keepPublished: false })).toEqual({
      ...{ replies: 2, kept: 0, enquiries: 1, mails: 7 },
    })
    expect((await wholeDatabase(db)).toLowerCase()).not.toContain('ada')
    expect(await findPerson(deps, 'bob@example.org')).toEqual(other)
    expect((await repliesTo(deps, 'an-article')).map(({ name }) => name)).toEqual(['Bob'])
    expect(dropped).toEqual(['replies:an-article'])
    expect(lines.join()).toContain('A person was erased')
    expect(lines.join().toLowerCase()).not.toContain('ada@')
    expect(await db.read.selectFrom('submission').selectAll().execute()).toHaveLength(3)
  })

  test(`${name}: the log says that nothing was kept of whoever is erased again, or wrote never`, async () => {
    const db = await open()
    const { deps, lines } = await withTwo(db)
    await erasePerson(deps, { email: 'ada@example.org', keepPublished: true })
    lines.splice(0)
    for (const email of ['ada@example.org', 'nobody@example.org'])
      expect(await erasePerson(deps, { email, keepPublished: true })).toEqual({
        ...{ replies: 0, kept: 0, enquiries: 0, mails: 0 },
      })
    expect(lines).toHaveLength(2)
    for (const line of lines) {
      expect(line).toContain('Nothing was kept of a person who was to be erased')
      expect(line).not.toMatch(/was erased|@|replies/)
    }
  })

  if (name === 'SQLite')
    test('SQLite: whoever is erased is in none of the files of the database any more', async () => {
      const location = await place()
      if (location.kind !== 'sqlite') throw new Error('no file')
      const db = await openDatabase(location)
      onTestFinished(() => db.close())
      await db.migrate()
      const { deps } = await withTwo(db)
      const files = async () => {
        const folder = dirname(location.file)
        const texts = (await readdir(folder)).map((file) => readFile(join(folder, file), 'latin1'))
        return (await Promise.all(texts)).join()
      }
      expect(await files()).toContain('For Ada.')
      await erasePerson(deps, { email: 'ada@example.org', keepPublished: false })
      const left = await files()
      expect(left).toContain('For Bob.')
      for (const said of ['For Ada.', 'A thought of Ada.', 'ada@example.org', 'Ada@example.org'])
        expect(left).not.toContain(said)
    })

  test(`${name}: a published reply may stay without the person`, async () => {
    const db = await open()
    const { deps, dropped } = await withTwo(db)
    expect(await erasePerson(deps, { email: 'ada@example.org', keepPublished: true })).toMatchObject({
      ...{ replies: 1, kept: 1, enquiries: 1 },
    })
    expect(dropped).toEqual(['replies:an-article'])
    const kept = (await repliesTo(deps, 'an-article')).find(({ comment }) => comment.includes('Ada'))
    expect(kept).toMatchObject({ name: 'A reader', website: undefined, answers: [{ text: 'Thank you.' }] })
    const stored = await db.read
      .selectFrom('reply')
      .selectAll()
      .where('id', '=', kept?.id ?? '')
      .execute()
    expect(stored).toMatchObject([{ email: '', client: '', website: null }])
    expect((await wholeDatabase(db)).toLowerCase()).not.toContain('ada@')
    expect((await findPerson(deps, 'ada@example.org'))?.replies).toEqual([])
  })

  test(`${name}: copies in the mailbox folder go too, those of others stay`, async () => {
    const db = await open()
    const { deps, dataDir } = await withTwo(db)
    const mailbox = createMailbox(dataDir)
    const rows = await db.read.selectFrom('outbox').selectAll().execute()
    for (const row of rows)
      await mailbox.keep({ messageId: row.message_id, date: row.created_at }, Buffer.from(row.message))
    await writeFile(join(dataDir, 'mailbox', 'note.txt'), 'not ours')
    await erasePerson(deps, { email: 'ada@example.org', keepPublished: false })
    expect(await readdir(join(dataDir, 'mailbox'))).toHaveLength(rows.length - 7 + 1)
  })

  test(`${name}: what is erased is off the pages and out of the mailbox also when the database cannot be wiped`, async () => {
    const db = await open()
    const { deps, dataDir, dropped } = await withTwo(db)
    const mailbox = createMailbox(dataDir)
    const rows = await db.read.selectFrom('outbox').selectAll().execute()
    for (const row of rows)
      await mailbox.keep({ messageId: row.message_id, date: row.created_at }, Buffer.from(row.message))
    const wipe = async () => expect.fail('the disk is full')
    const erasing = erasePerson(
      { ...deps, db: { ...db, wipe } },
      { email: 'ada@example.org', keepPublished: false },
    )
    await expect(erasing).rejects.toThrow('the disk is full')
    expect(dropped).toContain('replies:an-article')
    expect(await readdir(join(dataDir, 'mailbox'))).toHaveLength(rows.length - 7)
  })

  test(`${name}: while the copies in the mailbox folder cannot be erased nothing is, so that trying again erases all`, async () => {
    const db = await open()
    const { deps, dataDir } = await withTwo(db)
    const before = await contentsOf(db)
    await writeFile(join(dataDir, 'mailbox'), 'no folder')
    const ada = { email: 'ada@example.org', keepPublished: false }
    await expect(erasePerson(deps, ada)).rejects.toThrow('mailbox')
    expect(await contentsOf(db)).toEqual(before)
    await rm(join(dataDir, 'mailbox'))
    expect(await erasePerson(deps, ada)).toMatchObject({ replies: 2, enquiries: 1 })
  })

  test(`${name}: erasing the address of a colleague leaves the mails that tell them of others`, async () => {
    const db = await open()
    const { deps } = await withTwo(db)
    const before = await contentsOf(db)
    expect((await findPerson(deps, by))?.mails).toEqual([])
    expect(await erasePerson(deps, { email: by, keepPublished: false })).toMatchObject({ mails: 0 })
    expect(await contentsOf(db)).toEqual(before)
  })

  test(`${name}: what is no address finds and erases nothing`, async () => {
    const db = await open()
    const { deps } = await withTwo(db)
    const before = await contentsOf(db)
    for (const email of ['', '%', 'x'.repeat(100_000), ...hostileAddresses])
      expect([
        await findPerson(deps, email),
        await exportPerson(deps, email),
        await erasePerson(deps, { email, keepPublished: false }),
      ]).toEqual([undefined, undefined, undefined])
    expect(await contentsOf(db)).toEqual(before)
  })

  test(`${name}: someone is shown and erased who has more rows than an engine takes parameters`, async () => {
    const count = name === 'SQLite' ? 33_000 : 66_000
    const db = await open()
    const { deps } = await withTwo(db)
    const someone = (at: number) => ({ id: String(at).padStart(26, '0'), email: 'eve@example.org' })
    const common = { reasons: '[]', name: 'Eve', client, created_at: start, search: 'eve' }
    const undecided = { ...common, decided_at: null, decided_by: null }
    for (let from = 0; from < count; from += 1000) {
      const people = Array.from({ length: 1000 }, (_, at) => someone(from + at))
      const replies = people.map((one) => ({
        ...{ ...one, ...undecided, article: 'an-article', status: 'spam' as const },
        ...{ comment: 'Again', website: null },
      }))
      const enquiries = people.map((one) => ({
        ...{ ...one, ...undecided, reference: one.id, status: 'spam' as const, page: '/contact' },
        ...{ phone: null, organisation: null, requirements: 'Again', due_at: start, version: 0 },
        ...{ assigned_to: null, answered_at: null },
      }))
      await db.write(async (tx) => {
        await tx.insertInto('reply').values(replies).execute()
        await tx.insertInto('enquiry').values(enquiries).execute()
      })
    }
    const { email } = someone(0)
    const person = await findPerson(deps, email)
    expect([person?.replies.length, person?.enquiries.length]).toEqual([count, count])
    const gone = { replies: count, kept: 0, enquiries: count, mails: 0 }
    expect(await erasePerson(deps, { email, keepPublished: false })).toEqual(gone)
    expect(await findPerson(deps, email)).toMatchObject({ replies: [], enquiries: [] })
  })
})
