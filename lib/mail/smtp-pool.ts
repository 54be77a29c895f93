import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Server } from './server.ts'
import { createAdaptiveTimeout, createDeadline, isTimedOut, type Limits } from './timeouts.ts'

type Step = <T>(call: (done: (error?: Error | null, result?: T) => void) => void) => Promise<T | undefined>

export type SmtpPool = ReturnType<typeof createSmtpPool>

/** `limit` sets the milliseconds that the server has from then on. */
type Talk<T> = (step: Step, limit: (milliseconds: number) => void) => Promise<T>

/** The library's own timeouts are for silence and know no stages: ours end a conversation long before. */
const never = 24 * 60 * 60 * 1000
/** Milliseconds for which a connection stays idle: servers wait longer by far. */
const idleFor = 1_000
/** Servers end a connection that brings too many mails, and defer the mail that is one too many. */
const mostOnOne = 50

type Pooled = {
  connection: SMTPConnection
  broken: Promise<never>
  isBroken: boolean
  mails: number
  timer?: NodeJS.Timeout
}

/** See docs/decisions/0025. */
export function createSmtpPool(server: Server, limits: Limits) {
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
      const { connection, timer } = pooled
      clearTimeout(timer)
      const isThere = await talkOn(pooled, signal, async (step, limit) => {
        limit(opening.limit())
        await step((done) => connection.reset(done))
        return true
      }).catch(() => false)
      // Otherwise its server has gone meanwhile; whether it is back, a new connection tells.
      if (isThere) return pooled
    }
    return undefined
  }

  async function open(signal: AbortSignal | undefined, limit = opening.limit()): Promise<Pooled> {
    const connection = new SMTPConnection(options)
    const broken = new Promise<never>((_, reject) => {
      connection.on('error', reject)
      connection.on('end', () => reject(new Error('The server has ended the conversation')))
    })
    const pooled: Pooled = { connection, broken, isBroken: false, mails: 0 }
    broken.catch(() => {
      pooled.isBroken = true
      if (idle.includes(pooled)) close(pooled)
    })
    const { auth } = server
    try {
      return await talkOn(pooled, signal, async (step, setLimit) => {
        const began = performance.now()
        setLimit(limit)
        await step((done) => connection.connect(done))
        const connected = performance.now()
        if (auth && connection.allowsAuth) {
          setLimit(limit)
          await step((done) => connection.login(auth, done))
        }
        opening.took(Math.max(connected - began, performance.now() - connected))
        return pooled
      })
    } catch (error) {
      // Whether it only takes its time is found out beside: meanwhile it is soon noticed when it is back.
      if (isTimedOut(error) && !isTryingPatiently) void openPatiently(signal)
      throw error
    }
  }

  async function openPatiently(signal: AbortSignal | undefined): Promise<void> {
    isTryingPatiently = true
    await open(signal, limits.longestOpening).then(giveBack, () => undefined)
    isTryingPatiently = false
  }

  return {
    /** @returns whether we are logged in */
    async probe(signal: AbortSignal | undefined): Promise<boolean> {
      const pooled = await open(signal)
      giveBack(pooled)
      return pooled.connection.authenticated
    },
    async converse<T>(
      signal: AbortSignal | undefined,
      talk: (connection: SMTPConnection, ...talking: Parameters<Talk<T>>) => Promise<T>,
    ): Promise<T> {
      const pooled = (await takeIdle(signal)) ?? (await open(signal))
      const result = await talkOn(pooled, signal, (...talking) => talk(pooled.connection, ...talking))
      giveBack(pooled)
      return result
    },
  }
}

/** After a failure the connection is closed. */
async function talkOn<T>(pooled: Pooled, signal: AbortSignal | undefined, talk: Talk<T>): Promise<T> {
  const deadline = createDeadline(signal)
  try {
    return await talk(stepOn(pooled, deadline.end), deadline.limit)
  } catch (error) {
    pooled.connection.close()
    throw error
  } finally {
    deadline.stop()
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
