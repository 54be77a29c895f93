import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import { plainAddress } from '#lib/address.ts'
import type { Log } from '#lib/log.ts'
import { createMailbox } from './mailbox.ts'
import type { RenderedMail } from './message.ts'
import { cleanLine } from './sanitize.ts'
import { readServer } from './server.ts'
import { isForEveryMail, type Outcome, type Phase, type QueueState, sortFailure } from './smtp-errors.ts'
import { createSmtpPool, type SmtpPool } from './smtp-pool.ts'
import { createAdaptiveTimeout, defaultLimits, isTimedOut, type Limits } from './timeouts.ts'

/** `messageId` and `date` are the same at every attempt. */
export type Envelope = RenderedMail & {
  /** With angle brackets. */
  messageId: string
  /** Milliseconds since 1970. */
  date: number
  to: string
}

export type Mailer = {
  /** Never throws. `isOurs` is asked before each piece of the text and before the final dot. */
  send(envelope: Envelope, signal?: AbortSignal, isOurs?: () => boolean): Promise<Outcome>
  probe(signal?: AbortSignal): Promise<QueueState>
  keepsFiles?: true
}

/** `smtpUrl` as in lib/config.ts: nodemailer's own options may stand in its query. */
export function createMailer(options: {
  smtpUrl: string | undefined
  from: string
  /** Read anew for each mail: the organisation may change its name while the site runs. */
  fromName?: string
  dataDir: string
  log: Log
  limits?: Partial<Limits>
}): Mailer {
  const { smtpUrl, from, dataDir, log } = options
  const compose = (envelope: Envelope) => composed(envelope, { name: options.fromName ?? '', address: from })
  if (smtpUrl === undefined) {
    const mailbox = createMailbox(dataDir)
    log.warn('SMTP_URL is not set: mail is kept in files', { folder: mailbox.folder })
    return {
      send: async (envelope) => mailbox.keep(envelope, await compose(envelope)),
      probe: mailbox.probe,
      keepsFiles: true,
    }
  }
  const limits = { ...defaultLimits, ...options.limits }
  const server = { ...readServer(smtpUrl), dnsTimeout: 5_000, socketCloseTimeout: 1_000, logger: false }
  return createSmtpMailer(from, createSmtpPool(server, limits), limits, compose)
}

/** Bytes. */
const blockSize = 64 * 1024

function createSmtpMailer(
  from: string,
  pool: SmtpPool,
  limits: Limits,
  compose: (envelope: Envelope) => Promise<Buffer>,
): Mailer {
  const envelopes = createAdaptiveTimeout(limits.envelope, limits.longestEnvelope)
  return {
    async send(envelope, signal, isOurs = () => true) {
      // The addresses were checked when they were typed; here stands the last gate before the server.
      const to = plainAddress(envelope.to, { localHosts: true })
      if (to === undefined) return { kind: 'bounced', answer: 'The recipient is not one plain address' }
      const message = await compose(envelope)
      let phase = 'before' as Phase
      let isEnvelopeTaken = false
      let isLeaseLost = false
      let isLoggedIn = false
      try {
        return await pool.converse(signal, async (connection, step, limit) => {
          // The library asks for the text when the server has answered DATA.
          async function* text() {
            envelopes.took(performance.now() - began)
            isEnvelopeTaken = true
            for (let at = 0; at < message.length; at += blockSize) {
              assertOurs()
              limit(limits.block)
              yield message.subarray(at, at + blockSize)
            }
            assertOurs()
            limit(limits.afterDot)
            phase = 'end'
          }
          const assertOurs = () => {
            isLeaseLost = !isOurs()
            if (isLeaseLost) throw new Error('The mail is no longer ours to send')
          }
          phase = 'mail'
          isLoggedIn = connection.authenticated
          const began = performance.now()
          limit(envelopes.limit())
          const body = Readable.from(text(), { objectMode: false })
          const info = await step<SMTPConnectionSendInfo>((done) =>
            connection.send({ from, to: [to] }, body, done),
          )
          return { kind: 'sent', answer: cleanLine(info?.response ?? '', 300) }
        })
      } catch (error) {
        if (isTimedOut(error) && phase === 'mail' && !isEnvelopeTaken) envelopes.ranOut()
        const isBrokenOff = signal?.aborted === true && phase === 'mail'
        const outcome = sortFailure(error, phase, isLoggedIn)
        return isLeaseLost || isBrokenOff ? { ...outcome, kind: 'released' } : outcome
      }
    },
    async probe(signal) {
      try {
        const isLoggedIn = await pool.probe(signal)
        return { transport: 'ok', ...(isLoggedIn && { isLoggedIn }) }
      } catch (error) {
        const { kind, answer } = sortFailure(error, 'before')
        return { transport: isForEveryMail(kind) ? kind : 'unreachable', answer }
      }
    },
  }
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
