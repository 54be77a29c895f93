import { expect, test } from 'vitest'
import { prefersMarkdown } from '#lib/http/accept.ts'
import { judged } from '#lib/http/conditions.ts'
import { isHost } from '#lib/http/host.ts'
import { pack } from '#lib/http/page.ts'
import { encodingOf, headersOf, isKnownTo, readyBytes } from '#lib/http/respond.ts'

const page = await pack(200, 'text/plain', 'Words')

/** RFC 9110, 12.5.3, without a look at our expressions: whether a coding may be sent. */
function isAcceptable(coding: string, header: string): boolean {
  const listed = header.split(',').map((part) => {
    const [name = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
    const q = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1'
    return { name, q: Number(q) }
  })
  const own = listed.find(({ name }) => name === coding) ?? listed.find(({ name }) => name === '*')
  if (!own) return coding === 'identity'
  return own.q > 0
}

const qualities = ['', ';q=0', ';q=0.0', '; q=0.000', ';q=0.001', ' ; q=0.5', ';q=1', ';q=1.000', ';Q=0']
const others = ['identity', 'deflate', 'zstd', 'xbr', 'gzipped', '*']

test('nobody is sent what they refuse, in whatever order they say it', () => {
  const wrong: string[] = []
  for (const brotli of qualities)
    for (const gzip of qualities)
      for (const other of others)
        for (const quality of qualities) {
          const all = [`br${brotli}`, `gzip${gzip}`, other + quality]
          for (const some of [
            all,
            all.toReversed(),
            all.slice(1),
            [all[0], all[2]],
            [all[2], all[1], all[0]],
          ]) {
            const header = some.join(', ')
            const encoding = encodingOf(page, header)
            // Where nothing else is left, a page is sent as it is.
            if (encoding !== 'identity' && !isAcceptable(encoding, header))
              wrong.push(`${header}: ${encoding}`)
            const isPacked = isAcceptable('br', header) || isAcceptable('gzip', header)
            if (encoding === 'identity' && isPacked) wrong.push(`${header}: not packed`)
          }
        }
  expect(wrong).toEqual([])
})

test('each form of a page is known by its own mark, and by those of the others', () => {
  for (const encoding of ['br', 'gzip', 'identity'] as const) {
    const { ETag = '' } = headersOf({ page, cacheControl: 'no-cache' }, encoding)
    expect(isKnownTo(String(ETag), page.etag)).toBe(true)
    expect(isKnownTo(`"other", W/${ETag}`, page.etag)).toBe(true)
    expect(isKnownTo(String(ETag).replace('"', '"x'), page.etag)).toBe(false)
    expect(readyBytes(page, encoding) === undefined).toBe(encoding === 'identity')
  }
  const weak = ['', ' ', '"', '""', '"-br"', 'W/', ',', '"other"', 'other']
  expect(weak.filter((header) => isKnownTo(header, page.etag))).toEqual([])
})

/** The three forms of a date that a recipient must take (RFC 9110, 5.6.7). */
const dates = ['Fri, 20 Nov 2026 12:00:00 GMT', 'Friday, 20-Nov-26 12:00:00 GMT', 'Fri Nov 20 12:00:00 2026']
const at = Date.UTC(2026, 10, 20, 12)
const state = { etag: 'a', modified: at, size: 10 }

test.each(['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati'])(
  'a date of HTTP is one of Greenwich, also on a machine that keeps the time of %s',
  (timeZone) => {
    const before = process.env.TZ
    process.env.TZ = timeZone
    try {
      for (const date of dates) {
        const answer = (modified: number) =>
          judged('GET', { 'if-modified-since': date }, { ...state, modified }, at + 60_000).status
        expect([answer(at - 1000), answer(at), answer(at + 999), answer(at + 1000)], date).toEqual([
          ...[304, 304, 304, 200],
        ])
      }
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  },
)

test.each([
  ...['2026-11-20T12:00:00Z', '20 Nov 2026', '1795176000', 'Foo 1', 'Fri, 20 Nov 2026', 'never', ''],
  ...['Fri, 20 Nov 2026 12:00:00', 'Fri, 20 Nov 2026 12:00:00 PST', 'Fri, 31 Foo 2026 12:00:00 GMT'],
])('%j is no date of HTTP, and asks for nothing', (date) => {
  for (const modified of [0, at, at + 1e12]) {
    const of = { ...state, modified }
    expect(judged('GET', { 'if-modified-since': date }, of, at).status).toBe(200)
    expect(judged('GET', { 'if-unmodified-since': date }, of, at).status).toBe(200)
    expect(judged('GET', { 'if-range': date, range: 'bytes=0-1' }, of, at + 1e13).status).toBe(200)
  }
})

test.each([
  [undefined, false],
  ['', false],
  ['*/*', false],
  ['text/*', false],
  ['text/markdown', true],
  ['TEXT/MARKDOWN', true],
  ['text/markdown;charset=utf-8', true],
  ['text/markdown, text/html', false],
  ['text/html, text/markdown', false],
  ['text/markdown, text/html;q=0.9', true],
  ['text/markdown;q=0.5, text/html;q=0.4', true],
  ['text/markdown;q=0.4, text/html;q=0.5', false],
  ['text/markdown;q=0.5, text/*;q=0.4', true],
  ['text/markdown;q=0.5, text/*', false],
  ['text/markdown, */*;q=0.1', true],
  ['text/markdown, */*', false],
  // The nearer range counts, also where it wants less.
  ['text/markdown;q=0.5, text/html;q=0.1, */*', true],
  ['text/markdown;q=0', false],
  ['text/markdown;q=0, text/html;q=0', false],
  ['text/markdown;q=2, text/html;q=0.1', false],
  ['text/markdown ; q=1.000 , text/html ; q=0.999', true],
  ['text/markdownish', false],
  ['application/xhtml+xml, text/markdown;q=0.1', true],
])('who accepts %j prefers Markdown: %s', (accept, isPreferred) => {
  expect(prefersMarkdown(accept)).toBe(isPreferred)
})

// First, while no host is remembered.
test.each([
  ...['', ' ', 'a b', 'example.org/', 'user@example.org', 'example.org:port', 'example.org:123456', '[::1'],
  ...['::1', 'a,b', 'example.org?x', 'a#b', 'münchen.de', 'a\tb', '[g::1]', 'example.org:80:80', '"a"'],
])('%j is none', (host) => expect(isHost(host, '1.1')).toBe(false))

test.each([
  ...['example.org', 'EXAMPLE.org:80', 'localhost:3000', '127.0.0.1', '[::1]', '[2001:db8::1]:8080'],
  ...['xn--mnchen-3ya.de', 'a_b.example', 'example.org.', 'example.org:'],
])('%s is a host', (host) => expect(isHost(host, '1.1')).toBe(true))

test('before HTTP/1.1 nobody needs to name one', () => {
  expect([isHost(undefined, '1.0'), isHost(undefined, '1.1'), isHost('a b', '1.0')]).toEqual([
    ...[true, false, false],
  ])
})
