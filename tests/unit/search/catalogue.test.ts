import { expect, test } from 'vitest'
import { createCatalogue } from '#lib/search/catalogue.ts'
import type { DocRow } from '#lib/search/reader-store.ts'

type Given = Partial<Pick<DocRow, 'at' | 'year' | 'series' | 'lang'>> & {
  topics?: string[]
  authors?: string[]
}

function row(id: number, { topics = [], authors = [], ...more }: Given = {}): DocRow {
  const named = (ids: readonly string[]) => JSON.stringify(ids.map((one) => [one, one.toUpperCase()]))
  return {
    ...{
      id,
      kind: 'article',
      slug: `a-${id}`,
      title: '',
      about: '',
      series: '',
      lang: 'en',
      at: id,
      year: 2026,
    },
    ...more,
    ...{ topics: named(topics), authors: named(authors) },
  }
}

const shelf = () =>
  createCatalogue([
    row(1, { topics: ['sleep', 'work'], authors: ['ann'], year: 2024, at: 10 }),
    row(2, { topics: ['sleep'], authors: ['ann', 'bo'], year: 2025, at: 30 }),
    row(3, { topics: ['work'], authors: ['bo'], year: 2026, at: 20, lang: 'de-AT' }),
    row(5, { year: 0, at: 0, lang: 'de' }),
  ])

test('a filter leaves what it names, and each list of counts is one without its own filter', () => {
  const found = shelf().sifted([1, 2, 3, 5], { topic: 'sleep', author: 'ann' })
  expect(found.passed).toEqual([1, 2])
  // As many as choosing it instead would leave.
  expect(found.topics).toEqual([
    { key: 'sleep', count: 2 },
    { key: 'work', count: 1 },
  ])
  expect(found.authors).toEqual([
    { key: 'ann', count: 2 },
    { key: 'bo', count: 1 },
  ])
  expect(found.years).toEqual([
    { key: 2025, count: 1 },
    { key: 2024, count: 1 },
  ])
})

test('every count is what its own choice leads to', () => {
  const docs = shelf()
  const all = [1, 2, 3, 5]
  for (const filter of [
    {},
    { topic: 'work' },
    { author: 'bo' },
    { year: 2025 },
    { topic: 'sleep', year: 2024 },
  ]) {
    const { topics, authors, years } = docs.sifted(all, filter)
    for (const { key, count } of topics)
      expect(docs.sifted(all, { ...filter, topic: key }).passed, `topic ${key}`).toHaveLength(count)
    for (const { key, count } of authors)
      expect(docs.sifted(all, { ...filter, author: key }).passed, `author ${key}`).toHaveLength(count)
    for (const { key, count } of years)
      expect(docs.sifted(all, { ...filter, year: key }).passed, `year ${key}`).toHaveLength(count)
  }
})

test('nobody is of a topic or an author that there is not, nor is what is not there', () => {
  expect(shelf().sifted([1, 2, 3], { topic: 'nothing' }).passed).toEqual([])
  expect(shelf().sifted([1, 2, 3], { author: 'nobody' }).passed).toEqual([])
  expect(shelf().sifted([4, 99], {}).passed).toEqual([])
  expect(shelf().sifted([], {})).toEqual({ passed: [], topics: [], authors: [], years: [] })
})

test('of very many topics sixty are named, and the chosen one, however rare', () => {
  const rows = Array.from({ length: 80 }, (_, id) => row(id, { topics: [`t-${id}`, 'all'] }))
  const named = createCatalogue(rows).sifted([...rows.keys()], {}).topics
  expect(named).toHaveLength(60)
  expect(named[0]).toEqual({ key: 'all', count: 80 })
  // By letters among those of one text, so it would be the last of all.
  const last = createCatalogue(rows).sifted([...rows.keys()], { topic: 't-9' }).topics
  expect(last).toHaveLength(61)
  expect(last.at(-1)).toEqual({ key: 't-9', count: 1 })
})

test('what changes is another one, and what goes is in no list', () => {
  const docs = shelf()
  expect([docs.count(), docs.end(), docs.byDate()]).toEqual([4, 6, [2, 3, 1, 5]])
  docs.put(row(1, { topics: ['work'], at: 40, series: 'steps' }))
  docs.put(row(7, { topics: ['sleep'], at: 35, series: 'steps' }))
  docs.remove(2)
  docs.remove(2)
  docs.remove(50)
  expect([docs.count(), docs.byDate()]).toEqual([4, [1, 7, 3, 5]])
  expect(docs.ofSeries('steps')).toEqual([1, 7])
  expect(docs.get(2)).toBeUndefined()
  expect(docs.sifted([1, 2, 3, 7], {}).topics).toEqual([
    { key: 'work', count: 2 },
    { key: 'sleep', count: 1 },
  ])
})

test('languages come by how many texts they have, whatever their region', () => {
  expect(createCatalogue([row(1), row(2, { lang: 'de' }), row(3, { lang: 'de-CH' })]).languages()).toEqual([
    'de',
    'en',
  ])
})
