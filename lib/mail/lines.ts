import type { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

export type Server = ReturnType<typeof parseConnectionUrl>

/** Takes one step of a conversation; a break in the connection, or its time being up, fails it. */
export type Step = <T>(
  call: (done: (error?: Error | null, result?: T) => void) => void,
) => Promise<T | undefined>

export type Lines = {
  /**
   * Has a conversation, on a line that the last one left open or on a new one.
   *
   * @throws what a step fails with; the line is then closed
   */
  converse<T>(
    signal: AbortSignal | undefined,
    talk: (connection: SMTPConnection, step: Step) => Promise<T>,
  ): Promise<T>
  /** Opens a line and says nothing on it. @returns whether we are logged in @throws what stands in the way */
  probe(signal: AbortSignal | undefined): Promise<boolean>
}

/** The longest that one conversation takes, with a server that answers a little at a time. */
const longestConversation = 120_000
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
export function createLines(server: Server): Lines {
  const resting: Line[] = []

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
  async function rested(end: AbortSignal): Promise<Line | undefined> {
    for (let line = resting.pop(); line; line = resting.pop()) {
      clearTimeout(line.timer)
      const { connection } = line
      try {
        await stepOn(line, end)((done) => connection.reset(done))
        return line
      } catch {
        // Its server has gone meanwhile; whether it is back, a new line tells.
        connection.close()
      }
    }
    return undefined
  }

  async function open(end: AbortSignal): Promise<Line> {
    const connection = new SMTPConnection(server)
    const broken = new Promise<never>((_, reject) => {
      connection.on('error', reject)
      connection.on('end', () => reject(new Error('The server has ended the conversation')))
    })
    const line: Line = { connection, isLoggedIn: false, broken, isBroken: false, talks: 0 }
    broken.catch(() => {
      line.isBroken = true
      if (resting.includes(line)) leave(line)
    })
    const step = stepOn(line, end)
    const { auth } = server
    try {
      await step((done) => connection.connect(done))
      if (!auth || !connection.allowsAuth) return line
      await step((done) => connection.login(auth, done))
      line.isLoggedIn = true
      return line
    } catch (error) {
      connection.close()
      throw error
    }
  }

  const endOf = (signal: AbortSignal | undefined) =>
    AbortSignal.any([AbortSignal.timeout(longestConversation), ...(signal ? [signal] : [])])

  return {
    async probe(signal) {
      const line = await open(endOf(signal))
      rest(line)
      return line.isLoggedIn
    },
    async converse(signal, talk) {
      const end = endOf(signal)
      const line = (await rested(end)) ?? (await open(end))
      try {
        const result = await talk(line.connection, stepOn(line, end))
        rest(line)
        return result
      } catch (error) {
        line.connection.close()
        throw error
      }
    },
  }
}

function stepOn({ broken }: Line, end: AbortSignal): Step {
  const over = new Promise<never>((_, reject) => {
    const breakOff = () => reject(new Error('The conversation was broken off', { cause: end.reason }))
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
