import { expect, test } from 'vitest'
import { VisitsPlot } from '#components/desk/visits-plot.tsx'
import { markup, words } from './document.ts'

const none = { views: 0, replies: 0, enquiries: 0, shares: 0, searches: 0, without: 0 }
const days = ['2026-11-28', '2026-11-29', '2026-11-30'].map((day) => ({ day, ...none }))

test('where nothing was counted that is said, and no empty plot stands in its place', () => {
  const html = markup(<VisitsPlot days={days} />)
  expect(words(html)).toBe('Views by day Nothing was counted in these days.')
  expect(html).not.toContain('<svg')
})

test('where something else than views was counted there is its table, and no plot', () => {
  const html = markup(<VisitsPlot days={[...days, { day: '2026-12-01', ...none, replies: 2 }]} />)
  expect(html).not.toContain('<svg')
  expect(words(html)).toContain('Tue 1 Dec 0 2 0 0')
  expect(words(html)).not.toContain('Nothing was counted')
})

test('where there were views there are both', () => {
  const html = markup(<VisitsPlot days={[...days, { day: '2026-12-01', ...none, views: 3 }]} />)
  expect(html).toContain('<svg')
  expect(words(html)).toContain('At most 3')
  expect(html).toContain('<table')
})
