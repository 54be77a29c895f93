import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Server } from './server.ts'
import { createAdaptiveTimeout, createDeadline, type Deadline, isTimedOut, type Limits } from './timeouts.ts'

export type Step = <T>(
  call: (done: (error?: Error | null, result?: T) => void) => void,
) => Promise<T | undefined>

export type SmtpPool = {
  /** `limit` sets the milliseconds that the server has from then on. After a failed step the connection is closed. */
  converse<T>(
    signal: AbortSignal | undefined,
    talk: (connection: SMTPConnection, step: Step, limit: Deadline['limit']) => Promise<T>,
  ): Promise<T>
  /** @returns whether we are logged in */
  probe(signal: AbortSignal | undefined): Promise<boolean>
}

/** The library's own timeouts are for silence and know no stages: ours end a conversation long before. */
const never = 24 * 60 * 60 * 1000
/** Milliseconds for which a connection stays idle: servers wait longer by far. */
const idleFor = 1_000
/** Servers end a connection that brings too many mails, and defer the mail that is one too many. */
const mostOnOne = 50

type Pooled = {
  connection: SMTPConnection
  isLoggedIn: boolean
  broken: Promise<never>
  isBroken: boolean
  mails: number
  timer?: NodeJS.Timeout
}

/** See docs/decisions/0025. */
export function createSmtpPool(server: Server, limits: Limits): SmtpPool {
  const options = { ...server, connectionTimeout: never, greetingTimeout: never, socketTimeout: never }
  const opening = createAdaptiveTimeout(limits.opening, limits.longestOpening)
  const idle: Pooled[] = []
  let isTryingPatiently = false

  function close(pooled: Pooled): void {
    clearTimeout(pooled.timer)
    const place = idle.indexOf(pooled)
    if (place >= 0) idle.splice(place, 1)
    if (pooled.isBroken) pooled.connection.close()
    else pooled.connection.quit()
  }

  function giveBack(pooled: Pooled): void {
    pooled.mails++
    pooled.timer = setTimeout(() => close(pooled), idleFor)
    idle.push(pooled)
    if (pooled.isBroken || pooled.mails >= mostOnOne) close(pooled)
  }

  async function takeIdle(signal: AbortSignal | undefined): Promise<Pooled | undefined> {
    for (let pooled = idle.pop(); pooled; pooled = idle.pop()) {
      clearTimeout(pooled.timer)
      const { connection } = pooled
      const deadline = createDeadline(signal)
      try {
        deadline.limit(opening.limit())
        await stepOn(pooled, deadline.end)((done) => connection.reset(done))
        return pooled
      } catch {
        // Its server has gone meanwhile; whether it is back, a new connection tells.
        connection.close()
      } finally {
        deadline.stop()
      }
    }
    return undefined
  }

  async function open(signal: AbortSignal | undefined, limit = opening.limit()): Promise<Pooled> {
    const connection = new SMTPConnection(options)
    const broken = new Promise<never>((_, reject) => {
      connection.on('error', reject)
      connection.on('end', () => reject(new Error('The server has ended the conversation')))
    })
    const pooled: Pooled = { connection, isLoggedIn: false, broken, isBroken: false, mails: 0 }
    broken.catch(() => {
      pooled.isBroken = true
      if (idle.includes(pooled)) close(pooled)
    })
    const deadline = createDeadline(signal)
    const step = stepOn(pooled, deadline.end)
    const { auth } = server
    try {
      const began = performance.now()
      deadline.limit(limit)
      await step((done) => connection.connect(done))
      const connected = performance.now()
      if (auth && connection.allowsAuth) {
        deadline.limit(limit)
        await step((done) => connection.login(auth, done))
        pooled.isLoggedIn = true
      }
      opening.took(Math.max(connected - began, performance.now() - connected))
      return pooled
    } catch (error) {
      connection.close()
      // Whether it only takes its time is found out beside: meanwhile it is soon noticed when it is back.
      if (isTimedOut(error) && !isTryingPatiently) void openPatiently(signal)
      throw error
    } finally {
      deadline.stop()
    }
  }

  async function openPatiently(signal: AbortSignal | undefined): Promise<void> {
    isTryingPatiently = true
    await open(signal, limits.longestOpening).then(giveBack, () => undefined)
    isTryingPatiently = false
  }

  return {
    async probe(signal) {
      const pooled = await open(signal)
      giveBack(pooled)
      return pooled.isLoggedIn
    },
    async converse(signal, talk) {
      const pooled = (await takeIdle(signal)) ?? (await open(signal))
      const deadline = createDeadline(signal)
      try {
        const result = await talk(pooled.connection, stepOn(pooled, deadline.end), deadline.limit)
        giveBack(pooled)
        return result
      } catch (error) {
        pooled.connection.close()
        throw error
      } finally {
        deadline.stop()
      }
    },
  }
}

function stepOn({ broken }: Pooled, end: AbortSignal): Step {
  const over = new Promise<never>((_, reject) => {
    const breakOff = () =>
      reject(isTimedOut(end.reason) ? end.reason : new Error('The conversation was broken off'))
    if (end.aborted) breakOff()
    else end.addEventListener('abort', breakOff, { once: true })
  })
  over.catch(() => undefined)
  return (call) =>
    Promise.race([
      broken,
      over,
      new Promise<Parameters<Parameters<typeof call>[0]>[1]>((resolve, reject) =>
        call((error, result) => (error ? reject(error) : resolve(result))),
      ),
    ])
}
