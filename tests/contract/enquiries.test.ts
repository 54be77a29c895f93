import { expect, test } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { findEnquiry } from '#lib/enquiries/queries.ts'
import { findReceipt } from '#lib/enquiries/receipt.ts'
import { insertEnquiry } from '#lib/enquiries/store.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { ulid } from '#lib/ulid.ts'
import { eachDatabase } from '../support/databases.ts'
import {
  contentsOf,
  day,
  hostileAddresses,
  hostileTexts,
  hour,
  mailsIn,
  openDoors,
  start,
} from '../support/doors.ts'

const fields = {
  name: 'Ada',
  email: 'ada@example.org',
  phone: '01632 960 001',
  organisation: '',
  requirements: 'A site for our clinic.',
}
const page = '/contact'
const client = '2001:db8:1:2::/64'
const toStaff = [
  { recipient: 'one@staff.example', kind: 'enquiry-to-staff' },
  { recipient: 'two@staff.example', kind: 'enquiry-to-staff' },
]

const enquiries = (db: Database) => db.read.selectFrom('enquiry').selectAll().orderBy('id').execute()

const acknowledgements = async (db: Database) =>
  (await mailsIn(db))
    .filter(({ kind }) => kind === 'enquiry-acknowledgement')
    .map(({ recipient }) => recipient)

