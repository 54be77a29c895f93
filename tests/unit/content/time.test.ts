import { expect, test } from 'vitest'
import { article, contentFolder } from './folder.ts'

test('an article appears at its minute and goes at its end, by the clock alone', async () => {
  let now = Date.parse('2026-11-23T11:59:59.999Z')
  const folder = await contentFolder({
    'articles/x.mdx': article('Words.', {
      date: '2026-11-23T12:00',
      expires: '2026-11-23T13:00',
      topics: 'Health',
    }),
    'articles/y.mdx': article('[More](/articles/x)'),
  })
  const { library, dropped } = await folder.open({ now: () => now })
  expect(library.article('x')).toEqual({ kind: 'missing' })
  expect(library.faults().map(({ message }) => message)).toEqual([
    '/articles/x has not appeared yet: readers would find nothing there until its date',
  ])

  now += 1
  expect(library.article('x').kind).toBe('here')
  expect(library.topics()).toHaveLength(1)
  expect(library.faults()).toEqual([])
  expect(dropped()).toEqual([
    ...['article:x', 'articles', 'beside:x', 'beside:y', 'listed:x', 'members:health', 'topic:health'],
  ])

  now = Date.parse('2026-11-23T13:00:00Z')
  expect(library.articles().map(({ slug }) => slug)).toEqual(['y'])
  expect(library.article('x')).toEqual({ kind: 'gone' })
  expect(dropped()).toEqual([
    ...['article:x', 'articles', 'beside:x', 'beside:y', 'listed:x', 'members:health', 'topic:health'],
  ])
})

test('pages are dropped at the time even when nobody asks', async () => {
  const start = Date.parse('2026-11-23T11:59:56Z')
  // The clock stands until all is read: however long that takes, the time of the article is yet to come.
  let from = Number.POSITIVE_INFINITY
  const now = () => start + Math.max(0, performance.now() - from)
  const folder = await contentFolder({ 'articles/x.mdx': article('Words.', { date: '2026-11-23T12:00' }) })
  const { dropped } = await folder.open({ now, watch: true })
  expect(dropped()).not.toContain('articles')
  from = performance.now()
  const seen: string[] = []
  await expect.poll(() => seen.push(...dropped()) && seen).toContain('articles')
})

test('a bare date appears at midnight in the zone of the site', async () => {
  let now = Date.parse('2026-07-14T22:59:59Z')
  const folder = await contentFolder({ 'articles/x.mdx': article('Words.', { date: '2026-07-15' }) })
  const { library } = await folder.open({ now: () => now })
  expect(library.article('x').kind).toBe('missing')
  now += 1000
  expect(library.article('x').kind).toBe('here')
  expect(library.articles()[0]?.date.day).toBe('2026-07-15')
})
