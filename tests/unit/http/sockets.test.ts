import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { answerBrokenRequests, cutWhenStill, fastOr, stopServer } from '#lib/http/sockets.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Milliseconds. */
const still = 100

/** Larger than what the kernel takes for someone who reads nothing. */
const large = Buffer.alloc(64 * 1024 * 1024)

/** `/fast` is answered by the fast path, all else by `rest`. */
async function serving(rest: RequestListener): Promise<{ server: Server; say: (text: string) => Socket }> {
  const server = createServer({ keepAliveTimeout: 60_000 })
  const answerFast = ({ url = '' }: IncomingMessage, response: ServerResponse) => {
    if (!url.startsWith('/fast')) return false
    response.end(url === '/fast-and-large' ? large : 'Words')
    return true
  }
  server.on('request', fastOr(answerFast, cutWhenStill(rest, still), still))
  answerBrokenRequests(server, still)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  ends.push(() => stopServer(server, 0))
  const address = server.address()
  const say = (text: string) => {
    const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
    socket.on('error', () => undefined).pause()
    socket.write(text)
    ends.push(() => void socket.destroy())
    return socket
  }
  return { server, say }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`
const post = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf'

test.each<[string, string, RequestListener]>([
  ['a fast answer that nobody reads', get('/fast-and-large'), () => undefined],
  ['an answer that nobody reads', get('/'), (_, response) => void response.end(large)],
  ['a body that does not go on', post, (request) => void request.resume()],
  ['a request that is never answered', get('/'), () => undefined],
])('%s ends its connection', async (_, text, rest) => {
  const { server, say } = await serving(rest)
  const accepted = once(server, 'connection')
  say(text)
  const [socket]: Socket[] = await accepted
  if (socket) await once(socket, 'close')
  expect(socket?.destroyed).toBe(true)
})

test('who broke off is not waited for once it was told', async () => {
  const { server, say } = await serving(() => undefined)
  const accepted = once(server, 'connection')
  say('Words\r\n\r\n')
  const [socket]: Socket[] = await accepted
  if (socket) await once(socket, 'close')
  expect(socket?.destroyed).toBe(true)
})

test('a connection whose answer has left may rest as long as any', async () => {
  const { server, say } = await serving(() => undefined)
  const accepted = once(server, 'connection')
  const here = say(get('/fast'))
  const [socket]: Socket[] = await accepted
  await once(here.resume(), 'data')
  here.write(get('/fast'))
  await once(here, 'data')
  expect(socket?.timeout).toBeGreaterThan(still)
})
