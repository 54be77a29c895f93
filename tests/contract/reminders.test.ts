import { expect, test } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { answerEnquiry } from '#lib/enquiries/answer.ts'
import { dueAt } from '#lib/enquiries/deadline.ts'
import { assignEnquiry, takeStep } from '#lib/enquiries/decide.ts'
import { findEnquiry } from '#lib/enquiries/queries.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import type { Message } from '#lib/mail/message.ts'
import { type Reminded, remind } from '#lib/reminders/remind.ts'
import { submitReply } from '#lib/replies/submit.ts'
import type { WorkingHours } from '#lib/site.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, hour, minute, openDoors } from '../support/doors.ts'

const nineToFive = ['09:00', '17:00'] as const
const office: WorkingHours = {
  workingHours: 6,
  open: {
    monday: nineToFive,
    tuesday: nineToFive,
    wednesday: nineToFive,
    thursday: nineToFive,
    friday: nineToFive,
  },
  holidays: ['2026-12-25', '2026-12-28'],
}
const always: Reminded = { promise: { hours: 24 }, timeZone: 'Europe/London', digestAt: '08:00' }
const working: Reminded = { ...always, promise: office }
const [one, two] = ['one@staff.example', 'two@staff.example']

/** A desk whose clock goes forward in steps of a minute, as the site's own does in steps of seconds. */
function deskOn(db: Database, place: Reminded = always) {
  const doors = openDoors(db)
  const deps = { ...doors.deps, site: place }
  let enquiries = 0
  const told: { at: string; to: string; subject: string }[] = []

  async function look(): Promise<void> {
    const before = new Set((await mails(db)).map(({ id }) => id))
    await remind(deps)
    for (const { id, recipient, message } of await mails(db))
      if (!before.has(id)) told.push({ at: shown(deps.now()), to: recipient, subject: subjectOf(message) })
  }

  return {
    ...{ deps, clock: doors.clock, told, look },
    /** An enquiry that comes in at a moment, promised as the place promises. */
    async enquire(at: string, more: Record<string, string> = {}) {
      doors.clock.time = Date.parse(at)
      const fields = { ...typed, requirements: `Number ${enquiries++}`, ...more }
      const sent = await submitEnquiry(deps, { page: '/contact', fields, client: `192.0.2.${enquiries}` })
      const reference = 'reference' in sent ? sent.reference : ''
      const enquiry = await findEnquiry(deps, reference)
      if (!enquiry) throw new Error('The enquiry is not there')
      const due = dueAt(enquiry.createdAt, place.promise, place.timeZone)
      await db.write((tx) =>
        tx.updateTable('enquiry').set({ due_at: due }).where('id', '=', enquiry.id).execute(),
      )
      return enquiry
    },
    async until(end: string, step = minute) {
      const ends = Date.parse(end)
      for (; doors.clock.time <= ends; doors.clock.time += step) await look()
      doors.clock.time = ends
    },
  }
}

const typed = { name: 'Ada', email: 'ada@example.org', phone: '', organisation: '', requirements: 'A site.' }

async function mails(db: Database) {
  const rows = await db.read
    .selectFrom('outbox')
    .select(['id', 'recipient', 'message'])
    .where('kind', 'in', ['promise-notice', 'desk-digest'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, message: JSON.parse(row.message) as Message }))
}

/** What a mail tells, in short: `reminder E-…, E-…` or `digest 2 (1)`. */
function subjectOf(message: Message): string {
  if (message.kind === 'promise-notice')
    return [message.stage, ...message.enquiries.map(({ name }) => name)].join(' ')
  if (message.kind !== 'desk-digest') return message.kind
  const { enquiries, overdue, heldEnquiries, replies } = message.counts
  return `digest ${enquiries} (${overdue}), ${heldEnquiries} held, ${replies} replies`
}

const shown = (at: number) => new Date(at).toISOString().slice(0, 16)
const toBoth = (at: string, subject: string) => [one, two].map((to) => ({ at, to, subject }))
const sorted = (told: { at: string; to: string; subject: string }[]) =>
  told.toSorted((a, b) => (a.at + a.subject + a.to < b.at + b.subject + b.to ? -1 : 1))

