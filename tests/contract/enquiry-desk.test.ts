import { expect, test } from 'vitest'
import { deadlineOf } from '#components/desk/deadline.ts'
import { moderationLink } from '#lib/auth/moderation-link.ts'
import type { Database } from '#lib/db/client.ts'
import { decide } from '#lib/desk/moderation.ts'
import { answerEnquiry } from '#lib/enquiries/answer.ts'
import { enquiriesAsCsv } from '#lib/enquiries/csv.ts'
import { addNote, assignEnquiry, takeStep, undoStep } from '#lib/enquiries/decide.ts'
import { type EnquiryQuery, readEnquiryQuery } from '#lib/enquiries/filter.ts'
import { countEnquiries, findEnquiry, listEnquiries, openEnquiry } from '#lib/enquiries/queries.ts'
import { enquiryStats } from '#lib/enquiries/stats.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import type { Message } from '#lib/mail/message.ts'
import { site } from '#lib/site.ts'
import { eachDatabase } from '../support/databases.ts'
import { contentsOf, day, hostileTexts, hour, openDoors, start } from '../support/doors.ts'

const typed = { name: 'Ada', email: 'ada@example.org', phone: '', organisation: '', requirements: 'A site.' }
const [one, two] = ['one@staff.example', 'two@staff.example']

/** A desk, and how enquiries come to it. */
function deskOn(db: Database) {
  const { deps, clock, woken } = openDoors(db)
  let count = 0
  return {
    ...{ deps, clock, woken },
    async enquire(more: Record<string, string> = {}) {
      count++
      const fields = { ...typed, requirements: `Number ${count}`, ...more }
      const sent = await submitEnquiry(deps, { page: '/contact', fields, client: `192.0.2.${count}` })
      const reference = 'reference' in sent ? sent.reference : ''
      const found = await findEnquiry(deps, reference)
      return found ?? expect.fail('the enquiry is not there')
    },
    async names(query: EnquiryQuery, by = one) {
      return (await listEnquiries(deps, query, by)).enquiries.map(({ name }) => name)
    },
    async opened(id: string) {
      return (await openEnquiry(deps, id)) ?? expect.fail('the enquiry is not there')
    },
  }
}

async function answers(db: Database) {
  const rows = await db.read.selectFrom('outbox').selectAll().where('kind', '=', 'enquiry-answer').execute()
  return rows.map((row) => ({ ...row, message: JSON.parse(row.message) as Message }))
}

