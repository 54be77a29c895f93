import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import { createLog } from '#lib/log.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import { type Drain, startDrain } from '#lib/outbox/drain.ts'
import { selectMails } from '#lib/outbox/review.ts'
import { countMails, enqueue } from '#lib/outbox/store.ts'
import { site } from '#lib/site.ts'
import { eachDatabase } from '../support/databases.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const quick = { pollEvery: 50, probeEvery: 100, leaseFor: 1_000, renewEvery: 300, stopWithin: 100 }

/** A drain on a real server, its log kept, its clock set forward at will. */
async function drainOf(
  db: Database,
  smtp: Smtp,
  clock = { ahead: 0 },
  timing: Partial<typeof quick> & { restWhenBusy?: number } = {},
  isBusy = () => false,
) {
  const lines: { level: string; message: string }[] = []
  const log = createLog('debug', (line) => lines.push(JSON.parse(line)))
  const dataDir = await mkdtemp(join(tmpdir(), 'broadsheet-'))
  undo.push(() => rm(dataDir, { recursive: true }))
  const now = () => Date.now() + clock.ahead
  const drain = startDrain({
    db,
    mailer: createMailer({ smtpUrl: smtp.url, from: 'site@example.org', dataDir, log }),
    context: {
      site,
      siteUrl: 'https://example.org',
      itemLink: ({ id }) => `https://example.org/${id}`,
      signInLink: (id) => `https://example.org/${id}`,
    },
    now,
    newId,
    log,
    timing: { ...quick, ...timing },
    isBusy,
  })
  undo.push(() => drain.stop())
  return { drain, lines, clock }
}

async function server(): Promise<Smtp> {
  const smtp = await startSmtp()
  undo.push(() => smtp.stop())
  return smtp
}

async function put(db: Database, recipients: string[], drain?: Drain): Promise<void> {
  const at = Date.now()
  const mails = recipients.map((recipient) => ({
    recipient,
    message: { kind: 'test-mail', createdAt: at } as const,
  }))
  await db.write((tx) => enqueue(tx, mails, { now: () => at, newId, messageIdHost: 'example.org' }))
  drain?.wake()
}

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `r${index}@example.org`)
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 20 })
const counted = (db: Database, expected: Partial<Awaited<ReturnType<typeof countMails>>>) =>
  until(async () => expect(await countMails(db)).toMatchObject(expected))

