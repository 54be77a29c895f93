import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { createLog } from '#lib/log.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import type { Message } from '#lib/mail/message.ts'
import { mailLists } from '#lib/outbox/admin.ts'
import { handleMails, resumeMails } from '#lib/outbox/admin-store.ts'
import { isMailUp, whenMailsLeave } from '#lib/outbox/health.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'
import { type Outbox, startWorker } from '#lib/outbox/worker.ts'
import { site } from '#lib/site.ts'
import { ulid } from '#lib/ulid.ts'
import { eachDatabase } from '../support/databases.ts'
import { patience } from '../support/patience.ts'
import { startSmtp } from '../support/smtp.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: patience, interval: 20 })

/** The outbox of one run of the site, with a server or without. */
async function workerOf(db: Database, dataDir: string, smtpUrl?: string) {
  const lines: { level: string; message: string }[] = []
  const log = createLog('debug', (line) => lines.push(JSON.parse(line)))
  const worker = startWorker({
    db,
    mailer: createMailer({ smtpUrl, from: 'site@example.org', dataDir, log }),
    context: {
      site,
      siteUrl: 'https://example.org',
      itemLink: ({ id }) => `https://example.org/${id}`,
      signInLink: (id) => `https://example.org/${id}`,
    },
    now: Date.now,
    newId: ulid,
    log,
    timing: { pollEvery: 50, probeEvery: 100 },
  })
  undo.push(() => worker.stop())
  return { worker, lines }
}

async function folder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'broadsheet-'))
  undo.push(() => rm(dataDir, { recursive: true }))
  return dataDir
}

async function put(db: Database, messages: Message[], worker?: Outbox): Promise<string[]> {
  const mails = messages.map((message) => ({ recipient: 'grace@example.org', message }))
  const ids = await db.write((tx) =>
    enqueue(tx, mails, { now: Date.now, newId: ulid, settings: { mailFrom: 'site@example.org' } }),
  )
  worker?.wake()
  return ids
}

const acknowledgement = (): Message => ({
  kind: 'enquiry-acknowledgement',
  enquiryId: ulid(),
  reference: 'E-7K3QX',
  dueAt: Date.now(),
})

const statuses = async (db: Database) =>
  (await db.read.selectFrom('outbox').select('status').execute()).map(({ status }) => status).sort()

eachDatabase((name, open, place) => {
  test(`${name}: without a server a mail is kept as a file and counts as not sent; with one, nothing old leaves by itself, and each can be sent or put aside`, async () => {
    const db = await open()
    const dataDir = await folder()
    const { worker, lines } = await workerOf(db, dataDir)
    expect(whenMailsLeave(worker.state())).toBe('never')
    expect(isMailUp(worker.state())).toBe(false)
    const signIn: Message = { kind: 'sign-in', requestId: ulid(), expiresAt: Date.now() }
    const [first = '', second = ''] = await put(db, [acknowledgement(), acknowledgement(), signIn], worker)
    await until(async () => expect(await statuses(db)).toEqual(['filed', 'filed', 'filed']))
    expect((await readdir(join(dataDir, 'mailbox'))).filter((file) => file.endsWith('.eml'))).toHaveLength(3)
    expect(lines.map(({ message }) => message)).toContain('Mail kept as a file, not sent')
    expect(lines.map(({ message }) => message)).not.toContain('Mail sent')
    // A link to sign in helps nobody later.
    expect(await mailLists({ db })).toMatchObject({ filed: { total: 2 }, failed: { total: 0 } })
    await worker.stop()

    const smtp = await startSmtp()
    undo.push(() => smtp.stop())
    const later = await workerOf(db, dataDir, smtp.url)
    const handled = { by: 'staff@example.org', at: Date.now() }
    expect(await handleMails(db, [{ id: second }], handled)).toEqual([{ kind: 'done' }])
    expect(await resumeMails(db, [{ id: first }], Date.now())).toEqual([{ kind: 'done' }])
    later.worker.wake()
    await until(async () => expect(await statuses(db)).toEqual(['filed', 'handled', 'sent']))
    expect(smtp.mails.map(({ to }) => to)).toEqual(['grace@example.org'])
    expect(await mailLists({ db })).toMatchObject({ filed: { total: 0 } })
  })

  test(`${name}: mails that an earlier version kept as files and called sent are no longer called so`, async () => {
    const db = await openDatabase(await place())
    undo.push(() => db.close())
    await db.migrate()
    const ids = await put(db, [acknowledgement(), acknowledgement(), acknowledgement()])
    const answers = [`2026-11-24T09-15-00-000Z-${ids[0]}.eml`, '250 OK: queued as x.eml', null]
    for (const [index, id] of ids.entries())
      await db.write((tx) =>
        tx
          .updateTable('outbox')
          .set({ status: 'sent', last_answer: answers[index] ?? null })
          .where('id', '=', id)
          .execute(),
      )
    await db.write((tx) => tx.deleteFrom('schema_migration').where('name', '=', '0008-filed-mails').execute())
    await db.migrate()
    expect(await statuses(db)).toEqual(['filed', 'sent', 'sent'])
  })
})

const faulty: [string, () => Promise<string>, string][] = [
  ['refuses our login', async () => (await server('refuse-login')).url, 'login-refused'],
  ['has a certificate that nobody vouches for', async () => (await server('secure')).url, 'not-trusted'],
  ['is not there', async () => 'smtp://127.0.0.1:1', 'unreachable'],
]

async function server(kind: 'refuse-login' | 'secure') {
  const smtp = await startSmtp({ secure: kind === 'secure' })
  undo.push(() => smtp.stop())
  if (kind === 'refuse-login') smtp.behave('refuse-login')
  return smtp
}

eachDatabase((name, open) => {
  test.each(faulty)(
    `${name}: that a server %s is known before it costs a mail`,
    async (_, urlOf, transport) => {
      const db = await open()
      const { worker } = await workerOf(db, await folder(), await urlOf())
      await until(() => expect(worker.state()).toMatchObject({ transport, waiting: 0 }))
      expect(whenMailsLeave(worker.state())).toBe('later')
      expect(isMailUp(worker.state())).toBe(false)
    },
  )
})
