import { expect, test } from 'vitest'
import { type Item, moderationLink } from '#lib/auth/moderation-link.ts'
import type { Database } from '#lib/db/client.ts'
import { decide, openModeration } from '#lib/desk/moderation.ts'
import { takeStep } from '#lib/enquiries/decide.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { decideReply } from '#lib/replies/decide.ts'
import { repliesTo } from '#lib/replies/queries.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { ulid } from '#lib/ulid.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, contentsOf, day, minute, openDoors, start } from '../support/doors.ts'

const client = '192.0.2.1'
const reply = { comment: 'A thought on this.', name: 'Ada', email: 'ada@example.org', website: '' }
const enquiry = {
  name: 'Ada',
  email: 'ada@example.org',
  phone: '',
  organisation: '',
  requirements: 'A site.',
}

async function onlyId(db: Database, table: 'reply' | 'enquiry'): Promise<string> {
  return (await db.read.selectFrom(table).select('id').executeTakeFirstOrThrow()).id
}

/** A site with one reply and one enquiry in it, and a link to each. */
async function withBoth(db: Database, env?: Record<string, string>) {
  const doors = openDoors(db, env)
  await submitReply(doors.deps, { article: article(), fields: reply, client })
  await submitEnquiry(doors.deps, { page: '/contact', fields: enquiry, client })
  const tokenOf = (item: Item) => moderationLink(doors.deps.keys, item, start).path.replace('/moderate/', '')
  const replyId = await onlyId(db, 'reply')
  const enquiryId = await onlyId(db, 'enquiry')
  const tokens = {
    reply: tokenOf({ kind: 'reply', id: replyId }),
    enquiry: tokenOf({ kind: 'enquiry', id: enquiryId }),
  }
  return { ...doors, replyId, enquiryId, tokens, tokenOf }
}

