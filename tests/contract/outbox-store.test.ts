import { expect, test } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { acknowledgementsTo } from '#lib/enquiries/mail-store.ts'
import { handleMails, mailsAbout, resumeMails, selectMails } from '#lib/outbox/admin-store.ts'
import { countMails } from '#lib/outbox/count-store.ts'
import type { OutgoingMail } from '#lib/outbox/mail.ts'
import {
  claim as claimIn,
  complete as completeIn,
  enqueue,
  releaseAll,
  renew as renewIn,
} from '#lib/outbox/queue-store.ts'
import { ulid } from '#lib/ulid.ts'
import { eachDatabase } from '../support/databases.ts'

const start = 1_795_421_334_631
const day = 24 * 60 * 60 * 1000

type Rest<F> = F extends (tx: never, ...rest: infer R) => unknown ? R : never
const claim = (db: Database, ...rest: Rest<typeof claimIn>) => db.write((tx) => claimIn(tx, ...rest))
const renew = (db: Database, ...rest: Rest<typeof renewIn>) => db.write((tx) => renewIn(tx, ...rest))
const complete = (db: Database, ...rest: Rest<typeof completeIn>) => db.write((tx) => completeIn(tx, ...rest))

const deps = (at = start) => ({
  now: () => at,
  newId: () => ulid(at),
  settings: { mailFrom: 'site@site.example.org' },
})
const mailTo = (recipient: string): OutgoingMail => ({
  recipient,
  message: { kind: 'test-mail', createdAt: start },
})
const mails = (count: number) => Array.from({ length: count }, (_, index) => mailTo(`r${index}@example.org`))
const claiming = (token: string, limit = 10, now = start) => ({ token, limit, now, until: now + 15_000 })

