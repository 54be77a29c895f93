import { afterEach, expect, test } from 'vitest'
import { byteOrderMark } from '#lib/csv.ts'
import { figuresAsCsv } from '#lib/figures/csv.ts'
import { sumOf } from '#lib/figures/days.ts'
import { keptQuery } from '#lib/figures/kept-query.ts'
import { isRobot, siteOf } from '#lib/figures/reader.ts'
import { changeSite, defaults } from '#lib/site.ts'

afterEach(() => changeSite(defaults))

test.each([
  ['https://www.example.org/a?b=c', 'example.org'],
  ['http://example.org', 'example.org'],
  ['http://example.org:8080/x', 'example.org'],
  ['https://EXAMPLE.org./', 'example.org'],
  ['https://sub.example.co.uk/', 'sub.example.co.uk'],
  ['https://www.www.example.org/', 'www.example.org'],
  ['https://münchen.example/', 'xn--mnchen-3ya.example'],
  ['https://name:secret@example.org/', 'example.org'],
  ['https://example.org?q=1', 'example.org'],
  ['https://example.org#x', 'example.org'],
  ['http://t.co/', 't.co'],
  ...[
    '',
    'about:blank',
    'android-app://com.example/',
    'https://',
    'https:///x',
    'file:///etc/passwd',
    'null',
  ].map((referer) => [referer, undefined] as const),
  // Of a network, or a name inside of one.
  ...[
    'http://localhost/',
    'http://192.168.0.7/',
    'http://[::1]/',
    'http://intranet/',
    'http://0x7f000001/',
  ].map((referer) => [referer, undefined] as const),
  ...[
    'javascript:alert(1)',
    `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example/`,
    'https://a_b.example/',
  ].map((referer) => [referer, undefined] as const),
] as const)('who comes from %j comes from %s', (referer, site) => {
  // Twice: what was found is kept.
  expect([siteOf(referer), siteOf(referer)]).toEqual([site, site])
})

test('thousands of sites and of browsers are told apart, and none takes the place of another', () => {
  const names = Array.from({ length: 3000 }, (_, at) => `site-${at}.example`)
  expect(names.map((name) => siteOf(`https://${name}/`))).toEqual(names)
  const agents = names.map((name, at) =>
    at % 2 ? `${name} Googlebot/2.1` : `Mozilla/5.0 (X11) Firefox/${at}.0`,
  )
  expect(agents.map(isRobot)).toEqual(agents.map((_, at) => at % 2 === 1))
  expect(['', ' ', 'x'.repeat(5000)].map(isRobot)).toHaveLength(3)
})

test.each([
  ['Flu  Vaccine', 'flu vaccine'],
  ['Grippe-Impfung', 'grippe-impfung'],
  ['covid 2021', 'covid 2021'],
  ['Vitamin B12 5 mg', 'vitamin b12 5 mg'],
  ['HÔPITAL', 'hopital'],
  ['over 65', 'over 65'],
  ['open 24/7', 'open 24/7'],
  ['صحة', 'صحه'],
  ...[
    ...[
      '',
      '   ',
      'anna@example.org',
      'https://example.org/x',
      'www.example.org',
      '020 7946 0958',
      '٠٢٠ ٧٩٤٦',
    ],
    ...[
      '10115',
      '12 High Street',
      'Hauptstraße 7',
      'Hauptstr. 7',
      '5 rue de la Paix',
      'Calle Mayor 3',
      'شارع 5',
    ],
    ...[
      'SW1A 1AA',
      'sw1a1aa',
      'M1 1AE',
      'born 3.4.1980',
      '1.2.3',
      'born 3/4/80',
      '3-4-80',
      'x'.repeat(61),
      '4929 1234',
      '1 2 3 4 5',
    ],
  ].map((query) => [query, undefined] as const),
] as const)('of the query %j is kept: %s', (query, kept) => {
  expect(keptQuery(query)).toBe(kept)
  if (kept !== undefined) expect(keptQuery(kept)).toBe(kept)
})

const none = { views: 0, replies: 0, enquiries: 0, shares: 0, searches: 0, without: 0 }

test('the days of a period add up, and of no days nothing', () => {
  const days = Array.from({ length: 7 }, (_, at) => ({ ...none, views: at, searches: 2 * at, without: 1 }))
  expect(sumOf(days)).toEqual({ ...none, views: 21, searches: 42, without: 7 })
  expect(sumOf([])).toEqual(none)
})

test.each(['en-GB', 'de-DE', 'fr-FR', 'es-ES', 'ar'])(
  'in %s each number stands in the file, under its head',
  (lang) => {
    changeSite({ ...defaults, lang })
    const place = {
      path: '/articles/ä',
      isArticle: true,
      title: '=1+1',
      views: 3,
      replies: 1,
      enquiries: 2,
      shares: 4,
    }
    const text = figuresAsCsv(
      {
        days: [{ day: '2026-11-23', ...none, views: 7 }],
        totals: { ...none, views: 7, searches: 9 },
        articles: [place],
        pages: [{ ...place, path: '', title: '' }],
        referrers: [
          { name: 'example.org', count: 5 },
          { name: '', count: 6 },
        ],
        shares: [
          { name: 'email', count: 1 },
          { name: 'x', count: 2 },
          { name: 'gone', count: 3 },
        ],
        searches: [
          { name: 'flu', count: 8 },
          { name: '', count: 1 },
        ],
        without: [{ name: 'flu', count: 2 }],
      } as never,
      'https://example.org',
    )
    expect(text.startsWith(byteOrderMark)).toBe(true)
    const sign = text.includes(';') ? ';' : ','
    const lines = text
      .slice(1)
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.replace(/"[^"]*"/g, 'quoted').split(sign))
    expect(lines).toHaveLength(12)
    expect(lines.map(({ length }) => length)).toEqual(Array(12).fill(9))
    const [head = [], total, day, article, page, ...others] = lines
    expect(new Set(head).size).toBe(9)
    expect(total?.slice(3)).toEqual(['7', '0', '0', '0', '9', '0'])
    expect(day?.slice(1, 4)).toEqual(['2026-11-23', '', '7'])
    expect(article?.slice(1)).toEqual([
      "'=1+1",
      'https://example.org/articles/%C3%A4',
      '3',
      '1',
      '2',
      '4',
      '',
      '',
    ])
    expect(page?.[1]).not.toBe('')
    expect(others.map((line) => line.slice(3).filter(Boolean).join(' '))).toEqual([
      '5',
      '6',
      '1',
      '2',
      '3',
      '8 2',
      '1 0',
    ])
    expect(others.every(([, name]) => name)).toBe(true)
  },
)
