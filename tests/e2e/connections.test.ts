import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aReply, filled, readForm } from '../support/forms.ts'
import { rawConnection, rawGet } from '../support/raw.ts'
import { type Site, startSite } from '../support/site.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

const statuses = async (text: string, count?: number) => {
  const raw = await rawConnection(site.port)
  raw.say(text)
  const answers = await raw.answers(count)
  raw.socket.destroy()
  return answers.map(({ status }) => status)
}

/** Megabytes of memory that the site holds. */
async function memory(): Promise<number> {
  const text = await (await fetch(`${site.url}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\d+)$/m.exec(text)?.[1]) / 1e6
}

test('requests sent ahead are answered one after the other, in order', async () => {
  const paths = ['/healthz', article, '/nothing-here', '/contact', `${article}?x`, '/healthz']
  const raw = await rawConnection(site.port)
  raw.say(paths.map((path) => rawGet(path)).join(''))
  const answers = await raw.answers(paths.length)
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 200, 200, 200])
  expect(answers.map(({ body }) => body.slice(0, 9))).toEqual([
    '{"alive":',
    ...Array(4).fill('<!DOCTYPE'),
    '{"alive":',
  ])
  raw.say(rawGet('/healthz'))
  expect(await raw.answers(paths.length + 1)).toHaveLength(paths.length + 1)
  raw.socket.destroy()
})

test('who sends more than sixteen ahead is cut, and takes no memory', async () => {
  await fetch(site.url + article)
  const before = await memory()
  const senders = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const raw = await rawConnection(site.port)
      raw.socket.pause()
      raw.say(rawGet(article).repeat(1500))
      return raw
    }),
  )
  expect((await fetch(site.url + article)).status).toBe(200)
  for (const { socket, closed } of senders) {
    socket.resume()
    await closed()
  }
  expect((await memory()) - before).toBeLessThan(60)
})

test.each([
  ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['two hosts of which the first is empty', 'GET / HTTP/1.1\r\nHost:\r\nHost: b\r\n\r\n'],
  ['the same host twice', `${rawGet('/', 'host: localhost')}`],
  ['no host', 'GET / HTTP/1.1\r\nAccept: */*\r\n\r\n'],
  ['a host that is empty', 'GET / HTTP/1.1\r\nHost: \r\n\r\n'],
  ['a host that is a path', 'GET / HTTP/1.1\r\nHost: a/b\r\nAccept-Encoding: gzip\r\n\r\n'],
  ['a host with a name before it', 'GET / HTTP/1.1\r\nHost: a@b\r\nAccept-Encoding: gzip\r\n\r\n'],
  ['a host in two words', 'GET / HTTP/1.1\r\nHost: a b\r\nAccept-Encoding: gzip\r\n\r\n'],
  ['a port that is a word', 'GET / HTTP/1.1\r\nHost: a:b\r\nAccept-Encoding: gzip\r\n\r\n'],
])('%s: 400', async (_, text) => {
  expect(await statuses(text, 1)).toEqual([400])
})

test.each(['localhost', 'LOCALHOST:80', '127.0.0.1:4340', '[::1]', '[::1]:80', 'xn--bcher-kva.example'])(
  'the host %s is one',
  async (host) => {
    expect(await statuses(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 1)).toEqual([200])
    const plain = `GET / HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: gzip\r\n\r\n`
    expect(await statuses(plain, 1)).toEqual([200])
  },
)

test('before HTTP/1.1 no host is needed', async () => {
  expect(await statuses('GET / HTTP/1.0\r\n\r\n')).toEqual([200])
})

test('a broken request behind good ones is answered behind their answers', async () => {
  expect(await statuses(`${rawGet('/contact?new')}${rawGet(article)}NOT HTTP AT ALL\r\n\r\n`)).toEqual([
    200, 200, 400,
  ])
  expect(await statuses(`${rawGet('/healthz')}GET / HTTP/1.1\r\nBad Name: x\r\n\r\n`)).toEqual([200, 400])
  const long = `X: ${'x'.repeat(17_000)}`
  expect(await statuses(rawGet('/healthz') + rawGet('/', long))).toEqual([200, 431])
})

test('a body that breaks off is the end of its own request alone', async () => {
  const type = 'Content-Type: application/x-www-form-urlencoded'
  const post = (body: string) =>
    `POST ${article} HTTP/1.1\r\nHost: localhost\r\n${type}\r\nTransfer-Encoding: chunked\r\n\r\n${body}`
  expect(await statuses(post('zz\r\n'))).toEqual([400])
  expect(await statuses(`${rawGet('/healthz')}${post('3\r\nabc\r\nzz\r\n')}`)).toEqual([200, 400])
})

test('what stands behind a wish to close is not read, and takes nothing from the answer before it', async () => {
  expect(await statuses(rawGet('/contact?x', 'Connection: close') + rawGet('/'))).toEqual([200])
  expect(await statuses(rawGet('/healthz') + rawGet('/', 'Connection: close') + rawGet('/'))).toEqual([
    200, 200,
  ])
})

test('who would change the protocol is told that the connection ends', async () => {
  const upgrade = rawGet('/', 'Connection: Upgrade', 'Upgrade: websocket')
  const raw = await rawConnection(site.port)
  raw.say(rawGet('/healthz') + upgrade + rawGet('/healthz'))
  const answers = await raw.answers()
  expect(answers.map(({ status, head }) => [status, head.connection])).toEqual([
    [200, 'keep-alive'],
    [200, 'close'],
  ])
})

test('what is expected of us and is not known is refused by a page of ours', async () => {
  const raw = await rawConnection(site.port)
  raw.say(rawGet('/', 'Expect: junk'))
  const [answer] = await raw.answers(1)
  raw.socket.destroy()
  expect([answer?.status, answer?.head['content-type']]).toEqual([417, 'text/html; charset=utf-8'])
  expect(answer?.head['content-security-policy']).toContain("default-src 'none'")
})

test.each([
  ['one long line', [`X: ${'x'.repeat(17_000)}`]],
  ['many lines', Array.from({ length: 1500 }, (_, n) => `X-${n}: some words`)],
  ['blanks in what is accepted', [`Accept-Encoding: *${' '.repeat(60_000)}x`]],
])('a header section over 16 kB is 431: %s', async (_, headers) => {
  expect(await statuses(rawGet('/', ...headers), 1)).toEqual([431])
})

test('the longest header section that is read is read at once', async () => {
  const raw = await rawConnection(site.port)
  const before = await memory()
  raw.say(rawGet('/', `Accept-Encoding: *${' '.repeat(15_000)}x`))
  expect((await raw.answers(1))[0]?.status).toBe(200)
  raw.socket.destroy()
  expect((await memory()) - before).toBeLessThan(60)
})

test('no address of the framework’s own is answered', async () => {
  const paths = [
    ...['/index.rsc', '/nowhere.rsc', `${article}.rsc`, '/staff.rsc', '/healthz.rsc', '/index.txt'],
    ...[`${article}.prefetch.rsc`, `${article}.segments/_tree.segment.rsc`, `${article}.action`],
    ...[
      '/_next/data/x/index.json',
      '/_next/image',
      '/_global-error',
      '/_not-found',
      '/_error',
      '/404',
      '/500',
    ],
    ...['/answer/404', '/answer/413', '/answer/faults/about', `${article}?_rsc=x`].slice(0, 3),
  ]
  for (const path of paths) {
    for (const headers of [{}, { rsc: '1' }, { 'next-router-prefetch': '1', rsc: '1' }]) {
      const answer = await fetch(site.url + path, { headers })
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        'text/html; charset=utf-8',
      ])
    }
  }
})

test('a redirect keeps the query', async () => {
  writeFileSync(
    join(site.contentDir, 'articles', 'moved-here.mdx'),
    '---\ntitle: Moved\ndescription: It has moved\ndate: 2026-01-01\nredirectFrom: [/articles/was-there, /2019/05/it]\n---\nWords.\n',
  )
  for (const old of ['/articles/was-there', '/2019/05/it'])
    await expect
      .poll(async () => {
        const answer = await fetch(`${site.url}${old}?utm=a%20b`, { redirect: 'manual' })
        return [answer.status, answer.headers.get('location')]
      })
      .toEqual([308, '/articles/moved-here?utm=a%20b'])
})

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

test('a file that is no picture is not sent, and what a link leads to decides what it is', async () => {
  const folder = join(site.contentDir, 'articles')
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
  writeFileSync(join(folder, 'broken.png'), 'not a picture')
  writeFileSync(join(folder, 'half.png'), pixel.subarray(0, 40))
  writeFileSync(join(folder, 'drawing.png'), drawing)
  writeFileSync(join(folder, 'drawing.svg'), drawing)
  writeFileSync(join(folder, 'pixel.jfif'), pixel)
  symlinkSync(join(folder, 'the-value-of-social-media-for-healthcare.mdx'), join(folder, 'source.png'))
  const lines = site.log().split('\n').length
  for (const name of ['broken.png', 'drawing.png', 'source.png'])
    for (const width of ['', '480/', '1200/'])
      expect([name, (await fetch(`${site.url}/pictures/${width}articles/${name}`)).status]).toEqual([
        name,
        404,
      ])
  for (const width of ['', '480/'])
    for (const name of ['half.png', 'pixel.jfif'])
      expect((await fetch(`${site.url}/pictures/${width}articles/${name}`)).status).toBe(200)
  const drawn = await fetch(`${site.url}/pictures/articles/drawing.svg`)
  expect([drawn.status, drawn.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(
    site
      .log()
      .split('\n')
      .slice(lines)
      .filter((line) => line.includes('"error"')),
  ).toEqual([])
})

/** A moving picture of so many bytes: frames of one pixel, the last as long as need be. */
function gifOf(bytes: number): Buffer {
  const head = Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1')
  const frame = Buffer.from('\x2c\0\0\0\0\x01\0\x01\0\0\x08', 'latin1')
  const rest = bytes - head.length - frame.length * 2 - 5
  const blocks = Buffer.alloc(rest, Buffer.concat([Buffer.from([255]), Buffer.alloc(255, 7)]))
  const last = rest % 256
  if (last) blocks.writeUInt8(last - 1, rest - last)
  return Buffer.concat([head, frame, Buffer.from([1, 7, 0]), frame, blocks, Buffer.from([0, 0x3b])])
}

test('a file larger than the page memory is streamed, and sends no page away', async () => {
  const size = 25_000_000
  const file = join(site.contentDir, 'articles', 'large.gif')
  writeFileSync(file, gifOf(size))
  await fetch(site.url + article)
  const kept = async () =>
    Number(/^broadsheet_pages_kept (\d+)$/m.exec(await (await fetch(`${site.url}/metrics`)).text())?.[1])
  const before = { kept: await kept(), memory: await memory() }
  const address = `${site.url}/pictures/articles/large.gif`
  const whole = await fetch(address)
  expect([whole.status, whole.headers.get('content-type'), whole.headers.get('content-length')]).toEqual([
    ...[200, 'image/gif', String(size)],
  ])
  expect(Buffer.from(await whole.arrayBuffer()).equals(readFileSync(file))).toBe(true)
  const etag = whole.headers.get('etag') ?? ''
  expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304)
  const head = await fetch(address, { method: 'HEAD' })
  expect([head.headers.get('content-length'), head.headers.get('etag')]).toEqual([String(size), etag])
  const slow = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const raw = await rawConnection(site.port)
      raw.socket.pause()
      raw.say(rawGet('/pictures/articles/large.gif', 'Accept-Encoding: gzip'))
      return raw
    }),
  )
  expect(await kept()).toBeGreaterThanOrEqual(before.kept)
  expect((await memory()) - before.memory).toBeLessThan(100)
  for (const { socket } of slow) socket.destroy()
  writeFileSync(file, gifOf(2_000_000))
  await expect
    .poll(async () => (await fetch(address, { method: 'HEAD' })).headers.get('content-length'))
    .toBe('2000000')
})

test('posts that were begun when the site is told to stop are answered, and it ends with 0', async () => {
  const stopping = await startSite()
  const form = await readForm(stopping.url + article, 'reply')
  const bodies = await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      const encoded = new Response(filled(form, { ...aReply, comment: `Reply ${n}` }))
      return { type: encoded.headers.get('content-type'), text: await encoded.text() }
    }),
  )
  const [resting, silent] = [await rawConnection(stopping.port), await rawConnection(stopping.port)]
  resting.say(rawGet('/healthz'))
  await resting.answers(1)
  const posts = await Promise.all(
    bodies.map(async ({ type, text }) => {
      const raw = await rawConnection(stopping.port)
      raw.say(
        `POST ${article} HTTP/1.1\r\nHost: localhost:${stopping.port}\r\nOrigin: ${stopping.url}\r\n` +
          `Content-Type: ${type}\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
      )
      return raw
    }),
  )
  const stopped = stopping.stop()
  const answers = await Promise.all(posts.map((raw) => raw.answers(1)))
  expect(answers.map(([answer]) => answer?.status)).toEqual(Array(40).fill(303))
  await resting.closed()
  await silent.closed()
  expect(await stopped).toBe(0)
  await stopping.remove()
})
