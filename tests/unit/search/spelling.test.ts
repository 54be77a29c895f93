import { expect, test } from 'vitest'
import { asked } from '#lib/search/query.ts'
import type { Reader } from '#lib/search/reader-store.ts'
import { meanings } from '#lib/search/spelling.ts'
import { createVocabulary } from '#lib/search/vocabulary.ts'

/** @param counts in how many texts each word of the site stands */
function meantBy(q: string, counts: Record<string, number>, shown: Record<string, string> = {}): string[] {
  const terms = Object.keys(counts).sort()
  const words = createVocabulary(
    terms,
    Uint32Array.from(terms, (term) => counts[term] ?? 0),
  )
  const typed = asked(q)
  const found = typed.groups.map(({ tokens }) => Math.min(...tokens.map(({ term }) => words.count(term))))
  const reader = { shown: (term: string) => shown[term] ?? term } as Reader
  return meanings(typed, found, { reader, words })
}

test('a word that nobody wrote was meant as one that is near, the likeliest first', () => {
  expect(meantBy('vacine', { vaccine: 20, vacinal: 1 })).toEqual(['vaccine'])
  expect(meantBy('flu vacine', { flu: 9, vaccine: 20 })).toEqual(['flu vaccine'])
  expect(meantBy('hause', { house: 40, cause: 3 })).toEqual(['house', 'cause'])
  expect(meantBy('kettel', { kette: 1, kettle: 1 })).toEqual(['kettle', 'kette'])
})

test('what is known is taken for what it is, unless a far more frequent word is near', () => {
  expect(meantBy('vaccine', { vaccine: 20, vaccines: 90 })).toEqual([])
  expect(meantBy('vacines', { vacines: 2, vaccines: 19 })).toEqual([])
  expect(meantBy('vacines', { vacines: 2, vaccines: 20 })).toEqual(['vaccines'])
  expect(meantBy('vacines', { vacines: 3, vaccines: 900 })).toEqual([])
})

test('it stands as the site writes it, and the rest of the query as it was typed', () => {
  const shown = { grosse: 'größe' }
  expect(meantBy('Welche grösce?', { welche: 4, grosse: 9 }, shown)).toEqual(['Welche größe?'])
  expect(meantBy('  FLU   vacine ', { flu: 9, vaccine: 20 })).toEqual(['FLU   vaccine'])
})

test('two words that are one in the texts are put together, one that is two is taken apart', () => {
  expect(meantBy('head ache', { headache: 12 })).toContain('headache')
  expect(meantBy('bloodpressure', { blood: 20, pressure: 15 })).toEqual(['blood pressure'])
  expect(meantBy('head ache', { head: 3, ache: 2 })).toEqual([])
})

test('numbers, words in quotes and words held together are meant as they are', () => {
  expect(meantBy('2025', { 2026: 90 })).toEqual([])
  expect(meantBy('"vacine"', { vaccine: 90 })).toEqual([])
  expect(meantBy('covid-20', { covid: 9, 19: 9 })).toEqual([])
  expect(meantBy('健庚', { 健康: 9 })).toEqual([])
})

test('each word has at most three others, and no query is named twice or as it was typed', () => {
  const counts = Object.fromEntries(['water', 'later', 'hater', 'cater'].map((word, at) => [word, 10 + at]))
  const all = meantBy('bater', counts)
  expect(all).toHaveLength(3)
  expect(new Set(all).size).toBe(3)
  expect(all).not.toContain('bater')
})
