import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { type Lane, openLane, type Reading } from '#lib/http/fast-path.ts'
import { type FinishedPage, pack } from '#lib/http/html.ts'
import { sendPage } from '#lib/http/respond.ts'
import { stopServer } from '#lib/http/sockets.ts'
import { revalidated } from '#lib/routes.ts'

const always = { 'X-Content-Type-Options': 'nosniff' }
const agent = 'Host: x\r\nAccept-Encoding: gzip\r\n'
const plain = `GET /page HTTP/1.1\r\n${agent}\r\n`

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

type Served = { server: Server; lane: Lane; port: number; byServer: string[] }

/** A server with a lane in front of it that knows these paths; everything else it answers itself, and notes. */
async function serving(
  readings: { ready?: Record<string, Reading>; soon?: Record<string, () => Promise<Reading>> },
  options: { page: FinishedPage; idle?: number },
): Promise<Served> {
  const byServer: string[] = []
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    byServer.push(`${request.method} ${request.url}`)
    request.resume().on('end', () => {
      void sendPage(request, response, options.page, { cacheControl: revalidated, headers: always })
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const lane = openLane(server, {
    readings: { ready: (path) => readings.ready?.[path], soon: (path) => readings.soon?.[path]?.() },
    ...{ always, idle: options.idle ?? 15_000 },
  })
  ends.push(() => stopServer(server, 0, lane))
  const address = server.address()
  return { server, lane, port: address && typeof address === 'object' ? address.port : 0, byServer }
}

const aPage = (words = 'Words') => pack(200, 'text/html; charset=utf-8', `<p>${words}</p>`.repeat(100))
const reading = (page: FinishedPage): Reading => ({ page, cacheControl: revalidated })

/** A connection that sends what it is given, piece by piece, and gathers what comes back. */
function speaker(port: number) {
  const socket = connect(port, '127.0.0.1')
  let got = ''
  socket.on('data', (chunk) => {
    got += chunk.toString('latin1')
  })
  socket.on('error', () => undefined)
  ends.push(async () => void socket.destroy())
  return {
    socket,
    say: (text: string) => void socket.write(text, 'latin1'),
    /** What has come once so many whole answers have. */
    async answers(count: number): Promise<{ status: string; head: Record<string, string>; body: string }[]> {
      for (;;) {
        const whole = parsed(got)
        if (whole.length >= count) return whole
        await once(socket, 'data')
      }
    },
    ended: () => (socket.closed ? Promise.resolve() : once(socket, 'close').then(() => undefined)),
  }
}

function parsed(text: string): { status: string; head: Record<string, string>; body: string }[] {
  const answers = []
  for (let rest = text; rest; ) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) break
    const [status = '', ...lines] = rest.slice(0, end).split('\r\n')
    const head = Object.fromEntries(
      lines.map((line) => [line.split(': ', 1)[0]?.toLowerCase() ?? '', line.replace(/^[^:]*: /, '')]),
    )
    const length = Number(head['content-length'] ?? 0)
    if (rest.length < end + 4 + length) break
    answers.push({ status, head, body: rest.slice(end + 4, end + 4 + length) })
    rest = rest.slice(end + 4 + length)
  }
  return answers
}

test('a plain reading is answered in the lane exactly as the server would answer it', async () => {
  const page = await aPage()
  const { port, byServer } = await serving({ ready: { '/page': reading(page) } }, { page })
  for (const accepted of ['gzip', 'br', 'gzip, deflate, br, zstd', 'gzip, br;q=0', 'zstd, *;q=0.5']) {
    const here = speaker(port)
    here.say(`GET /page HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${accepted}\r\n\r\n`)
    const [own] = await here.answers(1)
    here.say(`GET /page HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${accepted}\r\n\r\n`)
    const [, again] = await here.answers(2)
    here.say(`GET /page?x HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${accepted}\r\n\r\n`)
    const [, , others] = await here.answers(3)
    const same = (answer: typeof own) => ({
      ...answer,
      head: { ...answer?.head, date: '', 'keep-alive': '' },
    })
    expect(same(own)).toEqual(same(others))
    expect(same(again)).toEqual(same(others))
    expect(Date.parse(own?.head.date ?? '')).toBeGreaterThan(Date.now() - 5000)
  }
  expect(byServer).toEqual(Array(5).fill('GET /page?x'))
})

