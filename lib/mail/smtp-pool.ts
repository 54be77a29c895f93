import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { createPatience, type Limits } from './limits.ts'
import type { Server } from './server.ts'
import { createWatch, isTimeUp, type Watch } from './watch.ts'

/** Takes one step of a conversation; a break in the connection, or its time being up, fails it. */
export type Step = <T>(
  call: (done: (error?: Error | null, result?: T) => void) => void,
) => Promise<T | undefined>

export type Lines = {
  /**
   * Has a conversation, on a line that the last one left open or on a new one. `limit` says how long the server may
   * take from now on, in milliseconds.
   *
   * @throws what a step fails with; the line is then closed
   */
  converse<T>(
    signal: AbortSignal | undefined,
    talk: (connection: SMTPConnection, step: Step, limit: Watch['limit']) => Promise<T>,
  ): Promise<T>
  /** Opens a line and says nothing on it. @returns whether we are logged in @throws what stands in the way */
  probe(signal: AbortSignal | undefined): Promise<boolean>
}

/** The library's limits are for silence and know no stages: ours end a conversation long before. */
const never = 24 * 60 * 60 * 1000
/** A line rests so long for the next mail, in milliseconds: a server's patience is longer by far. */
const rests = 1_000
/** Servers end a line that brings too many mails, and the mail that is one too many is put off. */
const mostOnOne = 50

/** An open connection, logged in where we have a name and the server takes one. */
type Line = {
  connection: SMTPConnection
  isLoggedIn: boolean
  /** Fails when the connection does. */
  broken: Promise<never>
  isBroken: boolean
  talks: number
  timer?: NodeJS.Timeout
}

/**
 * Lines to a mail server. Connecting, agreeing on encryption and logging in take longer than a mail does: a line is
 * used again while there is more to say.
 */
export function createLines(server: Server, limits: Limits): Lines {
  const options = { ...server, connectionTimeout: never, greetingTimeout: never, socketTimeout: never }
  const opening = createPatience(limits.opening, limits.longestOpening)
  const resting: Line[] = []
  let trial: Promise<void> | undefined

  function leave(line: Line): void {
    clearTimeout(line.timer)
    const place = resting.indexOf(line)
    if (place >= 0) resting.splice(place, 1)
    if (line.isBroken) line.connection.close()
    else line.connection.quit()
  }

  function rest(line: Line): void {
    line.talks++
    line.timer = setTimeout(() => leave(line), rests)
    resting.push(line)
    if (line.isBroken || line.talks >= mostOnOne) leave(line)
  }

  /** A line that rests, once the server has shown that it is still there. */
  async function rested(signal: AbortSignal | undefined): Promise<Line | undefined> {
    for (let line = resting.pop(); line; line = resting.pop()) {
      clearTimeout(line.timer)
      const { connection } = line
      const watch = createWatch(signal)
      try {
        watch.limit(opening.limit())
        await stepOn(line, watch.end)((done) => connection.reset(done))
        return line
      } catch {
        // Its server has gone meanwhile; whether it is back, a new line tells.
        connection.close()
      } finally {
        watch.stop()
      }
    }
    return undefined
  }

  async function open(signal: AbortSignal | undefined, limit = opening.limit()): Promise<Line> {
    const connection = new SMTPConnection(options)
    const broken = new Promise<never>((_, reject) => {
      connection.on('error', reject)
      connection.on('end', () => reject(new Error('The server has ended the conversation')))
    })
    const line: Line = { connection, isLoggedIn: false, broken, isBroken: false, talks: 0 }
    broken.catch(() => {
      line.isBroken = true
      if (resting.includes(line)) leave(line)
    })
    const watch = createWatch(signal)
    const step = stepOn(line, watch.end)
    const { auth } = server
    try {
      const began = performance.now()
      watch.limit(limit)
      await step((done) => connection.connect(done))
      const connected = performance.now()
      if (auth && connection.allowsAuth) {
        watch.limit(limit)
        await step((done) => connection.login(auth, done))
        line.isLoggedIn = true
      }
      opening.took(Math.max(connected - began, performance.now() - connected))
      return line
    } catch (error) {
      connection.close()
      // Whether it only takes its time is found out beside: meanwhile it is soon noticed when it is back.
      if (isTimeUp(error) && !trial) trial = openPatiently(signal)
      throw error
    } finally {
      watch.stop()
    }
  }

  async function openPatiently(signal: AbortSignal | undefined): Promise<void> {
    await open(signal, limits.longestOpening).then(rest, () => undefined)
    trial = undefined
  }

  return {
    async probe(signal) {
      const line = await open(signal)
      rest(line)
      return line.isLoggedIn
    },
    async converse(signal, talk) {
      const line = (await rested(signal)) ?? (await open(signal))
      const watch = createWatch(signal)
      try {
        const result = await talk(line.connection, stepOn(line, watch.end), watch.limit)
        rest(line)
        return result
      } catch (error) {
        line.connection.close()
        throw error
      } finally {
        watch.stop()
      }
    },
  }
}

function stepOn({ broken }: Line, end: AbortSignal): Step {
  const over = new Promise<never>((_, reject) => {
    const breakOff = () =>
      reject(isTimeUp(end.reason) ? end.reason : new Error('The conversation was broken off'))
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
