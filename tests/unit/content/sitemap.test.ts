import { afterEach, expect, test } from 'vitest'
import { show, usual } from '#lib/content/organisation/live.ts'
import { sitemap } from '#lib/content/sitemap.ts'
import { article, contentFolder } from './folder.ts'
import { parseXml, type XmlElement } from './xml.ts'

afterEach(() => show(usual))

const siteUrl = 'https://example.org'

type World = Parameters<typeof sitemap>[0]

async function textOf(library: World, part?: number, limits?: { addresses: number; bytes: number }) {
  const pieces = await sitemap(library, siteUrl, part, limits)
  if (!pieces) return undefined
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

const childrenOf = (text = '') => parseXml(text).children
const textIn = (element: XmlElement, name: string) => element.children.find((one) => one.name === name)?.text
/** Each address below the site's with its day. */
const daysIn = (text?: string) =>
  childrenOf(text).map((url) => [textIn(url, 'loc')?.replace(siteUrl, ''), textIn(url, 'lastmod')])

test('the sitemap names everything that readers may find, lists by their newest change, and nothing else', async () => {
  const { library } = await (
    await contentFolder({
      'authors/jane-doe.yml': 'name: Jane Doe\n',
      'authors/john-roe.yml': 'name: John Roe\n',
      'articles/x.mdx': article('Words.', {
        ...{ author: 'jane-doe', topics: 'Health', updated: '2026-11-22', date: '2025-02-03' },
      }),
      'articles/y.mdx': article('Words.', { topics: 'Health', date: '2026-11-01' }),
      'articles/draft.mdx': article('Words.', { draft: 'true' }),
      'pages/about.mdx': '---\ntitle: About\ndescription: Us\n---\nWords.\n',
      'pages/terms.mdx': '---\ntitle: Terms\ndescription: Ours\nupdated: 2026-10-01\n---\nWords.\n',
    })
  ).open()
  expect(daysIn(await textOf(library))).toEqual([
    ['/', '2026-11-22'],
    ['/articles', '2026-11-22'],
    ['/topics', undefined],
    ['/archive', '2026-11-22'],
    ['/contact', undefined],
    ['/articles/y', '2026-11-01'],
    ['/articles/x', '2026-11-22'],
    ['/topics/health', '2026-11-22'],
    ['/authors/jane-doe', '2026-11-22'],
    ['/archive/2026', '2026-11-01'],
    ['/archive/2025', '2026-11-22'],
    ['/about', undefined],
    ['/terms', '2026-10-01'],
  ])
  expect(await textOf(library, 1)).toBeUndefined()
})

test('it has the days that readers see, and no article that has its place elsewhere', async () => {
  const { library } = await (
    await contentFolder({
      'site.yml': 'timeZone: Asia/Tokyo\n',
      'articles/summer.mdx': article('Words.', { date: '2026-07-01' }),
      'articles/changed.mdx': article('Words.', { date: '2026-06-01', updated: '2026-08-15T00:30' }),
      'articles/elsewhere.mdx': article('Words.', { canonical: 'https://other.example/first' }),
      'articles/own.mdx': article('Words.', { date: '2026-05-01', canonical: `${siteUrl}/articles/own` }),
    })
  ).open()
  const days = Object.fromEntries(daysIn(await textOf(library)))
  expect(days).toMatchObject({
    '/articles/summer': '2026-07-01',
    '/articles/changed': '2026-08-15',
    '/articles/own': '2026-05-01',
  })
  expect(Object.keys(days)).not.toContain('/articles/elsewhere')
})

test('a translation that one file names stands at both, each with all versions', async () => {
  const { library } = await (
    await contentFolder({
      'articles/sleep.mdx': article('Words.', { translations: '{ he: /articles/שינה }' }),
      'articles/שינה.mdx': article('Words.', { lang: 'he' }),
      'articles/alone.mdx': article(),
    })
  ).open()
  const urls = childrenOf(await textOf(library))
  const versions = (path: string) =>
    urls
      .find((url) => textIn(url, 'loc') === siteUrl + path)
      ?.children.filter(({ name }) => name === 'xhtml:link')
      .map(({ attributes: { rel, hreflang, href } }) => `${rel} ${hreflang} ${href}`)
      .sort()
  const hebrew = '/articles/%D7%A9%D7%99%D7%A0%D7%94'
  const all = [
    `alternate en-GB ${siteUrl}/articles/sleep`,
    `alternate he ${siteUrl}${hebrew}`,
    `alternate x-default ${siteUrl}/articles/sleep`,
  ]
  expect([versions('/articles/sleep'), versions(hebrew), versions('/articles/alone')]).toEqual([all, all, []])
})

test.each([
  ['addresses', { addresses: 4, bytes: 1e6 }],
  ['bytes', { addresses: 1e6, bytes: 400 }],
])(
  'with more %s than one file may hold it is an index of parts, which have each address once',
  async (_, limits) => {
    const slugs = Array.from({ length: 7 }, (_, number) => `a-${number}`)
    const { library } = await (
      await contentFolder(
        Object.fromEntries(
          slugs.map((slug, day) => [`articles/${slug}.mdx`, article('Words.', { date: `2026-11-1${day}` })]),
        ),
      )
    ).open()
    const whole = daysIn(await textOf(library))
    const index = await textOf(library, undefined, limits)
    expect(parseXml(index ?? '').name).toBe('sitemapindex')
    const parts = daysIn(index)
    const together: unknown[] = []
    for (const [number, [path, day]] of parts.entries()) {
      expect(path).toBe(`/sitemap-${number + 1}.xml`)
      const text = (await textOf(library, number + 1, limits)) ?? ''
      const days = daysIn(text)
      expect(days.length).toBeLessThanOrEqual(limits.addresses)
      expect(day).toBe(
        days
          .map(([, one]) => one)
          .sort()
          .findLast((one) => one !== undefined),
      )
      together.push(...days)
    }
    expect(parts.length).toBeGreaterThan(2)
    expect(together).toEqual(whole)
    expect(await textOf(library, parts.length + 1, limits)).toBeUndefined()
  },
)

test('while the sitemap of a large site is made, others have their turn', async () => {
  const { library } = await (await contentFolder({ 'articles/x.mdx': article() })).open()
  const [sample] = library.articles()
  if (!sample) throw new Error('No article')
  const articles = Array.from({ length: 60_000 }, (_, number) => ({
    ...sample,
    path: `/articles/x-${number}`,
  }))
  const large = { ...library, articles: () => articles }
  let turns = 0
  const other = { isOver: false }
  const takeTurn = () => {
    turns++
    if (!other.isOver) setImmediate(takeTurn)
  }
  setImmediate(takeTurn)
  const index = childrenOf(await textOf(large))
  const parts = await Promise.all(index.map((_, number) => textOf(large, number + 1)))
  other.isOver = true
  expect(parts.map((text) => text?.split('<url>').length ?? 0)).toEqual([50_001, 10_007])
  expect(turns).toBeGreaterThanOrEqual(100)
})