eachDatabase((name, open) => {
  test(`${name}: of 24 hours staff are reminded after 16, urged after 23, and told once when they are over`, async () => {
    const { enquire, until, told } = deskOn(await open())
    await enquire('2026-11-23T09:00Z')
    await until('2026-11-24T23:00Z', 5 * minute)
    expect(sorted(told)).toEqual([
      ...toBoth('2026-11-24T01:00', 'reminder Ada'),
      ...toBoth('2026-11-24T08:00', 'digest 1 (0), 0 held, 0 replies'),
      ...toBoth('2026-11-24T08:00', 'escalation Ada'),
      ...toBoth('2026-11-24T09:00', 'overdue Ada'),
    ])
  })

  test(`${name}: a reminder goes to the assignee alone, what follows to all`, async () => {
    const { deps, enquire, until, told } = deskOn(await open())
    const { id } = await enquire('2026-11-23T09:00Z')
    await assignEnquiry(deps, { id, to: two, by: one })
    await until('2026-11-24T09:00Z', 10 * minute)
    expect(told.filter(({ subject }) => subject === 'reminder Ada').map(({ to }) => to)).toEqual([two])
    expect(
      told
        .filter(({ subject }) => subject === 'escalation Ada')
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual([one, two])
  })

  test(`${name}: what was answered, from here or elsewhere, is spam, or is held, reminds nobody`, async () => {
    const { deps, enquire, until, told } = deskOn(await open())
    const answered = await enquire('2026-11-23T10:00Z')
    await answerEnquiry(deps, { id: answered.id, text: 'Yes.', seen: 0, by: one })
    const called = await enquire('2026-11-23T10:00Z')
    await takeStep(deps, { id: called.id, step: 'answered', how: 'telephone', seen: 0, by: one })
    const spam = await enquire('2026-11-23T10:00Z')
    await takeStep(deps, { id: spam.id, step: 'spam', seen: 0, by: one })
    await enquire('2026-11-23T10:00Z', { topic_hint: 'filled in by a robot' })
    await until('2026-11-24T12:00Z', 20 * minute)
    expect(sorted(told)).toEqual(toBoth('2026-11-24T08:00', 'digest 0 (0), 1 held, 0 replies'))
  })

  test(`${name}: an enquiry in progress still waits for its answer`, async () => {
    const { deps, enquire, until, told } = deskOn(await open())
    const { id } = await enquire('2026-11-23T10:00Z')
    await takeStep(deps, { id, step: 'in-progress', seen: 0, by: one })
    await until('2026-11-24T10:00Z', 20 * minute)
    expect(told.map(({ subject }) => subject)).toContain('overdue Ada')
  })

  test(`${name}: after a night without the site, only the last of what fell due is told, and once`, async () => {
    const { clock, enquire, look, told } = deskOn(await open())
    await enquire('2026-11-23T09:00Z')
    clock.time = Date.parse('2026-11-25T10:00Z')
    await look()
    await look()
    expect(sorted(told)).toEqual([
      ...toBoth('2026-11-25T10:00', 'digest 1 (1), 0 held, 0 replies'),
      ...toBoth('2026-11-25T10:00', 'overdue Ada'),
    ])
  })

  test(`${name}: many that fall due together stand in one mail to each`, async () => {
    const { clock, enquire, look, told } = deskOn(await open())
    for (const name of ['Ann', 'Bea', 'Cyd']) await enquire('2026-11-23T09:00Z', { name })
    clock.time = Date.parse('2026-11-24T01:00Z')
    await look()
    expect(sorted(told)).toEqual(toBoth('2026-11-24T01:00', 'reminder Ann Bea Cyd'))
  })

  test(`${name}: what comes in during the day is in the next morning’s digest, not in a late one`, async () => {
    const { deps, enquire, until, told } = deskOn(await open())
    await until('2026-11-23T08:00Z', hour)
    await enquire('2026-11-23T09:30Z')
    const reply = { comment: 'A thought.', name: 'Bob', email: 'bob@example.org', website: '' }
    await submitReply(deps, { article: article(), fields: reply, client: '192.0.2.9' })
    await until('2026-11-23T23:00Z', hour)
    expect(told).toEqual([])
    await until('2026-11-24T08:20Z', 10 * minute)
    expect(sorted(told).filter(({ subject }) => subject.startsWith('digest'))).toEqual(
      toBoth('2026-11-24T08:00', 'digest 1 (0), 0 held, 1 replies'),
    )
  })

  test(`${name}: over a weekend, working hours stand still and no digest leaves`, async () => {
    const { enquire, until, told } = deskOn(await open(), working)
    await enquire('2026-11-27T12:30Z')
    await until('2026-11-30T11:00Z', 10 * minute)
    expect(sorted(told)).toEqual([
      ...toBoth('2026-11-27T16:30', 'reminder Ada'),
      ...toBoth('2026-11-30T08:00', 'digest 1 (0), 0 held, 0 replies'),
      ...toBoth('2026-11-30T09:30', 'escalation Ada'),
      ...toBoth('2026-11-30T10:30', 'overdue Ada'),
    ])
  })

  test(`${name}: over Christmas, holidays and the weekend between stand still too`, async () => {
    const { enquire, until, told } = deskOn(await open(), working)
    await enquire('2026-12-24T14:00Z')
    await until('2026-12-29T13:00Z', 30 * minute)
    expect(sorted(told)).toEqual([
      ...toBoth('2026-12-29T08:00', 'digest 1 (0), 0 held, 0 replies'),
      ...toBoth('2026-12-29T10:00', 'reminder Ada'),
      ...toBoth('2026-12-29T11:00', 'escalation Ada'),
      ...toBoth('2026-12-29T12:00', 'overdue Ada'),
    ])
  })

  test(`${name}: 24 hours with a weekend in them are still 24 hours, and every morning has its digest`, async () => {
    const { enquire, until, told } = deskOn(await open())
    await enquire('2026-11-27T18:00Z')
    await until('2026-11-30T08:00Z', 30 * minute)
    expect(sorted(told)).toEqual([
      ...toBoth('2026-11-28T08:00', 'digest 1 (0), 0 held, 0 replies'),
      ...toBoth('2026-11-28T10:00', 'reminder Ada'),
      ...toBoth('2026-11-28T17:00', 'escalation Ada'),
      ...toBoth('2026-11-28T18:00', 'overdue Ada'),
      ...toBoth('2026-11-29T08:00', 'digest 1 (1), 0 held, 0 replies'),
      ...toBoth('2026-11-30T08:00', 'digest 1 (1), 0 held, 0 replies'),
    ])
  })

  // Clocks go forward at 01:00Z on 29 March 2026 and back at 01:00Z on 25 October: 08:00 is 07:00Z in summer.
  test.each([
    ['summer', '2026-03-28T18:00Z', '2026-03-29T07:00', '2026-03-29T10:00', '2026-03-29T17:00'],
    ['winter', '2026-10-24T17:00Z', '2026-10-25T08:00', '2026-10-25T09:00', '2026-10-25T16:00'],
  ])(
    `${name}: over the change to %s time, hours pass as they are, and mornings come by the clock`,
    async (_season, from, digest, reminder, escalation) => {
      const { enquire, until, told } = deskOn(await open())
      await enquire(from)
      await until(`${escalation}Z`, 10 * minute)
      expect(sorted(told)).toEqual([
        ...toBoth(digest, 'digest 1 (0), 0 held, 0 replies'),
        ...toBoth(reminder, 'reminder Ada'),
        ...toBoth(escalation, 'escalation Ada'),
      ])
    },
  )

  test.each([
    ['summer', '2026-03-27T16:00Z', '2026-03-30T11:00', '2026-03-30T13:00'],
    ['winter', '2026-10-23T15:00Z', '2026-10-26T12:00', '2026-10-26T14:00'],
  ])(
    `${name}: over the change to %s time, working hours go by the clock on the wall`,
    async (_season, from, reminder, overdue) => {
      const { enquire, until, told } = deskOn(await open(), working)
      await enquire(from)
      await until(`${overdue}Z`, 10 * minute)
      expect(sorted(told).filter(({ subject }) => subject === 'reminder Ada')).toEqual(
        toBoth(reminder, 'reminder Ada'),
      )
      expect(sorted(told).filter(({ subject }) => subject === 'overdue Ada')).toEqual(
        toBoth(overdue, 'overdue Ada'),
      )
    },
  )

  test(`${name}: however many look at the same moment, each thing is told once`, async () => {
    const db = await open()
    const { deps, clock, enquire } = deskOn(db)
    for (const name of ['Ann', 'Bea']) await enquire('2026-11-23T09:00Z', { name })
    for (const at of ['2026-11-24T01:00Z', '2026-11-24T08:00Z', '2026-11-24T09:00Z']) {
      clock.time = Date.parse(at)
      await Promise.all(Array.from({ length: 10 }, () => remind(deps)))
    }
    const told = (await mails(db)).map(({ recipient, message }) => `${recipient} ${subjectOf(message)}`)
    expect(told.toSorted()).toEqual(
      [one, two]
        .flatMap((to) =>
          [
            'digest 2 (0), 0 held, 0 replies',
            'escalation Ann Bea',
            'overdue Ann Bea',
            'reminder Ann Bea',
          ].map((what) => `${to} ${what}`),
        )
        .toSorted(),
    )
  })

  test(`${name}: when nothing is due, nothing is written`, async () => {
    const db = await open()
    const { clock, enquire, look } = deskOn(db)
    await enquire('2026-11-23T09:00Z')
    await look()
    const written = await db.read.selectFrom('notice').selectAll().execute()
    clock.time += 10 * hour
    await look()
    expect(await db.read.selectFrom('notice').selectAll().execute()).toEqual(written)
  })
})
