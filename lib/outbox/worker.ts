import type { Database, Tx } from '#lib/db/client.ts'
import { watchLoad } from '#lib/event-loop-load.ts'
import { startJob } from '#lib/jobs/every.ts'
import type { Log } from '#lib/log.ts'
import type { Mailer } from '#lib/mail/mailer.ts'
import type { MailContext } from '#lib/mail/message.ts'
import { renderMessage } from '#lib/mail/messages.ts'
import { isForEveryMail, type Outcome, type QueueState } from '#lib/mail/smtp-errors.ts'
import { clocksApart } from '#lib/time/format.ts'
import { type Counts, countMails } from './count-store.ts'
import type { Completion, QueuedMail } from './mail.ts'
import { claim, complete, isAnyDue, mendTimes, releaseAll, renew, revive } from './queue-store.ts'
import { completionAfter, reviveAfter } from './retry.ts'
import { watchServerFaults } from './server-faults.ts'
import { watchTransport } from './transport.ts'

export type OutboxState = QueueState & {
  waiting: number
  retrying: number
  failed: number
  oldestWaitingMs: number
  keepsFiles?: true
} & Pick<Counts, 'doubtful' | 'wronglyRefused' | 'fromFuture'>

export type Outbox = {
  wake(): void
  state(): OutboxState
  /** Takes nothing more, gives what is being sent 3 s to end, and puts the rest back. */
  stop(): Promise<void>
}

/** Milliseconds, but for `atOnce`, `mostAtOnce` and `countRest`: so many times what the last count took. */
const defaults = {
  pollEvery: 1_000,
  countRest: 100,
  probeEvery: 15_000,
  leaseFor: 15_000,
  renewEvery: 5_000,
  /** One that has taken `slowAfter` does not count, up to `mostAtOnce`. */
  atOnce: 4,
  mostAtOnce: 12,
  slowAfter: 10_000,
  mendEvery: 10_000,
  restWhenBusy: 250,
  restAtWork: 50,
  stopWithin: 3_000,
}
/** Event-loop utilisation; mails alone do not make the first. */
const givesWay = { busy: 0.9, atWork: 0.7 }

/** Must be left before the text of a mail is handed over. */
const leastOfLease = 1 / 3

/** By the clock that others see, and by one that is never set. */
type Lease = { until: number; sureUntil: number }

type Claimed = { mail: QueuedMail; token: string; lease: Lease; since: number; completion?: Completion }

