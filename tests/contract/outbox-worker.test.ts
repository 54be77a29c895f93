import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { createLog } from '#lib/log.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import type { Limits } from '#lib/mail/timeouts.ts'
import { resumeFailed, selectMails } from '#lib/outbox/admin-store.ts'
import { countMails } from '#lib/outbox/count-store.ts'
import { healthOf } from '#lib/outbox/health.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'
import { type Outbox, startWorker } from '#lib/outbox/worker.ts'
import { site } from '#lib/site.ts'
import { ulid } from '#lib/ulid.ts'
import { eachDatabase } from '../support/databases.ts'
import { patience } from '../support/patience.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const quick = {
  pollEvery: 50,
  probeEvery: 100,
  mendEvery: 50,
  leaseFor: 15_000,
  renewEvery: 300,
  stopWithin: 100,
}

/** A worker on a real server, its log kept, its clock set forward at will. */
async function workerOf(
  db: Database,
  smtp: Smtp,
  clock = { ahead: 0 },
  timing: Partial<typeof quick> & { restWhenBusy?: number; atOnce?: number; slowAfter?: number } = {},
  isBusy = () => false,
  limits: Partial<Limits> = {},
) {
  const lines: { level: string; message: string }[] = []
  const log = createLog('debug', (line) => lines.push(JSON.parse(line)))
  const dataDir = await mkdtemp(join(tmpdir(), 'broadsheet-'))
  undo.push(() => rm(dataDir, { recursive: true }))
  const now = () => Date.now() + clock.ahead
  const worker = startWorker({
    db,
    mailer: createMailer({ smtpUrl: smtp.url, from: 'site@example.org', dataDir, log, limits }),
    context: {
      site,
      siteUrl: 'https://example.org',
      itemLink: ({ id }) => `https://example.org/${id}`,
      signInLink: (id) => `https://example.org/${id}`,
    },
    now,
    newId: ulid,
    log,
    timing: { ...quick, ...timing },
    isBusy,
    staffEmails: ['staff@example.org'],
    chance: () => 0.5,
  })
  undo.push(() => worker.stop())
  return { worker, lines, clock }
}

async function server(): Promise<Smtp> {
  const smtp = await startSmtp()
  undo.push(() => smtp.stop())
  return smtp
}

async function put(db: Database, recipients: string[], worker?: Outbox): Promise<void> {
  const at = Date.now()
  const mails = recipients.map((recipient) => ({
    recipient,
    message: { kind: 'test-mail', createdAt: at } as const,
  }))
  await db.write((tx) =>
    enqueue(tx, mails, { now: () => at, newId: ulid, settings: { mailFrom: 'site@example.org' } }),
  )
  worker?.wake()
}

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `r${index}@example.org`)
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: patience, interval: 20 })
const counted = (db: Database, expected: Partial<Awaited<ReturnType<typeof countMails>>>) =>
  until(async () => expect(await countMails(db)).toMatchObject(expected))

