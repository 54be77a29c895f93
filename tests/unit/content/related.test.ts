import { expect, test } from 'vitest'
import type { Library } from '#lib/content/article.ts'
import { packPlain } from '#lib/http/page.ts'
import { createPageCache } from '#lib/http/page-cache.ts'
import { type RequestContext, withRequest } from '#lib/request-context.ts'
import { article, contentFolder } from './folder.ts'

const slugs = (library: Library, slug: string) => library.related(slug).map((one) => one.slug)

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}`
const on = (number: number, topics: string, more: Record<string, string> = {}) =>
  article('Words.', { date: day(number), topics, ...more })

test('an article leads to those that share the most topics with it, a rare one before a common one, then the newest', async () => {
  const folder = await contentFolder({
    'articles/a.mdx': on(10, '[Health, Sleep, Shifts]'),
    'articles/two.mdx': on(1, '[Health, Sleep]'),
    'articles/rare.mdx': on(2, '[Shifts]'),
    'articles/common.mdx': on(12, '[Health]'),
    'articles/newer.mdx': on(13, '[Health]'),
    'articles/other.mdx': on(14, '[Work]'),
  })
  const { library } = await folder.open()
  expect(slugs(library, 'a')).toEqual(['two', 'rare', 'newer'])
  expect(slugs(library, 'common')).toEqual(['newer', 'a', 'two'])
  expect(slugs(library, 'nothing')).toEqual([])
})

test('those of its own language come first, whatever its region', async () => {
  const folder = await contentFolder({
    'articles/a.mdx': on(10, '[Health, Sleep]', { lang: 'de' }),
    'articles/english.mdx': on(12, '[Health, Sleep]'),
    'articles/german.mdx': on(1, '[Health]', { lang: 'de-AT' }),
  })
  const { library } = await folder.open()
  expect(slugs(library, 'a')).toEqual(['german', 'english'])
})

test('where fewer than two share a topic, the nearest by date fill up, to either side', async () => {
  const folder = await contentFolder({
    'articles/a.mdx': on(10, '[Health]'),
    'articles/b.mdx': on(11, '[Work]'),
    'articles/c.mdx': on(12, '[Rest]'),
    'articles/d.mdx': on(1, '[Health]'),
  })
  const { library } = await folder.open()
  expect(slugs(library, 'a')).toEqual(['d', 'b'])
  expect(slugs(library, 'c')).toEqual(['b', 'a'])
  expect(slugs(library, 'd')).toEqual(['a', 'b'])
  await folder.remove('articles/b.mdx')
  await folder.remove('articles/c.mdx')
  await folder.remove('articles/d.mdx')
  await library.refresh()
  expect(slugs(library, 'a')).toEqual([])
})

test('what is alike by content comes before what shares a topic, in its own language first; only what is published', async () => {
  const folder = await contentFolder({
    'articles/a.mdx': on(10, '[Health]'),
    'articles/topic.mdx': on(11, '[Health]'),
    'articles/topical.mdx': on(9, '[Health]'),
    'articles/alike.mdx': on(1, '[Work]'),
    'articles/closer.mdx': on(2, '[Work]', { lang: 'de' }),
    'articles/far.mdx': on(3, '[Work]'),
    'articles/last.mdx': on(4, '[Work]'),
    'articles/draft.mdx': on(5, '[Health]', { draft: 'true' }),
  })
  const { library } = await folder.open()
  const told = (...near: string[]) => library.related('a', near).map(({ slug }) => slug)
  expect(told('a', 'closer', 'draft', 'gone', 'alike', 'far')).toEqual(['alike', 'far', 'closer'])
  expect(told('closer', 'alike', 'far', 'last')).toEqual(['alike', 'far', 'last'])
  expect(told('draft', 'alike')).toEqual(['alike', 'topic', 'topical'])
  expect(told()).toEqual(['topic', 'topical'])
  for (const [slug, number] of [
    ['a', 10],
    ['alike', 1],
  ] as const)
    await folder.write(`articles/${slug}.mdx`, on(number, '[Health]', { series: 'Steps' }))
  await library.refresh()
  expect(told('alike', 'far', 'last')).toEqual(['far', 'last', 'alike'])
})

test('drafts, scheduled and expired articles are related to nothing', async () => {
  let now = Date.parse('2026-11-23T12:00:00Z')
  const folder = await contentFolder({
    'articles/a.mdx': on(10, '[Health]'),
    'articles/b.mdx': on(11, '[Health]'),
    'articles/draft.mdx': on(12, '[Health]', { draft: 'true' }),
    'articles/later.mdx': on(24, '[Health]'),
    'articles/over.mdx': on(13, '[Health]', { expires: '2026-11-25' }),
  })
  const { library } = await folder.open({ now: () => now })
  expect(slugs(library, 'a')).toEqual(['over', 'b'])
  now = Date.parse('2026-11-24T12:00:00Z')
  expect(slugs(library, 'a')).toEqual(['later', 'over', 'b'])
  now = Date.parse('2026-11-25T12:00:00Z')
  expect(slugs(library, 'a')).toEqual(['later', 'b'])
})

/** Kept pages of what is related to each article, dropped as the server drops them. */
async function keptPages(files: Record<string, string>) {
  let now = Date.parse('2026-11-23T12:00:00Z')
  const folder = await contentFolder(files)
  const { library, dropped } = await folder.open({ now: () => now })
  const pages = createPageCache(10_000_000)
  let renderings = 0
  const told = (slug: string) => library.related(slug).map(({ slug, title }) => `${slug} ${title}`)
  async function page(slug: string): Promise<string[]> {
    pages.invalidate(...dropped())
    const { bytes } = await pages.get(slug, async () => {
      renderings++
      const context: RequestContext = { id: '1', client: '-', cacheTags: new Set() }
      const text = await withRequest(context, async () => JSON.stringify(told(slug)))
      return { ...packPlain('application/json', Buffer.from(text)), cacheTags: context.cacheTags }
    })
    return 'plain' in bytes ? JSON.parse(String(bytes.plain)) : []
  }
  return {
    folder,
    library,
    page,
    told,
    count: () => renderings,
    later: (text: string) => {
      now = Date.parse(text)
    },
  }
}

const several = {
  'articles/a.mdx': on(10, '[Health]'),
  'articles/b.mdx': on(11, '[Health, Sleep]'),
  'articles/c.mdx': on(12, '[Sleep]'),
  'articles/d.mdx': on(13, '[Work]', { expires: '2026-11-25' }),
  'articles/e.mdx': on(14, '[Health]'),
}

test('a kept page is right after every change of what it leads to', async () => {
  const { folder, library, page, told, later } = await keptPages(several)
  const all = ['a', 'b', 'c', 'd', 'e', 'f']
  const agree = async () => {
    await library.refresh()
    for (const slug of all) expect([slug, await page(slug)]).toEqual([slug, told(slug)])
  }
  await agree()
  const steps: [path: string, text: string | undefined][] = [
    ['articles/b.mdx', on(11, '[Health, Sleep]', { title: 'Another title' })],
    ['articles/b.mdx', on(11, '[Work]', { title: 'Another title' })],
    ['articles/e.mdx', on(1, '[Health]')],
    ['articles/f.mdx', on(15, '[Sleep, Work]')],
    ['articles/f.mdx', on(15, '[Sleep, Work]', { lang: 'de' })],
    ['articles/a.mdx', on(10, '[Health]', { draft: 'true' })],
    ['articles/e.mdx', undefined],
    ['articles/c.mdx', undefined],
    ['articles/a.mdx', on(20, '[Work]')],
    ['articles/f.mdx', undefined],
  ]
  for (const [path, text] of steps) {
    if (text === undefined) await folder.remove(path)
    else await folder.write(path, text)
    await agree()
  }
  later('2026-11-25T00:00:00Z')
  await agree()
  expect(await page('a')).not.toContain('d A title')
})

test('a page stays when an article that it does not lead to gets another title', async () => {
  const { folder, library, page, count } = await keptPages({
    ...several,
    ...Object.fromEntries([20, 21, 22].map((number) => [`articles/n-${number}.mdx`, on(number, '[Health]')])),
  })
  await page('e')
  await folder.write('articles/a.mdx', on(10, '[Health]', { title: 'Another title' }))
  await library.refresh()
  await page('e')
  expect(count()).toBe(1)
})
