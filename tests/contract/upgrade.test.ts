import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { moderationLink } from '#lib/auth/moderation-link.ts'
import { currentStaff } from '#lib/auth/session.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { decide, openModeration } from '#lib/desk/moderation.ts'
import { listEnquiries, openEnquiry } from '#lib/enquiries/queries.ts'
import { mailLists } from '#lib/outbox/admin.ts'
import { findPerson } from '#lib/privacy/person.ts'
import { remind } from '#lib/reminders/remind.ts'
import { answerReply } from '#lib/replies/answer.ts'
import { undoDecision } from '#lib/replies/decide.ts'
import { listReplies, openReply, repliesTo } from '#lib/replies/queries.ts'
import { site } from '#lib/site.ts'
import { eachDatabase, type Place } from '../support/databases.ts'
import { openDoors } from '../support/doors.ts'
import { fillAsOf512da41, leftAt, type Row, type Rows, sessions } from '../support/upgrade.ts'

const [one, two] = ['one@staff.example', 'two@staff.example']

/** A site on a database of commit 512da41, migrated, at the moment at which it was left. */
async function upgraded(place: Place) {
  const location = await place()
  const before = await fillAsOf512da41(location)
  const db = await openDatabase(location)
  onTestFinished(() => db.close())
  await db.migrate()
  const doors = openDoors(db)
  doors.clock.time = leftAt
  return { ...doors, db, before }
}

async function rowsOf(db: Database, table: string): Promise<Row[]> {
  return (await sql<Row>`select * from ${sql.table(table)}`.execute(db.read)).rows
}

/** The rows of a table by their key, which is its first column. */
function byKey(rows: readonly Row[]): Map<unknown, Row> {
  return new Map(rows.map((row) => [Object.values(row)[0], row]))
}

/** The id of the one of this name. */
function idOf(before: Rows, table: 'reply' | 'enquiry', name: string): string {
  const row = before[table]?.find((row) => row.name === name)
  return String(row?.id ?? expect.fail(`no ${name}`))
}

