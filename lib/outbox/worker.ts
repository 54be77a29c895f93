import type { Database, Tx } from '#lib/db/client.ts'
import { watchLoad } from '#lib/event-loop-load.ts'
import type { Log } from '#lib/log.ts'
import type { Mailer } from '#lib/mail/mailer.ts'
import { type MailContext, renderMessage } from '#lib/mail/messages.ts'
import { isForEveryMail, type Outcome } from '#lib/mail/smtp-errors.ts'
import { clocksApart } from '#lib/time/format.ts'
import { mendTimes } from './mend-times.ts'
import {
  type Counts,
  claim,
  countMails,
  isAnyDue,
  type KeptMail,
  releaseAll,
  renew,
  revive,
  type Settlement,
  settle,
} from './queue-store.ts'
import { reviveAfter, settlementAfter } from './retry.ts'
import { watchServerMood } from './server-mood.ts'
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
  /** There is no server: each mail becomes a file, and reaches nobody. */
  keepsFiles?: true
} & Pick<Counts, 'doubtful' | 'wronglyRefused' | 'fromFuture'>

export type Drain = {
  /** Says that there may be something to send. */
  wake(): void
  state(): OutboxState
  /** Takes nothing more, gives what is being sent 3 s to end, and puts the rest back. */
  stop(): Promise<void>
}

/**
 * Milliseconds, but for `atOnce` and `mostAtOnce`, numbers of mails, and `countRest`: so many times as long as it took
 * to count the mails, they are not counted again. `atOnce` are sent at the same time while there is time; one that has
 * taken `slowAfter` does not count, so that a server that is slow with some does not hold up the others, up to
 * `mostAtOnce`.
 */
const defaults = {
  pollEvery: 1_000,
  countRest: 100,
  probeEvery: 15_000,
  leaseFor: 15_000,
  renewEvery: 5_000,
  atOnce: 4,
  mostAtOnce: 12,
  slowAfter: 10_000,
  mendEvery: 10_000,
  restWhenBusy: 250,
  stopWithin: 3_000,
}
/** From this share of the time on that the process is at work, mails give way: what is free below it is theirs. */
const givesWay = 0.9

/** This share of a lease must be left before the text of a mail is handed over. */
const leastOfLease = 1 / 3

/** Until when a mail is ours, by the clock that others see and by one that is never set; both in milliseconds. */
type Lease = { until: number; sureUntil: number }

/** A mail from its claim until it is settled. */
type Held = { mail: KeptMail; token: string; lease: Lease; since: number; settlement?: Settlement }

/**
 * Sends what is in the outbox for as long as the process lives: claims, renders, sends, settles.
 *
 * A mail is held by a lease with a token while it is sent, so that after a kill another process sends it, and a
 * process that was only slow cannot settle what another has taken over, nor hand it over to the server. What this
 * process holds it never claims again, whatever has become of the lease. One SQLite file has one drain: it frees the
 * leases of the process before it at once, so start it when the port is already ours.
 *
 * @param options.staffEmails own staff: a final refusal of a mail to them is most likely a fault of the server's
 * @param options.chance from 0 to 1: by it, pauses differ
 */
