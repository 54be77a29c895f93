import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { pack } from '#lib/server/finish.ts'
import { createPages } from '#lib/server/pages.ts'
import { createReadyWay } from '#lib/server/ready.ts'
import { cachedButChecked, sendPage } from '#lib/server/send.ts'

const always = { 'X-Content-Type-Options': 'nosniff' }

let server: Server | undefined
afterEach(() => void server?.close())

/** A server that sends `/page` the ready way where that takes it, and says in `X-Way` which it took. */
async function serving(status = 200) {
  const pages = createPages(1e6)
  const packed = await pack(status, 'text/html; charset=utf-8', '<p>Words</p>'.repeat(100))
  const page = { ...packed, headers: {} }
  const keep = () => pages.get('/page', async () => ({ page, shows: new Set(['a']), keep: true }))
  await keep()
  const sendReady = createReadyWay(pages, always)
  const taken: boolean[] = []
  const listening = createServer({ requireHostHeader: false }, (request, response) => {
    const isTaken = sendReady(request, response)
    taken.push(isTaken)
    if (!isTaken) void sendPage(request, response, page, { cacheControl: cachedButChecked, headers: always })
  }).listen(0, '127.0.0.1')
  server = listening
  await once(listening, 'listening')
  const address = listening.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, path, method, headers }, (answer) => resolve(answer.resume())).on('error', reject)
    })
  return { ask, pages, taken, etag: page.etag }
}

const lines = ({ headers }: IncomingMessage) => ({ ...headers, date: '' })

test('a page goes the ready way with the very headers of the other', async () => {
  for (const encoding of ['gzip', 'br', 'gzip, deflate, br, zstd', 'gzip, br;q=0', 'zstd, *;q=0.5']) {
    const { ask, taken } = await serving()
    const accepted = { 'accept-encoding': encoding }
    const ready = await ask('/page', accepted)
    const again = await ask('/page', accepted)
    const other = await ask('/page?query', accepted)
    expect(taken).toEqual([true, true, false])
    expect(lines(ready)).toEqual(lines(other))
    expect(lines(again)).toEqual(lines(other))
    server?.close()
  }
})

test('what needs a closer look does not go the ready way', async () => {
  const { ask, taken, etag } = await serving()
  const gzip = { 'accept-encoding': 'gzip' }
  expect((await ask('/page', { ...gzip, 'if-none-match': `"${etag}-gzip"` })).statusCode).toBe(304)
  await ask('/page', gzip, 'HEAD')
  await ask('/page', { ...gzip, 'content-length': '0' })
  await ask('/page', {})
  await ask('/PAGE', gzip)
  expect(taken).toEqual([false, false, false, false, false])
})

test('a page that was dropped does not go the ready way, nor does an answer that is no success', async () => {
  const dropped = await serving()
  await dropped.ask('/page', { 'accept-encoding': 'gzip' })
  dropped.pages.drop('a')
  await dropped.ask('/page', { 'accept-encoding': 'gzip' })
  expect(dropped.taken).toEqual([true, false])
  server?.close()
  const missing = await serving(404)
  expect((await missing.ask('/page', { 'accept-encoding': 'gzip' })).statusCode).toBe(404)
  expect(missing.taken).toEqual([false])
})