eachDatabase((name, open) => {
  test(`${name}: a mail comes out as it went in, with an id of its own under the sender’s host`, async () => {
    const db = await open()
    const item = { kind: 'reply', id: 'reply-1' } as const
    await db.write((tx) => enqueue(tx, [{ ...mailTo('a@example.org'), item }], deps()))
    const [mail] = await claim(db, claiming('one'))
    expect(mail).toEqual({
      ...mailTo('a@example.org'),
      kind: 'test-mail',
      id: expect.stringMatching(/^\w{26}$/),
      messageId: `<${mail?.id}@site.example.org>`,
      createdAt: start,
      triedSince: start,
      nextAt: start,
      attempts: 0,
      unknowns: 0,
      refusedSince: undefined,
    })
    expect(await mailsAbout(db.read, item)).toMatchObject([{ id: mail?.id, item, status: 'waiting' }])
  })

  test(`${name}: mails enqueued in a transaction that fails are not there`, async () => {
    const db = await open()
    const failing = db.write(async (tx) => {
      await enqueue(tx, mails(2), deps())
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await countMails(db)).toEqual({ waiting: 0, retrying: 0, failed: 0 })
  })

  test(`${name}: however many claim at the same time, each mail is claimed once`, async () => {
    const db = await open()
    await db.write((tx) => enqueue(tx, mails(50), deps()))
    const claimed = await Promise.all(
      Array.from({ length: 30 }, (_, index) => claim(db, claiming(`token-${index}`, 3))),
    )
    const ids = claimed.flat().map((mail) => mail.id)
    expect(ids).toHaveLength(50)
    expect(new Set(ids).size).toBe(50)
  })

  test(`${name}: the oldest is claimed first, and nothing before its time`, async () => {
    const db = await open()
    for (const at of [start + 2, start + 1, start + 60_000])
      await db.write((tx) => enqueue(tx, [mailTo(`${at - start}@example.org`)], deps(at)))
    const claimed = await claim(db, claiming('one', 10, start + 2))
    expect(claimed.map((mail) => mail.recipient)).toEqual(['1@example.org', '2@example.org'])
  })

  test(`${name}: a lease keeps others away until it runs out, and longer when it is renewed`, async () => {
    const db = await open()
    await db.write((tx) => enqueue(tx, mails(1), deps()))
    expect(await claim(db, claiming('first'))).toHaveLength(1)
    expect(await claim(db, claiming('second', 10, start + 14_999))).toHaveLength(0)
    await renew(db, ['first'], start + 20_000)
    expect(await claim(db, claiming('second', 10, start + 19_999))).toHaveLength(0)
    expect(await claim(db, claiming('second', 10, start + 20_000))).toHaveLength(1)
  })

  test(`${name}: who has lost the lease cannot settle, and whoever took over can`, async () => {
    const db = await open()
    await db.write((tx) => enqueue(tx, mails(1), deps()))
    const [mail] = await claim(db, claiming('slow'))
    await claim(db, claiming('next', 10, start + 15_000))
    const id = mail?.id ?? ''
    const failed = { status: 'failed', answer: 'too late', at: start } as const
    expect(await complete(db, { id, token: 'slow' }, failed)).toBe(false)
    await renew(db, ['slow'], start + 10 * day)
    expect(await complete(db, { id, token: 'next' }, { status: 'sent', answer: '250 OK', at: start })).toBe(
      true,
    )
    expect(await countMails(db)).toEqual({ waiting: 0, retrying: 0, failed: 0 })
    expect(await claim(db, claiming('later', 10, start + day))).toEqual([])
  })

  test(`${name}: a mail put off counts its attempt and waits; a released one does neither`, async () => {
    const db = await open()
    await db.write((tx) => enqueue(tx, mails(2), deps()))
    const [putOff, released] = await claim(db, claiming('one'))
    await complete(
      db,
      { id: putOff?.id ?? '', token: 'one' },
      { status: 'waiting', answer: '451 later', nextAt: start + 60_000 },
    )
    await complete(db, { id: released?.id ?? '', token: 'one' }, { status: 'released' })
    expect(await countMails(db)).toEqual({ waiting: 2, retrying: 1, failed: 0, oldestWaitingAt: start })
    expect(await claim(db, claiming('two'))).toMatchObject([{ id: released?.id, attempts: 0 }])
    expect(await claim(db, claiming('three', 10, start + 60_000))).toMatchObject([
      { id: released?.id },
      { id: putOff?.id, attempts: 1 },
    ])
    const { mails: retrying, total } = await selectMails(db.read, 'retrying', 10)
    expect(retrying).toMatchObject([{ id: putOff?.id, lastAnswer: '451 later', nextAt: start + 60_000 }])
    expect(total).toBe(1)
  })

  test(`${name}: what was refused for good is listed with the server’s answer`, async () => {
    const db = await open()
    await db.write((tx) => enqueue(tx, mails(1), deps()))
    const [mail] = await claim(db, claiming('one'))
    await complete(
      db,
      { id: mail?.id ?? '', token: 'one' },
      { status: 'failed', answer: '550 nobody', at: start },
    )
    expect(await selectMails(db.read, 'failed', 10)).toMatchObject({
      mails: [{ recipient: 'r0@example.org', lastAnswer: '550 nobody', attempts: 1, settledAt: start }],
      total: 1,
    })
    expect(await countMails(db)).toMatchObject({ waiting: 0, failed: 1 })
  })

  test(`${name}: a mail that failed is sent again as if it had never been tried, and its date stays`, async () => {
    const db = await open()
    await db.write((tx) => enqueue(tx, mails(1), deps()))
    const [mail] = await claim(db, claiming('one'))
    const id = mail?.id ?? ''
    await complete(db, { id, token: 'one' }, { status: 'failed', answer: '550 nobody', at: start })
    expect(await claim(db, claiming('two', 10, start + 9 * day))).toEqual([])
    expect(await resumeMails(db, [{ id }], start + 9 * day)).toEqual([{ kind: 'done' }])
    const claimed = await claim(db, claiming('three', 10, start + 9 * day))
    expect(claimed).toMatchObject([
      { id, messageId: mail?.messageId, createdAt: start, triedSince: start + 9 * day, attempts: 0 },
    ])
    await complete(db, { id, token: 'three' }, { status: 'sent', answer: '250 OK', at: start + 9 * day })
    expect(await resumeMails(db, [{ id }], start + 10 * day)).toEqual([{ kind: 'already', status: 'sent' }])
    expect(await resumeMails(db, [{ id: 'no-such-id' }], start)).toEqual([{ kind: 'missing' }])
  })

  test(`${name}: a mail dealt with in another way is put aside with who did, and can still be sent`, async () => {
    const db = await open()
    const item = { kind: 'enquiry', id: 'enquiry-1' } as const
    await db.write((tx) => enqueue(tx, [{ ...mailTo('a@example.org'), item }], deps()))
    const [mail] = await mailsAbout(db.read, item)
    const id = mail?.id ?? ''
    const handled = { by: 'one@staff.example', at: start + 5 }
    const outcomes = await Promise.all([
      handleMails(db, [{ id }], handled),
      handleMails(db, [{ id }], handled),
    ])
    expect(outcomes.flat()).toEqual([{ kind: 'done' }, { kind: 'already', status: 'handled' }])
    expect(await mailsAbout(db.read, item)).toMatchObject([
      { status: 'handled', handledBy: 'one@staff.example', settledAt: start + 5 },
    ])
    expect(await claim(db, claiming('one', 10, start + day))).toEqual([])
    expect(await countMails(db)).toEqual({ waiting: 0, retrying: 0, failed: 0 })
    expect(await resumeMails(db, [{ id, seen: '0' }], start + day)).toEqual([
      { kind: 'already', status: 'handled' },
    ])
    expect(await resumeMails(db, [{ id, seen: 'handled' }], start + day)).toEqual([{ kind: 'done' }])
    expect(await handleMails(db, [{ id, seen: 'handled' }], handled)).toEqual([
      { kind: 'already', status: 'waiting' },
    ])
    expect(await claim(db, claiming('one', 10, start + day))).toHaveLength(1)
  })

  test(`${name}: of several mails put aside at once each stands for itself`, async () => {
    const db = await open()
    const item = { kind: 'enquiry', id: 'enquiry-1' } as const
    const mails = ['a@example.org', 'b@example.org', 'c@example.org'].map((to) => ({ ...mailTo(to), item }))
    await db.write((tx) => enqueue(tx, mails, deps()))
    const [one, two, three] = (await mailsAbout(db.read, item)).map(({ id }) => ({ id, seen: '0' }))
    if (!one || !two || !three) return expect.fail('three mails were written')
    const handled = { by: 'one@staff.example', at: start + 5 }
    await handleMails(db, [two], handled)
    expect(await handleMails(db, [one, two, three, { id: 'no-such-id' }], handled)).toEqual([
      { kind: 'done' },
      { kind: 'already', status: 'handled' },
      { kind: 'done' },
      { kind: 'missing' },
    ])
  })

  test(`${name}: releasing all lets everything be claimed at once`, async () => {
    const db = await open()
    await db.write((tx) => enqueue(tx, mails(3), deps()))
    await claim(db, claiming('dead'))
    await releaseAll(db)
    expect(await claim(db, claiming('alive'))).toHaveLength(3)
  })

  test(`${name}: acknowledgements to an address are counted in any capitals, and only lately`, async () => {
    const db = await open()
    const acknowledgement = (recipient: string): OutgoingMail => ({
      recipient,
      message: { kind: 'enquiry-acknowledgement', enquiryId: 'e', reference: 'E-22222', dueAt: start },
    })
    await db.write((tx) => enqueue(tx, [acknowledgement('Ann@example.org')], deps(start - 2 * day)))
    await db.write((tx) =>
      enqueue(tx, [acknowledgement('ann@example.org'), acknowledgement('ANN@example.org')], deps()),
    )
    await db.write((tx) =>
      enqueue(tx, [mailTo('ann@example.org'), acknowledgement('bob@example.org')], deps()),
    )
    const count = await db.write((tx) => acknowledgementsTo(tx, 'aNN@example.org', start - day, start))
    expect(count).toBe(2)
  })
})
