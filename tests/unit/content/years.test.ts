import { expect, test } from 'vitest'
import { ofYear, yearNamed, yearPath, yearsOf } from '#lib/content/years.ts'
import { anArticle } from '../components/articles.ts'

const on = (typed: string, at = typed) =>
  anArticle({ slug: typed, date: { typed, day: typed.slice(0, 10), at: Date.parse(at) } })

const articles = [
  on('2026-11-20'),
  on('2026-01-01', '2025-12-31T15:00Z'),
  on('2025-12-31T14:59:59Z'),
  on('2025-06-01'),
  on('1999-03-01'),
  on('0012-03-01'),
]

test('articles stand by the year in which they came, by the clocks of the site', () => {
  const told = [...yearsOf(articles, 'Asia/Tokyo')]
  expect(told.map(({ year, articles }) => [year, articles.length])).toEqual([
    [2026, 2],
    [2025, 2],
    [1999, 1],
    [12, 1],
  ])
  for (const { year, articles: some } of told) expect(ofYear(articles, year, 'Asia/Tokyo')).toEqual(some)
  expect(ofYear(articles, 2026, 'Europe/London')).toHaveLength(1)
  expect(ofYear(articles, 2024, 'Asia/Tokyo')).toEqual([])
  expect([...yearsOf([], 'Asia/Tokyo')]).toEqual([])
})

test('what is from before the first year ends', () => {
  expect([...yearsOf([on('0000-03-01')], 'Europe/London')]).toHaveLength(1)
})

test('the address of a year has four digits', () => {
  for (const year of [12, 2026]) expect(yearNamed(yearPath(year).slice('/archive/'.length))).toBe(year)
  for (const typed of ['12', '02026', 'last', '2026.0']) expect(yearNamed(typed)).toBeUndefined()
})
