import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import type { DatabaseLocation } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { countMails, enqueue } from '#lib/outbox/store.ts'
import { eachDatabase } from '../support/databases.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'

const program = new URL('../support/drain-process.ts', import.meta.url).pathname
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

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 20 })

eachDatabase((name, _open, place) => {
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
    await db.write((tx) => enqueue(tx, outgoing, { now: Date.now, newId, messageIdHost: 'example.org' }))

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
})
