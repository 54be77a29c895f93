import MailComposer from 'nodemailer/lib/mail-composer'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import { plainAddress } from '#lib/address.ts'
import type { Log } from '#lib/log.ts'
import { type Outcome, type Phase, type QueueState, sortFailure } from './errors.ts'
import { cleanLine } from './line.ts'
import { createMailbox } from './mailbox.ts'
import type { RenderedMail } from './messages.ts'

/** A mail with everything on its cover. `messageId` and `date` are the same at every attempt. */
export type Envelope = RenderedMail & {
  /** With angle brackets. */
  messageId: string
  /** Milliseconds since 1970. */
  date: number
  /** One plain address. */
  to: string
}

export type Mailer = {
  /** Sends one mail to one recipient. Never throws. A signal breaks the conversation off. */
  send(envelope: Envelope, signal?: AbortSignal): Promise<Outcome>
  /** Speaks to the server up to the login, and sends nothing. Never throws. */
  probe(signal?: AbortSignal): Promise<QueueState>
}

/** The longest that one conversation takes, with a server that answers a little at a time. */
const longestConversation = 120_000

/**
 * The way mail leaves: to a server by SMTP, or, where none is set, into files in the data folder.
 *
 * @param options.smtpUrl as in lib/env.ts; nodemailer's own options may stand in its query
 * @param options.from the sender's plain address
 * @param options.fromName shown beside it
 */
export function createMailer(options: {
  smtpUrl: string | undefined
  from: string
  fromName?: string
  dataDir: string
  log: Log
}): Mailer {
  const { smtpUrl, from, fromName = '', dataDir, log } = options
  const compose = (envelope: Envelope) => composed(envelope, { name: fromName, address: from })
  if (smtpUrl === undefined) {
    const mailbox = createMailbox(dataDir)
    log.warn('SMTP_URL is not set: mail is kept in files', { folder: mailbox.folder })
    return {
      send: async (envelope) => mailbox.keep(envelope, await compose(envelope)),
      probe: mailbox.probe,
    }
  }
  const server = {
    ...parseConnectionUrl(smtpUrl),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    dnsTimeout: 5_000,
    socketCloseTimeout: 1_000,
    logger: false,
  }
  return {
    send: (envelope, signal) => sendBySmtp(server, { from, envelope, compose }, signal),
    probe: (signal) => probeSmtp(server, signal),
  }
}

type Server = ReturnType<typeof parseConnectionUrl>

type Sending = { from: string; envelope: Envelope; compose: (envelope: Envelope) => Promise<Buffer> }

async function sendBySmtp(server: Server, sending: Sending, signal?: AbortSignal): Promise<Outcome> {
  const { from, envelope } = sending
  // The addresses were checked when they were typed; here stands the last gate before the server.
  const to = plainAddress(envelope.to, { localHosts: true })
  if (to === undefined) return { kind: 'refused', answer: 'The recipient is not one plain address' }
  const message = await sending.compose(envelope)
  let phase: Phase = 'before'
  try {
    return await converse(server, signal, async (connection, step) => {
      await logIn(connection, server, step)
      phase = 'mail'
      const info = await step<SMTPConnectionSendInfo>((done) =>
        connection.send({ from, to: [to] }, message, done),
      )
      return { kind: 'sent', answer: cleanLine(info?.response ?? '', 300) }
    })
  } catch (error) {
    return sortFailure(error, phase)
  }
}

async function probeSmtp(server: Server, signal?: AbortSignal): Promise<QueueState> {
  try {
    const isLoggedIn = await converse(server, signal, (connection, step) => logIn(connection, server, step))
    return { transport: 'ok', ...(isLoggedIn && { isLoggedIn }) }
  } catch (error) {
    const { kind, answer } = sortFailure(error, 'before')
    return { transport: kind === 'login-refused' ? kind : 'unreachable', answer }
  }
}

type Step = <T>(call: (done: (error?: Error | null, result?: T) => void) => void) => Promise<T | undefined>

/** Opens a conversation, has it, and takes leave; a break in it fails the step that is being taken. */
async function converse<T>(
  server: Server,
  signal: AbortSignal | undefined,
  talk: (connection: SMTPConnection, step: Step) => Promise<T>,
): Promise<T> {
  const connection = new SMTPConnection(server)
  const end = AbortSignal.any([AbortSignal.timeout(longestConversation), ...(signal ? [signal] : [])])
  const broken = new Promise<never>((_, reject) => {
    connection.on('error', reject)
    const breakOff = () => reject(new Error('The conversation was broken off', { cause: end.reason }))
    if (end.aborted) breakOff()
    else end.addEventListener('abort', breakOff)
  })
  const step: Step = (call) =>
    Promise.race([
      broken,
      new Promise<Parameters<Parameters<typeof call>[0]>[1]>((resolve, reject) =>
        call((error, result) => (error ? reject(error) : resolve(result))),
      ),
    ])
  try {
    await step((done) => connection.connect(done))
    const result = await talk(connection, step)
    connection.quit()
    return result
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Logs in where we have a name and the server takes one. @returns whether it was done */
async function logIn(connection: SMTPConnection, server: Server, step: Step): Promise<boolean> {
  const { auth } = server
  if (!auth || !connection.allowsAuth) return false
  await step((done) => connection.login(auth, done))
  return true
}

// Field by field: nothing that comes from a visitor may bring a key of its own.
async function composed(envelope: Envelope, from: { name: string; address: string }): Promise<Buffer> {
  const { to, subject, text, html, replyTo, headers, messageId, date } = envelope
  const composer = new MailComposer({
    from,
    to: { name: '', address: to },
    ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
    subject,
    text,
    html,
    headers,
    messageId,
    date: new Date(date),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return await composer.compile().build()
}
