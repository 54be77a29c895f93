import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import type { DatabaseLocation } from '#lib/config.ts'
import { openDatabase } from '#lib/db/client.ts'
import { countMails } from '#lib/outbox/count-store.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'
import { ulid } from '#lib/ulid.ts'
import { eachDatabase } from '../support/databases.ts'
import { patience } from '../support/patience.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'

const program = new URL('../support/outbox-process.ts', import.meta.url).pathname
const children: ChildProcess[] = []
let smtp: Smtp | undefined
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child)
  await smtp?.stop()
})

function start(location: DatabaseLocation, url: string, leaseFor: number): ChildProcess {
  const child = spawn(process.execPath, [program, JSON.stringify(location), url, String(leaseFor)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  children.push(child)
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: patience, interval: 20 })

async function oneMail(location: DatabaseLocation) {
  const db = await openDatabase(location)
  await db.migrate()
  const outgoing = [
    { recipient: 'r@example.org', message: { kind: 'test-mail', createdAt: Date.now() } as const },
  ]
  await db.write((tx) =>
    enqueue(tx, outgoing, { now: Date.now, newId: ulid, settings: { mailFrom: 'site@example.org' } }),
  )
  const lease = async () =>
    Number((await db.read.selectFrom('outbox').select('lease_until').executeTakeFirstOrThrow()).lease_until)
  return { db, lease }
}

eachDatabase((name, _open, place) => {
  for (const stage of ['hold-recipient', 'hold-after-data'] as const)
    test(`${name}: a process that is stopped for longer than its lease sends the mail once (${stage})`, async () => {
      smtp = await startSmtp()
      const { mails, held, release, url } = smtp
      const location = await place()
      const { db, lease } = await oneMail(location)
      smtp.behave(stage)
      const child = start(location, url, 3_000)
      await until(() => expect(held()).toBe(1))
      child.kill('SIGSTOP')
      const leaseEnds = await lease()
      await until(() => expect(Date.now()).toBeGreaterThan(leaseEnds))
      smtp.behave('accept')
      release()
      child.kill('SIGCONT')
      await until(async () => expect(await countMails(db)).toMatchObject({ waiting: 0, failed: 0 }))
      expect(mails).toHaveLength(1)
      await db.close()
    })

  test(`${name}: after a kill -9 in the middle of sending, the mail arrives once at the next start`, async () => {
    smtp = await startSmtp()
    const { mails, unanswered, url } = smtp
    const location = await place()
    const db = await openDatabase(location)
    await db.migrate()
    const message = { kind: 'test-mail', createdAt: Date.now() } as const
    const outgoing = ['a', 'b', 'c', 'd', 'e', 'f'].map((who) => ({
      recipient: `${who}@example.org`,
      message,
    }))
    await db.write((tx) =>
      enqueue(tx, outgoing, { now: Date.now, newId: ulid, settings: { mailFrom: 'site@example.org' } }),
    )

    // In SQLite the next process frees the leases of the dead one; in PostgreSQL they run out.
    const leaseFor = name === 'SQLite' ? 60_000 : 2_000
    smtp.behave('hang-after-data')
    const first = start(location, url, leaseFor)
    await until(() => expect(unanswered).toHaveLength(4))
    await kill(first)
    expect(mails).toEqual([])

    smtp.behave('accept')
    start(location, url, leaseFor)
    await until(() => expect(mails.length).toBeGreaterThanOrEqual(6))
    await until(async () => expect(await countMails(db)).toMatchObject({ waiting: 0, failed: 0 }))
    expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(6)
    expect(mails).toHaveLength(6)
    const resent = mails.filter((mail) => unanswered.some((read) => read.messageId === mail.messageId))
    expect(resent).toHaveLength(4)
    await db.close()
  })

  // One file has one process.
  if (name === 'PostgreSQL')
    test('PostgreSQL: a process that wakes up does not send what another has taken over', async () => {
      smtp = await startSmtp()
      const { mails, held, open, release, url } = smtp
      const location = await place()
      const { db } = await oneMail(location)
      smtp.behave('hold-recipient')
      const first = start(location, url, 2_000)
      await until(() => expect(held()).toBe(1))
      first.kill('SIGSTOP')
      smtp.behave('accept')
      start(location, url, 2_000)
      await until(async () => expect(await countMails(db)).toMatchObject({ waiting: 0 }))
      expect(mails).toHaveLength(1)
      first.kill('SIGCONT')
      release()
      await until(() => expect(open()).toBe(0))
      expect(mails).toHaveLength(1)
      await db.close()
    })
})
