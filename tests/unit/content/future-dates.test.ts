import { expect, test } from 'vitest'
import { article, contentFolder } from './folder.ts'

const start = Date.parse('2026-11-23T12:00:00Z')
const day = 24 * 60 * 60 * 1000

test('an update or a review that is still to come is told with its remedy, and nobody else is told it', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('Words.', { updated: '2036-01-01', reviewed: '2026-12-01' }),
    'pages/about.mdx': '---\ntitle: About\ndescription: About us\nupdated: 2027-02-03T10:00\n---\nWords.\n',
  })
  const { library } = await folder.open()
  expect(
    library
      .faults()
      .map(({ file, line, severity, message }) => [file.split('/').at(-1), line, severity, message]),
  ).toEqual([
    [
      'x.mdx',
      5,
      'warning',
      expect.stringContaining(
        '"updated" is still to come (found 2036-01-01): write the day on which it was done, such as 2026-11-23',
      ),
    ],
    ['x.mdx', 6, 'warning', expect.stringContaining('"reviewed" is still to come (found 2026-12-01)')],
    [
      'about.mdx',
      4,
      'warning',
      expect.stringContaining('"updated" is still to come (found 2027-02-03T10:00)'),
    ],
  ])
  const found = library.article('x')
  if (found.kind !== 'here') throw new Error(found.kind)
  expect(found.item.updated).toBeUndefined()
  expect(found.item.reviewed).toBeUndefined()
  expect(library.pages()[0]?.updated).toBeUndefined()
})

test('a date within a day is no fault, for clocks and zones differ; it is told from its moment on', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('Words.', { updated: '2026-11-24' }),
    'pages/about.mdx': '---\ntitle: About\ndescription: About us\nupdated: 2026-11-24\n---\nWords.\n',
  })
  let now = start
  const { library, dropped } = await folder.open({ now: () => now })
  const updated = () => {
    const found = library.article('x')
    return [found.kind === 'here' && found.item.updated?.day, library.pages()[0]?.updated?.day]
  }
  expect(library.faults()).toEqual([])
  expect(updated()).toEqual([undefined, undefined])
  now = Date.parse('2026-11-24T00:00:00Z')
  await library.refresh()
  expect(dropped()).toEqual(expect.arrayContaining(['article:x', 'page:about']))
  expect(updated()).toEqual(['2026-11-24', '2026-11-24'])
})

test('the fault goes when the day has come', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('Words.', { reviewed: '2026-11-30' }) })
  let now = start
  const { library } = await folder.open({ now: () => now })
  expect(library.faults()).toHaveLength(1)
  now += 8 * day
  await library.refresh()
  expect(library.faults()).toEqual([])
  expect(library.article('x')).toMatchObject({ item: { reviewed: { day: '2026-11-30' } } })
})

test('a scheduled article may be updated before it appears', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('Words.', { date: '2027-03-01', updated: '2027-03-01' }),
    'articles/y.mdx': article('Words.', { date: '2027-03-01', updated: '2029-01-01' }),
  })
  const { library } = await folder.open()
  expect(library.faults().map(({ file }) => file.split('/').at(-1))).toEqual(['y.mdx'])
})