eachDatabase((name, open) => {
  test(`${name}: every mail arrives once, each with a Message-ID of its own and the date it was written`, async () => {
    const db = await open()
    const smtp = await server()
    await put(db, addresses(30))
    const { drain } = await drainOf(db, smtp)
    await until(() => expect(smtp.mails).toHaveLength(30))
    await counted(db, { waiting: 0, failed: 0 })
    expect(new Set(smtp.mails.map((mail) => mail.to)).size).toBe(30)
    expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(30)
    expect(smtp.mails[0]?.messageId).toMatch(/^<\w{26}@example\.org>$/)
    await until(() =>
      expect(drain.state()).toMatchObject({ transport: 'ok', waiting: 0, oldestWaitingMs: 0 }),
    )
  })

  test(`${name}: two drains on one database send nothing twice`, async () => {
    const db = await open()
    const smtp = await server()
    await drainOf(db, smtp)
    await drainOf(db, smtp)
    for (let batch = 0; batch < 10; batch++)
      await put(
        db,
        addresses(6).map((address) => `${batch}${address}`),
      )
    await until(() => expect(smtp.mails.length).toBeGreaterThanOrEqual(60))
    await counted(db, { waiting: 0 })
    expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(60)
    expect(smtp.mails).toHaveLength(60)
  })

  test(`${name}: while the process is busy, mails leave one at a time with rests between them`, async () => {
    const db = await open()
    const smtp = await server()
    const restWhenBusy = 40
    const { drain } = await drainOf(db, smtp, undefined, { restWhenBusy }, () => true)
    await put(db, addresses(4), drain)
    const waking = setInterval(drain.wake, 5)
    await until(() => expect(smtp.mails).toHaveLength(4))
    clearInterval(waking)
    await counted(db, { waiting: 0 })
    const rows = await db.read.selectFrom('outbox').select('settled_at').orderBy('settled_at').execute()
    const left = rows.map(({ settled_at }) => Number(settled_at))
    const rests = left.slice(1).map((at, index) => at - (left[index] ?? 0))
    expect(Math.min(...rests)).toBeGreaterThanOrEqual(restWhenBusy - 1)
  })

  test(`${name}: a server that is away fails nothing, is told once, and gets all mail when it is back`, async () => {
    const db = await open()
    const smtp = await server()
    await smtp.pause()
    const { drain, lines } = await drainOf(db, smtp)
    await put(db, addresses(8), drain)
    await until(() =>
      expect(drain.state()).toMatchObject({ transport: 'unreachable', waiting: 8, retrying: 0, failed: 0 }),
    )
    expect(drain.state()).toMatchObject({ answer: expect.stringContaining('ECONNREFUSED') })
    await smtp.resume()
    await until(() => expect(smtp.mails).toHaveLength(8))
    await until(() =>
      expect(drain.state()).toEqual({
        transport: 'ok',
        waiting: 0,
        retrying: 0,
        failed: 0,
        oldestWaitingMs: 0,
      }),
    )
    expect(lines.filter((line) => line.message.includes('takes no mail'))).toHaveLength(1)
    expect(lines.filter((line) => line.message === 'Mail leaves again')).toHaveLength(1)
  })

  test(`${name}: a server that takes no mail is not asked again for each mail that waits`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('greeting-554')
    await put(db, addresses(30))
    const { drain } = await drainOf(db, smtp, { ahead: 0 }, { probeEvery: 60_000 })
    await until(() => expect(drain.state()).toMatchObject({ transport: 'unreachable', waiting: 30 }))
    await put(db, ['one-more@example.org'], drain)
    await until(() => expect(drain.state()).toMatchObject({ waiting: 31 }))
    expect(smtp.connections()).toBeLessThanOrEqual(4)
  })

  test(`${name}: a greeting of 554 and a refused login hold the queue and fail no mail`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('greeting-554')
    const { drain } = await drainOf(db, smtp)
    await put(db, addresses(2), drain)
    await until(() =>
      expect(drain.state()).toMatchObject({ transport: 'unreachable', waiting: 2, failed: 0 }),
    )
    expect(drain.state()).toMatchObject({ answer: '554 No service here' })
    smtp.behave('refuse-login')
    await until(() =>
      expect(drain.state()).toMatchObject({ transport: 'login-refused', waiting: 2, failed: 0 }),
    )
    expect(drain.state()).toMatchObject({ answer: '535 Wrong user or password' })
    smtp.behave('accept')
    await until(() => expect(smtp.mails).toHaveLength(2))
  })

  test(`${name}: a server that wants a login we have not is asked by one mail at a time, and told of once`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('want-login')
    const { drain, lines } = await drainOf(db, { ...smtp, url: smtp.url.replace('site:secret@', '') })
    await put(db, addresses(6), drain)
    await until(() => expect(drain.state()).toMatchObject({ transport: 'login-refused', waiting: 6 }))
    expect(drain.state()).toMatchObject({ answer: '530 Log in first', failed: 0, retrying: 0 })
    const before = smtp.connections()
    await until(() => expect(smtp.connections()).toBeGreaterThan(before + 6))
    expect(drain.state()).toMatchObject({ transport: 'login-refused', waiting: 6 })
    expect(lines.filter((line) => line.message.includes('refuses our login'))).toHaveLength(1)
    expect(lines.filter((line) => line.message === 'Mail leaves again')).toEqual([])
    smtp.behave('accept')
    await until(() => expect(smtp.mails).toHaveLength(6))
    expect(lines.filter((line) => line.message === 'Mail leaves again')).toHaveLength(1)
  })

  test(`${name}: a mail that cannot be read is kept as failed, and the others pass`, async () => {
    const db = await open()
    const smtp = await server()
    await put(db, addresses(5))
    const spoilt = ['{"kind":', 'null', '{"kind":"no-such-kind"}']
    for (const [index, message] of spoilt.entries())
      await db.write((tx) =>
        tx.updateTable('outbox').set({ message }).where('recipient', '=', `r${index}@example.org`).execute(),
      )
    await drainOf(db, smtp)
    await counted(db, { waiting: 0, failed: 3 })
    expect(smtp.mails.map((mail) => mail.to).toSorted()).toEqual(['r3@example.org', 'r4@example.org'])
    const { mails } = await selectMails(db.read, 'failed', 10)
    for (const mail of mails) expect(mail.lastAnswer).toMatch(/^It cannot be written: /)
  })

  test(`${name}: a 4xx to one mail lets the others pass, and it leaves after a minute`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave((recipient) => (recipient === 'r0@example.org' ? '4xx' : 'accept'))
    const { drain, clock } = await drainOf(db, smtp)
    await put(db, addresses(6), drain)
    await until(() => expect(smtp.mails).toHaveLength(5))
    await until(() => expect(drain.state()).toMatchObject({ transport: 'ok', waiting: 1, retrying: 1 }))
    smtp.behave('accept')
    clock.ahead += 59_000
    await put(db, ['another@example.org'], drain)
    await smtp.waitFor((mail) => mail.to === 'another@example.org')
    expect(smtp.mails).toHaveLength(6)
    clock.ahead += 2_000
    await smtp.waitFor((mail) => mail.to === 'r0@example.org')
  })

  test(`${name}: a 5xx is kept as failed with the server’s answer, and the others pass`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave((recipient) => (recipient === 'r0@example.org' ? '5xx' : 'accept'))
    const { drain } = await drainOf(db, smtp)
    await put(db, addresses(3), drain)
    await counted(db, { waiting: 0, failed: 1 })
    expect(smtp.mails).toHaveLength(2)
    expect(await selectMails(db.read, 'failed', 10)).toMatchObject({
      mails: [{ recipient: 'r0@example.org', lastAnswer: '550 Nobody of that name' }],
    })
    await until(() => expect(drain.state()).toMatchObject({ transport: 'ok', failed: 1 }))
  })

  test(`${name}: a connection that drops after the data is tried again with the same Message-ID and Date`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('drop-after-data')
    const { drain, clock } = await drainOf(db, smtp)
    await put(db, ['r@example.org'], drain)
    await until(() => expect(drain.state()).toMatchObject({ transport: 'ok', waiting: 1, retrying: 1 }))
    smtp.behave('accept')
    clock.ahead += 10_000
    const mail = await smtp.waitFor(() => true)
    const [first] = smtp.unanswered
    expect(smtp.unanswered).toHaveLength(1)
    expect([mail.messageId, mail.parsed.date]).toEqual([first?.messageId, first?.parsed.date])
    await counted(db, { waiting: 0 })
  })

  test(`${name}: stopping breaks off what hangs, and the next drain sends it`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('hang-after-data')
    const { drain } = await drainOf(db, smtp)
    await put(db, ['r@example.org'], drain)
    await until(() => expect(smtp.unanswered).toHaveLength(1))
    await drain.stop()
    smtp.behave('accept')
    await drainOf(db, smtp, { ahead: 10_000 })
    await smtp.waitFor((mail) => mail.to === 'r@example.org')
  })

  test(`${name}: a lease is renewed for as long as the sending takes`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('hang-after-data')
    const { drain } = await drainOf(db, smtp)
    await put(db, ['r@example.org'], drain)
    await until(() => expect(smtp.unanswered).toHaveLength(1))
    const leaseOf = async () =>
      (await db.read.selectFrom('outbox').select('lease_until').executeTakeFirstOrThrow()).lease_until ?? 0
    const first = await leaseOf()
    await until(async () => expect(await leaseOf()).toBeGreaterThan(first + 500))
    await drain.stop()
  })
})