export function startDrain(options: {
  db: Database
  mailer: Mailer
  context: MailContext
  now: () => number
  newId: () => string
  log: Log
  timing?: Partial<typeof defaults>
  staffEmails?: readonly string[]
  chance?: () => number
  /** Whether the process has so much to do that mails should leave one at a time, with rests between them. */
  isBusy?: () => boolean
}): Drain {
  const { db, mailer, context, now, newId, log, staffEmails = [], chance = Math.random } = options
  const timing = { ...defaults, ...options.timing }
  const isBusy = options.isBusy ?? watchLoad(givesWay)
  const transport = watchTransport({ now, log, keepsFiles: mailer.keepsFiles ?? false })
  const bell = createBell()
  const stopping = new AbortController()
  const breaking = new AbortController()
  const mood = watchServerMood()
  /** By their ids. */
  const held = new Map<string, Held>()
  const sending = new Map<string, Promise<void>>()
  let revivable: string[] = []
  let counts: Counts = { waiting: 0, retrying: 0, failed: 0 }
  let countAgainAt = Number.NEGATIVE_INFINITY
  let mendAgainAt = Number.NEGATIVE_INFINITY
  let probedAt = Number.NEGATIVE_INFINITY
  let probing: Promise<void> | undefined
  let failing = false
  let isFirstTurn = true
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
    if (transport.state().transport !== 'ok') startProbe()
    await mendNow()
    await exchange()
    // With nothing to send at the start, a wrong setting is told before it holds up the first mail.
    if (isFirstTurn && !held.size) startProbe()
    isFirstTurn = false
    await count()
  }

  // Counting thousands that wait takes longer than sending one, and with SQLite nobody is answered meanwhile.
  async function count(): Promise<void> {
    const began = performance.now()
    if (began < countAgainAt) return
    counts = await countMails(db, now() + clocksApart)
    const took = performance.now() - began
    countAgainAt = began + Math.max(timing.pollEvery, timing.countRest * took)
  }

  async function mendNow(): Promise<void> {
    if (performance.now() < mendAgainAt) return
    const mails = await mendTimes(db, now)
    if (mails)
      log.warn('Mails were made in the future, before the clock was set back: they leave now', { mails })
    mendAgainAt = performance.now() + timing.mendEvery
  }

  function startProbe(): void {
    if (probing || performance.now() - probedAt < timing.probeEvery) return
    probedAt = performance.now()
    probing = probe().finally(() => {
      probing = undefined
      bell.ring()
    })
  }

  async function probe(): Promise<void> {
    const learned = await mailer.probe(stopping.signal)
    const wasRefused = transport.state().transport === 'login-refused'
    isTrial = wasRefused && learned.transport === 'ok' && !learned.isLoggedIn
    if (!isTrial) transport.learn(learned)
  }

  /**
   * Settles what has been sent and claims what is due, all in one transaction. What was sent but cannot be settled,
   * on a full disk, say, keeps anything from being claimed: it would be sent a second time.
   */
  async function exchange(): Promise<void> {
    while (hasSettlements() || (room() > 0 && (await isAnyDue(db.read, now(), [...held.keys()])))) {
      const { settled, revived, claimed } = await db.write(async (tx) => {
        const done = [...held.values()].filter(({ settlement }) => settlement)
        for (const { mail, token, settlement } of done)
          if (settlement) await settle(tx, { id: mail.id, token }, settlement)
        const toRevive = [...revivable]
        await revive(tx, toRevive, now() + reviveAfter(chance))
        return {
          settled: done.map(({ mail }) => mail.id),
          revived: toRevive,
          claimed: await claimIn(tx, done),
        }
      })
      for (const id of settled) held.delete(id)
      revivable = revivable.filter((id) => !revived.includes(id))
      for (const one of claimed) begin(one)
    }
  }

  function hasSettlements(): boolean {
    return revivable.length > 0 || [...held.values()].some(({ settlement }) => settlement)
  }

  async function claimIn(tx: Tx, settled: readonly Held[]): Promise<Held[]> {
    const limit = room()
    if (limit <= 0) return []
    const [token, lease, since] = [newId(), newLease(), performance.now()]
    const isSettled = new Set(settled.map(({ mail }) => mail.id))
    const except = [...held.keys()].filter((id) => !isSettled.has(id))
    const mails = await claim(tx, { limit, token, now: now(), until: lease.until, except })
    return mails.map((mail) => ({ mail, token, lease, since }))
  }

  // Within the transaction: a lease that was reckoned while others had their turn would be over when it begins.
  function newLease(): Lease {
    return { until: now() + timing.leaseFor, sureUntil: performance.now() + timing.leaseFor }
  }

  /** How many mails may be begun now. */
  function room(): number {
    if (stopping.signal.aborted || performance.now() < restsUntil) return 0
    const slowSince = performance.now() - timing.slowAfter
    const quick = [...held.values()].filter((one) => !one.settlement && one.since > slowSince).length
    if (transport.state().transport !== 'ok') return isTrial && !quick ? 1 : 0
    return Math.min((isBusy() ? 1 : timing.atOnce) - quick, timing.mostAtOnce - sending.size)
  }

  function begin(one: Held): void {
    isTrial = false
    held.set(one.mail.id, one)
    sending.set(
      one.mail.id,
      send(one).finally(() => {
        sending.delete(one.mail.id)
        bell.ring()
      }),
    )
  }

  async function send(one: Held): Promise<void> {
    const { mail } = one
    const outcome = await attempt(one)
    if (isForEveryMail(outcome.kind)) probedAt = performance.now()
    transport.learnFrom(outcome)
    mood.learn(outcome, mail)
    const isServersFault = mood.refusesMany() || staffEmails.includes(mail.recipient)
    const circumstances = { chance, isServersFault, isLimited: mood.isLimiting() }
    one.settlement = settlementAfter(outcome, mail, now(), circumstances)
    revivable.push(...mood.wronglyRefused().filter((id) => id !== mail.id))
    tell(mail, outcome, one.settlement)
    if (isBusy()) restsUntil = performance.now() + timing.restWhenBusy
  }

  /** Whether enough is left of the lease to hand the mail over before another may take it. */
  function isOurs({ lease }: Held): boolean {
    const left = Math.min(lease.until - now(), lease.sureUntil - performance.now())
    return left > timing.leaseFor * leastOfLease
  }

  async function attempt(one: Held): Promise<Outcome> {
    const { id, kind, messageId, createdAt, recipient, message } = one.mail
    if (!message) return { kind: 'unwritable', answer: 'It cannot be written: what is kept of it is damaged' }
    try {
      const rendered = renderMessage(message, context, recipient)
      const envelope = { ...rendered, messageId, date: createdAt, to: recipient }
      return await mailer.send(envelope, breaking.signal, () => isOurs(one))
    } catch (error) {
      log.error('A mail cannot be written', { id, kind, error })
      return { kind: 'unwritable', answer: `It cannot be written: ${error}` }
    }
  }

  function tell(mail: KeptMail, { answer }: Outcome, { status }: Settlement): void {
    const fields = { id: mail.id, kind: mail.kind, answer }
    if (status === 'sent') log.info('Mail sent', fields)
    if (status === 'filed') log.info('Mail kept as a file, not sent', fields)
    if (status === 'failed') log.error('Mail refused for good', fields)
    if (status === 'waiting') log.warn('Mail put off', fields)
  }

  async function renewLeases(): Promise<void> {
    const tokens = [...new Set([...held.values()].map(({ token }) => token))]
    const { lease, ids } = await db.write(async (tx) => {
      const renewed = newLease()
      return { lease: renewed, ids: await renew(tx, tokens, renewed.until) }
    })
    for (const id of ids) {
      const one = held.get(id)
      if (one) one.lease = lease
    }
  }

  let renewing: Promise<void> | undefined
  const heartbeat = setInterval(() => {
    if (!held.size) return
    renewing ??= renewLeases()
      .catch((error) => log.warn('A lease could not be renewed', { error }))
      .finally(() => {
        renewing = undefined
      })
  }, timing.renewEvery)
  const running = run()

  return {
    wake: bell.ring,
    state() {
      const { oldestWaitingAt, ...numbers } = counts
      const oldestWaitingMs = oldestWaitingAt === undefined ? 0 : Math.max(0, now() - oldestWaitingAt)
      const way = { ...transport.state(), ...(mailer.keepsFiles && { keepsFiles: true as const }) }
      return { ...way, ...numbers, oldestWaitingMs }
    },
    async stop() {
      stopping.abort()
      bell.ring()
      await running
      const late = setTimeout(() => breaking.abort(), timing.stopWithin)
      while (sending.size) {
        await Promise.race(sending.values())
        await settleLast()
      }
      clearTimeout(late)
      // What is tried beside ends too.
      breaking.abort()
      clearInterval(heartbeat)
      await settleLast()
      await probing
      await renewing
    },
  }

  async function settleLast(): Promise<void> {
    await exchange().catch((error) => log.error('Mails stay unsettled', { error }))
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
