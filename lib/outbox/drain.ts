import type { Database } from '#lib/db/client.ts'
import { watchLoad } from '#lib/load.ts'
import type { Log } from '#lib/log.ts'
import type { Outcome } from '#lib/mail/errors.ts'
import type { Mailer } from '#lib/mail/mailer.ts'
import { type MailContext, renderMessage } from '#lib/mail/messages.ts'
import { settlementAfter } from './retry.ts'
import { claim, countMails, type KeptMail, releaseAll, renew, type Settlement, settle } from './store.ts'
import { type TransportState, watchTransport } from './transport.ts'

/** How the mail is; costs nothing to ask. */
export type OutboxState = TransportState & {
  /** Mails that are still to leave, those tried before included. */
  waiting: number
  /** Of these, the ones that a server has put off or left unanswered. */
  retrying: number
  failed: number
  /** Age of the oldest that waits, in milliseconds. */
  oldestWaitingMs: number
}

export type Drain = {
  /** Says that there may be something to send. */
  wake(): void
  state(): OutboxState
  /** Takes nothing more, gives what is being sent 3 s to end, and puts the rest back. */
  stop(): Promise<void>
}

/**
 * Milliseconds, but for `atOnce`, the number of mails sent at the same time while there is time, and `countRest`: so
 * many times as long as it took to count the mails, they are not counted again.
 */
const defaults = {
  pollEvery: 1_000,
  countRest: 100,
  probeEvery: 15_000,
  leaseFor: 15_000,
  renewEvery: 5_000,
  atOnce: 4,
  restWhenBusy: 250,
  stopWithin: 3_000,
}
/** From this share of the time on that the process is at work, mails give way: what is free below it is theirs. */
const givesWay = 0.9

/**
 * Sends what is in the outbox for as long as the process lives: claims, renders, sends, settles.
 *
 * A mail is held by a lease with a token while it is sent, so that after a kill another process sends it, and a
 * process that was only slow cannot settle what another has taken over. One SQLite file has one drain: it frees
 * the leases of the process before it at once, so start it when the port is already ours.
 */
