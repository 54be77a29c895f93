import { expect, test } from 'vitest'
import {
  contentsOf,
  type FoundHeading,
  headingIds,
  idProblem,
  placeHeadings,
  reservedIds,
} from '#lib/content/headings.ts'

function placed(all: readonly Partial<FoundHeading>[], titles: (string | undefined)[] = []) {
  const told: [offset: number, message: string][] = []
  const found = all.map((one, offset) => ({ depth: 2, text: 'Words', offset, ...one }))
  const { headings, placement } = placeHeadings(found, titles, (_rule, offset, message) => {
    if (message) told.push([offset, message])
  })
  return {
    headings,
    placement,
    told,
    levels: headings.map(({ level }) => level),
    ids: headings.map(({ id }) => id),
  }
}

test.each([
  [['Opening hours'], ['opening-hours']],
  [
    ['Notes', 'Notes', 'Notes'],
    ['notes', 'notes-2', 'notes-3'],
  ],
  [
    ['A-2', 'A', 'A'],
    ['a-2', 'a', 'a-3'],
  ],
  [
    ['健康', 'Über uns', '…'],
    ['健康', 'uber-uns', 'section'],
  ],
  [
    ['Reply', 'Search'],
    ['reply-section', 'search-section'],
  ],
])('%j have the ids %j', (texts, ids) => {
  const idOf = headingIds()
  expect(texts.map(idOf)).toEqual(ids)
})

test('no heading takes an id of the page’s own, nor one that its writer gave to another', () => {
  const idOf = headingIds(['hours'])
  for (const id of reservedIds) expect(reservedIds.has(idOf(id))).toBe(false)
  expect(idOf('Hours')).toBe('hours-2')
})

test('the title of the page is its first heading: the highest of the text comes right below it', () => {
  expect(placed([{ depth: 1 }, { depth: 2 }, { depth: 3 }]).levels).toEqual([2, 3, 4])
  expect(placed([{ depth: 3 }, { depth: 4 }, { depth: 3 }]).levels).toEqual([2, 3, 2])
  expect(placed([{ depth: 1 }, { depth: 6 }]).levels).toEqual([2, 6])
  expect(placed([]).levels).toEqual([])
})

test('one that says the title again is left out, wherever that stands', () => {
  const { ids, placement } = placed([{ depth: 1, text: 'Our  CLINIC' }, { text: 'Hours' }], ['Our clinic'])
  expect(ids).toEqual(['hours'])
  expect(placement.get(0)).toBeNull()
  expect(placed([{ text: 'Our clinic' }], ['Our clinic']).ids).toEqual(['our-clinic'])
  expect(placed([{ depth: 1, text: 'Another' }], ['Our clinic', undefined]).ids).toEqual(['another'])
})

// WCAG 2.2, technique G141: a level is not skipped on the way down, on the way up it may be.
test('a level that is skipped is told with what was to be written', () => {
  expect(placed([{ depth: 2 }, { depth: 4 }]).told).toEqual([
    [1, 'the heading skips a level: after a heading with ## write ###, found ####'],
  ])
  expect(placed([{ depth: 2 }, { depth: 3 }, { depth: 4 }, { depth: 2 }]).told).toEqual([])
  expect(
    placed([
      { depth: 2, isHtml: true },
      { depth: 4, isHtml: true },
    ]).told,
  ).toEqual([[1, 'the heading skips a level: after a heading with <h2> write <h3>, found <h4>']])
  expect(placed([{ depth: 3 }, { depth: 2 }]).told[0]?.[1]).toContain('after the title write ##, found ###')
})

test('an empty one is left out, and told', () => {
  const { ids, told, placement } = placed([{ text: ' ' }, { text: 'Hours' }])
  expect([ids, placement.get(0)]).toEqual([['hours'], null])
  expect(told).toEqual([[0, expect.stringContaining('the heading is empty and is left out')]])
})

test('an id that its writer gave stays with the first that has it', () => {
  const { ids, told } = placed([
    { text: 'One', id: 'mine' },
    { text: 'Two', id: 'mine' },
    { text: 'Mine' },
    { text: 'Three', id: '3' },
  ])
  expect(ids).toEqual(['mine', 'two', 'mine-2', 'three'])
  expect(told.map(([offset]) => offset)).toEqual([1, 3])
})

test.each(['1st', '-a', 'a b', 'a"b', '', 'reply', 'note-fn-1', 'note-fnref-1', 'toString', 'taken'])(
  '%j is no id for a heading',
  (id) => expect(idProblem(id, new Set(['taken']))).toBeDefined(),
)

test.each(['a', 'opening-hours', 'Über.uns_2', '健康', 'a:b'])('%s is one', (id) => {
  expect(idProblem(id, new Set(['taken']))).toBeUndefined()
})

test('the contents of an article are its two highest levels', () => {
  const { headings } = placed([
    { depth: 1, text: 'A' },
    { depth: 2, text: 'B' },
    { depth: 3, text: 'C' },
  ])
  expect(contentsOf(headings)).toEqual([
    { depth: 2, id: 'a', text: 'A' },
    { depth: 3, id: 'b', text: 'B' },
  ])
})
