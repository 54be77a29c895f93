import { expect, test } from 'vitest'
import { deadlineOf } from '#components/desk/deadline.ts'
import { type Item, moderationLink } from '#lib/auth/moderation-link.ts'
import type { Database } from '#lib/db/client.ts'
import { decide, openModeration } from '#lib/desk/moderation.ts'
import { answerEnquiry } from '#lib/enquiries/answer.ts'
import { takeStep, undoStep } from '#lib/enquiries/decide.ts'
import { findEnquiry, openEnquiry } from '#lib/enquiries/queries.ts'
import { enquiryStats } from '#lib/enquiries/stats.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import type { Message } from '#lib/mail/message.ts'
import { remind } from '#lib/reminders/remind.ts'
import { decideReplies } from '#lib/replies/decide.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { site } from '#lib/site.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, contentsOf, day, hour, mailsIn, minute, openDoors, start } from '../support/doors.ts'

const [one, two] = ['one@staff.example', 'two@staff.example']
const prospect = 'ada@example.org'
const typed = { name: 'Ada', email: prospect, phone: '', organisation: '' }
const links = 'Four links: https://a.example https://b.example https://c.example https://d.example'

const announced = [
  { recipient: prospect, kind: 'enquiry-acknowledgement' },
  { recipient: one, kind: 'enquiry-to-staff' },
  { recipient: two, kind: 'enquiry-to-staff' },
]

/** A site to which enquiries come that are held. */
function siteOn(db: Database, env?: Record<string, string>) {
  const doors = openDoors(db, env)
  const { deps } = doors
  let count = 0
  return {
    ...doors,
    async enquire(more: Record<string, string> = {}) {
      const fields = { ...typed, requirements: `${links} ${count++}`, ...more }
      const sent = await submitEnquiry(deps, { page: '/contact', fields, client: '192.0.2.1' })
      const found = await findEnquiry(deps, 'reference' in sent ? sent.reference : '')
      return found ?? expect.fail('the enquiry is not there')
    },
    tokenFor(item: Item, sentTo?: string) {
      return moderationLink(deps.keys, item, deps.now(), sentTo).path.replace('/moderate/', '')
    },
    async version(id: string) {
      return (await openEnquiry(deps, id))?.enquiry.version ?? expect.fail('the enquiry is not there')
    },
  }
}

async function messages<Kind extends Message['kind']>(db: Database, kind: Kind) {
  const rows = await db.read.selectFrom('outbox').select('message').where('kind', '=', kind).execute()
  return rows.map(({ message }) => JSON.parse(message) as Extract<Message, { kind: Kind }>)
}