export function startDrain(options: {
  db: Database
  mailer: Mailer
  context: MailContext
  now: () => number
  newId: () => string
  log: Log
  timing?: Partial<typeof defaults>
  /** Whether the process has so much to do that mails should leave one at a time, with rests between them. */
  isBusy?: () => boolean
}): Drain {
  const { db, mailer, context, now, newId, log } = options
  const timing = { ...defaults, ...options.timing }
  const isBusy = options.isBusy ?? watchLoad(givesWay)
  const transport = watchTransport({ now, log })
  const bell = createBell()
  const stopping = new AbortController()
  const breaking = new AbortController()
  /** Tokens of what is being sent or still to be settled. */
  const held = new Map<string, Promise<void>>()
  const unsettled: { mail: KeptMail; token: string; settlement: Settlement }[] = []
  let counts: Awaited<ReturnType<typeof countMails>> = { waiting: 0, retrying: 0, failed: 0 }
  let countAgainAt = Number.NEGATIVE_INFINITY
  let probedAt = 0
  let failing = false
  /** Until then nothing is sent: readers and those who write come first. */
  let restsUntil = Number.NEGATIVE_INFINITY
  /** A server that wants a login, where we have none to give, says so only to a mail: one finds out. */
  let isTrial = false

  async function run(): Promise<void> {
    let released = db.dialect !== 'sqlite'
    while (!stopping.signal.aborted) {
      try {
        if (!released) await releaseAll(db)
        released = true
        await turn()
        if (failing) log.info('The outbox is worked off again')
        failing = false
      } catch (error) {
        if (!failing) log.error('The outbox cannot be worked off', { error })
        failing = true
      }
      const rest = restsUntil - performance.now()
      await bell.rings(rest > 0 ? Math.min(rest, timing.pollEvery) : timing.pollEvery)
    }
  }

  async function turn(): Promise<void> {
    await settleLeftovers()
    if (transport.state().transport !== 'ok') await probe()
    await claimAndSend()
    await count()
  }

  // Counting thousands that wait takes longer than sending one, and with SQLite nobody is answered meanwhile.
  async function count(): Promise<void> {
    const began = performance.now()
    if (began < countAgainAt) return
    counts = await countMails(db)
    const took = performance.now() - began
    countAgainAt = began + Math.max(timing.pollEvery, timing.countRest * took)
  }

  // What was sent but could not be settled, on a full disk, say: before it is, nothing is claimed, or it
  // would be sent a second time.
  async function settleLeftovers(): Promise<void> {
    for (let left = unsettled[0]; left; left = unsettled[0]) {
      await settle(db, { id: left.mail.id, token: left.token }, left.settlement)
      unsettled.shift()
      held.delete(left.token)
    }
  }

  async function probe(): Promise<void> {
    if (performance.now() - probedAt < timing.probeEvery) return
    probedAt = performance.now()
    const learned = await mailer.probe(stopping.signal)
    const wasRefused = transport.state().transport === 'login-refused'
    isTrial = wasRefused && learned.transport === 'ok' && !learned.isLoggedIn
    if (!isTrial) transport.learn(learned)
  }

  async function claimAndSend(): Promise<void> {
    while (maySend()) {
      const token = newId()
      const [mail] = await claim(db, { limit: 1, token, now: now(), until: now() + timing.leaseFor })
      if (!mail) return
      isTrial = false
      held.set(token, send(mail, token))
    }
  }

  function maySend(): boolean {
    if (stopping.signal.aborted || performance.now() < restsUntil) return false
    if (transport.state().transport === 'ok') return held.size < (isBusy() ? 1 : timing.atOnce)
    return isTrial && held.size === 0
  }

  async function send(mail: KeptMail, token: string): Promise<void> {
    const outcome = await attempt(mail)
    if (outcome.kind === 'unreachable' || outcome.kind === 'login-refused') probedAt = performance.now()
    transport.learnFrom(outcome)
    const settlement = settlementAfter(outcome, mail, now())
    tell(mail, outcome, settlement)
    try {
      await settle(db, { id: mail.id, token }, settlement)
      held.delete(token)
    } catch (error) {
      log.error('A mail could not be settled: it will be before any other is sent', { id: mail.id, error })
      unsettled.push({ mail, token, settlement })
    }
    if (isBusy()) restsUntil = performance.now() + timing.restWhenBusy
    bell.ring()
  }

  async function attempt(mail: KeptMail): Promise<Outcome> {
    const { messageId, createdAt, recipient, message } = mail
    if (!message) return { kind: 'refused', answer: 'It cannot be written: what is kept of it is damaged' }
    try {
      const rendered = renderMessage(message, context)
      return await mailer.send({ ...rendered, messageId, date: createdAt, to: recipient }, breaking.signal)
    } catch (error) {
      log.error('A mail cannot be written', { id: mail.id, kind: mail.kind, error })
      return { kind: 'refused', answer: `It cannot be written: ${error}` }
    }
  }

  function tell(mail: KeptMail, { answer }: Outcome, { status }: Settlement): void {
    const fields = { id: mail.id, kind: mail.kind, answer }
    if (status === 'sent') log.info('Mail sent', fields)
    if (status === 'failed') log.error('Mail refused for good', fields)
    if (status === 'waiting') log.warn('Mail put off', fields)
  }

  const heartbeat = setInterval(() => {
    if (!held.size) return
    renew(db, [...held.keys()], now() + timing.leaseFor).catch((error) =>
      log.warn('A lease could not be renewed', { error }),
    )
  }, timing.renewEvery)
  const running = run()

  return {
    wake: bell.ring,
    state() {
      const { oldestWaitingAt, ...numbers } = counts
      const oldestWaitingMs = oldestWaitingAt === undefined ? 0 : Math.max(0, now() - oldestWaitingAt)
      return { ...transport.state(), ...numbers, oldestWaitingMs }
    },
    async stop() {
      stopping.abort()
      bell.ring()
      await running
      const sending = Promise.all(held.values())
      const late = setTimeout(() => breaking.abort(), timing.stopWithin)
      await sending
      clearTimeout(late)
      clearInterval(heartbeat)
      await settleLeftovers().catch((error) => log.error('Mails stay unsettled', { error }))
    },
  }
}

/** A pause that can be cut short; a ring between two pauses cuts the next one. */
function createBell(): { ring: () => void; rings: (within: number) => Promise<void> } {
  let rung = false
  let wakeUp = () => {}
  return {
    ring() {
      rung = true
      wakeUp()
    },
    async rings(within) {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, within)
          wakeUp = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      rung = false
    },
  }
}
