import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { columns } from '#lib/search/index-store.ts'
import { matchOf } from '#lib/search/match.ts'
import { asked } from '#lib/search/query.ts'
import { stemsIn } from '#lib/search/stems.ts'
import { tokensOf } from '#lib/search/tokens.ts'
import { createVocabulary } from '#lib/search/vocabulary.ts'

const english = await stemsIn('en')

/** Which of the texts a query finds, asked of SQLite itself: an expression that it cannot read throws. */
function found(q: string, texts: readonly string[], shortest?: number): number[] {
  const db = new Sqlite(':memory:')
  db.exec(`create virtual table terms using fts5(${columns.join(', ')}, tokenize = 'ascii')`)
  const put = db.prepare(`insert into terms (rowid, body, body_stems) values (?, ?, ?)`)
  const counts = new Map<string, number>()
  for (const [at, text] of texts.entries()) {
    const tokens = tokensOf(text)
    const stems = tokens.flatMap(({ term, from, to }) => english(text.slice(from, to), term))
    put.run(at, tokens.map(({ term }) => term).join(' '), stems.join(' '))
    for (const { term, isPair } of tokens) if (!isPair) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const terms = [...counts.keys()].sort()
  const words = createVocabulary(
    terms,
    Uint32Array.from(terms, (term) => counts.get(term) ?? 0),
  )
  const all = asked(q).groups.map(
    (group) => matchOf(group, new Map([['en', english]]), words, shortest).expression,
  )
  const ids = db
    .prepare<[string], number>('select rowid from terms where terms match ? order by rowid')
    .pluck()
  const rows = ids.all(all.map((one) => `(${one})`).join(' AND '))
  db.close()
  return rows
}

const texts = [
  'The clinic runs vaccinations on Monday',
  'A vaccine is given, then another one',
  'Offices of the clinic',
  'Call 020 7946 0000, or 1,234,567 others',
  'A cover letter',
  '東京の病院',
  'co-op and cooperation',
]

test.each<[q: string, found: number[]]>([
  ['clinic', [0, 2]],
  ['run ', [0]],
  ['running ', [0]],
  ['vaccinate', [0, 1]],
  ['vacc', [0, 1]],
  ['"vaccine"', [1]],
  ['"vaccin"', []],
  ['"the clinic"', [0, 2]],
  ['"clinic the"', []],
  ['of', [2]],
  ['cover-letter', [4]],
  ['letter-cover', []],
  ['coop', [6]],
  ['co-op', [6]],
  ['1234567', [3]],
  ['02079460000', []],
  ['東京', [5]],
  ['大阪', []],
  ['"京東"', []],
  ['病', [5]],
  ['"東京の病院"', [5]],
])('%s finds the texts %j', (q, expected) => {
  expect(found(q, texts)).toEqual(expected)
})

test('two letters are a beginning only where they are no word, or where few are asked for', () => {
  expect(found('of', texts)).toEqual([2])
  expect(found('of', [...texts, 'officer'], 2)).toEqual([2, 7])
  expect(found('cl', texts)).toEqual([0, 2])
})

test('a word that goes on is one only at the end of what was typed', () => {
  expect(found('vacc clinic', texts)).toEqual([])
  expect(found('clinic vacc', texts)).toEqual([0])
})

test('of a beginning that very many words have the most frequent ones count', () => {
  const many = Array.from({ length: 200 }, (_, at) => `pre${at.toString(36).padStart(3, 'x')}`)
  const often = Array.from({ length: 5 }, () => 'prefix')
  const rows = found('pre', [...many, ...often])
  expect(rows).toEqual(expect.arrayContaining([200, 201, 202, 203, 204]))
  expect(rows.length).toBeLessThan(20)
})

test.each([
  '"',
  '""',
  "'",
  '*',
  'a*',
  'NEAR(a, b)',
  'a AND',
  'OR',
  'NOT x',
  '{title}',
  'title:',
  '^a',
  '-',
  '(',
  '\u0000x',
])('%j is never a word of the database’s language', (q) => {
  const { groups } = asked(q)
  expect(() => (groups.length ? found(q, texts) : [])).not.toThrow()
})
