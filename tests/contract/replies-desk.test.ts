import { expect, test } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { answerReply, withdrawAnswer } from '#lib/replies/answer.ts'
import { decideReplies, decideReply, findDecision, undoDecision } from '#lib/replies/decide.ts'
import { countReplies, listReplies, openReply, repliesTo } from '#lib/replies/queries.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { ulid } from '#lib/ulid.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, contentsOf, day, hostileTexts, minute, openDoors } from '../support/doors.ts'

const client = '192.0.2.1'
const [by, colleague] = ['one@staff.example', 'two@staff.example']

/** A site with these replies, a minute apart. */
async function withReplies(db: Database, ...left: Partial<Record<string, string>>[]) {
  const doors = openDoors(db, { FORM_LIMITS: 'off' })
  for (const [number, { slug, ...fields }] of left.entries()) {
    const typed = { comment: `Thought ${number}`, name: 'Ada', email: 'ada@example.org', website: '' }
    await submitReply(doors.deps, {
      article: article(slug),
      fields: { ...typed, ...(fields as Record<string, string>) },
      client,
    })
    doors.clock.time += minute
  }
  const rows = await db.read.selectFrom('reply').select('id').orderBy('created_at').execute()
  doors.dropped.splice(0)
  return { ...doors, ids: rows.map(({ id }) => id) }
}

/** What a page shows of replies that nobody has decided about. */
const asTheyCame = (ids: readonly string[]) => new Map(ids.map((id) => [id, 0]))

/** What a page shows of them now. */
async function asTheyAre(deps: Parameters<typeof openReply>[0], ids: readonly string[]) {
  const replies = await Promise.all(ids.map((id) => openReply(deps, id)))
  return new Map(replies.flatMap((reply) => (reply ? [[reply.id, reply.version] as const] : [])))
}

async function statuses(db: Database): Promise<string[]> {
  const rows = await db.read.selectFrom('reply').select('status').orderBy('created_at').execute()
  return rows.map(({ status }) => status)
}

