import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { createMailer, type Envelope } from '#lib/mail/mailer.ts'
import { readServer } from '#lib/mail/server.ts'
import type { Limits } from '#lib/mail/timeouts.ts'
import { type Behaviour, type Smtp, startSmtp } from '../../support/smtp.ts'

const lines: string[] = []
const log = createLog('debug', (line) => lines.push(line))
const undo: (() => Promise<unknown>)[] = []
let dataDir = ''
beforeEach(async () => {
  lines.length = 0
  dataDir = await mkdtemp(join(tmpdir(), 'broadsheet-'))
  undo.push(() => rm(dataDir, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const mail: Envelope = {
  messageId: '<01abc@example.org>',
  date: Date.UTC(2026, 10, 24, 9, 15),
  to: 'desk@example.org',
  subject: 'Subject',
  text: 'Text',
  html: '<p>Text</p>',
  headers: {},
}
const mailerFor = (smtpUrl?: string, limits: Partial<Limits> = {}) =>
  createMailer({ smtpUrl, from: 'site@example.org', fromName: 'The Site', dataDir, log, limits })

async function server(behaviour: Behaviour = 'accept'): Promise<Smtp> {
  const smtp = await startSmtp()
  undo.push(() => smtp.stop())
  smtp.behave(behaviour)
  return smtp
}

const sorted: [Behaviour, { kind: string; answer: string | RegExp }][] = [
  ['accept', { kind: 'sent', answer: /^250 / }],
  ['greeting-554', { kind: 'unreachable', answer: '554 No service here' }],
  ['refuse-login', { kind: 'login-refused', answer: '535 Wrong user or password' }],
  ['4xx', { kind: 'deferred', answer: '451 Come back later' }],
  ['5xx', { kind: 'bounced', answer: '550 Nobody of that name' }],
  ['5xx-sender', { kind: 'bounced', answer: '553 This sender may not' }],
  ['5xx-after-data', { kind: 'bounced', answer: '554 No such mails here' }],
  ['drop-after-data', { kind: 'unknown', answer: 'Connection closed unexpectedly' }],
]
test.each(sorted)('a server that does “%s” is understood', async (behaviour, { kind, answer }) => {
  const smtp = await startSmtp()
  undo.push(() => smtp.stop())
  smtp.behave(behaviour)
  expect(await mailerFor(smtp.url).send(mail)).toEqual({
    kind,
    answer: typeof answer === 'string' ? answer : expect.stringMatching(answer),
  })
})

test('the sender has a name, and the one recipient has none', async () => {
  const smtp = await startSmtp()
  undo.push(() => smtp.stop())
  await mailerFor(smtp.url).send(mail)
  expect(smtp.mails[0]?.raw).toMatch(/^From: The Site <site@example\.org>\r\nTo: desk@example\.org\r\n/m)
})

test('a probe sends nothing and tells a server that takes mail from one that does not', async () => {
  const smtp = await startSmtp()
  undo.push(() => smtp.stop())
  const mailer = mailerFor(smtp.url)
  expect(await mailer.probe()).toEqual({ transport: 'ok', isLoggedIn: true })
  smtp.behave('refuse-login')
  expect(await mailer.probe()).toEqual({ transport: 'login-refused', answer: '535 Wrong user or password' })
  await smtp.pause()
  expect(await mailer.probe()).toEqual({
    transport: 'unreachable',
    answer: expect.stringContaining('ECONNREFUSED'),
  })
  expect(smtp.mails).toEqual([])
})

test('mails that follow each other share a connection, until the server has gone or refuses one', async () => {
  const smtp = await startSmtp()
  undo.push(() => smtp.stop())
  const mailer = mailerFor(smtp.url)
  const send = async (to = mail.to) => (await mailer.send({ ...mail, to })).kind
  expect([await send(), await send(), await send()]).toEqual(['sent', 'sent', 'sent'])
  expect(smtp.connections()).toBe(1)
  await smtp.pause()
  expect(await send()).toBe('unreachable')
  await smtp.resume()
  expect([await send(), await send()]).toEqual(['sent', 'sent'])
  expect(smtp.connections()).toBe(2)
  smtp.behave((recipient) => (recipient === 'nobody@example.org' ? '5xx' : 'accept'))
  expect([await send('nobody@example.org'), await send()]).toEqual(['bounced', 'sent'])
  expect(smtp.connections()).toBe(3)
  expect(smtp.mails).toHaveLength(6)
})

test('mails that leave at the same time never share a conversation', async () => {
  const smtp = await startSmtp()
  undo.push(() => smtp.stop())
  const mailer = mailerFor(smtp.url)
  const all = Array.from({ length: 12 }, (_, number) => ({ ...mail, to: `to-${number}@example.org` }))
  await Promise.all(all.slice(0, 4).map((each) => mailer.send(each)))
  await Promise.all(all.slice(4).map((each) => mailer.send(each)))
  expect(smtp.mails.map(({ to }) => to).sort()).toEqual(all.map(({ to }) => to).sort())
})

test('a certificate that nobody vouches for is told in words, and the mail waits', async () => {
  const smtp = await startSmtp({ secure: true })
  undo.push(() => smtp.stop())
  const outcome = await mailerFor(smtp.url).send(mail)
  expect(outcome.kind).toBe('not-trusted')
  expect(await mailerFor(smtp.url).probe()).toMatchObject({ transport: 'not-trusted' })
  expect(outcome.answer).toMatch(/^The mail server’s certificate is not accepted \([A-Z_]+\): /)
  expect(smtp.mails).toEqual([])
  const trusting = mailerFor(`${smtp.url}?tls.rejectUnauthorized=false`)
  expect(await trusting.send(mail)).toMatchObject({ kind: 'sent' })
})

/** A server that says these lines, one for each command, and then nothing. */
async function saying(...answers: string[]): Promise<string> {
  const server: Server = createServer((socket) => {
    const left = [...answers]
    const next = () => {
      const answer = left.shift()
      if (answer === undefined) socket.destroy()
      else socket.write(`${answer}\r\n`)
    }
    next()
    socket.on('data', next).on('error', () => undefined)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  undo.push(() => new Promise((closed) => server.close(closed)))
  const address = server.address()
  return `smtp://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
}

const conversations: [string, string[], string][] = [
  ['goes before the greeting', [], 'unreachable'],
  ['is busy at the greeting', ['421 busy'], 'unreachable'],
  ['goes after the greeting', ['220 hi'], 'unreachable'],
  ['wants a login that was not given', ['220 hi', '250 hi', '530 5.7.0 log in first'], 'login-refused'],
  ['goes before the data', ['220 hi', '250 hi', '250 ok'], 'broken'],
  ['closes in the middle', ['220 hi', '250 hi', '250 ok', '421 closing'], 'broken'],
  ['loses count', ['220 hi', '250 hi', '503 what?'], 'deferred'],
  ['is full', ['220 hi', '250 hi', '250 ok', '250 ok', '452 no room'], 'deferred'],
  ['says nonsense', ['hello'], 'unreachable'],
]
test.each(conversations)('a server that %s', async (_name, answers, kind) => {
  const url = await saying(...answers)
  expect(await mailerFor(url).send(mail)).toMatchObject({ kind })
})

test('a conversation can be broken off', async () => {
  const smtp = await startSmtp()
  undo.push(() => smtp.stop())
  smtp.behave('hang-after-data')
  const stopping = new AbortController()
  const sending = mailerFor(smtp.url).send(mail, stopping.signal)
  await expect.poll(() => smtp.unanswered.length).toBe(1)
  stopping.abort()
  expect(await sending).toMatchObject({ kind: 'unknown' })
  expect(await mailerFor(smtp.url).send(mail, stopping.signal)).toMatchObject({ kind: 'unreachable' })
})

test('after the final dot a server has its own, long time, and its late answer counts', async () => {
  const smtp = await server('hold-after-data')
  const block = 100
  const sending = mailerFor(smtp.url, { block }).send(mail)
  await expect.poll(smtp.held).toBe(1)
  await pause(3 * block)
  smtp.release()
  expect(await sending).toMatchObject({ kind: 'sent' })
  expect(smtp.mails).toHaveLength(1)
})

test('a server that says nothing after the final dot leaves it unknown whether it has the mail', async () => {
  const smtp = await server('hold-after-data')
  expect(await mailerFor(smtp.url, { afterDot: 100 }).send(mail)).toEqual({
    kind: 'unknown',
    answer: 'The mail server has not answered for 0 s',
  })
})

test('a server that is silent before the text has not taken the mail, and has more time for the next', async () => {
  const smtp = await server('hold-recipient')
  const envelope = 1_500
  const mailer = mailerFor(smtp.url, { envelope })
  expect(await mailer.send(mail)).toMatchObject({ kind: 'broken' })
  smtp.release()
  const sending = mailer.send(mail)
  await expect.poll(smtp.held).toBe(1)
  await pause(envelope + 100)
  smtp.release()
  expect(await sending).toMatchObject({ kind: 'sent' })
  expect(smtp.mails).toHaveLength(1)
})

test('a server that greets late is found out beside, and then has the time it needs', async () => {
  const smtp = await server('hold-greeting')
  const mailer = mailerFor(smtp.url, { opening: 300 })
  expect(await mailer.probe()).toMatchObject({ transport: 'unreachable' })
  await expect.poll(smtp.held).toBe(2)
  smtp.release()
  await expect.poll(smtp.logins).toBe(1)
  const sending = mailer.send({ ...mail, to: 'later@example.org' })
  await expect.poll(() => smtp.held() + smtp.mails.length).toBe(1)
  smtp.release()
  expect(await sending).toMatchObject({ kind: 'sent' })
})

test('a mail that is no longer ours is not handed over', async () => {
  const smtp = await server()
  const mailer = mailerFor(smtp.url)
  expect(await mailer.send(mail, undefined, () => false)).toMatchObject({ kind: 'released' })
  expect(await mailer.send({ ...mail, to: 'next@example.org' })).toMatchObject({ kind: 'sent' })
  expect(smtp.mails.map(({ to }) => to)).toEqual(['next@example.org'])
})

test('a long mail arrives whole', async () => {
  const smtp = await server()
  const text = Array.from({ length: 20_000 }, (_, line) => `Line ${line} of many.`).join('\n')
  expect(await mailerFor(smtp.url).send({ ...mail, text })).toMatchObject({ kind: 'sent' })
  expect(smtp.mails[0]?.text.trimEnd()).toBe(text)
})

test('a server without encryption gets no login and no mail where encryption is asked for', async () => {
  const smtp = await server()
  const mailer = mailerFor(`${smtp.url}?requireTLS=true`)
  expect(await mailer.probe()).toMatchObject({ transport: 'not-encrypted' })
  expect(await mailer.send(mail)).toMatchObject({ kind: 'not-encrypted' })
  expect([smtp.logins(), smtp.mails.length]).toEqual([0, 0])
})

const encryption: [string, boolean | undefined][] = [
  ['smtp://user:secret@mail.example.org:587', true],
  ['smtp://user:secret@203.0.113.5', true],
  ['smtp://user:secret@localhost.example.org', true],
  ['smtp://user:secret@mail.example.org?requireTLS=false', false],
  ['smtp://mail.example.org', undefined],
  ['smtps://user:secret@mail.example.org', undefined],
  ['smtp://user:secret@localhost:1025', undefined],
  ['smtp://user:secret@127.0.0.2', undefined],
  ['smtp://user:secret@[::1]:1025', undefined],
]
test.each(encryption)('whether %s must be encrypted: %s', (url, expected) => {
  expect(readServer(url).requireTLS).toBe(expected)
})

test('without a server each mail becomes one whole file, and the log says where', async () => {
  const mailer = mailerFor()
  expect(lines.join()).toContain('SMTP_URL is not set: mail is kept in files')
  expect(await mailer.probe()).toEqual({ transport: 'ok' })
  expect(await mailer.send(mail)).toEqual({ kind: 'filed', answer: '2026-11-24T09-15-00-000Z-01abc.eml' })
  await mailer.send(mail)
  const files = await readdir(join(dataDir, 'mailbox'))
  expect(files).toEqual(['2026-11-24T09-15-00-000Z-01abc.eml'])
  const parsed = await simpleParser(await readFile(join(dataDir, 'mailbox', files[0] ?? '')))
  expect(parsed).toMatchObject({ subject: 'Subject', messageId: mail.messageId, date: new Date(mail.date) })
  expect([parsed.text, parsed.html]).toEqual(['Text', '<p>Text</p>'])
})

test('a mailbox that cannot be written holds the queue', async () => {
  await writeFile(join(dataDir, 'mailbox'), 'a file where the folder should be')
  const mailer = mailerFor()
  expect(await mailer.send(mail)).toEqual({
    kind: 'unreachable',
    answer: expect.stringMatching(/^The mailbox cannot be written: /),
  })
  expect(await mailer.probe()).toMatchObject({ transport: 'unreachable' })
})
