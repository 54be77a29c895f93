import type { Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { vi } from 'vitest'
import { patience } from './patience.ts'

/** What the server does: to everyone up to the login, to each mail after it. */
export type Behaviour =
  | 'accept'
  | 'greeting-554'
  | 'refuse-login'
  /** Whoever has not logged in may not send: said at MAIL FROM. */
  | 'want-login'
  /** The same, said at RCPT TO, of this recipient. */
  | 'want-login-for-recipient'
  /** The recipient is refused for now. */
  | '4xx'
  /** The recipient is refused for good. */
  | '5xx'
  /** The whole mail is read, and the connection ends without an answer. */
  | 'drop-after-data'
  /** The whole mail is read, and no answer comes. */
  | 'hang-after-data'
  /** The mail is taken, but the answer waits for `release()`; so do the answers at other stages. */
  | 'hold-after-data'
  | 'hold-greeting'
  | 'hold-recipient'
  /** Refused for good at another stage. */
  | '5xx-sender'
  | '5xx-after-data'

/** A mail as it arrived; addresses are plain. */
export type ArrivedMail = {
  /** The one recipient that the server was given. */
  to: string
  from: string | undefined
  replyTo: string | undefined
  subject: string
  text: string
  html: string
  messageId: string | undefined
  /** As it came over the wire. */
  raw: string
  parsed: ParsedMail
}

export type Smtp = {
  /** For SMTP_URL, with user and password. */
  url: string
  /** What was taken, oldest first. */
  mails: ArrivedMail[]
  /** What was read to its end, but never answered. */
  unanswered: ArrivedMail[]
  /** How many connections were opened. */
  connections(): number
  /** How many of them are still open. */
  open(): number
  /** How often someone tried to log in. */
  logins(): number
  /** How many answers are held back. */
  held(): number
  /** Gives the answers that were held back, to those that are still there. */
  release(): void
  /** From now on: one behaviour, or one for each recipient. */
  behave(behaviour: Behaviour | ((recipient: string) => Behaviour)): void
  /** Waits until one of the mails is such a one. */
  waitFor(wanted: (mail: ArrivedMail) => boolean): Promise<ArrivedMail>
  /** Goes away: connections end, and nothing listens. */
  pause(): Promise<void>
  /** Comes back on the same port. */
  resume(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a real SMTP server on the loopback interface.
 *
 * @param options.secure speaks TLS from the start, with a certificate that nobody trusts
 */
export async function startSmtp(options: { port?: number; secure?: boolean } = {}): Promise<Smtp> {
  const mails: ArrivedMail[] = []
  const unanswered: ArrivedMail[] = []
  const sockets = new Map<number, Socket>()
  let behaviourTo: (recipient: string) => Behaviour = () => 'accept'
  const holding: (() => void)[] = []
  let connections = 0
  let logins = 0
  let port = options.port ?? 0
  let server: SMTPServer | undefined

  const refusal = (message: string, responseCode: number) =>
    Object.assign(new Error(message), { responseCode })

  async function open(): Promise<void> {
    const opened = new SMTPServer({
      secure: options.secure ?? false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      authOptional: true,
      logger: false,
      onConnect(_session, done) {
        connections += 1
        if (behaviourTo('') === 'hold-greeting') holding.push(() => done(null))
        else done(behaviourTo('') === 'greeting-554' ? refusal('No service here', 554) : null)
      },
      onAuth(auth, _session, done) {
        logins += 1
        if (behaviourTo('') === 'refuse-login' || auth.password !== 'secret')
          done(refusal('Wrong user or password', 535))
        else done(null, { user: 'site' })
      },
      onMailFrom(_address, session, done) {
        if (behaviourTo('') === '5xx-sender') return done(refusal('This sender may not', 553))
        const isStranger = behaviourTo('') === 'want-login' && !session.user
        done(isStranger ? refusal('Log in first', 530) : null)
      },
      onRcptTo({ address }, _session, done) {
        const behaviour = behaviourTo(address)
        if (behaviour === '4xx') done(refusal('Come back later', 451))
        else if (behaviour === 'hold-recipient') holding.push(() => done())
        else if (behaviour === '5xx') done(refusal('Nobody of that name', 550))
        else if (behaviour === 'want-login-for-recipient') done(refusal('Log in to write to them', 530))
        else done()
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', async () => {
          const mail = await read(Buffer.concat(chunks), session)
          const behaviour = behaviourTo(mail.to)
          if (behaviour === 'drop-after-data') sockets.get(session.remotePort)?.destroy()
          if (behaviour === 'drop-after-data' || behaviour === 'hang-after-data') {
            unanswered.push(mail)
            return
          }
          if (behaviour === '5xx-after-data') return done(refusal('No such mails here', 554))
          mails.push(mail)
          if (behaviour === 'hold-after-data') holding.push(() => done())
          else done()
        })
      },
    })
    // A client that is killed in the middle is an error to the server, and no fault of the test.
    opened.on('error', () => undefined)
    opened.server.on('connection', (socket: Socket) => {
      const key = socket.remotePort ?? 0
      sockets.set(key, socket)
      socket.once('close', () => sockets.delete(key))
    })
    const address = await new Promise<ReturnType<typeof opened.server.address>>((resolve, reject) => {
      opened.server.once('error', reject)
      opened.listen(port, '127.0.0.1', () => resolve(opened.server.address()))
    })
    if (address && typeof address === 'object') port = address.port
    server = opened
  }

  async function pause(): Promise<void> {
    const closing = server
    server = undefined
    if (!closing) return
    const closed = new Promise<void>((resolve) => closing.close(() => resolve()))
    for (const socket of sockets.values()) socket.destroy()
    await closed
  }

  await open()
  return {
    url: `${options.secure ? 'smtps' : 'smtp'}://site:secret@127.0.0.1:${port}`,
    mails,
    unanswered,
    connections: () => connections,
    open: () => sockets.size,
    logins: () => logins,
    held: () => holding.length,
    release: () => {
      for (const answer of holding.splice(0)) answer()
    },
    behave(behaviour) {
      behaviourTo = typeof behaviour === 'function' ? behaviour : () => behaviour
    },
    async waitFor(wanted) {
      return await vi.waitFor(
        () => {
          const found = mails.find(wanted)
          if (found) return found
          throw new Error(
            `No such mail among: ${mails.map((mail) => `${mail.to}: ${mail.subject}`).join('; ')}`,
          )
        },
        { timeout: patience, interval: 20 },
      )
    },
    pause,
    resume: open,
    stop: pause,
  }
}

async function read(raw: Buffer, session: SMTPServerSession): Promise<ArrivedMail> {
  const parsed = await simpleParser(raw)
  return {
    to: session.envelope.rcptTo.map((recipient) => recipient.address).join(', '),
    from: parsed.from?.value[0]?.address,
    replyTo: parsed.replyTo?.value.map((sender) => sender.address).join(', '),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
    messageId: parsed.messageId,
    raw: raw.toString('utf8'),
    parsed,
  }
}
