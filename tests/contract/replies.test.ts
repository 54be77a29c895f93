import { expect, test } from 'vitest'
import { decideReply } from '#lib/replies/decide.ts'
import { listReplies, repliesTo } from '#lib/replies/queries.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { withRequest } from '#lib/request-context.ts'
import { eachDatabase } from '../support/databases.ts'
import {
  article,
  contentsOf,
  day,
  hostileAddresses,
  hostileTexts,
  mailsIn,
  minute,
  openDoors,
} from '../support/doors.ts'

const fields = { comment: 'A thought on this.', name: 'Ada', email: 'ada@example.org', website: '' }
const client = '192.0.2.1'
const staffMails = [
  { recipient: 'one@staff.example', kind: 'reply-to-staff' },
  { recipient: 'two@staff.example', kind: 'reply-to-staff' },
]

eachDatabase((name, open) => {
  const replies = (db: Awaited<ReturnType<typeof open>>) => db.read.selectFrom('reply').selectAll().execute()

  test(`${name}: a reply is kept with one mail for each of the staff, and the outbox is woken`, async () => {
    const db = await open()
    const { deps, woken, clock } = openDoors(db)
    expect(await submitReply(deps, { article: article(), fields, client })).toMatchObject({
      kind: 'received',
    })
    expect(await replies(db)).toMatchObject([
      {
        article: 'an-article',
        status: 'waiting',
        reasons: '[]',
        client,
        website: null,
        created_at: clock.time,
      },
    ])
    expect(await mailsIn(db)).toEqual(staffMails)
    expect(woken.times).toBe(1)
  })

  test(`${name}: the same reply twenty times at once is one reply, and one mail for each of the staff`, async () => {
    const db = await open()
    const { deps, woken } = openDoors(db)
    const left = await Promise.all(
      Array.from({ length: 20 }, () => submitReply(deps, { article: article(), fields, client })),
    )
    expect(left.filter(({ kind }) => kind === 'received')).toHaveLength(1)
    expect(left.filter(({ kind }) => kind === 'repeat')).toHaveLength(19)
    expect(await replies(db)).toHaveLength(1)
    expect(await mailsIn(db)).toEqual(staffMails)
    expect(woken.times).toBe(1)
  })

  test(`${name}: a repeat is recognised for a day, blanks around the fields aside`, async () => {
    const db = await open()
    const { deps, clock } = openDoors(db)
    const leave = (changed = {}) =>
      submitReply(deps, { article: article(), fields: { ...fields, ...changed }, client })
    expect((await leave()).kind).toBe('received')
    clock.time += day - 1
    expect((await leave({ comment: ` ${fields.comment}\r\n`, name: 'Ada ' })).kind).toBe('repeat')
    clock.time += 1
    expect((await leave()).kind).toBe('received')
    expect((await leave()).kind).toBe('repeat')
    expect(await replies(db)).toHaveLength(2)
  })

  test(`${name}: another article, or any other field, makes another reply`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    await submitReply(deps, { article: article(), fields, client })
    const others = [
      { article: article('another-article'), fields },
      { article: article(), fields: { ...fields, website: 'example.org' } },
      { article: article(), fields: { ...fields, name: 'Bob' } },
      { article: article(), fields: { ...fields, email: 'bob@example.org' } },
    ]
    for (const other of others) expect((await submitReply(deps, { ...other, client })).kind).toBe('received')
    expect(await replies(db)).toHaveLength(5)
  })

  test(`${name}: a reply with the unseen field filled in is held, and mails nobody`, async () => {
    const db = await open()
    const { deps, woken } = openDoors(db)
    const left = { article: article(), fields: { ...fields, topic_hint: 'casino' }, client }
    expect(await submitReply(deps, left)).toMatchObject({ kind: 'received' })
    expect(await submitReply(deps, left)).toMatchObject({ kind: 'repeat' })
    expect(await replies(db)).toMatchObject([{ status: 'held', reasons: '["honeypot"]' }])
    expect(await mailsIn(db)).toEqual([])
    expect(woken.times).toBe(1)
  })

  test(`${name}: the twenty-first message of a client in ten minutes is held, a later one is not`, async () => {
    const db = await open()
    const { deps, clock } = openDoors(db, { STAFF_EMAIL: 'one@staff.example' })
    const leave = (comment: string, from = client) =>
      submitReply(deps, { article: article(), fields: { ...fields, comment }, client: from })
    await Promise.all(Array.from({ length: 25 }, (_, at) => leave(`Thought ${at}`)))
    const held = (await replies(db)).filter(({ status }) => status === 'held')
    expect(held).toHaveLength(5)
    expect(held[0]?.reasons).toBe('["many-messages"]')
    expect(await mailsIn(db)).toHaveLength(20)

    await leave('Another connection', '192.0.2.2')
    clock.time += 10 * minute
    await leave('Ten minutes later')
    expect(await mailsIn(db)).toHaveLength(22)
  })

  test(`${name}: without limits nothing is held for its number`, async () => {
    const db = await open()
    const { deps } = openDoors(db, { FORM_LIMITS: 'off' })
    for (let at = 0; at < 25; at++)
      await submitReply(deps, { article: article(), fields: { ...fields, comment: `Thought ${at}` }, client })
    expect((await replies(db)).filter(({ status }) => status === 'held')).toEqual([])
  })

  test(`${name}: the same long text under a third article within a day is held`, async () => {
    const db = await open()
    const { deps, clock } = openDoors(db)
    const comment = 'Please visit our shop, it is the best shop of them all.'
    const leave = (slug: string, email: string) =>
      submitReply(deps, { article: article(slug), fields: { ...fields, comment, email }, client })
    await leave('one', 'a@example.org')
    await leave('one', 'b@example.org')
    await leave('two', 'c@example.org')
    await leave('three', 'd@example.org')
    clock.time += day
    await leave('four', 'e@example.org')
    const rows = await replies(db)
    expect(rows.filter(({ status }) => status === 'held').map((row) => row.article)).toEqual(['three'])
    expect(rows).toHaveLength(5)
  })

  test(`${name}: an invalid reply comes back as typed, and nothing is kept`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    const before = await contentsOf(db)
    const left = await submitReply(deps, {
      article: article(),
      fields: { ...fields, email: ' ada ' },
      client,
    })
    expect(left).toEqual({
      kind: 'invalid',
      state: {
        values: { ...fields, email: ' ada ' },
        errors: { email: 'Enter an email address in the correct format, like name@example.com' },
      },
    })
    expect(await contentsOf(db)).toEqual(before)
  })

  test.for(['closed', 'off'] as const)(
    `${name}: an article whose replies are %s takes none, and the text comes back`,
    async (state) => {
      const db = await open()
      const { deps } = openDoors(db)
      const left = await submitReply(deps, { article: article('an-article', state), fields, client })
      expect(left).toEqual({
        kind: 'closed',
        state: { values: fields, errors: { '': 'This article no longer takes replies.' } },
      })
      expect(await replies(db)).toEqual([])
    },
  )

  test(`${name}: no hostile text or address throws, adds a recipient, or is kept with anything unstorable`, async () => {
    const db = await open()
    const { deps } = openDoors(db, { FORM_LIMITS: 'off' })
    for (const field of ['comment', 'name', 'website', 'topic_hint'])
      for (const text of hostileTexts)
        await submitReply(deps, { article: article(), fields: { ...fields, [field]: text }, client })
    for (const email of hostileAddresses)
      await submitReply(deps, { article: article(), fields: { ...fields, email }, client })
    const rows = await replies(db)
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) {
      expect(row.email).toBe('ada@example.org')
      expect(row.name).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
      expect(row.comment).not.toMatch(/\0|\p{Cs}/u)
      expect(row.website ?? 'https://').toMatch(/^https?:\/\//)
    }
    for (const { recipient } of await mailsIn(db)) expect(recipient).toMatch(/^(one|two)@staff\.example$/)
  })

  test(`${name}: only approved replies are listed, oldest first, and never with the address`, async () => {
    const db = await open()
    const { deps, clock } = openDoors(db)
    for (const comment of ['First.', 'Second.', 'Third.']) {
      await submitReply(deps, {
        article: article(),
        fields: { ...fields, comment, website: 'example.org' },
        client,
      })
      clock.time += minute
    }
    const [first, second, third] = await db.read
      .selectFrom('reply')
      .selectAll()
      .orderBy('created_at')
      .execute()
    await decideReply(deps, { id: third?.id ?? '', decision: 'approve', by: undefined })
    await decideReply(deps, { id: first?.id ?? '', decision: 'approve', by: undefined })
    await decideReply(deps, { id: second?.id ?? '', decision: 'reject', by: undefined })
    const context = { id: 'r', client: '-', cacheTags: new Set<string>() }
    const listed = await withRequest(context, () => repliesTo(deps, 'an-article'))
    expect(listed.map(({ comment }) => comment)).toEqual(['First.', 'Third.'])
    expect(listed[0]).toEqual({
      id: first?.id,
      article: 'an-article',
      answers: [],
      name: 'Ada',
      website: 'https://example.org/',
      comment: 'First.',
      createdAt: first?.created_at,
    })
    expect(JSON.stringify(listed)).not.toContain('ada@')
    expect([...context.cacheTags]).toEqual(['replies:an-article'])
    expect(await repliesTo(deps, 'another-article')).toEqual([])
  })

  test(`${name}: an article that was renamed has the replies of all its addresses`, async () => {
    const db = await open()
    const { deps, clock, dropped } = openDoors(db)
    const [before, after] = [article('old-name'), article('new-name')]
    const identity = { name: 'old-name', keys: ['new-name', 'old-name'] }
    const decide = async (comment: string) => {
      const row = await db.read
        .selectFrom('reply')
        .select('id')
        .where('comment', '=', comment)
        .executeTakeFirstOrThrow()
      await decideReply(deps, { id: row.id, decision: 'approve', by: undefined })
    }
    await submitReply(deps, { article: before, fields: { ...fields, comment: 'Before.' }, client })
    await submitReply(deps, { article: before, fields: { ...fields, comment: 'Undecided.' }, client })
    await decide('Before.')
    clock.time += minute
    await submitReply(deps, { article: after, identity, fields: { ...fields, comment: 'After.' }, client })
    await decide('Undecided.')
    await decide('After.')
    const listed = await repliesTo(deps, ...identity.keys)
    expect(listed.map(({ comment, article }) => [comment, article])).toEqual([
      ['Before.', 'old-name'],
      ['Undecided.', 'old-name'],
      ['After.', 'new-name'],
    ])
    expect(dropped).toEqual(['replies:old-name', 'replies:old-name', 'replies:new-name'])
    const asked = { queue: 'all', page: 1, article: identity.keys } as const
    expect((await listReplies(deps, asked)).total).toBe(3)
    expect((await listReplies(deps, { ...asked, article: 'new-name' })).total).toBe(1)
  })

  test(`${name}: what was sent before an article was renamed is known when it comes again, and is not “elsewhere”`, async () => {
    const db = await open()
    const { deps } = openDoors(db)
    const identity = { name: 'a', keys: ['c', 'b', 'a'] }
    const typed = { ...fields, comment: 'Long enough that two people would hardly write the very same.' }
    await submitReply(deps, { article: article('a'), fields: typed, client })
    const again = { article: article('c'), identity, client }
    expect(await submitReply(deps, { ...again, fields: typed })).toMatchObject({ kind: 'repeat' })
    const by = (email: string) => ({ fields: { ...typed, email } })
    await submitReply(deps, { article: article('b'), client, ...by('bob@example.org') })
    await submitReply(deps, { ...again, ...by('cid@example.org') })
    expect((await replies(db)).map(({ status }) => status)).toEqual(['waiting', 'waiting', 'waiting'])
    await submitReply(deps, { article: article('another'), client, ...by('dan@example.org') })
    expect((await replies(db)).map(({ status }) => status).toSorted()).toEqual([
      'held',
      'waiting',
      'waiting',
      'waiting',
    ])
  })
})