eachDatabase((name, open) => {
  test(`${name}: every mail arrives once, each with a Message-ID of its own and the date it was written`, async () => {
    const db = await open()
    const smtp = await server()
    await put(db, addresses(30))
    const { worker } = await workerOf(db, smtp)
    await until(() => expect(smtp.mails).toHaveLength(30))
    await counted(db, { waiting: 0, failed: 0 })
    expect(new Set(smtp.mails.map((mail) => mail.to)).size).toBe(30)
    expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(30)
    expect(smtp.mails[0]?.messageId).toMatch(/^<\w{26}@example\.org>$/)
    await until(() =>
      expect(worker.state()).toMatchObject({ transport: 'ok', waiting: 0, oldestWaitingMs: 0 }),
    )
  })

  test(`${name}: two workers on one database send nothing twice`, async () => {
    const db = await open()
    const smtp = await server()
    await workerOf(db, smtp)
    await workerOf(db, smtp)
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
    const { worker } = await workerOf(db, smtp, undefined, { restWhenBusy }, () => true)
    await put(db, addresses(4), worker)
    const waking = setInterval(worker.wake, 5)
    await until(() => expect(smtp.mails).toHaveLength(4))
    clearInterval(waking)
    await counted(db, { waiting: 0 })
    const rows = await db.read.selectFrom('outbox').select('settled_at').orderBy('settled_at').execute()
    const left = rows.map(({ settled_at }) => Number(settled_at))
    const rests = left.slice(1).map((at, index) => at - (left[index] ?? 0))
    expect(Math.min(...rests)).toBeGreaterThanOrEqual(restWhenBusy - 1)
  })

  test(`${name}: while the process is busy, the next mail leaves after the rest, without another look at the clock`, async () => {
    const db = await open()
    const smtp = await server()
    const timing = { restWhenBusy: 10, pollEvery: 10 * patience }
    const { worker } = await workerOf(db, smtp, undefined, timing, () => true)
    await put(db, addresses(30), worker)
    await until(() => expect(smtp.mails).toHaveLength(30))
  })

  test(`${name}: a server that is away fails nothing, is told once, and gets all mail when it is back`, async () => {
    const db = await open()
    const smtp = await server()
    await smtp.pause()
    const { worker, lines } = await workerOf(db, smtp)
    await put(db, addresses(8), worker)
    await until(() =>
      expect(worker.state()).toMatchObject({ transport: 'unreachable', waiting: 8, retrying: 0, failed: 0 }),
    )
    expect(worker.state()).toMatchObject({ answer: expect.stringContaining('ECONNREFUSED') })
    await smtp.resume()
    await until(() => expect(smtp.mails).toHaveLength(8))
    await until(() =>
      expect(worker.state()).toEqual({
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
    const { worker } = await workerOf(db, smtp, { ahead: 0 }, { probeEvery: 60_000 })
    await until(() => expect(worker.state()).toMatchObject({ transport: 'unreachable', waiting: 30 }))
    await put(db, ['one-more@example.org'], worker)
    await until(() => expect(worker.state()).toMatchObject({ waiting: 31 }))
    expect(smtp.connections()).toBeLessThanOrEqual(4)
  })

  test(`${name}: a greeting of 554 and a refused login hold the queue and fail no mail`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('greeting-554')
    const { worker } = await workerOf(db, smtp)
    await put(db, addresses(2), worker)
    await until(() =>
      expect(worker.state()).toMatchObject({ transport: 'unreachable', waiting: 2, failed: 0 }),
    )
    expect(worker.state()).toMatchObject({ answer: '554 No service here' })
    smtp.behave('refuse-login')
    await until(() =>
      expect(worker.state()).toMatchObject({ transport: 'login-refused', waiting: 2, failed: 0 }),
    )
    expect(worker.state()).toMatchObject({ answer: '535 Wrong user or password' })
    smtp.behave('accept')
    await until(() => expect(smtp.mails).toHaveLength(2))
  })

  test(`${name}: a demand for a login that is made for one recipient holds up no other mail, and counts`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave((to) => (to === 'r0@example.org' ? 'want-login-for-recipient' : 'accept'))
    await put(db, addresses(6))
    const { worker, clock } = await workerOf(db, { ...smtp, url: smtp.url.replace('site:secret@', '') })
    await until(() => expect(smtp.mails).toHaveLength(5))
    await counted(db, { waiting: 1, retrying: 1, failed: 0 })
    await until(() => expect(worker.state()).toMatchObject({ transport: 'ok', waiting: 1 }))
    const { mails } = await selectMails(db.read, 'retrying', 10)
    expect(mails).toMatchObject([{ recipient: 'r0@example.org', lastAnswer: '530 Log in to write to them' }])
    clock.ahead += 2 * 60_000
    worker.wake()
    await until(async () =>
      expect((await selectMails(db.read, 'retrying', 10)).mails[0]?.attempts).toBeGreaterThan(1),
    )
    await put(db, ['later@example.org'], worker)
    await until(() => expect(smtp.mails).toHaveLength(6))
    expect(worker.state()).toMatchObject({ transport: 'ok' })
  })

  test(`${name}: a demand for a login that meets the only mail since the start is reported, and holds up no other for good`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave((to) => (to === 'r0@example.org' ? 'want-login-for-recipient' : 'accept'))
    const { worker } = await workerOf(db, { ...smtp, url: smtp.url.replace('site:secret@', '') })
    await put(db, ['r0@example.org'], worker)
    await until(() => expect(worker.state()).toMatchObject({ transport: 'login-refused', failed: 0 }))
    await put(db, ['other@example.org'], worker)
    await smtp.waitFor((mail) => mail.to === 'other@example.org')
    // Now it is known that it was for that one alone.
    await counted(db, { waiting: 1, retrying: 1, failed: 0 })
    await until(() => expect(worker.state()).toMatchObject({ transport: 'ok' }))
  })

  test(`${name}: whoever is logged in takes a demand for a login as the refusal of that recipient`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave((to) => (to === 'r0@example.org' ? 'want-login-for-recipient' : 'accept'))
    await put(db, addresses(6))
    const { lines } = await workerOf(db, smtp)
    await until(() => expect(smtp.mails).toHaveLength(5))
    await counted(db, { waiting: 0, failed: 1 })
    expect(lines.filter((line) => line.message.includes('all mail waits'))).toEqual([])
  })

  test(`${name}: a demand for a login that is made for each recipient holds the queue and fails no mail`, async () => {
    const db = await open()
    const smtp = await server()
    const { worker } = await workerOf(db, { ...smtp, url: smtp.url.replace('site:secret@', '') })
    await put(db, ['first@example.org'], worker)
    await until(() => expect(smtp.mails).toHaveLength(1))
    smtp.behave(() => 'want-login-for-recipient')
    await put(db, addresses(6), worker)
    await until(() => expect(worker.state()).toMatchObject({ transport: 'login-refused', failed: 0 }))
    smtp.behave('accept')
    await until(() => expect(smtp.mails.length).toBeGreaterThanOrEqual(6))
  })

  test(`${name}: a server that wants a login we have not is asked by one mail at a time, and told of once`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('want-login')
    const { worker, lines } = await workerOf(db, { ...smtp, url: smtp.url.replace('site:secret@', '') })
    await put(db, addresses(6), worker)
    await until(() => expect(worker.state()).toMatchObject({ transport: 'login-refused', waiting: 6 }))
    expect(worker.state()).toMatchObject({ answer: '530 Log in first', failed: 0, retrying: 0 })
    const before = smtp.connections()
    await until(() => expect(smtp.connections()).toBeGreaterThan(before + 6))
    expect(worker.state()).toMatchObject({ transport: 'login-refused', waiting: 6 })
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
    await workerOf(db, smtp)
    await counted(db, { waiting: 0, failed: 3 })
    expect(smtp.mails.map((mail) => mail.to).toSorted()).toEqual(['r3@example.org', 'r4@example.org'])
    const { mails } = await selectMails(db.read, 'failed', 10)
    for (const mail of mails) expect(mail.lastAnswer).toMatch(/^It cannot be written: /)
  })

  test(`${name}: a 4xx to one mail lets the others pass, and it leaves after a minute`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave((recipient) => (recipient === 'r0@example.org' ? '4xx' : 'accept'))
    const { worker, clock } = await workerOf(db, smtp)
    await put(db, addresses(6), worker)
    await until(() => expect(smtp.mails).toHaveLength(5))
    await until(() => expect(worker.state()).toMatchObject({ transport: 'ok', waiting: 1, retrying: 1 }))
    smtp.behave('accept')
    clock.ahead += 40_000
    await put(db, ['another@example.org'], worker)
    await smtp.waitFor((mail) => mail.to === 'another@example.org')
    expect(smtp.mails).toHaveLength(6)
    clock.ahead += 21_000
    await smtp.waitFor((mail) => mail.to === 'r0@example.org')
  })

  test(`${name}: a 5xx is kept as failed with the server’s answer, and the others pass`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave((recipient) => (recipient === 'r0@example.org' ? '5xx' : 'accept'))
    const { worker } = await workerOf(db, smtp)
    await put(db, addresses(3), worker)
    await counted(db, { waiting: 0, failed: 1 })
    expect(smtp.mails).toHaveLength(2)
    expect(await selectMails(db.read, 'failed', 10)).toMatchObject({
      mails: [{ recipient: 'r0@example.org', lastAnswer: '550 Nobody of that name' }],
    })
    await until(() => expect(worker.state()).toMatchObject({ transport: 'ok', failed: 1 }))
  })

  test(`${name}: a connection that drops after the data is tried again with the same Message-ID and Date`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('drop-after-data')
    const { worker, clock } = await workerOf(db, smtp)
    await put(db, ['r@example.org'], worker)
    await until(() => expect(worker.state()).toMatchObject({ transport: 'ok', waiting: 1, retrying: 1 }))
    smtp.behave('accept')
    clock.ahead += 10_000
    const mail = await smtp.waitFor(() => true)
    const [first] = smtp.unanswered
    expect(smtp.unanswered).toHaveLength(1)
    expect([mail.messageId, mail.parsed.date]).toEqual([first?.messageId, first?.parsed.date])
    await counted(db, { waiting: 0 })
  })

  test(`${name}: stopping breaks off what hangs, and the next worker sends it`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('hang-after-data')
    const { worker } = await workerOf(db, smtp)
    await put(db, ['r@example.org'], worker)
    await until(() => expect(smtp.unanswered).toHaveLength(1))
    await worker.stop()
    smtp.behave('accept')
    await workerOf(db, smtp, { ahead: 10_000 })
    await smtp.waitFor((mail) => mail.to === 'r@example.org')
  })

  test(`${name}: a lease is renewed for as long as the sending takes`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('hang-after-data')
    const { worker } = await workerOf(db, smtp)
    await put(db, ['r@example.org'], worker)
    await until(() => expect(smtp.unanswered).toHaveLength(1))
    const leaseOf = async () =>
      (await db.read.selectFrom('outbox').select('lease_until').executeTakeFirstOrThrow()).lease_until ?? 0
    const first = await leaseOf()
    await until(async () => expect(await leaseOf()).toBeGreaterThan(first + 500))
    await worker.stop()
  })

  test(`${name}: conversations that take long do not hold up the other mails, and each arrives once`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave((recipient) => (recipient.startsWith('slow') ? 'hold-after-data' : 'accept'))
    const { worker } = await workerOf(db, smtp, undefined, { atOnce: 2, slowAfter: 100 })
    await put(db, ['slow1@example.org', 'slow2@example.org'], worker)
    await until(() => expect(smtp.held()).toBe(2))
    await put(db, addresses(5), worker)
    await until(() => expect(smtp.mails).toHaveLength(7))
    smtp.release()
    await counted(db, { waiting: 0, failed: 0 })
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(7)
    expect(smtp.mails).toHaveLength(7)
  })

  test(`${name}: after the third unknown end of one mail hours lie between the attempts, and staff are warned`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('drop-after-data')
    const { worker, clock } = await workerOf(db, smtp)
    await put(db, ['r@example.org'], worker)
    for (const [pause, attempts] of [
      [11_000, 1],
      [61_000, 2],
      [59 * 60_000, 3],
    ] as const) {
      await until(async () =>
        expect((await selectMails(db.read, 'retrying', 1)).mails[0]).toMatchObject({
          attempts,
          unknowns: attempts,
        }),
      )
      clock.ahead += pause
    }
    await until(() => expect(worker.state()).toMatchObject({ doubtful: 1 }))
    expect(healthOf(worker.state()).warnings.join()).toContain('leaves 1 mail without an answer')
    expect(smtp.unanswered).toHaveLength(3)
    smtp.behave('accept')
    clock.ahead += 6 * 60 * 60_000
    await smtp.waitFor(({ to }) => to === 'r@example.org')
    await until(() => expect(healthOf(worker.state()).isWell).toBe(true))
  })

  test(`${name}: mails made or put off before the clock was set back leave at once, with a warning`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave((recipient) => (recipient === 'r0@example.org' ? '4xx' : 'accept'))
    const clock = { ahead: 25 * 60 * 60_000 }
    const { worker, lines } = await workerOf(db, smtp, clock)
    await put(db, ['r0@example.org'], worker)
    await until(() => expect(worker.state()).toMatchObject({ retrying: 1 }))
    await smtp.pause()
    smtp.behave('accept')
    const at = Date.now() + clock.ahead
    const mails = addresses(3).map((recipient) => ({
      recipient: `new-${recipient}`,
      message: { kind: 'test-mail', createdAt: at } as const,
    }))
    await db.write((tx) =>
      enqueue(tx, mails, { now: () => at, newId: ulid, settings: { mailFrom: 'site@example.org' } }),
    )
    await until(() => expect(worker.state()).toMatchObject({ transport: 'unreachable', waiting: 4 }))
    clock.ahead = 0
    await until(() => expect(worker.state()).toMatchObject({ fromFuture: 3 }))
    expect(healthOf(worker.state()).warnings.join()).toContain('made in the future')
    await smtp.resume()
    await until(() => expect(smtp.mails).toHaveLength(4))
    await counted(db, { waiting: 0, failed: 0 })
    expect(lines.some(({ message }) => message.includes('made in the future'))).toBe(true)
  })

  test(`${name}: a lease that no clock of ours can have made keeps no mail back`, async () => {
    const db = await open()
    const smtp = await server()
    await put(db, ['r@example.org'])
    const { worker } = await workerOf(db, smtp, undefined, { pollEvery: 20 })
    const far = Date.now() + 25 * 60 * 60_000
    await db.write((tx) => tx.updateTable('outbox').set({ lease_token: 'gone', lease_until: far }).execute())
    worker.wake()
    await smtp.waitFor(() => true)
  })

  test(`${name}: what is being sent is not claimed again when its lease has run out`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('hold-after-data')
    const { worker, clock } = await workerOf(db, smtp, { ahead: 0 }, { renewEvery: 60_000 })
    await put(db, ['r@example.org'], worker)
    await until(() => expect(smtp.held()).toBe(1))
    clock.ahead += 60_000
    smtp.behave('accept')
    await put(db, ['next@example.org'], worker)
    await smtp.waitFor(({ to }) => to === 'next@example.org')
    smtp.release()
    await counted(db, { waiting: 0 })
    expect(smtp.mails.map(({ to }) => to)).toEqual(['r@example.org', 'next@example.org'])
  })

  test(`${name}: a mail whose lease runs out before its text is handed over is let go, and leaves once`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('hold-recipient')
    const { worker, clock } = await workerOf(db, smtp, { ahead: 0 }, { renewEvery: 60_000 })
    await put(db, ['r@example.org'], worker)
    await until(() => expect(smtp.held()).toBe(1))
    clock.ahead += 60_000
    smtp.behave('accept')
    smtp.release()
    await smtp.waitFor(() => true)
    await counted(db, { waiting: 0 })
    expect(smtp.mails).toHaveLength(1)
    expect(await db.read.selectFrom('outbox').select('attempts').execute()).toEqual([{ attempts: 1 }])
  })

  test(`${name}: many mails share a transaction`, async () => {
    const opened = await open()
    const smtp = await server()
    let transactions = 0
    const db: Database = {
      ...opened,
      write: (work) => {
        transactions += 1
        return opened.write(work)
      },
    }
    await put(opened, addresses(40))
    await workerOf(db, smtp, undefined, { renewEvery: 60_000 })
    await counted(opened, { waiting: 0, failed: 0 })
    expect(smtp.mails).toHaveLength(40)
    expect(transactions).toBeLessThan(60)
  })

  test(`${name}: a final refusal of a mail to our own staff counts for good only after a day`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('5xx-sender')
    const { worker, clock } = await workerOf(db, smtp)
    await put(db, ['staff@example.org'], worker)
    await until(() => expect(worker.state()).toMatchObject({ retrying: 1, failed: 0 }))
    for (let hours = 0; hours < 30; hours++) {
      clock.ahead += 60 * 60_000
      if ((await countMails(db)).failed) break
      await until(async () => {
        const { mails } = await selectMails(db.read, 'retrying', 1)
        expect((mails[0]?.nextAt ?? Infinity) > Date.now() + clock.ahead).toBe(true)
      })
    }
    await counted(db, { waiting: 0, failed: 1 })
    expect(clock.ahead).toBeGreaterThan(20 * 60 * 60_000)
    smtp.behave('accept')
    expect(await resumeFailed(db, Date.now() + clock.ahead)).toBe(1)
    await smtp.waitFor(({ to }) => to === 'staff@example.org')
  })

  test(`${name}: a server that refuses many in a row fails none of them, and gets all when it is well`, async () => {
    const db = await open()
    const smtp = await server()
    smtp.behave('5xx-after-data')
    const { worker, clock } = await workerOf(db, smtp)
    await put(db, addresses(8), worker)
    await until(() => expect(worker.state()).toMatchObject({ retrying: 8, failed: 0, wronglyRefused: 8 }))
    expect(healthOf(worker.state()).warnings.join()).toContain('refuses 8 mails for good')
    smtp.behave('accept')
    clock.ahead += 2 * 60_000
    await until(() => expect(smtp.mails).toHaveLength(8))
    await counted(db, { waiting: 0, failed: 0 })
  })
})