for (const [what, text] of Object.entries({
  'another method': `HEAD /page HTTP/1.1\r\n${agent}\r\n`,
  'a condition': `GET /page HTTP/1.1\r\n${agent}If-None-Match: "x"\r\n\r\n`,
  'a body': `GET /page HTTP/1.1\r\n${agent}Content-Length: 2\r\n\r\nhi`,
  'a body in chunks': `GET /page HTTP/1.1\r\n${agent}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a wish to close': `GET /page HTTP/1.1\r\n${agent}Connection: close\r\n\r\n`,
  'an older protocol': `GET /page HTTP/1.0\r\n${agent}\r\n`,
  'a query': `GET /page?x HTTP/1.1\r\n${agent}\r\n`,
  'no encoding': 'GET /page HTTP/1.1\r\nHost: x\r\n\r\n',
}))
  test(`${what} is for the server itself`, async () => {
    const page = await aPage()
    const { port, byServer } = await serving({ ready: { '/page': reading(page) } }, { page })
    const { say, socket } = speaker(port)
    say(text)
    await once(socket, 'data')
    expect(byServer).toHaveLength(1)
  })

for (const [what, text] of Object.entries({
  'two hosts':
    'GET /page HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length : 3\r\nAccept-Encoding: gzip\r\n\r\n',
  'a folded line': `GET /page HTTP/1.1\r\n${agent}X: a\r\n\tb: c\0\r\n\r\n`,
  'a bare line feed': 'GET /page HTTP/1.1\nHost: x\nAccept-Encoding: gzip\n\n',
  'a space before the colon': `GET /page HTTP/1.1\r\n${agent}X : a\r\n\r\n`,
  'a line without a name': `GET /page HTTP/1.1\r\n${agent}: a\r\n\r\n`,
}))
  test(`${what} never counts as a plain reading`, async () => {
    const page = await aPage()
    let wasAsked = false
    const { server, port } = await serving({}, { page })
    const asked = () => {
      wasAsked = true
      return undefined
    }
    openLane(server, { readings: { ready: asked, soon: asked }, always, idle: 15_000 })
    const { say, socket } = speaker(port)
    say(text)
    await once(socket, 'data')
    expect(wasAsked).toBe(false)
  })

test('requests that come in pieces, or several at once, all get their answer, in order', async () => {
  const page = await aPage()
  const { port, byServer } = await serving({ ready: { '/page': reading(page) } }, { page })
  const first = speaker(port)
  first.say(plain)
  await first.answers(1)
  first.say(plain.slice(0, 25))
  first.say(plain.slice(25))
  await first.answers(2)
  first.say(plain + plain.replace('/page', '/other') + plain)
  expect((await first.answers(5)).map(({ status }) => status)).toEqual(Array(5).fill('HTTP/1.1 200 OK'))
  expect(byServer.slice(-3)).toEqual(['GET /page', 'GET /other', 'GET /page'])
})

test('what has to be made first is waited for; a post after it goes to the server with its whole body', async () => {
  const page = await aPage('Made')
  const missing = await pack(404, 'text/html; charset=utf-8', '<p>Not here</p>')
  let make: (made: Reading) => void = () => undefined
  const soon = {
    '/made': () => new Promise<Reading>((resolve) => (make = resolve)),
    '/missing': async () => reading(missing),
    '/failing': async () => Promise.reject(new Error('rendering failed')),
  }
  const { port, byServer } = await serving({ soon }, { page })
  const { say, answers } = speaker(port)
  say(plain.replace('/page', '/made'))
  await expect.poll(() => String(make)).toContain('native code')
  make(reading(page))
  expect((await answers(1))[0]?.status).toBe('HTTP/1.1 200 OK')
  say(plain.replace('/page', '/missing'))
  expect((await answers(2))[1]?.status).toBe('HTTP/1.1 404 Not Found')
  expect(byServer).toEqual([])
  say(plain.replace('/page', '/failing'))
  await answers(3)
  say(`POST /page HTTP/1.1\r\n${agent}Content-Length: 5\r\n\r\n`)
  say('hello')
  await answers(4)
  expect(byServer).toEqual(['GET /failing', 'POST /page'])
})

test('whoever does not read is asked no further, and gets everything once they do', async () => {
  const large = reading({ ...(await aPage()), bytes: { plain: Buffer.alloc(8_000_000, 'x') } })
  let asked = 0
  const ready = () => {
    asked++
    return large
  }
  const { server, port } = await serving({}, { page: large.page })
  const lane = openLane(server, { readings: { ready, soon: () => undefined }, always, idle: 15_000 })
  ends.push(async () => lane.cut())
  const socket = connect(port, '127.0.0.1').pause()
  ends.push(async () => void socket.destroy())
  socket.write(plain)
  await expect.poll(() => asked).toBe(1)
  socket.write(plain)
  const other = speaker(port)
  other.say(plain)
  await once(other.socket, 'data')
  expect(asked).toBe(2)
  let got = 0
  socket.on('data', (chunk) => {
    got += chunk.length
  })
  socket.resume()
  await expect.poll(() => got).toBeGreaterThan(16_000_000)
  expect(asked).toBe(3)
})

test('a connection that rests for too long is closed', async () => {
  const page = await aPage()
  const { port } = await serving({ ready: { '/page': reading(page) } }, { page, idle: 200 })
  const { say, answers, ended } = speaker(port)
  say(plain)
  await answers(1)
  await ended()
})

test('who waits for what takes longer to make is not at rest', async () => {
  const page = await aPage()
  const idle = 1000
  const soon = { '/made': () => pause(idle * 1.5).then(() => reading(page)) }
  const { port } = await serving({ soon }, { page, idle })
  const { say, answers, ended } = speaker(port)
  say(plain.replace('/page', '/made'))
  expect(await answers(1)).toMatchObject([{ status: 'HTTP/1.1 200 OK' }])
  await ended()
})

test('at the end, resting connections are let go at once and the others after their answer', async () => {
  const page = await aPage()
  let make: (made: Reading) => void = () => undefined
  const soon = { '/made': () => new Promise<Reading>((resolve) => (make = resolve)) }
  const { server, lane, port } = await serving({ ready: { '/page': reading(page) }, soon }, { page })
  const [resting, waiting] = [speaker(port), speaker(port)]
  resting.say(plain)
  await resting.answers(1)
  waiting.say(plain.replace('/page', '/made'))
  await expect.poll(() => String(make)).toContain('native code')
  const stopped = stopServer(server, 5_000, lane)
  await resting.ended()
  make(reading(page))
  expect(await waiting.answers(1)).toHaveLength(1)
  await waiting.ended()
  await stopped
})

test('a visitor who leaves while a page is made harms nobody', async () => {
  const page = await aPage()
  let make: (made: Reading) => void = () => undefined
  const soon = { '/made': () => new Promise<Reading>((resolve) => (make = resolve)) }
  const { server, port } = await serving({ ready: { '/page': reading(page) }, soon }, { page })
  const gone: Socket = connect(port, '127.0.0.1')
  gone.write(plain.replace('/page', '/made'))
  await expect.poll(() => String(make)).toContain('native code')
  gone.resetAndDestroy()
  await once(gone, 'close')
  make(reading(page))
  const { say, answers } = speaker(port)
  say(plain)
  expect(await answers(1)).toHaveLength(1)
  expect(server.listening).toBe(true)
})