/** With SQLite it frees all leases: start it when the port is already ours. See docs/decisions/0009. */
export function startWorker(options: {
  db: Database
  mailer: Mailer
  context: MailContext
  now: () => number
  newId: () => string
  log: Log
  timing?: Partial<typeof defaults>
  staffEmails?: readonly string[]
  chance?: () => number
  isBusy?: () => boolean
}): Outbox {
  const { db, mailer, context, now, newId, log, staffEmails = [], chance = Math.random } = options
  const timing = { ...defaults, ...options.timing }
  const isBusy = options.isBusy ?? watchLoad(givesWay.busy)
  const isAtWork = options.isBusy ?? watchLoad(givesWay.atWork)
  const transport = watchTransport(log, mailer.keepsFiles)
  const faults = watchServerFaults(staffEmails)
  const stopping = new AbortController()
  const breaking = new AbortController()
  const claimed = new Map<string, Claimed>()
  const sending = new Map<string, Promise<void>>()
  let revivable: string[] = []
  let counts: Counts = { waiting: 0, retrying: 0, failed: 0 }
  let countAgainAt = Number.NEGATIVE_INFINITY
  let mendAgainAt = Number.NEGATIVE_INFINITY
  let probedAt = Number.NEGATIVE_INFINITY
  let probing: Promise<void> | undefined
  let isReleased = db.dialect !== 'sqlite'
  let isFirstTurn = true
  let restsUntil = Number.NEGATIVE_INFINITY
  /** A server that wants a login, where we have none to give, says so only to a mail: one finds out. */
  let isTrial = false

  async function turn(): Promise<void> {
    if (!isReleased) await releaseAll(db)
    isReleased = true
    if (transport.state().transport !== 'ok') startProbe()
    await mend()
    await exchange()
    // With nothing to send at the start, a wrong setting is reported before it holds up the first mail.
    if (isFirstTurn && !claimed.size) startProbe()
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

  async function mend(): Promise<void> {
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
      wake()
    })
  }

  async function probe(): Promise<void> {
    const learned = await mailer.probe(stopping.signal)
    const wasRefused = transport.state().transport === 'login-refused'
    isTrial = wasRefused && learned.transport === 'ok' && !learned.isLoggedIn
    if (!isTrial) transport.learn(learned)
  }

  /** What was sent but cannot be completed keeps anything from being claimed: it would be sent a second time. */
  async function exchange(): Promise<void> {
    while (hasCompletions() || (room() > 0 && (await isAnyDue(db.read, now(), [...claimed.keys()])))) {
      const { done, revived, begun } = await db.write(async (tx) => {
        const done = [...claimed.values()].filter(({ completion }) => completion)
        for (const { mail, token, completion } of done)
          if (completion) await complete(tx, { id: mail.id, token }, completion)
        const revived = [...revivable]
        await revive(tx, revived, now() + reviveAfter(chance))
        return { done, revived, begun: await claimIn(tx, done) }
      })
      for (const { mail } of done) claimed.delete(mail.id)
      revivable = revivable.filter((id) => !revived.includes(id))
      for (const one of begun) begin(one)
    }
  }

  function hasCompletions(): boolean {
    return revivable.length > 0 || [...claimed.values()].some(({ completion }) => completion)
  }

  async function claimIn(tx: Tx, done: readonly Claimed[]): Promise<Claimed[]> {
    const limit = room()
    if (limit <= 0) return []
    const [token, lease, since] = [newId(), newLease(), performance.now()]
    const isDone = new Set(done.map(({ mail }) => mail.id))
    // Never what this process holds, whatever has become of its lease.
    const except = [...claimed.keys()].filter((id) => !isDone.has(id))
    const mails = await claim(tx, { limit, token, now: now(), until: lease.until, except })
    return mails.map((mail) => ({ mail, token, lease, since }))
  }

  // Within the transaction: a lease that was reckoned while others had their turn would be over when it begins.
  function newLease(): Lease {
    return { until: now() + timing.leaseFor, sureUntil: performance.now() + timing.leaseFor }
  }

  function room(): number {
    if (stopping.signal.aborted || performance.now() < restsUntil) return 0
    const slowSince = performance.now() - timing.slowAfter
    const quick = [...claimed.values()].filter((one) => !one.completion && one.since > slowSince).length
    if (transport.state().transport !== 'ok') return isTrial && !quick ? 1 : 0
    return Math.min((isAtWork() ? 1 : timing.atOnce) - quick, timing.mostAtOnce - sending.size)
  }

  function begin(one: Claimed): void {
    isTrial = false
    claimed.set(one.mail.id, one)
    sending.set(
      one.mail.id,
      send(one).finally(() => {
        sending.delete(one.mail.id)
        wake()
      }),
    )
  }

  async function send(one: Claimed): Promise<void> {
    const { mail } = one
    const outcome = faults.judge(await attempt(one), mail)
    if (isForEveryMail(outcome.kind)) probedAt = performance.now()
    transport.learnFrom(outcome)
    const isServersFault = faults.bouncesMany() || staffEmails.includes(mail.recipient)
    const circumstances = { chance, isServersFault, isLimited: faults.isLimiting() }
    one.completion = completionAfter(outcome, mail, now(), circumstances)
    revivable.push(...faults.wronglyBounced().filter((id) => id !== mail.id))
    report(mail, outcome, one.completion)
    const rest = isBusy() ? timing.restWhenBusy : isAtWork() ? timing.restAtWork : 0
    if (!rest) return
    restsUntil = performance.now() + rest
    // A timer may fire up to a millisecond early, and the rest would not be over.
    setTimeout(wake, rest + 1).unref()
  }

  function isOurs({ lease }: Claimed): boolean {
    const left = Math.min(lease.until - now(), lease.sureUntil - performance.now())
    return left > timing.leaseFor * leastOfLease
  }

  async function attempt(one: Claimed): Promise<Outcome> {
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

  function report({ id, kind }: QueuedMail, { answer }: Outcome, { status }: Completion): void {
    const fields = { id, kind, answer }
    if (status === 'sent') log.info('Mail sent', fields)
    if (status === 'filed') log.info('Mail kept as a file, not sent', fields)
    if (status === 'failed') log.error('Mail refused for good', fields)
    if (status === 'waiting') log.warn('Mail put off', fields)
  }

  async function renewLeases(): Promise<void> {
    const tokens = [...new Set([...claimed.values()].map(({ token }) => token))]
    const { lease, ids } = await db.write(async (tx) => {
      const renewed = newLease()
      return { lease: renewed, ids: await renew(tx, tokens, renewed.until) }
    })
    for (const id of ids) {
      const one = claimed.get(id)
      if (one) one.lease = lease
    }
  }

  let renewing: Promise<void> | undefined
  const heartbeat = setInterval(() => {
    if (!claimed.size) return
    renewing ??= renewLeases()
      .catch((error) => log.warn('A lease could not be renewed', { error }))
      .finally(() => {
        renewing = undefined
      })
  }, timing.renewEvery)
  const fails = 'The outbox cannot be worked off'
  const works = 'The outbox is worked off again'
  const job = startJob({ every: timing.pollEvery, run: turn, fails, works }, log)

  function wake(): void {
    void job.wake()
  }

  // At once: leases are freed before this process can hold one.
  wake()
  return {
    wake,
    state() {
      const { oldestWaitingAt, ...numbers } = counts
      const oldestWaitingMs = oldestWaitingAt === undefined ? 0 : Math.max(0, now() - oldestWaitingAt)
      const way = { ...transport.state(), ...(mailer.keepsFiles && { keepsFiles: true as const }) }
      return { ...way, ...numbers, oldestWaitingMs }
    },
    async stop() {
      stopping.abort()
      await job.stop()
      const late = setTimeout(() => breaking.abort(), timing.stopWithin)
      while (sending.size) {
        await Promise.race(sending.values())
        await completeRest()
      }
      clearTimeout(late)
      // What is tried beside ends too.
      breaking.abort()
      clearInterval(heartbeat)
      await completeRest()
      await probing
      await renewing
    },
  }

  async function completeRest(): Promise<void> {
    await exchange().catch((error) => log.error('Mails stay unsettled', { error }))
  }
}
