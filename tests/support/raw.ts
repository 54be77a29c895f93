import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type RawAnswer = { status: number; head: Record<string, string>; body: string }

/** A connection that says just what it is given, and gathers what comes back. */
export type Raw = {
  socket: Socket
  say(text: string): void
  /** The answers so far, once there are so many or the other side has closed. */
  answers(count?: number): Promise<RawAnswer[]>
  /** Once the other side has closed or cut the connection. */
  closed(): Promise<void>
}

export async function rawConnection(port: number): Promise<Raw> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let got = ''
  socket.on('data', (chunk) => {
    got += chunk.toString('latin1')
  })
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return {
    socket,
    say: (text) => void socket.write(text, 'latin1'),
    async answers(count = Number.POSITIVE_INFINITY) {
      while (!socket.closed && answersIn(got).length < count)
        await Promise.race([closed, once(socket, 'data').catch(() => undefined)])
      return answersIn(got)
    },
    closed: () => closed,
  }
}

/** A request of one line each. */
export function rawGet(path: string, ...headers: string[]): string {
  return [`GET ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n')
}

function answersIn(text: string): RawAnswer[] {
  const answers: RawAnswer[] = []
  for (let rest = text; rest; ) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) break
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n')
    const pairs = lines.map((line) => [line.split(':', 1)[0]?.toLowerCase(), line.replace(/^[^:]*: */, '')])
    const head: Record<string, string> = Object.fromEntries(pairs)
    const length = end + 4 + Number(head['content-length'] ?? 0)
    if (rest.length < length) break
    answers.push({ status: Number(first.split(' ')[1]), head, body: rest.slice(end + 4, length) })
    rest = rest.slice(length)
  }
  return answers
}