eachDatabase((name, open) => {
  test(`${name}: an answer that no server sends is kept, and leaves the enquiry open and its promise unkept`, async () => {
    const db = await open()
    const { deps, enquire, opened } = deskOn(db)
    const state = { ...deps.outbox.state(), keepsFiles: true as const }
    const without = { ...deps, outbox: { ...deps.outbox, state: () => state } }
    const { id } = await enquire()
    const answered = await answerEnquiry(without, { id, text: 'Yes.', seen: 0, by: one })
    expect(answered).toEqual({ kind: 'done', status: 'in_progress' })
    const { enquiry, history, steps } = await opened(id)
    expect(enquiry).toMatchObject({ status: 'in_progress', decidedBy: one })
    expect(enquiry.answeredAt).toBeUndefined()
    expect(history).toMatchObject([{ kind: 'answer', to: 'in_progress', text: 'Yes.' }])
    expect(steps).toContain('answered')
    expect(await answers(db)).toHaveLength(1)
    expect(await enquiryStats(without)).toMatchObject({ received: 1, answered: 0 })
    // The same again is a second click; marked by hand, it is answered.
    expect(await answerEnquiry(without, { id, text: 'Yes.', seen: enquiry.version, by: one })).toMatchObject({
      kind: 'repeat',
    })
    await takeStep(deps, { id, step: 'answered', seen: enquiry.version, by: one, how: 'mail' })
    expect((await opened(id)).enquiry.answeredAt).toBeDefined()
    const more = { id, text: 'One thing more.', seen: enquiry.version + 1, by: one }
    expect(await answerEnquiry(without, more)).toEqual({ kind: 'done', status: 'answered' })
  })

  test(`${name}: an answer that became a file is sent when it is given once more and there is a server`, async () => {
    const db = await open()
    const { deps, enquire } = deskOn(db)
    const state = { ...deps.outbox.state(), keepsFiles: true as const }
    const { id } = await enquire()
    await answerEnquiry(
      { ...deps, outbox: { ...deps.outbox, state: () => state } },
      { id, text: 'Yes.', seen: 0, by: one },
    )
    await db.write((tx) => tx.updateTable('outbox').set({ status: 'filed' }).execute())
    const again = () => answerEnquiry(deps, { id, text: 'Yes.', seen: 1, by: one })
    expect(await again()).toEqual({ kind: 'done', status: 'answered' })
    expect(await again()).toEqual({ kind: 'repeat', status: 'answered' })
    expect((await answers(db)).map(({ status }) => status).sort()).toEqual(['filed', 'waiting'])
  })

  test(`${name}: an answer sets the status, the history and one mail to the prospect, in their thread`, async () => {
    const db = await open()
    const { deps, clock, woken, enquire, opened } = deskOn(db)
    const { id, reference } = await enquire()
    const before = woken.times
    clock.time += hour
    const text = '  Dear Ada,\n\n  yes: we can.\n'
    expect(await answerEnquiry(deps, { id, text, seen: 0, by: one })).toEqual({
      kind: 'done',
      status: 'answered',
    })
    const [mail] = await answers(db)
    const acknowledgement = await db.read
      .selectFrom('outbox')
      .select('message_id')
      .where('kind', '=', 'enquiry-acknowledgement')
      .executeTakeFirstOrThrow()
    expect(mail).toMatchObject({ recipient: 'ada@example.org', item_kind: 'enquiry', item_id: id })
    expect(mail?.message).toEqual({
      kind: 'enquiry-answer',
      enquiryId: id,
      reference,
      text: 'Dear Ada,\n\n  yes: we can.',
      replyTo: one,
      thread: [acknowledgement.message_id],
    })
    expect(woken.times).toBe(before + 1)
    const shown = await opened(id)
    expect(shown.enquiry).toMatchObject({
      ...{ status: 'answered', answeredAt: start + hour, decidedBy: one },
    })
    expect(deadlineOf(shown.enquiry, clock.time, site).urgency).toBe('over')
    expect(shown.history).toMatchObject([
      { kind: 'answer', by: one, at: start + hour, from: 'new', to: 'answered', mailId: mail?.id },
    ])
    expect(shown.mails.map(({ kind, status }) => `${kind}: ${status}`)).toContain('enquiry-answer: waiting')
    expect(shown.mayUndo).toBe(false)
  })

  test(`${name}: an answer sent twenty times at once leaves once`, async () => {
    const db = await open()
    const { deps, enquire } = deskOn(db)
    const { id } = await enquire()
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => answerEnquiry(deps, { id, text: 'Yes.', seen: 0, by: one })),
    )
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
    expect(outcomes.filter(({ kind }) => kind === 'repeat')).toHaveLength(19)
    expect(await answers(db)).toHaveLength(1)
  })

  test(`${name}: of two answers by two people one is sent, and the other is told so`, async () => {
    const db = await open()
    const { deps, enquire, opened } = deskOn(db)
    const { id } = await enquire()
    const outcomes = await Promise.all([
      answerEnquiry(deps, { id, text: 'Yes.', seen: 0, by: one }),
      answerEnquiry(deps, { id, text: 'No.', seen: 0, by: two }),
    ])
    expect(outcomes).toMatchObject([
      { kind: 'done' },
      { kind: 'stale', status: 'answered', by: one, at: start },
    ])
    const { enquiry } = await opened(id)
    expect(
      await answerEnquiry(deps, { id, text: 'One thing more.', seen: enquiry.version, by: two }),
    ).toMatchObject({ kind: 'done' })
    const sent = await answers(db)
    const second = sent.find(({ message }) => 'text' in message && message.text === 'One thing more.')
    expect(second?.message).toMatchObject({ replyTo: two, thread: [expect.any(String), expect.any(String)] })
  })

  test(`${name}: an empty answer, one that is too long, and one to nobody send nothing`, async () => {
    const db = await open()
    const { deps, enquire } = deskOn(db)
    const { id } = await enquire()
    const answer = (text: string) => answerEnquiry(deps, { id, text, seen: 0, by: one })
    expect(await answer(' \u200b\n')).toMatchObject({ kind: 'invalid' })
    expect(await answer('x'.repeat(20_001))).toMatchObject({ kind: 'invalid' })
    expect(await answerEnquiry(deps, { id: 'nobody', text: 'Yes.', seen: 0, by: one })).toEqual({
      kind: 'missing',
    })
    expect(await answers(db)).toEqual([])
  })

  test(`${name}: a step is taken by the page that was seen, and a second click does nothing more`, async () => {
    const { deps, enquire, opened } = deskOn(await open())
    const { id } = await enquire()
    const step = { id, step: 'in-progress', seen: 0, by: one } as const
    expect(await takeStep(deps, step)).toEqual({ kind: 'done', status: 'in_progress' })
    expect(await takeStep(deps, step)).toEqual({ kind: 'done', status: 'in_progress' })
    expect(await takeStep(deps, { id, step: 'spam', seen: 0, by: two })).toMatchObject({
      ...{ kind: 'stale', status: 'in_progress', by: one, at: start },
    })
    expect(await takeStep(deps, { id, step: 'answered', how: 'telephone', seen: 1, by: two })).toEqual({
      kind: 'done',
      status: 'answered',
    })
    expect((await opened(id)).history).toMatchObject([
      { kind: 'step', from: 'new', to: 'in_progress', by: one },
      { kind: 'step', from: 'in_progress', to: 'answered', how: 'telephone', by: two },
    ])
  })

  test(`${name}: steps are taken back one by one, down to how the enquiry came in`, async () => {
    const { deps, clock, enquire, opened } = deskOn(await open())
    const { id } = await enquire()
    await takeStep(deps, { id, step: 'in-progress', seen: 0, by: one })
    clock.time += hour
    await takeStep(deps, { id, step: 'answered', how: 'mail', seen: 1, by: two })
    expect(await undoStep(deps, { id, seen: 0, by: one })).toMatchObject({ kind: 'stale' })
    expect(await undoStep(deps, { id, seen: 2, by: one })).toEqual({ kind: 'done', status: 'in_progress' })
    expect(await undoStep(deps, { id, seen: 2, by: one })).toEqual({ kind: 'done', status: 'in_progress' })
    const { enquiry } = await opened(id)
    expect(enquiry).toMatchObject({ status: 'in_progress', decidedAt: start, decidedBy: one, version: 3 })
    expect(enquiry.answeredAt).toBeUndefined()
    expect(await undoStep(deps, { id, seen: 3, by: one })).toEqual({ kind: 'done', status: 'new' })
    const back = await opened(id)
    expect(back).toMatchObject({ mayUndo: false, enquiry: { status: 'new', version: 4 } })
    expect(back.enquiry.decidedAt).toBeUndefined()
    expect(back.history.map(({ kind, isUndone }) => `${kind} ${isUndone}`)).toEqual([
      'step true',
      'step true',
      'undo false',
      'undo false',
    ])
    expect(await undoStep(deps, { id, seen: 4, by: one })).toMatchObject({ kind: 'stale' })
  })

  test(`${name}: an answer that has left cannot be taken back, but work can go on`, async () => {
    const { deps, clock, enquire, opened } = deskOn(await open())
    const { id } = await enquire()
    await answerEnquiry(deps, { id, text: 'Yes.', seen: 0, by: one })
    expect(await undoStep(deps, { id, seen: 1, by: one })).toMatchObject({ kind: 'stale' })
    clock.time += 3 * day
    expect(await takeStep(deps, { id, step: 'in-progress', seen: 1, by: one })).toMatchObject({
      kind: 'done',
    })
    expect((await opened(id)).enquiry).toMatchObject({
      ...{ status: 'in_progress', answeredAt: start },
    })
    expect(deadlineOf((await opened(id)).enquiry, clock.time, site).urgency).toBe('over')
  })

  test(`${name}: an enquiry goes to one of the staff, in any capitals, or to nobody`, async () => {
    const { deps, enquire, opened } = deskOn(await open())
    const { id } = await enquire()
    expect(await assignEnquiry(deps, { id, to: 'TWO@staff.example', by: one })).toEqual({ kind: 'done' })
    expect(await assignEnquiry(deps, { id, to: 'ada@example.org', by: one })).toEqual({ kind: 'unknown' })
    expect((await opened(id)).enquiry.assignedTo).toBe(two)
    expect(await assignEnquiry(deps, { id, to: undefined, by: two })).toEqual({ kind: 'done' })
    expect((await opened(id)).enquiry.assignedTo).toBeUndefined()
    expect((await opened(id)).history).toMatchObject([
      { kind: 'assigned', to: two, by: one },
      { kind: 'assigned', by: two },
    ])
    expect(await assignEnquiry(deps, { id: 'nobody', to: two, by: one })).toEqual({ kind: 'missing' })
  })

  test(`${name}: a note is kept as typed, once, and makes nobody’s page stale`, async () => {
    const { deps, enquire, opened } = deskOn(await open())
    const { id } = await enquire()
    const note = { id, text: 'Call back\n\nafter ten.', by: one }
    expect(await addNote(deps, note)).toEqual({ kind: 'done' })
    expect(await addNote(deps, note)).toEqual({ kind: 'repeat' })
    expect(await addNote(deps, { ...note, text: ' ' })).toMatchObject({ kind: 'invalid' })
    expect((await opened(id)).history).toMatchObject([{ kind: 'note', text: 'Call back\n\nafter ten.' }])
    expect(await takeStep(deps, { id, step: 'spam', seen: 0, by: two })).toMatchObject({ kind: 'done' })
  })

  test(`${name}: buttons in mails go on working, and stand in the history`, async () => {
    const { deps, enquire, opened } = deskOn(await open())
    const { id } = await enquire()
    const token = moderationLink(deps.keys, { kind: 'enquiry', id }, deps.now()).path.split('/').at(-1) ?? ''
    expect(await decide(deps, token, 'in-progress')).toEqual({ kind: 'done', status: 'in_progress' })
    const { history, mayUndo } = await opened(id)
    expect(history).toMatchObject([{ kind: 'step', from: 'new', to: 'in_progress' }])
    expect(mayUndo).toBe(true)
    expect(await takeStep(deps, { id, step: 'answered', seen: 0, by: one })).toMatchObject({ kind: 'stale' })
    await undoStep(deps, { id, seen: 1, by: one })
    expect(await decide(deps, token, 'answered')).toEqual({ kind: 'done', status: 'answered' })
  })

  test(`${name}: the list has overdue ones first, then the open by deadline, then the held, then what is done`, async () => {
    const { deps, clock, enquire, names } = deskOn(await open())
    await enquire({ name: 'Overdue' })
    const done = await enquire({ name: 'Done' })
    await takeStep(deps, { id: done.id, step: 'answered', seen: 0, by: one })
    await enquire({ name: 'Held', topic_hint: 'a robot' })
    clock.time += 20 * hour
    await enquire({ name: 'Later' })
    clock.time -= hour
    await enquire({ name: 'Sooner' })
    clock.time += 10 * hour
    expect(await names({})).toEqual(['Overdue', 'Sooner', 'Later', 'Held'])
    expect(await names({ filter: 'all' })).toEqual(['Overdue', 'Sooner', 'Later', 'Held', 'Done'])
    const { enquiries } = await listEnquiries(deps, {}, one)
    const urgencies = enquiries.map((enquiry) => deadlineOf(enquiry, clock.time, site).urgency)
    expect(urgencies.map((urgency) => urgency === 'overdue')).toEqual([true, false, false, true])
  })

  test(`${name}: the list is narrowed by status and assignment, and everything is counted`, async () => {
    const { deps, clock, enquire, names } = deskOn(await open())
    const [ann, bea, cyd, dot] = [
      await enquire({ name: 'Ann' }),
      await enquire({ name: 'Bea' }),
      await enquire({ name: 'Cyd' }),
      await enquire({ name: 'Dot' }),
    ]
    await enquire({ name: 'Eve', topic_hint: 'a robot' })
    await assignEnquiry(deps, { id: ann.id, to: one, by: one })
    await takeStep(deps, { id: bea.id, step: 'in-progress', seen: 0, by: one })
    await takeStep(deps, { id: cyd.id, step: 'spam', seen: 0, by: one })
    await takeStep(deps, { id: dot.id, step: 'answered', seen: 0, by: one })
    expect(await names({ filter: 'new' })).toEqual(['Ann'])
    expect(await names({ filter: 'in-progress' })).toEqual(['Bea'])
    expect(await names({ filter: 'spam' })).toEqual(['Cyd'])
    expect(await names({ filter: 'answered' })).toEqual(['Dot'])
    expect(await names({ filter: 'held' })).toEqual(['Eve'])
    expect(await names({ assigned: 'mine' })).toEqual(['Ann'])
    expect(await names({ assigned: 'mine' }, two)).toEqual([])
    expect(await names({ assigned: 'unassigned' })).toEqual(['Bea', 'Eve'])
    clock.time += 2 * day
    expect(await countEnquiries(deps, one)).toEqual({
      ...{ open: 3, new: 1, held: 1, inProgress: 1, answered: 1, spam: 1 },
      ...{ overdue: 3, mine: 1, unassigned: 2 },
    })
  })

  test(`${name}: a search finds words in any field and any capitals, and takes no sign for more than itself`, async () => {
    const { enquire, names } = deskOn(await open())
    const first = await enquire({ name: 'Žofie Žluťoučká', organisation: 'Clinic 100%' })
    await enquire({ name: 'Bob', requirements: 'A clinic_site for "us"', phone: '01632 960 001' })
    expect(await names({ search: 'žofie' })).toEqual(['Žofie Žluťoučká'])
    expect(await names({ search: 'ŽLUŤOUČKÁ zofie' })).toEqual(['Žofie Žluťoučká'])
    expect(await names({ search: 'zlutoucka' })).toEqual(['Žofie Žluťoučká'])
    expect(await names({ search: 'CLINIC' })).toEqual(['Žofie Žluťoučká', 'Bob'])
    expect(await names({ search: 'bob clinic' })).toEqual(['Bob'])
    expect(await names({ search: '0%' })).toEqual(['Žofie Žluťoučká'])
    expect(await names({ search: 'c_s' })).toEqual(['Bob'])
    for (const search of ['960', '01632 960', '01632960001', '０１６３２', '٩٦٠'])
      expect([search, await names({ search })]).toEqual([search, ['Bob']])
    expect(await names({ search: first.reference.toLowerCase() })).toEqual(['Žofie Žluťoučká'])
    for (const search of [...hostileTexts.map((text) => text.slice(0, 200)), "' or 1=1 --", '!', '\\', '%'])
      await names({ search })
  })

  test(`${name}: a long list comes in pages, and a page beyond the last is the last`, async () => {
    const { deps, enquire } = deskOn(await open())
    for (let index = 0; index < 27; index++) await enquire()
    const first = await listEnquiries(deps, {}, one)
    const second = await listEnquiries(deps, { page: 2 }, one)
    expect([first.enquiries.length, first.total, first.page, first.pages]).toEqual([25, 27, 1, 2])
    expect([second.enquiries.length, second.page]).toEqual([2, 2])
    expect(new Set([...first.enquiries, ...second.enquiries].map(({ id }) => id)).size).toBe(27)
    expect(await listEnquiries(deps, { page: 99 }, one)).toEqual(second)
    expect(await listEnquiries(deps, { search: 'nothing of the kind' }, one)).toEqual({
      ...{ enquiries: [], total: 0, page: 1, pages: 1 },
    })
  })

  test(`${name}: the table has every enquiry asked for, and no cell that a spreadsheet would run`, async () => {
    const { deps, enquire } = deskOn(await open())
    const formula = '=HYPERLINK("https://evil.example","x")'
    await enquire({
      name: formula,
      phone: '+44 1632 960001',
      organisation: '@sum',
      requirements: '-1\n"two", 3',
    })
    const other = await enquire({ name: 'Bob' })
    await takeStep(deps, { id: other.id, step: 'answered', seen: 0, by: one })
    const csv = await enquiriesAsCsv(deps, { filter: 'all' }, one, 'Europe/Paris')
    expect(csv.startsWith('\ufeffReference,Status,Received,')).toBe(true)
    const rows = csv.trimEnd().split('\r\n')
    expect(rows).toHaveLength(3)
    expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`)
    expect(csv).toContain(`'+44 1632 960001,'@sum,"'-1\n""two"", 3"`)
    expect(rows[2]).toContain(`${other.reference},answered,2026-11-23 10:00:00`)
    expect(rows[2]).toContain(',yes,')
    expect(
      (await enquiriesAsCsv(deps, { filter: 'open' }, one, 'Europe/Paris')).trimEnd().split('\r\n'),
    ).toHaveLength(2)
  })

  // The forms take no name that begins with a tab or a return; what came from elsewhere may.
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '\r=1+1', '＝1+1'])(
    `${name}: a spreadsheet takes a cell that begins like %j for a text`,
    async (typed) => {
      const { deps, enquire } = deskOn(await open())
      const { id } = await enquire({ name: 'Ann' })
      await deps.db.write((tx) =>
        tx.updateTable('enquiry').set({ name: typed }).where('id', '=', id).execute(),
      )
      const csv = await enquiriesAsCsv(deps, { filter: 'all' }, one, 'Europe/Paris')
      expect(csv).toContain(typed.includes('\r') ? `,"'${typed}",` : `,'${typed},`)
      expect(csv).not.toContain(`,${typed}`)
    },
  )

  test(`${name}: the figures tell the share in time and the median, by the day of the enquiry`, async () => {
    const { deps, clock, enquire } = deskOn(await open())
    const answer = async (after: number, more: Record<string, string> = {}) => {
      const { id } = await enquire(more)
      clock.time += after
      await takeStep(deps, { id, step: 'answered', seen: 0, by: one })
      clock.time -= after
    }
    expect(await enquiryStats(deps)).toMatchObject({ received: 0, answered: 0 })
    expect((await enquiryStats(deps)).share).toBeUndefined()
    await answer(hour)
    clock.time += 31 * day
    await answer(2 * hour)
    await answer(4 * hour)
    await answer(30 * hour)
    await enquire()
    const spam = await enquire()
    await takeStep(deps, { id: spam.id, step: 'spam', seen: 0, by: one })
    await enquire({ topic_hint: 'a robot' })
    clock.time += 2 * day
    await enquire()
    const figures = await enquiryStats(deps)
    expect(figures).toMatchObject({ received: 5, answered: 3, inTime: 2, late: 2, share: 0.5 })
    expect(figures.medianMs).toBe(4 * hour)
    expect(figures.days).toHaveLength(30)
    expect(figures.days.at(-1)).toEqual({ day: '2026-12-26', received: 1, inTime: 0, late: 0, open: 1 })
    expect(figures.days.at(-3)).toEqual({ day: '2026-12-24', received: 4, inTime: 2, late: 2, open: 0 })
  })

  test(`${name}: looking at all of it changes nothing`, async () => {
    const db = await open()
    const { deps, enquire } = deskOn(db)
    const { id, reference } = await enquire()
    const everything = async () => [
      await contentsOf(db),
      await db.read.selectFrom('event').selectAll().execute(),
    ]
    const before = await everything()
    await openEnquiry(deps, id)
    expect((await openEnquiry(deps, reference.toLowerCase()))?.enquiry.id).toBe(id)
    expect(await openEnquiry(deps, 'nobody')).toBeUndefined()
    await listEnquiries(deps, { search: 'a' }, one)
    await countEnquiries(deps, one)
    await enquiriesAsCsv(deps, {}, one, 'Europe/Paris')
    await enquiryStats(deps)
    expect(await everything()).toEqual(before)
  })
})

test('the query of an address is read as it is meant, and nonsense is left out', () => {
  expect(readEnquiryQuery({})).toEqual({})
  expect(readEnquiryQuery({ filter: 'in-progress', assigned: 'mine', search: ' a  b ', page: '3' })).toEqual({
    filter: 'in-progress',
    assigned: 'mine',
    search: 'a  b',
    page: 3,
  })
  expect(readEnquiryQuery({ filter: 'drop table', assigned: ['unassigned', 'mine'], page: '-1' })).toEqual({
    assigned: 'unassigned',
  })
})