eachDatabase((name, open) => {
  test(`${name}: while an enquiry is held nobody is mailed; released, its acknowledgement and the staff’s mails leave`, async () => {
    const db = await open()
    const { deps, clock, woken, enquire } = siteOn(db)
    const { id, status } = await enquire()
    expect(status).toBe('held')
    expect(await mailsIn(db)).toEqual([])
    const before = woken.times
    clock.time += hour
    await takeStep(deps, { id, step: 'in-progress', seen: 0, by: one })
    expect(await mailsIn(db)).toEqual(announced)
    expect(woken.times).toBe(before + 1)
    expect(await messages(db, 'enquiry-acknowledgement')).toMatchObject([{ dueAt: start + day }])
    for (const message of await messages(db, 'enquiry-to-staff'))
      expect(message).toMatchObject({
        ...{ createdAt: start, dueAt: start + day },
        released: { to: 'in_progress', by: one, at: start + hour },
      })
  })

  test(`${name}: every way out of being held lets the mails leave once: buttons of desk and mail, and an answer`, async () => {
    for (const release of ['in-progress', 'answered', 'mail', 'answer', 'from spam'] as const) {
      const db = await open()
      const { deps, enquire, tokenFor } = siteOn(db)
      const { id } = await enquire()
      const by = one
      if (release === 'in-progress' || release === 'answered')
        await takeStep(deps, { id, step: release, seen: 0, by })
      if (release === 'mail')
        await decide(deps, tokenFor({ kind: 'enquiry', id }, one), 'in-progress', { seen: 0 })
      if (release === 'answer') await answerEnquiry(deps, { id, text: 'Yes.', seen: 0, by })
      if (release === 'from spam') {
        await takeStep(deps, { id, step: 'spam', seen: 0, by })
        expect(await mailsIn(db)).toEqual([])
        await takeStep(deps, { id, step: 'in-progress', seen: 1, by })
      }
      const mails = await mailsIn(db)
      expect(mails.filter(({ kind }) => kind !== 'enquiry-answer')).toEqual(announced)
      const [answer] = await messages(db, 'enquiry-answer')
      if (release === 'answer') expect(answer?.thread).toHaveLength(1)
    }
  })

  test(`${name}: taken back, marked as spam and released again, nothing is sent twice`, async () => {
    const db = await open()
    const { deps, enquire, version } = siteOn(db)
    const { id } = await enquire()
    const by = one
    const step = async (step: 'in-progress' | 'answered' | 'spam') =>
      await takeStep(deps, { id, step, seen: await version(id), by })
    const undo = async () => await undoStep(deps, { id, seen: await version(id), by: two })
    await step('spam')
    await undo()
    expect(await mailsIn(db)).toEqual([])
    await step('in-progress')
    await undo()
    await step('answered')
    await undo()
    await step('spam')
    await step('in-progress')
    await answerEnquiry(deps, { id, text: 'Yes.', seen: await version(id), by })
    await step('in-progress')
    expect((await mailsIn(db)).filter(({ kind }) => kind !== 'enquiry-answer')).toEqual(announced)
  })

  test(`${name}: released by many at once, it is announced once`, async () => {
    const db = await open()
    const { deps, enquire, tokenFor } = siteOn(db)
    const { id } = await enquire()
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 2
          ? decide(deps, tokenFor({ kind: 'enquiry', id }, one), 'answered', { seen: 0 })
          : takeStep(deps, { id, step: 'in-progress', seen: 0, by: two }),
      ),
    )
    expect(await mailsIn(db)).toEqual(announced)
  })

  test(`${name}: an enquiry that was never held is announced when it comes in, and never again`, async () => {
    const db = await open()
    const { deps, enquire } = siteOn(db)
    const { id, status } = await enquire({ requirements: 'A site.' })
    expect(status).toBe('new')
    await takeStep(deps, { id, step: 'spam', seen: 0, by: one })
    await takeStep(deps, { id, step: 'in-progress', seen: 1, by: one })
    expect(await mailsIn(db)).toEqual(announced)
  })

  test(`${name}: a release acknowledges no more than five a day to one address, and nothing to the staff`, async () => {
    const db = await open()
    const { deps, enquire } = siteOn(db, { FORM_LIMITS: 'off' })
    const acknowledged = async () => (await messages(db, 'enquiry-acknowledgement')).length
    for (let index = 0; index < 7; index++) {
      const { id } = await enquire()
      await takeStep(deps, { id, step: 'in-progress', seen: 0, by: one })
    }
    expect(await acknowledged()).toBe(5)
    const { id } = await enquire({ email: 'TWO@staff.example' })
    await takeStep(deps, { id, step: 'in-progress', seen: 0, by: one })
    expect(await acknowledged()).toBe(5)
    expect(await messages(db, 'enquiry-to-staff')).toHaveLength(16)
  })

  test(`${name}: the clock of a released enquiry counts from when it came: overdue, digest and figures`, async () => {
    const db = await open()
    const { deps, clock, enquire } = siteOn(db)
    const { id } = await enquire()
    clock.time += day + hour
    const dueAndUrgency = async () => {
      const { enquiry } = (await openEnquiry(deps, id)) ?? expect.fail('gone')
      return [enquiry.dueAt, deadlineOf(enquiry, clock.time, site).urgency]
    }
    expect(await dueAndUrgency()).toEqual([start + day, 'overdue'])
    await takeStep(deps, { id, step: 'in-progress', seen: 0, by: one })
    expect(await dueAndUrgency()).toEqual([start + day, 'overdue'])
    expect(await messages(db, 'enquiry-acknowledgement')).toMatchObject([{ isLate: true }])
    const promise = { promise: { hours: 24 }, timeZone: 'Europe/London', digestAt: '10:00' }
    await remind({ ...deps, site: promise })
    expect((await messages(db, 'promise-notice')).map(({ stage }) => stage)).toEqual(['overdue', 'overdue'])
    const [digest] = await messages(db, 'desk-digest')
    expect(digest?.counts).toMatchObject({ enquiries: 1, overdue: 1, heldEnquiries: 0 })
    expect(await enquiryStats(deps)).toMatchObject({ received: 1, late: 1 })
  })

  test(`${name}: a reply that was held mails nobody when it is approved: nothing is left to decide`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    const fields = { comment: links, name: 'Ada', email: prospect, website: '' }
    await submitReply(deps, { article: article(), fields, client: '192.0.2.1' })
    const { id, status } = await db.read.selectFrom('reply').selectAll().executeTakeFirstOrThrow()
    expect(status).toBe('held')
    await decideReplies(deps, { ids: [id], decision: 'approve', by: one })
    expect(await mailsIn(db)).toEqual([])
  })

  test(`${name}: the link of a mail says whom it was sent to; one of an earlier version works on, and does not`, async () => {
    const db = await open()
    const { deps, enquire, tokenFor } = siteOn(db)
    const [first, second, third] = [await enquire(), await enquire(), await enquire()]
    const press = async (id: string, sentTo?: string) => {
      const token = tokenFor({ kind: 'enquiry', id }, sentTo)
      expect(await decide(deps, token, 'in-progress', { seen: 0 })).toMatchObject({ kind: 'done' })
      const opened = await openModeration(deps, token)
      return 'lastChange' in opened ? opened.lastChange : undefined
    }
    const change = { status: 'in_progress', at: start, fromMail: true }
    expect(await press(first.id, 'TWO@staff.example')).toEqual({ ...change, by: two })
    expect(await press(second.id)).toEqual(change)
    expect(await press(third.id, 'left@staff.example')).toEqual(change)
    expect(tokenFor({ kind: 'enquiry', id: first.id }, two)).not.toContain('staff')
    expect((await openEnquiry(deps, first.id))?.history).toMatchObject([{ by: two, fromMail: true }])
  })

  test(`${name}: an enquiry that was released before its mails waited for that gets none with the next step`, async () => {
    const db = await open()
    const { deps, enquire } = siteOn(db)
    const { id } = await enquire()
    const subject = { subject: 'enquiry', subject_id: id, decision_id: null } as const
    const step = { ...subject, kind: 'step', at: start, text: null, mail_id: null } as const
    await db.write(async (tx) => {
      const [released, spam] = [
        {
          ...step,
          id: 'a',
          number: 1,
          by: null,
          via: 'mail',
          from_status: 'held',
          to_status: 'in_progress',
        } as const,
        {
          ...step,
          id: 'b',
          number: 2,
          by: one,
          via: null,
          from_status: 'in_progress',
          to_status: 'spam',
        } as const,
      ]
      for (const event of [released, spam])
        await tx
          .insertInto('event')
          .values({ ...event, undone_at: null })
          .execute()
      await tx.updateTable('enquiry').set({ status: 'spam', version: 2 }).where('id', '=', id).execute()
    })
    const history = (await openEnquiry(deps, id))?.history
    expect(history).toMatchObject([{ fromMail: true }, { by: one }])
    expect(history?.[1]).not.toHaveProperty('fromMail')
    await takeStep(deps, { id, step: 'in-progress', seen: 2, by: two })
    expect(await mailsIn(db)).toEqual([])
  })

  test(`${name}: a button of a mail changes nothing that a colleague has changed, tells it, and does it all the same`, async () => {
    const db = await open()
    const { deps, clock, enquire, tokenFor } = siteOn(db)
    const { id } = await enquire()
    const token = tokenFor({ kind: 'enquiry', id }, one)
    await takeStep(deps, { id, step: 'in-progress', seen: 0, by: two })
    clock.time += minute
    const before = await contentsOf(db)
    const stale = { kind: 'stale', status: 'in_progress', by: two, at: start }
    for (const seen of [0, 7]) expect(await decide(deps, token, 'spam', { seen })).toEqual(stale)
    expect(await decide(deps, token, 'undo', { seen: 0 })).toEqual(stale)
    expect(await contentsOf(db)).toEqual(before)
    expect(await decide(deps, token, 'spam', { seen: 1, anyway: true })).toMatchObject({ kind: 'done' })
    expect(await decide(deps, token, 'spam', { seen: 1 })).toMatchObject({ kind: 'done' })
    expect(await decide(deps, token, 'undo', { seen: 2 })).toEqual({ kind: 'done', status: 'in_progress' })
  })

  test(`${name}: from a mail a reply is decided about, and the decision taken back, as it was seen`, async () => {
    const db = await open()
    const { deps, dropped, tokenFor } = siteOn(db)
    for (const comment of ['A thought.', 'Another.']) {
      const fields = { comment, name: 'Ada', email: prospect, website: '' }
      await submitReply(deps, { article: article(), fields, client: '192.0.2.1' })
    }
    const ids = (await db.read.selectFrom('reply').select('id').execute()).map(({ id }) => id)
    const [id = ''] = ids
    const token = tokenFor({ kind: 'reply', id }, one)
    await decideReplies(deps, { ids, decision: 'approve', by: two })
    const stale = { kind: 'stale', status: 'approved', by: two, at: start }
    expect(await decide(deps, token, 'spam', { seen: 0 })).toEqual(stale)
    expect(await decide(deps, token, 'approve', { seen: 0 })).toEqual(stale)
    expect(await decide(deps, token, 'spam', { seen: 1 })).toEqual(stale)
    dropped.splice(0)
    expect(await decide(deps, token, 'undo', { seen: 1 })).toEqual({ kind: 'done', status: 'waiting' })
    expect(await decide(deps, token, 'undo', { seen: 1 })).toEqual({ kind: 'done', status: 'waiting' })
    expect(dropped).toEqual(['replies:an-article'])
    const statuses = await db.read.selectFrom('reply').select(['id', 'status']).execute()
    expect(statuses.find((reply) => reply.id !== id)?.status).toBe('approved')
    expect(await decide(deps, token, 'approve', { seen: 2 })).toEqual({ kind: 'done', status: 'approved' })
    expect(await decide(deps, token, 'approve', { seen: 2 })).toEqual({ kind: 'done', status: 'approved' })
    expect(await decide(deps, token, 'spam', { seen: 3, anyway: true })).toMatchObject({ kind: 'done' })
    expect(await openModeration(deps, token)).toMatchObject({
      reply: { version: 4, lastChange: { status: 'spam', by: one, fromMail: true } },
    })
  })
})