eachDatabase((name, open) => {
  test(`${name}: a moderation link opens its item with all that staff need, a hundred times, and changes nothing`, async () => {
    const db = await open()
    const { deps, tokens, dropped, replyId, enquiryId } = await withBoth(db)
    const before = await contentsOf(db)
    for (let time = 0; time < 100; time++) {
      expect(await openModeration(deps, tokens.reply)).toMatchObject({
        kind: 'reply',
        reply: {
          id: replyId,
          status: 'waiting',
          email: 'ada@example.org',
          comment: reply.comment,
          reasons: [],
        },
      })
      expect(await openModeration(deps, tokens.enquiry)).toMatchObject({
        kind: 'enquiry',
        enquiry: { id: enquiryId, status: 'new', email: 'ada@example.org', requirements: 'A site.' },
      })
    }
    expect(await contentsOf(db)).toEqual(before)
    expect(dropped).toEqual([])
  })

  test(`${name}: a held item opens with the reasons`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    await submitReply(deps, { article: article(), fields: { ...reply, topic_hint: 'x' }, client })
    const item = { kind: 'reply', id: await onlyId(db, 'reply') } as const
    const token = moderationLink(deps.keys, item, start).path.replace('/moderate/', '')
    expect(await openModeration(deps, token)).toMatchObject({
      kind: 'reply',
      reply: { status: 'held', reasons: ['honeypot'] },
    })
    expect(await decide(deps, token, 'approve')).toEqual({ kind: 'done', status: 'approved' })
  })

  test(`${name}: an expired, a forged and an orphaned link open nothing and decide nothing`, async () => {
    const db = await open()
    const { deps, clock, tokens, tokenOf } = await withBoth(db)
    const before = await contentsOf(db)
    const orphan = tokenOf({ kind: 'reply', id: ulid() })
    expect(await openModeration(deps, orphan)).toEqual({ kind: 'missing' })
    expect(await decide(deps, orphan, 'approve')).toEqual({ kind: 'missing' })
    for (const forged of ['', 'x', `${tokens.reply}0`, tokens.reply.replace('reply-', 'enquiry-')]) {
      expect(await openModeration(deps, forged)).toEqual({ kind: 'forged' })
      expect(await decide(deps, forged, 'approve')).toEqual({ kind: 'forged' })
    }
    const received = deps.keys.sign('enquiry-received', 'reply-x', start + day)
    expect(await openModeration(deps, received)).toEqual({ kind: 'forged' })
    clock.time += 14 * day
    expect(await openModeration(deps, tokens.reply)).toEqual({ kind: 'expired' })
    expect(await decide(deps, tokens.reply, 'approve')).toEqual({ kind: 'expired' })
    expect(await contentsOf(db)).toEqual(before)
  })

  test(`${name}: a button that the item does not have does nothing`, async () => {
    const db = await open()
    const { deps, tokens } = await withBoth(db)
    const before = await contentsOf(db)
    for (const button of ['', 'answered', 'delete', 'constructor', '__proto__'])
      expect(await decide(deps, tokens.reply, button)).toEqual({ kind: 'unknown' })
    expect(await decide(deps, tokens.enquiry, 'approve')).toEqual({ kind: 'unknown' })
    expect(await contentsOf(db)).toEqual(before)
  })

  test(`${name}: an approved reply is listed, and the pages that show it are dropped`, async () => {
    const db = await open()
    const { deps, tokens, dropped } = await withBoth(db)
    expect(await decide(deps, tokens.reply, 'approve')).toEqual({ kind: 'done', status: 'approved' })
    expect(dropped).toEqual(['replies:an-article'])
    expect(await repliesTo(deps, 'an-article')).toHaveLength(1)
  })

  test(`${name}: when several decide at once one counts, and the others are told what and when`, async () => {
    const db = await open()
    const { deps, tokens, dropped } = await withBoth(db)
    const buttons = ['approve', 'reject', 'spam', 'approve', 'approve', 'reject', 'spam', 'reject']
    const outcomes = await Promise.all(buttons.map((button) => decide(deps, tokens.reply, button)))
    const done = outcomes.filter(({ kind }) => kind === 'done')
    expect(done).toHaveLength(1)
    const status = done[0] && 'status' in done[0] ? done[0].status : undefined
    for (const outcome of outcomes)
      if (outcome.kind !== 'done')
        expect(outcome).toEqual({
          ...{ kind: 'stale', status, at: start, fromMail: true },
        })
    expect(dropped).toHaveLength(status === 'approved' ? 1 : 0)
  })

  test(`${name}: a decision stays, and names who made it where that is known`, async () => {
    const db = await open()
    const { deps, clock, replyId } = await withBoth(db)
    const by = 'one@staff.example'
    expect(await decideReply(deps, { id: replyId, decision: 'reject', by })).toEqual({
      kind: 'done',
      status: 'rejected',
    })
    clock.time += minute
    expect(await decideReply(deps, { id: replyId, decision: 'approve', by: undefined })).toEqual({
      kind: 'stale',
      status: 'rejected',
      at: start,
      by,
    })
    expect(await decideReply(deps, { id: ulid(), decision: 'approve', by })).toEqual({ kind: 'missing' })
  })

  test(`${name}: an enquiry goes on from new through in progress to answered, each step once`, async () => {
    const db = await open()
    const { deps, clock, tokens } = await withBoth(db)
    expect(await decide(deps, tokens.enquiry, 'in-progress')).toEqual({ kind: 'done', status: 'in_progress' })
    expect(await decide(deps, tokens.enquiry, 'in-progress')).toEqual({
      ...{ kind: 'stale', status: 'in_progress', at: start, fromMail: true },
    })
    clock.time += minute
    expect(await decide(deps, tokens.enquiry, 'answered')).toEqual({ kind: 'done', status: 'answered' })
    for (const button of ['in-progress', 'answered', 'spam'])
      expect(await decide(deps, tokens.enquiry, button)).toEqual({
        ...{ kind: 'stale', status: 'answered', at: start + minute, fromMail: true },
      })
  })

  test(`${name}: an enquiry answered by several at once is answered once`, async () => {
    const db = await open()
    const { deps, enquiryId } = await withBoth(db)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => takeStep(deps, { id: enquiryId, step: 'answered', by: undefined })),
    )
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
    expect(await takeStep(deps, { id: ulid(), step: 'spam', by: undefined })).toEqual({ kind: 'missing' })
  })
})
