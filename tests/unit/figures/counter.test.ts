import { afterEach, describe, expect, test } from 'vitest'
import { createCounter } from '#lib/figures/counter.ts'
import { keptQuery } from '#lib/figures/kept-query.ts'
import type { Asked } from '#lib/figures/reader.ts'
import { createLog } from '#lib/log.ts'
import { changeSite, defaults } from '#lib/site.ts'

afterEach(() => changeSite(defaults))

const headless =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/146.0.0.0 Safari/537.36'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const reader: Asked = { agent: firefox, destination: 'document', host: 'clinic.example' }
const noon = Date.UTC(2026, 10, 23, 12)
const day = 86_400_000

type Row = { day: string; kind: string; subject: string; detail: string; count: number }

/** A counter whose clock and database are the test's. */
function counting(own?: string) {
  const clock = { time: noon }
  const database = { isAway: false }
  const rows: Row[] = []
  const lines: string[] = []
  const insert = {
    insertInto: () => ({
      values: (given: Row[]) => ({ onConflict: () => ({ execute: async () => rows.push(...given) }) }),
    }),
  }
  const write = async <T>(work: (tx: never) => Promise<T>) => {
    if (database.isAway) throw new Error('away')
    return await work(insert as never)
  }
  const log = createLog('info', (line) => lines.push(line))
  const counter = createCounter({ db: { write }, now: () => clock.time, log }, own)
  const stored = async () => {
    await counter.write()
    return rows.map(({ kind, subject, detail, count }) =>
      [kind, subject || '(others)', detail, count].filter(Boolean).join(' '),
    )
  }
  return { counter, clock, database, rows, lines, stored }
}

describe('a view', () => {
  test.each<[string, Asked, boolean]>([
    ['of a browser', reader, true],
    ['of a browser that sends no Sec-Fetch headers', { agent: firefox }, true],
    [
      'of a robot',
      { ...reader, agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
      false,
    ],
    ['of a browser without a window', { ...reader, agent: headless }, true],
    ['of a program', { ...reader, agent: 'curl/8.5.0' }, false],
    ['of who says nothing', { destination: 'document' }, false],
    ['of a page fetched in advance', { ...reader, purpose: 'prefetch;prerender' }, false],
    ['of a preview', { ...reader, purpose: 'preview' }, false],
    ['within a frame', { ...reader, destination: 'iframe' }, false],
    ['of a script or a service worker', { ...reader, destination: 'empty', mode: 'cors' }, false],
    [
      'that a service worker fetches as it is opened',
      { ...reader, destination: 'empty', mode: 'navigate' },
      true,
    ],
  ])('%s', async (_, asked, isCounted) => {
    const { counter, stored } = counting()
    counter.view('/articles/one', asked)
    expect(await stored()).toEqual(isCounted ? ['view /articles/one 1'] : [])
  })

  test.each([
    ...[
      ['/', true],
      ['/about', true],
      ['/topics/health', true],
      ['/articles/page/2', true],
    ],
    ...[
      ['/feed.xml', false],
      ['/articles/one/reply-received', false],
      ['/staff', false],
      ['/moderate/x', false],
    ],
  ] as const)('at %s: %s', async (path, isCounted) => {
    const { counter, stored } = counting()
    counter.view(path, reader)
    expect(await stored()).toHaveLength(isCounted ? 1 : 0)
  })

  test('is none while figures are off', async () => {
    const { counter, stored } = counting()
    changeSite({ ...defaults, figures: false })
    counter.view('/about', reader)
    counter.search(reader, { q: 'flu', total: 1 })
    counter.share('/articles/one', 'x')
    expect(await stored()).toEqual([])
  })

  test('tells where from: the site’s name alone, never one’s own, nor one that is not of the web', async () => {
    const { counter, stored } = counting('https://www.clinic.example')
    for (const referer of [
      'https://www.example.org/a?b=c',
      'https://example.org/',
      'https://clinic.example/articles/two',
      'http://192.0.2.7/',
      'http://intranet/',
      'android-app://com.example/',
      'nonsense',
    ])
      counter.view('/about', { ...reader, referer })
    expect(await stored()).toEqual(['referrer example.org 2', 'view /about 7'])
  })

  test('beyond a day’s limit of sites is counted with the others', async () => {
    const { counter, stored } = counting()
    for (let number = 0; number < 700; number++)
      counter.view('/about', { ...reader, referer: `https://site-${number}.example/` })
    const rows = await stored()
    expect(rows).toHaveLength(502)
    expect(rows).toContain('referrer (others) 200')
  })
})

test('what was written is not written again, what comes meanwhile is written next', async () => {
  const { counter, rows, stored } = counting()
  counter.view('/about', reader)
  const first = counter.write()
  counter.view('/about', reader)
  await first
  expect(counter.unwritten()).toBe(1)
  expect(await stored()).toEqual(['view /about 1', 'view /about 1'])
  await counter.write()
  expect(rows).toHaveLength(2)
})

test('a day is one of the site’s time zone, and a database that is away loses none of seven', async () => {
  changeSite({ ...defaults, timeZone: 'Pacific/Auckland' })
  const { counter, clock, database, rows, lines } = counting()
  database.isAway = true
  for (let days = 0; days < 7; days++) {
    counter.view('/about', reader)
    await expect(counter.write()).rejects.toThrow('away')
    clock.time += day
  }
  expect(lines).toEqual([])
  database.isAway = false
  await counter.write()
  const days = Array.from({ length: 7 }, (_, index) => `2026-11-${24 + index}`)
  expect(rows.map((row) => row.day)).toEqual(days)
  database.isAway = true
  for (let days = 0; days < 10; days++) {
    counter.view('/about', reader)
    clock.time += day
  }
  expect(lines.join()).toContain('Figures of a day are lost')
})

test.each([
  ['  Café  au LAIT ', 'cafe au lait'],
  ['type 2 diabetes', 'type 2 diabetes'],
  ['flu vaccine 2026', 'flu vaccine 2026'],
])('a search for “%s” is kept as “%s”', (q, kept) => {
  expect(keptQuery(q)).toBe(kept)
})

test.each([
  ...['ada@example.org', '+44 20 7946 0000', '078 / 946 00 00', '12 High Street', 'Hauptstraße 5', ' '],
  ...['12 rue de la Paix', 'SW1A 1AA', '75001 paris', '192.0.2.7', 'https://example.org/x', 'x'.repeat(61)],
])('a search for “%s” is not kept', (q) => {
  expect(keptQuery(q)).toBeUndefined()
})

test('searches without results are counted as well; of a query that is not kept, only that it was one', async () => {
  const { counter, stored } = counting()
  counter.search(reader, { q: 'Flu', total: 3 })
  counter.search(reader, { q: 'flu', total: 0 })
  counter.search(reader, { q: 'ada@example.org', total: 0 })
  expect(await stored()).toEqual([
    'search (others) 1',
    'search flu 2',
    'search-without (others) 1',
    'search-without flu 1',
  ])
})
