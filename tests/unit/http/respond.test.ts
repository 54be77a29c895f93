import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { inject } from 'light-my-request'
import { expect, test } from 'vitest'
import { pack } from '#lib/http/page.ts'
import { encodingOf, isKnownTo, plainBytes, sendPage } from '#lib/http/respond.ts'

const page = await pack(200, 'text/plain', 'Words')

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['BR ; q=0.5 , gzip', 'br'],
  ['*', 'br'],
  ['*;q=0.000', 'identity'],
  ['gzip ;q=1.0 ', 'gzip'],
  ['gzip;q=0', 'identity'],
  ['xbr, gzipped', 'identity'],
  ['', 'identity'],
])('who accepts “%s” is sent %s', (accepted, encoding) => {
  expect(encodingOf(page, accepted)).toBe(encoding)
})

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
  ['identity', (bytes: Buffer) => bytes],
])('a page that is sent once is made smaller for whoever asked: %s', async (encoding, plain) => {
  const once = await pack(200, 'text/html', 'Words '.repeat(500), { isSentOnce: true })
  const { headers, rawPayload } = await inject(
    (request, response) =>
      void sendPage({ request, response } as never, { page: once, cacheControl: 'private' }),
    { url: '/', headers: { 'accept-encoding': encoding } },
  )
  expect(plain(rawPayload).toString()).toBe('Words '.repeat(500))
  expect([headers['content-encoding'] ?? 'identity', headers.vary]).toEqual([encoding, 'Accept-Encoding'])
  expect(headers.etag).toContain(once.etag)
})

test('a page without a validator is known to nobody', () => {
  expect(['', '""', 'W/""', '*', '"-br"'].map((header) => isKnownTo(header, ''))).toEqual(
    Array(5).fill(false),
  )
  expect(isKnownTo('"a", W/"b-br"', 'b')).toBe(true)
})

test('the longest header that says what is accepted takes no longer for its blanks', () => {
  const blanks = ' '.repeat(60_000)
  const begun = process.cpuUsage()
  for (const accepted of [
    `*${blanks}x`,
    `br${blanks};${blanks}q=1${blanks}x`,
    `,${blanks}`.repeat(2),
    `*;q=${'0.'.repeat(30_000)}`,
    `${'*,'.repeat(30_000)}x`,
  ])
    encodingOf(page, accepted)
  // Ten seconds before; some milliseconds of the processor's time now.
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(500)
})

test('of the pages in use last the plain bytes are at hand', async () => {
  const pages = await Promise.all(
    Array.from({ length: 9 }, (_, at) => pack(200, 'text/plain', `Words ${at}`)),
  )
  const first = await plainBytes(page)
  expect(first.toString()).toBe('Words')
  expect(await plainBytes(page)).toBe(first)
  for (const [at, other] of pages.entries()) expect(`${await plainBytes(other)}`).toBe(`Words ${at}`)
  expect(await plainBytes(page)).not.toBe(first)
  const large = await pack(200, 'text/plain', 'x'.repeat(300_000))
  expect(await plainBytes(large)).not.toBe(await plainBytes(large))
})
