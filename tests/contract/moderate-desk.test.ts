import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { moderationLink } from '#lib/auth/moderation-link.ts'
import { consumeSignIn } from '#lib/auth/sign-in.ts'
import { desk } from '#lib/cli/desk.ts'
import { type DatabaseLocation, parseSettings, type Settings } from '#lib/config.ts'
import { openDatabase } from '#lib/db/client.ts'
import { openModeration } from '#lib/desk/moderation.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { changeSite, defaults } from '#lib/site.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, contentsOf, day, mailsIn, openDoors } from '../support/doors.ts'

const client = '192.0.2.1'
const reply = { comment: 'A thought on this.', name: 'Ada', email: 'ada@example.org', website: '' }
const enquiry = {
  name: 'Bob',
  email: 'bob@example.org',
  phone: '',
  organisation: '',
  requirements: 'A site.',
}

async function run(settings: Settings, ...args: string[]) {
  let out = ''
  let err = ''
  const code = await desk(args, settings, {
    print: (text) => {
      out += `${text}\n`
    },
    complain: (text) => {
      err += `${text}\n`
    },
  })
  const links = [...out.matchAll(/https:\/\/www\.example\.org\/moderate\/(\S+)/g)]
  return { code, out, err, tokens: links.map(([, token]) => token ?? '') }
}

/** A site, running until the test ends, with a reply, a held reply and an enquiry that wait. */
async function siteAt(database: DatabaseLocation) {
  const db = await openDatabase(database)
  await db.migrate()
  const { deps } = openDoors(db, { SITE_URL: 'https://www.example.org' })
  deps.now = Date.now
  await submitReply(deps, { article: article(), fields: reply, client })
  await submitReply(deps, { article: article('another'), fields: { ...reply, topic_hint: 'x' }, client })
  const sent = await submitEnquiry(deps, { page: '/contact', fields: enquiry, client })
  const { id: replyId } = await db.read
    .selectFrom('reply')
    .select('id')
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow()
  const reference = 'reference' in sent ? sent.reference : ''
  return { db, deps, replyId, reference, settings: { ...deps.settings, database } }
}

eachDatabase((name, _open, place) => {
  test(`${name}: the terminal tells times in English, where the organisation is`, async () => {
    const { db, settings } = await siteAt(await place())
    const contentDir = await mkdtemp(join(tmpdir(), 'broadsheet-content-'))
    onTestFinished(async () => {
      changeSite(defaults)
      await rm(contentDir, { recursive: true })
    })
    await writeFile(join(contentDir, 'site.yml'), 'lang: fr\ntimeZone: Pacific/Kiritimati\n')
    const { out } = await run({ ...settings, contentDir }, 'link')
    expect(out.match(/day \d+ \w+ \d{4}, \d\d:\d\d \(Kiritimati time\)/g)).toHaveLength(6)
    await db.close()
  })

  test(`${name}: the terminal lists all that waits, held ones with reasons, each with a link that opens`, async () => {
    const { db, deps, settings, reference } = await siteAt(await place())
    const before = await contentsOf(db)
    const { code, out, tokens } = await run(settings, 'link')
    expect(code).toBe(0)
    expect(out).toContain(`Enquiry ${reference} by Bob <bob@example.org>`)
    expect(out).toContain('A field that people cannot see was filled in, as robots do.')
    expect(out).toContain('Waiting: enquiries 1, replies 2.')
    const opened = await Promise.all(tokens.map((token) => openModeration(deps, token)))
    expect(opened.map(({ kind }) => kind)).toEqual(['enquiry', 'reply', 'reply'])
    expect(await contentsOf(db)).toEqual(before)
    await db.close()
  })

  test(`${name}: an address of the staff gives a link that signs in, once`, async () => {
    const { db, deps, settings } = await siteAt(await place())
    const { code, out } = await run(settings, 'link', 'Two@staff.example')
    expect(code).toBe(0)
    const token = /^https:\/\/www\.example\.org\/staff\/sign-in\/(\S+)$/m.exec(out)?.[1] ?? ''
    expect(await consumeSignIn(deps, token)).toMatchObject({
      kind: 'signed-in',
      session: { email: 'two@staff.example' },
    })
    expect(await consumeSignIn(deps, token)).toEqual({ kind: 'used' })
    await db.close()
  })

  test(`${name}: an expired link, a token, a reference and an id each give a fresh link to the same item`, async () => {
    const { db, deps, settings, replyId, reference } = await siteAt(await place())
    const item = { kind: 'reply', id: replyId } as const
    const { path } = moderationLink(deps.keys, item, Date.now() - 100 * day)
    const token = path.replace('/moderate/', '')
    expect(await openModeration(deps, token)).toEqual({ kind: 'expired' })
    const { path: sent } = moderationLink(deps.keys, item, Date.now() - 100 * day, 'one@staff.example')
    for (const text of [
      `https://www.example.org${path}?x=1`,
      path,
      sent,
      token,
      replyId,
      replyId.toUpperCase(),
    ]) {
      const { code, tokens } = await run(settings, 'link', text)
      expect(code).toBe(0)
      expect(tokens).toHaveLength(1)
      expect(await openModeration(deps, tokens[0] ?? '')).toMatchObject({
        kind: 'reply',
        reply: { id: replyId },
      })
    }
    const { tokens } = await run(settings, 'link', ` ${reference.toLowerCase()} `)
    expect(await openModeration(deps, tokens[0] ?? '')).toMatchObject({ enquiry: { reference } })
    await db.close()
  })

  test(`${name}: what is unknown, gone or forged is told so, with exit code 1`, async () => {
    const { db, settings } = await siteAt(await place())
    const wrong = [
      ['https://www.example.org/moderate/reply-x-1-0', 'did not sign that link'],
      ['https://www.example.org/moderate/', 'did not sign that link'],
      ['E-22222', 'Nothing is kept under “E-22222”'],
      ['0'.repeat(26), 'Nothing is kept under'],
      ['stranger@example.org', 'is no moderation link'],
    ]
    for (const [text = '', message] of wrong)
      expect(await run(settings, 'link', text)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining(message ?? ''),
      })
    for (const args of [[], ['lnik'], ['link', 'a', 'b'], ['test-mail', 'x']])
      expect(await run(settings, ...args)).toMatchObject({ code: 1, err: expect.stringContaining('Usage:') })
    await db.close()
  })

  test(`${name}: a test mail for each of the staff is put into the outbox`, async () => {
    const { db, settings } = await siteAt(await place())
    const { code, out } = await run(settings, 'test-mail')
    expect(code).toBe(0)
    expect(out).toContain('one@staff.example')
    expect((await mailsIn(db)).filter(({ kind }) => kind === 'test-mail')).toEqual([
      { recipient: 'one@staff.example', kind: 'test-mail' },
      { recipient: 'two@staff.example', kind: 'test-mail' },
    ])
    await db.close()
  })
})

test('where no site has run yet, the terminal says so and makes no database', async () => {
  const file = '/nowhere/site.db'
  const read = parseSettings({ DATABASE_URL: `file:${file}` })
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  expect(await run(read.settings, 'link')).toMatchObject({ code: 1, err: expect.stringContaining(file) })
  expect(existsSync(file)).toBe(false)
})
