import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { createFastPath } from '#lib/http/fast-path.ts'
import { type FinishedPage, pack } from '#lib/http/page.ts'
import { type Sending, sendPage } from '#lib/http/respond.ts'
import { stopServer } from '#lib/http/sockets.ts'
import { revalidated } from '#lib/routes.ts'
import { patience } from '../../support/patience.ts'

const always = { 'X-Content-Type-Options': 'nosniff' }
const agent = 'Host: x\r\nAccept-Encoding: gzip\r\n'
const plain = `GET /page HTTP/1.1\r\n${agent}\r\n`

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

type Served = { server: Server; port: number; byRest: string[] }

/** A server whose fast path knows `/page`; what that leaves is answered by the same sender as ever, and noted. */
async function serving(page: FinishedPage, options: { keepAliveTimeout?: number } = {}): Promise<Served> {
  const byRest: string[] = []
  const sending: Sending = { page, cacheControl: revalidated }
  const answerFast = createFastPath({
    ready: (path) => (path === '/page' ? sending : undefined),
    always,
    now: () => Date.now(),
  })
  const server = createServer({ requireHostHeader: false, ...options }, (request, response) => {
    if (answerFast(request, response)) return
    byRest.push(`${request.method} ${request.url}`)
    request.resume().on('end', () => {
      void sendPage({ request, response }, { ...sending, headers: always })
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => stopServer(server, 0))
  const address = server.address()
  return { server, port: address && typeof address === 'object' ? address.port : 0, byRest }
}

const aPage = (words = 'Words') => pack(200, 'text/html; charset=utf-8', `<p>${words}</p>`.repeat(100))

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
    const length = status.includes(' 304 ') ? 0 : Number(head['content-length'] ?? 0)
    if (rest.length < end + 4 + length) break
    answers.push({ status, head, body: rest.slice(end + 4, end + 4 + length) })
    rest = rest.slice(end + 4 + length)
  }
  return answers
}

test.each([
  ['a first visit', ''],
  ['a page that is known', 'If-None-Match: ETAG\r\n'],
  ['a page that is known among others', 'If-None-Match: "x", W/ETAG\r\n'],
  ['any page that is known', 'If-None-Match: *\r\n'],
  ['another page that is known', 'If-None-Match: "x"\r\n'],
])('%s is answered on the fast path exactly as the rest would answer it', async (_, condition) => {
  const page = await aPage()
  const { port, byRest } = await serving(page)
  for (const accepted of ['gzip', 'br', 'gzip, deflate, br, zstd', 'gzip, br;q=0', 'zstd, *;q=0.5']) {
    const here = speaker(port)
    const lines = `Host: x\r\nAccept-Encoding: ${accepted}\r\n${condition.replace('ETAG', `"${page.etag}-gzip"`)}\r\n`
    here.say(`GET /page HTTP/1.1\r\n${lines}`)
    const [own] = await here.answers(1)
    here.say(`GET /page HTTP/1.1\r\n${lines}`)
    const [, again] = await here.answers(2)
    here.say(`GET /page?x HTTP/1.1\r\n${lines}`)
    const [, , others] = await here.answers(3)
    const same = (answer: typeof own) => ({ ...answer, head: { ...answer?.head, date: '' } })
    expect(same(own)).toEqual(same(others))
    expect(same(again)).toEqual(same(others))
    expect(Date.parse(own?.head.date ?? '')).toBeGreaterThan(Date.now() - 5000)
  }
  expect(byRest).toEqual(Array(5).fill('GET /page?x'))
})

for (const [what, text] of Object.entries({
  'another method': `HEAD /page HTTP/1.1\r\n${agent}\r\n`,
  'a body': `GET /page HTTP/1.1\r\n${agent}Content-Length: 2\r\n\r\nhi`,
  'a body in chunks': `GET /page HTTP/1.1\r\n${agent}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a wish for another protocol': `GET /page HTTP/1.1\r\n${agent}Connection: upgrade\r\nUpgrade: h2c\r\n\r\n`,
  'a wish for Markdown': `GET /page HTTP/1.1\r\n${agent}accept: text/html;q=0.5, Text/Markdown\r\n\r\n`,
  'a query': `GET /page?x HTTP/1.1\r\n${agent}\r\n`,
  'no encoding': 'GET /page HTTP/1.1\r\nHost: x\r\n\r\n',
  'two hosts': 'GET /page HTTP/1.1\r\nHost: x\r\nHost: y\r\nAccept-Encoding: gzip\r\n\r\n',
  'no host': 'GET /page HTTP/1.1\r\nAccept-Encoding: gzip\r\n\r\n',
}))
  test(`${what} is left to the rest of the handler`, async () => {
    const { port, byRest } = await serving(await aPage())
    const { say, socket } = speaker(port)
    say(text)
    await once(socket, 'data')
    expect(byRest).toHaveLength(1)
  })

test.each([
  ['an older protocol', `GET /page HTTP/1.0\r\n\r\n`, 'close'],
  [
    'an older protocol that keeps its connection',
    `GET /page HTTP/1.0\r\nConnection: keep-alive\r\n${agent}\r\n`,
    'keep-alive',
  ],
  ['a wish to close', `GET /page HTTP/1.1\r\nConnection: close\r\n${agent}\r\n`, 'close'],
])('%s gets its answer, and its connection what it asked for', async (_, text, connection) => {
  const { port } = await serving(await aPage())
  const usual = speaker(port)
  usual.say(plain)
  const [before] = await usual.answers(1)
  const { say, answers, ended } = speaker(port)
  say(text)
  expect(await answers(1)).toMatchObject([{ status: 'HTTP/1.1 200 OK', head: { connection } }])
  if (connection === 'close') await ended()
  usual.say(plain)
  const [, after] = await usual.answers(2)
  expect(after?.head).toEqual({ ...before?.head, date: after?.head.date })
})

test.each([
  ['an older protocol', 'HTTP/1.0', ''],
  ['a wish to close', 'HTTP/1.1', 'Connection: close\r\n'],
])('of %s each answer is the same, head for head, and ends its connection', async (_, protocol, close) => {
  const page = await aPage()
  const { port, byRest } = await serving(page)
  const ask = async (path: string, known = '') => {
    const { say, answers, ended } = speaker(port)
    say(`GET ${path} ${protocol}\r\n${agent}${close}${known}\r\n`)
    const [answer] = await answers(1)
    await ended()
    return { ...answer, head: { ...answer?.head, date: '' } }
  }
  for (const known of ['', `If-None-Match: "${page.etag}-gzip"\r\n`]) {
    const others = await ask('/page?x', known)
    expect(others.head).toMatchObject({ connection: 'close' })
    for (let time = 0; time < 3; time++) expect(await ask('/page', known)).toEqual(others)
  }
  expect(byRest).toEqual(Array(2).fill('GET /page?x'))
})

test('a head that is used again for a second says the time of the next one', async () => {
  const { port } = await serving(await aPage())
  const { say, answers } = speaker(port)
  const dates = new Set<string | undefined>()
  let count = 0
  await vi.waitFor(async () => {
    say(plain)
    dates.add((await answers(++count)).at(-1)?.head.date)
    expect(dates.size).toBe(3)
  }, patience)
  const times = [...dates].map((date) => Date.parse(date ?? ''))
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  expect(times.at(-1)).toBeGreaterThan(Date.now() - 5000)
})

test('requests that come in pieces, or several at once, all get their answer, in order', async () => {
  const { port, byRest } = await serving(await aPage())
  const first = speaker(port)
  first.say(plain)
  await first.answers(1)
  first.say(plain.slice(0, 25))
  first.say(plain.slice(25))
  await first.answers(2)
  first.say(plain + plain.replace('/page', '/other') + plain)
  expect((await first.answers(5)).map(({ status }) => status)).toEqual(Array(5).fill('HTTP/1.1 200 OK'))
  // What waits behind another answer is not the fast path's: unread answers are counted elsewhere.
  expect(byRest).toEqual(['GET /other', 'GET /page'])
})

test('a page that was made anew, or stands at another address, is sent with its own headers', async () => {
  const [old, fresh] = [await aPage('Old'), await aPage('Fresh')]
  let page = old
  let cacheControl = revalidated
  const answerFast = createFastPath({ ready: () => ({ page, cacheControl }), always, now: () => Date.now() })
  const server = createServer((request, response) => void answerFast(request, response)).listen(
    0,
    '127.0.0.1',
  )
  await once(server, 'listening')
  ends.push(() => stopServer(server, 0))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/page`
  for (const shown of [old, old, fresh, old]) {
    page = shown
    const answer = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } })
    expect(answer.headers.get('etag')).toBe(`"${shown.etag}-gzip"`)
    expect(await answer.text()).toContain(shown === old ? 'Old' : 'Fresh')
  }
  cacheControl = 'public, max-age=300'
  expect((await fetch(url)).headers.get('cache-control')).toBe(cacheControl)
})

test('a connection that rests for too long is closed', async () => {
  const { port } = await serving(await aPage(), { keepAliveTimeout: 200 })
  const { say, answers, ended } = speaker(port)
  say(plain)
  await answers(1)
  await ended()
})

test('at the end, resting connections are let go at once', async () => {
  const { server, port } = await serving(await aPage())
  const resting = speaker(port)
  resting.say(plain)
  await resting.answers(1)
  const stopped = stopServer(server, 60_000)
  await resting.ended()
  await stopped
})