eachDatabase((name, open) => {
  test(`${name}: an enquiry is kept with its reference, its deadline and all its mails`, async () => {
    const db = await open()
    const { deps, woken } = openDoors(db)
    const sent = await submitEnquiry(deps, { page, fields, client })
    expect(sent).toMatchObject({ kind: 'received', reference: expect.stringMatching(/^E-[2-9B-Z]{5}$/) })
    const [row] = await enquiries(db)
    expect(row).toMatchObject({ status: 'new', page, client, organisation: null, phone: '01632 960 001' })
    expect(row).toMatchObject({ created_at: start, due_at: start + 24 * hour })
    expect('reference' in sent && sent.reference).toBe(row?.reference)
    expect(await mailsIn(db)).toEqual([
      { recipient: 'ada@example.org', kind: 'enquiry-acknowledgement' },
      ...toStaff,
    ])
    expect(woken.times).toBe(1)
  })

  test(`${name}: nothing that was typed is in the acknowledgement`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    await submitEnquiry(deps, { page, fields: { ...fields, organisation: 'The Clinic' }, client })
    const row = await db.read
      .selectFrom('outbox')
      .select('message')
      .where('kind', '=', 'enquiry-acknowledgement')
      .executeTakeFirstOrThrow()
    for (const typed of ['Ada', 'ada@', '01632', 'Clinic', 'clinic']) expect(row.message).not.toContain(typed)
  })

  test(`${name}: the same enquiry twenty times at once is one, and everyone gets its address`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => submitEnquiry(deps, { page, fields, client })),
    )
    expect(sent.filter(({ kind }) => kind === 'received')).toHaveLength(1)
    expect(new Set(sent.map((one) => 'received' in one && one.received)).size).toBe(1)
    expect(await enquiries(db)).toHaveLength(1)
    expect(await mailsIn(db)).toHaveLength(3)
  })

  test(`${name}: a repeat within a day gets the first answer, a later one is new`, async () => {
    const db = await open()
    const { deps, clock } = openDoors(db)
    const first = await submitEnquiry(deps, { page, fields, client })
    clock.time += day - 1
    expect(await submitEnquiry(deps, { page, fields, client })).toEqual({ ...first, kind: 'repeat' })
    clock.time += 1
    const later = await submitEnquiry(deps, { page, fields, client })
    expect(later.kind).toBe('received')
    expect('reference' in later && 'reference' in first && later.reference !== first.reference).toBe(true)
  })

  test(`${name}: the received address shows the reference and the promise, and nothing that was typed`, async () => {
    const db = await open()
    const { deps, clock } = openDoors(db)
    const sent = await submitEnquiry(deps, { page, fields, client })
    const token = 'received' in sent ? sent.received.replace('/enquiry-received/', '') : ''
    const before = await contentsOf(db)
    expect(await findReceipt(deps, token)).toEqual({
      kind: 'here',
      receipt: {
        reference: 'reference' in sent && sent.reference,
        createdAt: start,
        dueAt: start + 24 * hour,
      },
    })
    expect(await findReceipt(deps, `${token}x`)).toEqual({ kind: 'forged' })
    const unknown = deps.keys.sign('enquiry-received', ulid(), start + day)
    expect(await findReceipt(deps, unknown)).toEqual({ kind: 'missing' })
    clock.time += 30 * day
    expect(await findReceipt(deps, token)).toEqual({ kind: 'expired' })
    expect(await contentsOf(db)).toEqual(before)
  })

  test(`${name}: an enquiry with the unseen field filled in is held, and acknowledges nothing`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    const sent = await submitEnquiry(deps, { page, fields: { ...fields, topic_hint: 'x' }, client })
    expect(sent.kind).toBe('received')
    expect(await enquiries(db)).toMatchObject([{ status: 'held', reasons: '["honeypot"]' }])
    expect(await mailsIn(db)).toEqual([])
  })

  test(`${name}: an address gets five acknowledgements a day, also all at once and in capitals`, async () => {
    const db = await open()
    const { deps, clock } = openDoors(db, { FORM_LIMITS: 'off' })
    const send = (requirements: string, email = fields.email) =>
      submitEnquiry(deps, { page, fields: { ...fields, requirements, email }, client })
    await Promise.all(
      Array.from({ length: 12 }, (_, at) => send(`Wish ${at}`, at % 2 ? 'ADA@Example.org' : fields.email)),
    )
    expect(await acknowledgements(db)).toHaveLength(5)
    expect(await mailsIn(db)).toHaveLength(12 * 2 + 5)
    await send('Someone else', 'bob@example.org')
    expect(await acknowledgements(db)).toHaveLength(6)
    clock.time += day + 1
    await send('The next day')
    expect(await acknowledgements(db)).toHaveLength(7)
  })

  test(`${name}: staff who enquire get no acknowledgement`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    await submitEnquiry(deps, { page, fields: { ...fields, email: 'ONE@staff.example' }, client })
    expect(await mailsIn(db)).toEqual(toStaff)
  })

  test(`${name}: a reference that is taken is not given again`, async () => {
    const db = await open()
    const references = ['E-22222', 'E-22222', 'E-22222', 'E-33333']
    const enquiry = {
      ...{
        name: 'Ada',
        email: 'ada@example.org',
        phone: undefined,
        organisation: undefined,
        requirements: 'A',
      },
      ...{ status: 'new' as const, reasons: [], page, createdAt: start, dueAt: start + day },
    }
    const insert = () =>
      db.write((tx) =>
        insertEnquiry(tx, { ...enquiry, id: ulid() }, client, () => references.shift() ?? 'E-44444'),
      )
    expect(await insert()).toBe('E-22222')
    expect(await insert()).toBe('E-33333')
    expect(await enquiries(db)).toHaveLength(2)
  })

  test(`${name}: an enquiry is found by its reference as people type it`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    const sent = await submitEnquiry(deps, { page, fields, client })
    const reference = 'reference' in sent ? sent.reference : ''
    expect((await findEnquiry(deps, reference.toLowerCase()))?.name).toBe('Ada')
    expect(await findEnquiry(deps, 'E-00000')).toBeUndefined()
  })

  test(`${name}: an invalid enquiry comes back as typed, and nothing is kept`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    const sent = await submitEnquiry(deps, { page, fields: { ...fields, requirements: ' ' }, client })
    expect(sent).toEqual({
      kind: 'invalid',
      state: {
        values: { ...fields, requirements: ' ' },
        errors: { requirements: 'Enter your requirements' },
      },
    })
    expect(await enquiries(db)).toEqual([])
    expect(await mailsIn(db)).toEqual([])
  })

  test(`${name}: no hostile text or address throws or adds a recipient`, async () => {
    const db = await open()
    const { deps } = openDoors(db, { FORM_LIMITS: 'off' })
    for (const field of ['name', 'phone', 'organisation', 'requirements'])
      for (const text of hostileTexts)
        await submitEnquiry(deps, { page, fields: { ...fields, [field]: text }, client })
    for (const email of hostileAddresses)
      expect((await submitEnquiry(deps, { page, fields: { ...fields, email }, client })).kind).toBe('invalid')
    const recipients = new Set((await mailsIn(db)).map(({ recipient }) => recipient))
    expect(recipients).toEqual(new Set(['ada@example.org', 'one@staff.example', 'two@staff.example']))
  })
})