eachDatabase((name, open) => {
  test(`${name}: each queue lists its own, held ones with reasons, and the counts agree`, async () => {
    const db = await open()
    const { deps, ids } = await withReplies(db, {}, { topic_hint: 'x' }, {}, {})
    await decideReplies(deps, { ids: [ids[3] ?? ''], decision: 'spam', by })
    const waiting = await listReplies(deps, { queue: 'waiting', page: 1 })
    expect(waiting).toMatchObject({ total: 2, page: 1, pages: 1 })
    expect(waiting.replies.map(({ id }) => id)).toEqual([ids[0], ids[2]])
    const held = await listReplies(deps, { queue: 'held', page: 1 })
    expect(held.replies).toMatchObject([{ id: ids[1], reasons: ['honeypot'], answers: [] }])
    expect(await countReplies(deps)).toEqual({
      ...{ waiting: 2, held: 1, approved: 0, rejected: 0, spam: 1, bin: 0 },
    })
    expect((await listReplies(deps, { queue: 'all', page: 1 })).total).toBe(4)
  })

  test(`${name}: a long queue comes in pages, and a page past the end is the last one`, async () => {
    const db = await open()
    const { deps, ids } = await withReplies(db, ...Array.from({ length: 27 }, () => ({})))
    const second = await listReplies(deps, { queue: 'waiting', page: 2 })
    expect(second).toMatchObject({ total: 27, page: 2, pages: 2 })
    expect(second.replies.map(({ id }) => id)).toEqual(ids.slice(25))
    expect(await listReplies(deps, { queue: 'waiting', page: 99 })).toEqual(second)
    for (const page of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect((await listReplies(deps, { queue: 'waiting', page })).page).toBe(1)
  })

  test(`${name}: replies are found by words, by article and by person`, async () => {
    const db = await open()
    const { deps, ids } = await withReplies(
      db,
      { comment: 'About 100% of Ünderstanding', slug: 'one' },
      { comment: 'Something else', name: 'Bob', email: 'Bob@example.org', slug: 'two' },
      { comment: 'One hundred', email: 'b_b@example.org', slug: 'two' },
    )
    const found = async (query: object) =>
      (await listReplies(deps, { queue: 'all', page: 1, ...query })).replies.map(({ id }) => id)
    expect(await found({ search: '100%' })).toEqual([ids[0]])
    expect(await found({ search: 'ABOUT ünderstanding' })).toEqual([ids[0]])
    expect(await found({ search: 'b_b@' })).toEqual([ids[2]])
    expect(await found({ search: 'bob' })).toEqual([ids[1]])
    expect(await found({ search: 'UNDERSTANDING' })).toEqual([ids[0]])
    expect(await found({ article: 'two' })).toEqual([ids[2], ids[1]])
    expect(await found({ person: 'bob@EXAMPLE.org' })).toEqual([ids[1]])
    expect(await found({ article: 'two', search: 'hundred' })).toEqual([ids[2]])
    for (const text of hostileTexts.slice(3, 6)) expect(await found({ search: text })).toEqual([])
    for (const text of hostileTexts) await listReplies(deps, { queue: 'all', page: 1, search: text })
  })

  test(`${name}: several are decided about at once, and undone at once`, async () => {
    const db = await open()
    const { deps, ids, dropped, clock } = await withReplies(db, {}, { topic_hint: 'x' }, {})
    const decided = await decideReplies(deps, { ids: [...ids, ids[0] ?? ''], decision: 'approve', by })
    expect(decided.done).toEqual(ids)
    expect(await statuses(db)).toEqual(['approved', 'approved', 'approved'])
    expect(await repliesTo(deps, 'an-article')).toHaveLength(3)
    expect(dropped).toEqual(['replies:an-article'])
    expect(await findDecision(deps, decided.decisionId)).toEqual({
      ...{ to: 'approved', count: 3, at: clock.time, by },
    })
    expect(await undoDecision(deps, { decisionId: decided.decisionId, by })).toEqual({ undone: 3 })
    expect(await statuses(db)).toEqual(['waiting', 'held', 'waiting'])
    expect(dropped).toHaveLength(2)
    expect(await findDecision(deps, decided.decisionId)).toBeUndefined()
    expect(await undoDecision(deps, { decisionId: decided.decisionId, by })).toEqual({ undone: 0 })
    expect(await openReply(deps, ids[0] ?? '')).not.toHaveProperty('decidedAt')
  })

  test(`${name}: the bin gives back what it got, to where it stood, weeks later`, async () => {
    const db = await open()
    const { deps, ids, clock } = await withReplies(db, {}, {})
    const approved = await decideReplies(deps, { ids: [ids[0] ?? ''], decision: 'approve', by })
    const at = clock.time
    clock.time += minute
    await decideReplies(deps, { ids, decision: 'bin', by: colleague, seen: await asTheyAre(deps, ids) })
    clock.time += 29 * day
    for (const { lastDecision } of (await listReplies(deps, { queue: 'bin', page: 1 })).replies)
      await undoDecision(deps, { decisionId: lastDecision?.id ?? '', by })
    expect(await statuses(db)).toEqual(['approved', 'waiting'])
    expect(await openReply(deps, ids[0] ?? '')).toMatchObject({
      ...{ decidedAt: at, decidedBy: by, lastDecision: { id: approved.decisionId } },
    })
  })

  test(`${name}: a decision about which something else was decided since is not undone`, async () => {
    const db = await open()
    const { deps, ids } = await withReplies(db, {}, {})
    const first = await decideReplies(deps, { ids, decision: 'approve', by })
    const seen = await asTheyAre(deps, ids)
    await decideReplies(deps, { ids: [ids[0] ?? ''], decision: 'spam', by: colleague, seen })
    expect(await findDecision(deps, first.decisionId)).toMatchObject({ count: 1 })
    expect(await undoDecision(deps, { decisionId: first.decisionId, by })).toEqual({ undone: 1 })
    expect(await statuses(db)).toEqual(['spam', 'waiting'])
  })

  test(`${name}: what a colleague has decided meanwhile is left, and told`, async () => {
    const db = await open()
    const { deps, ids, dropped } = await withReplies(db, {}, {})
    await decideReplies(deps, { ids: [ids[0] ?? ''], decision: 'spam', by: colleague })
    const late = await decideReplies(deps, { ids, decision: 'approve', by, seen: asTheyCame(ids) })
    expect(late).toMatchObject({ done: [ids[1]], unchanged: [ids[0]] })
    expect(await statuses(db)).toEqual(['spam', 'approved'])
    const gone = await decideReplies(deps, { ids: [ulid(), 'x', '', ...hostileTexts], decision: 'bin', by })
    expect(gone.done).toEqual([])
    expect(dropped).toEqual(['replies:an-article'])
  })

  test(`${name}: of two who decide the same at once one counts, and the history has one entry`, async () => {
    const db = await open()
    const { deps, ids } = await withReplies(db, {})
    const outcomes = await Promise.all(
      [by, colleague, by, colleague].map((who) =>
        decideReplies(deps, { ids, decision: 'approve', by: who, seen: asTheyCame(ids) }),
      ),
    )
    expect(outcomes.filter(({ done }) => done.length)).toHaveLength(1)
    expect((await openReply(deps, ids[0] ?? ''))?.history).toHaveLength(1)
  })

  test(`${name}: the history tells who did what and when, the link of a mail included`, async () => {
    const db = await open()
    const { deps, ids, clock } = await withReplies(db, {})
    const replyId = ids[0] ?? ''
    const at = clock.time
    await decideReply(deps, { id: replyId, decision: 'reject', by: undefined, fromMail: true })
    const seen = await asTheyAre(deps, ids)
    const { decisionId } = await decideReplies(deps, { ids, decision: 'bin', by, seen })
    clock.time += minute
    await undoDecision(deps, { decisionId, by: colleague })
    await decideReplies(deps, { ids, decision: 'approve', by, seen: await asTheyAre(deps, ids) })
    await answerReply(deps, { id: replyId, text: 'Thank you.', by })
    const id = expect.any(String)
    expect((await openReply(deps, replyId))?.history).toEqual([
      {
        ...{ id, kind: 'step', at, from: 'waiting', to: 'rejected', isUndone: false, fromMail: true },
        decisionId: expect.any(String),
      },
      { id, kind: 'step', at, by, from: 'rejected', to: 'bin', decisionId, isUndone: true },
      { id, kind: 'undo', at: at + minute, by: colleague, from: 'bin', to: 'rejected', isUndone: false },
      {
        ...{ id, kind: 'step', at: at + minute, by, from: 'rejected', to: 'approved', isUndone: false },
        decisionId: expect.any(String),
      },
      { id, kind: 'published', at: at + minute, by, isUndone: false },
    ])
  })

  test(`${name}: the link of a mail decides once, also after the desk; an undone decision opens it again`, async () => {
    const db = await open()
    const { deps, ids } = await withReplies(db, {})
    const id = ids[0] ?? ''
    const { decisionId } = await decideReplies(deps, { ids, decision: 'bin', by })
    expect(await decideReply(deps, { id, decision: 'approve', by: undefined })).toMatchObject({
      ...{ kind: 'stale', status: 'bin', by },
    })
    await undoDecision(deps, { decisionId, by })
    expect(await decideReply(deps, { id, decision: 'approve', by: undefined })).toEqual({
      ...{ kind: 'done', status: 'approved' },
    })
  })

  test(`${name}: an answer stands under its reply for everyone, without who wrote it`, async () => {
    const db = await open()
    const { deps, ids, dropped, clock } = await withReplies(db, {}, {})
    const id = ids[0] ?? ''
    expect(await answerReply(deps, { id, text: 'Thanks', by })).toMatchObject({
      ...{ kind: 'not-approved', status: 'waiting' },
    })
    await decideReplies(deps, { ids, decision: 'approve', by })
    dropped.splice(0)
    for (let time = 0; time < 2; time++)
      expect(await answerReply(deps, { id, text: ' Thanks\r\nto you ', by })).toEqual({ kind: 'published' })
    await answerReply(deps, { id, text: 'And more', by: colleague })
    expect(dropped).toContain('replies:an-article')
    const answer = { id: expect.any(String), createdAt: clock.time }
    const [shown, other] = await repliesTo(deps, 'an-article')
    expect(shown?.answers).toHaveLength(2)
    expect(shown?.answers).toContainEqual({ ...answer, text: 'Thanks\nto you' })
    expect(shown?.answers).toContainEqual({ ...answer, text: 'And more' })
    expect(other?.answers).toEqual([])
    expect(JSON.stringify(shown)).not.toContain('@')
  })

  test(`${name}: an answer from a page on which the last thing done does not stand is not published`, async () => {
    const db = await open()
    const { deps, ids } = await withReplies(db, {})
    const id = ids[0] ?? ''
    await decideReplies(deps, { ids, decision: 'approve', by })
    const events = async () => (await openReply(deps, id))?.events
    const seen = await events()
    await answerReply(deps, { id, text: 'First', by: colleague, seen })
    const late = { id, text: 'Second', by, seen }
    expect(await answerReply(deps, late)).toMatchObject({
      ...{ kind: 'stale', last: { kind: 'published', by: colleague } },
    })
    expect(await answerReply(deps, { ...late, text: 'First' })).toEqual({ kind: 'published' })
    expect((await repliesTo(deps, 'an-article'))[0]?.answers).toHaveLength(1)
    const [answer] = (await openReply(deps, id))?.answers ?? []
    const before = await events()
    await withdrawAnswer(deps, { id: answer?.id ?? '', by: colleague })
    expect(await answerReply(deps, { ...late, seen: before })).toMatchObject({
      ...{ kind: 'stale', last: { kind: 'withdrawn', by: colleague } },
    })
    expect(await answerReply(deps, { ...late, seen: await events() })).toEqual({ kind: 'published' })
    await decideReplies(deps, { ids, decision: 'spam', by: colleague, seen: await asTheyAre(deps, ids) })
    expect(await answerReply(deps, { ...late, seen: await events() })).toMatchObject({
      ...{ kind: 'not-approved', status: 'spam', by: colleague },
    })
  })

  test(`${name}: an answer of nothing is told so, one to nobody is missing, and one withdrawn is gone`, async () => {
    const db = await open()
    const { deps, ids, dropped } = await withReplies(db, {})
    const id = ids[0] ?? ''
    await decideReplies(deps, { ids, decision: 'approve', by })
    for (const text of ['', ' \n\u200b', 'x'.repeat(5001)])
      expect(await answerReply(deps, { id, text, by })).toMatchObject({
        ...{ kind: 'invalid', state: { errors: { answer: expect.any(String) } } },
      })
    expect(await answerReply(deps, { id: ulid(), text: 'Hello', by })).toEqual({ kind: 'missing' })
    await answerReply(deps, { id, text: 'Hello', by })
    const [answer] = (await openReply(deps, id))?.answers ?? []
    dropped.splice(0)
    expect(await withdrawAnswer(deps, { id: answer?.id ?? '', by })).toBe(true)
    expect(await withdrawAnswer(deps, { id: answer?.id ?? '', by })).toBe(false)
    expect(dropped).toEqual(['replies:an-article'])
    expect((await repliesTo(deps, 'an-article'))[0]?.answers).toEqual([])
  })

  test(`${name}: looking changes nothing`, async () => {
    const db = await open()
    const { deps, ids } = await withReplies(db, {}, {})
    const { decisionId } = await decideReplies(deps, { ids, decision: 'bin', by })
    const everything = async () => [
      await contentsOf(db),
      await db.read.selectFrom('event').selectAll().execute(),
    ]
    const before = await everything()
    for (const queue of ['all', 'waiting', 'bin'] as const) await listReplies(deps, { queue, page: 1 })
    await countReplies(deps)
    await openReply(deps, ids[0] ?? '')
    await findDecision(deps, decisionId)
    expect(await everything()).toEqual(before)
  })
})
