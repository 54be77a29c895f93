import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { requestSignIn } from '#lib/auth/sign-in.ts'
import type { Database } from '#lib/db/client.ts'
import { takeStep } from '#lib/enquiries/decide.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { createLog } from '#lib/log.ts'
import { createMailbox } from '#lib/mail/mailbox.ts'
import { retainDaily } from '#lib/privacy/retention.ts'
import { decideReplies } from '#lib/replies/decide.ts'
import type { ReplyDecision } from '#lib/replies/reply.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, contentsOf, day, hour, openDoors, start } from '../support/doors.ts'

const by = 'one@staff.example'
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function site(db: Database) {
  const dataDir = await mkdtemp(join(tmpdir(), 'broadsheet-retention-'))
  folders.push(dataDir)
  const doors = openDoors(db, { DATA_DIR: dataDir, FORM_LIMITS: 'off' })
  const deps = { ...doors.deps, log: createLog('error') }
  const reply = async (comment: string, client = '192.0.2.77') => {
    const fields = { comment, name: 'Ada', email: 'ada@example.org', website: '' }
    await submitReply(deps, { article: article(), fields, client })
    const row = await db.read
      .selectFrom('reply')
      .select('id')
      .where('comment', '=', comment)
      .executeTakeFirstOrThrow()
    return row.id
  }
  const decide = (id: string, decision: ReplyDecision) => decideReplies(deps, { ids: [id], decision, by })
  const enquiry = async (requirements: string) => {
    const fields = { name: 'Bob', email: 'bob@example.org', phone: '', organisation: '', requirements }
    await submitEnquiry(deps, { page: '/contact', fields, client: '2001:db8:1:2::/64' })
    const row = await db.read
      .selectFrom('enquiry')
      .select('id')
      .where('requirements', '=', requirements)
      .executeTakeFirstOrThrow()
    return row.id
  }
  const comments = async () =>
    (await db.read.selectFrom('reply').select('comment').orderBy('comment').execute()).map(
      (row) => row.comment,
    )
  const requirements = async () =>
    (await db.read.selectFrom('enquiry').select('requirements').orderBy('requirements').execute()).map(
      (row) => row.requirements,
    )
  return { ...doors, deps, dataDir, reply, decide, enquiry, comments, requirements }
}