eachDatabase((name, _open, place) => {
  test(`${name}: an upgrade from 512da41 keeps every row, and migrates once`, async () => {
    const { db, before } = await upgraded(place)
    expect(before.reply).toHaveLength(10)
    expect(before.enquiry).toHaveLength(8)
    for (const [table, rows] of Object.entries(before)) {
      if (table === 'reply_event' || table === 'enquiry_event' || table === 'schema_migration') continue
      const kept = byKey(await rowsOf(db, table))
      expect([table, kept.size]).toEqual([table, rows.length])
      for (const [key, row] of byKey(rows)) {
        // What became a file is told apart from what was sent.
        const isFile = table === 'outbox' && String(row.last_answer).endsWith('.eml')
        expect(kept.get(key)).toMatchObject(isFile ? { ...row, status: 'filed' } : row)
      }
    }
    expect(await db.migrate()).toEqual([])
  })

  test(`${name}: after an upgrade the desk lists every reply with its status and its answers`, async () => {
    const { deps } = await upgraded(place)
    const { replies } = await listReplies(deps, { queue: 'all', page: 1 })
    expect(Object.fromEntries(replies.map(({ name, status }) => [name, status]))).toEqual({
      Waiting: 'waiting',
      Held: 'held',
      Mailapproved: 'approved',
      Approved: 'approved',
      Together: 'approved',
      Rejected: 'rejected',
      Spam: 'spam',
      Bin: 'bin',
      Undone: 'waiting',
      Late: 'waiting',
    })
    expect(replies.find(({ name }) => name === 'Held')?.reasons).toEqual(['many-links'])
    const shown = await repliesTo(deps, 'an-article')
    expect(shown.map(({ name, answers }) => [name, answers.map(({ text }) => text)])).toEqual([
      ['Mailapproved', []],
      ['Approved', ['An answer of staff.']],
    ])
    const found = await listReplies(deps, { queue: 'all', page: 1, search: 'zolc' })
    expect(found.replies.map(({ name }) => name)).toEqual(['Approved'])
  })

  test(`${name}: after an upgrade every reply has its history, and can be gone on with`, async () => {
    const { deps, before } = await upgraded(place)
    const history = async (name: string) => {
      const opened = await openReply(deps, idOf(before, 'reply', name))
      return opened?.history.map(({ kind, by, fromMail, ...more }) => [
        kind,
        fromMail ? 'mail' : by,
        'from' in more ? `${more.from} ${more.to}` : '',
        more.isUndone,
      ])
    }
    expect(await history('Waiting')).toEqual([])
    expect(await history('Mailapproved')).toEqual([['step', 'mail', 'waiting approved', false]])
    expect(await history('Approved')).toEqual([
      ['step', one, 'waiting approved', false],
      ['published', one, '', false],
      ['published', two, '', false],
      ['withdrawn', two, '', false],
    ])
    expect(await history('Bin')).toEqual([
      ['step', one, 'waiting approved', false],
      ['step', one, 'approved bin', false],
    ])
    expect(await history('Undone')).toEqual([
      ['step', one, 'waiting rejected', true],
      ['undo', two, 'rejected waiting', false],
    ])
    const bin = await openReply(deps, idOf(before, 'reply', 'Bin'))
    expect(await undoDecision(deps, { decisionId: bin?.lastDecision?.id ?? '', by: one })).toEqual({
      undone: 1,
    })
    const approved = await openReply(deps, idOf(before, 'reply', 'Approved'))
    const answer = { id: approved?.id ?? '', text: 'One more.', by: one, seen: approved?.events }
    expect(await answerReply(deps, answer)).toEqual({ kind: 'published' })
    // Two were decided about at once.
    const { undone } = await undoDecision(deps, { decisionId: approved?.lastDecision?.id ?? '', by: one })
    expect(undone).toBe(2)
  })

  test(`${name}: after an upgrade every enquiry has its status, its history and its mails`, async () => {
    const { deps, before } = await upgraded(place)
    const { enquiries } = await listEnquiries(deps, { filter: 'all' }, one)
    expect(Object.fromEntries(enquiries.map(({ name, status }) => [name, status]))).toEqual({
      New: 'new',
      Enquiryheld: 'held',
      Progress: 'in_progress',
      Answered: 'answered',
      Phoned: 'answered',
      Enquiryspam: 'spam',
      Back: 'new',
      Released: 'in_progress',
    })
    const opened = async (name: string) =>
      (await openEnquiry(deps, idOf(before, 'enquiry', name))) ?? expect.fail(`no ${name}`)
    const history = async (name: string) => (await opened(name)).history.map(({ id, at, ...entry }) => entry)
    expect(await history('New')).toEqual([])
    expect(await history('Progress')).toEqual([
      { kind: 'step', from: 'new', to: 'in_progress', fromMail: true, isUndone: false },
      { kind: 'assigned', to: two, by: one, isUndone: false },
      { kind: 'note', text: 'Telephoned: nobody there.', by: two, isUndone: false },
    ])
    const mailed = { kind: 'answer', mailId: expect.any(String), to: 'answered', isUndone: false }
    expect(await history('Answered')).toEqual([
      { ...mailed, from: 'new', text: 'Our answer.', by: one },
      { ...mailed, from: 'answered', text: 'A further answer.', by: two },
    ])
    expect(await history('Phoned')).toEqual([
      { kind: 'step', from: 'new', to: 'answered', how: 'telephone', by: one, isUndone: false },
    ])
    expect(await history('Enquiryspam')).toEqual([
      { kind: 'step', from: 'new', to: 'spam', by: two, isUndone: false },
    ])
    expect(await history('Back')).toEqual([
      { kind: 'step', from: 'new', to: 'answered', by: one, isUndone: true },
      { kind: 'undo', from: 'answered', to: 'new', by: one, isUndone: false },
      { kind: 'assigned', to: one, by: one, isUndone: false },
      { kind: 'assigned', by: two, isUndone: false },
    ])
    expect(await history('Released')).toEqual([
      { kind: 'step', from: 'held', to: 'in_progress', by: one, isUndone: false },
    ])
    const about = (await opened('Answered')).mails.filter(
      ({ recipient }) => recipient === 'answered@example.org',
    )
    expect(about.map(({ kind, status }) => `${kind} ${status}`).sort()).toEqual([
      'enquiry-acknowledgement handled',
      'enquiry-answer failed',
      'enquiry-answer waiting',
    ])
    expect(await opened('Phoned')).toMatchObject({
      mayUndo: true,
      enquiry: { answeredAt: expect.any(Number) },
    })
  })

  test(`${name}: after an upgrade links and sessions open, nothing is told twice, and people are found`, async () => {
    const { db, deps, before } = await upgraded(place)
    expect(await currentStaff(deps, sessions[db.dialect])).toMatchObject({ email: one })
    const id = idOf(before, 'reply', 'Waiting')
    const { path } = moderationLink(deps.keys, { kind: 'reply', id }, deps.now())
    const token = path.replace('/moderate/', '')
    expect(await openModeration(deps, token)).toMatchObject({
      kind: 'reply',
      reply: { id, status: 'waiting' },
    })
    expect(await decide(deps, token, 'approve', { seen: 0 })).toEqual({ kind: 'done', status: 'approved' })
    expect(await remind({ ...deps, site })).toBe(0)
    const lists = await mailLists(deps)
    const totals = Object.entries(lists).map(([list, { total }]) => [list, total])
    expect(Object.fromEntries(totals)).toEqual({ waiting: 11, retrying: 1, failed: 1, filed: 0 })
    const person = await findPerson(deps, 'answered@example.org')
    expect(person?.enquiries).toHaveLength(1)
    expect(person?.mails.length).toBeGreaterThanOrEqual(3)
  })
})
