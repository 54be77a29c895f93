import { once } from 'node:events'
import { createServer, IncomingMessage } from 'node:http'
import { connect, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { longestBody, readBody } from '#lib/http/body.ts'

/** A request whose body comes in these pieces. */
function sending(pieces: readonly (string | Buffer)[], headers: Record<string, string> = {}) {
  const request = new IncomingMessage(new Socket())
  Object.assign(request.headers, headers)
  for (const piece of pieces) request.push(piece)
  request.push(null)
  return request
}

const deadline = 60_000

test('a body comes back whole, in however many pieces it came', async () => {
  const pieces = Array.from({ length: 3000 }, (_, index) => `${index} `.repeat(1 + (index % 60)))
  const read = await readBody(sending(pieces), { deadline })
  expect('bytes' in read && read.bytes.toString()).toBe(pieces.join(''))
})

test('a post without a body has an empty one at once', async () => {
  const server = createServer({ optimizeEmptyRequests: true }, async (request, response) => {
    const read = await readBody(request, { deadline })
    response.end('bytes' in read ? `${read.bytes.length} bytes` : 'refused')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  for (const head of ['', 'Content-Length: 0\r\n']) {
    const socket = connect(port, '127.0.0.1').end(
      `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${head}\r\n`,
    )
    expect(await text(socket)).toContain('0 bytes')
  }
  server.close()
})

test('a body of one-byte pieces is refused long before it is whole', async () => {
  const piece = Buffer.from('a')
  const request = sending(Array.from({ length: 20_000 }, () => piece))
  expect(await readBody(request, { deadline })).toEqual({ refused: 400 })
})

test('the largest body is taken, one byte more is not, by its own word or by what comes', async () => {
  const largest = Buffer.alloc(longestBody, 'a')
  const taken = await readBody(sending([largest]), { deadline })
  expect('bytes' in taken && taken.bytes.equals(largest)).toBe(true)
  expect(await readBody(sending([largest, 'a']), { deadline })).toEqual({ refused: 413 })
  const told = sending([], { 'content-length': String(longestBody + 1) })
  expect(await readBody(told, { deadline })).toEqual({ refused: 413 })
  expect(await readBody(sending(['12345', '6']), { deadline, most: 5 })).toEqual({ refused: 413 })
})