eachDatabase((name, open) => {
  test(`${name}: spam and the bin go after 30 days, rejected replies after 180, the rest stays`, async () => {
    const db = await open()
    const { deps, clock, reply, decide, comments } = await site(db)
    await decide(await reply('approved'), 'approve')
    await decide(await reply('bin'), 'bin')
    await decide(await reply('rejected'), 'reject')
    await decide(await reply('spam'), 'spam')
    await reply('waiting')
    clock.time = start + 30 * day
    expect(await retainDaily(deps)).toMatchObject({ replies: 0 })
    clock.time += day
    expect(await retainDaily(deps)).toMatchObject({ replies: 2 })
    expect(await comments()).toEqual(['approved', 'rejected', 'waiting'])
    clock.time = start + 181 * day
    await retainDaily(deps)
    expect(await comments()).toEqual(['approved', 'waiting'])
    const events = await db.read.selectFrom('event').selectAll().execute()
    expect(events).toHaveLength(1)
  })

  test(`${name}: answered enquiries go after 24 months, spam after 30 days, open ones never`, async () => {
    const db = await open()
    const { deps, clock, enquiry, requirements } = await site(db)
    await takeStep(deps, { id: await enquiry('answered'), step: 'answered', by: undefined })
    await takeStep(deps, { id: await enquiry('spam'), step: 'spam', by: undefined })
    await enquiry('open')
    clock.time = start + 31 * day
    expect(await retainDaily(deps)).toMatchObject({ enquiries: 1 })
    clock.time = Date.UTC(2028, 10, 23, 9)
    await retainDaily(deps)
    expect(await requirements()).toEqual(['answered', 'open'])
    clock.time += day
    await retainDaily(deps)
    expect(await requirements()).toEqual(['open'])
    const mails = await db.read.selectFrom('outbox').select('item_id').distinct().execute()
    expect(mails).toHaveLength(1)
  })

  test(`${name}: addresses become networks after 30 days`, async () => {
    const db = await open()
    const { deps, clock, reply, enquiry } = await site(db)
    await reply('old')
    await reply('unknown', 'unknown')
    await enquiry('old')
    clock.time = start + 20 * day
    await reply('young')
    clock.time = start + 31 * day
    expect(await retainDaily(deps)).toMatchObject({ clients: 2 })
    const replies = await db.read.selectFrom('reply').select(['comment', 'client']).execute()
    expect(Object.fromEntries(replies.map((row) => [row.comment, row.client]))).toEqual({
      ...{ old: '192.0.2.0/24', unknown: 'unknown', young: '192.0.2.77' },
    })
    expect(await db.read.selectFrom('enquiry').select('client').execute()).toEqual([
      { client: '2001:db8:1::/48' },
    ])
  })

  test(`${name}: the text of a mail that left goes after 30 days, one that waits or failed keeps its text`, async () => {
    const db = await open()
    const { deps, clock, dataDir, reply } = await site(db)
    await reply('told to two')
    await reply('waits')
    const rows = await db.read.selectFrom('outbox').selectAll().execute()
    const [sent, failed] = rows
    const settle = (id: string, status: 'sent' | 'failed') =>
      db.write((tx) =>
        tx.updateTable('outbox').set({ status, settled_at: start }).where('id', '=', id).execute(),
      )
    await settle(sent?.id ?? '', 'sent')
    await settle(failed?.id ?? '', 'failed')
    const mailbox = createMailbox(dataDir)
    await mailbox.keep({ messageId: sent?.message_id ?? '', date: start }, Buffer.from('x'))
    await mailbox.keep({ messageId: '<young@x>', date: start + 20 * day }, Buffer.from('x'))
    clock.time = start + 31 * day
    expect(await retainDaily(deps)).toMatchObject({ texts: 1, mails: 0, copies: 1 })
    expect(await readdir(join(dataDir, 'mailbox'))).toEqual([expect.stringContaining('young')])
    const after = await db.read.selectFrom('outbox').select(['id', 'message']).execute()
    const messageOf = (id = '') => after.find((row) => row.id === id)?.message
    expect(messageOf(sent?.id)).toBe('{"kind":"reply-to-staff"}')
    expect(messageOf(failed?.id)).toContain('ada@example.org')
    expect(after.filter(({ message }) => message.includes('waits'))).toHaveLength(2)
    clock.time = Date.UTC(2028, 11, 1)
    expect(await retainDaily(deps)).toMatchObject({ texts: 0, mails: 2 })
    expect(await db.read.selectFrom('outbox').select('status').distinct().execute()).toEqual([
      { status: 'waiting' },
    ])
  })

  test(`${name}: fingerprints and requests to sign in are forgotten after a day`, async () => {
    const db = await open()
    const { deps, clock, reply } = await site(db)
    await reply('one')
    await requestSignIn(deps, { email: by, client: '192.0.2.1' })
    clock.time = start + day + 1
    await retainDaily(deps)
    expect(await db.read.selectFrom('submission').selectAll().execute()).toEqual([])
    expect(await db.read.selectFrom('sign_in').selectAll().execute()).toEqual([])
  })

  test(`${name}: a fingerprint goes when its day is over, though the rest was done an hour before`, async () => {
    const db = await open()
    const { deps, clock, reply } = await site(db)
    clock.time = start + 2 * hour
    await reply('one')
    clock.time = start + day + hour
    await retainDaily(deps)
    expect(await db.read.selectFrom('submission').selectAll().execute()).toHaveLength(1)
    clock.time += hour + 1
    expect(await retainDaily(deps)).toBeUndefined()
    expect(await db.read.selectFrom('submission').selectAll().execute()).toEqual([])
  })

  test(`${name}: it is done once a day, by one of several instances, and more than one batch at a time`, async () => {
    const db = await open()
    const { deps, clock, reply, comments } = await site(db)
    const id = await reply('pattern')
    const row = await db.read.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const spam = { ...row, status: 'spam' as const, decided_at: start }
    await db.write((tx) =>
      tx
        .insertInto('reply')
        .values(Array.from({ length: 450 }, () => ({ ...spam, id: deps.newId() })))
        .execute(),
    )
    clock.time = start + 31 * day
    const gone = await Promise.all([retainDaily(deps), retainDaily(deps), retainDaily(deps)])
    expect(gone.filter(Boolean)).toMatchObject([{ replies: 450 }])
    expect(await comments()).toEqual(['pattern'])
    clock.time += 22 * hour
    expect(await retainDaily(deps)).toBeUndefined()
    clock.time += 2 * hour
    const before = await contentsOf(db)
    expect(await retainDaily(deps)).toMatchObject({ replies: 0, clients: 0 })
    expect(await contentsOf(db)).toEqual(before)
  })
})
