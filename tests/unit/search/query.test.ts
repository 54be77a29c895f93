import { expect, test } from 'vitest'
import { nearest, distance as plainDistance } from '#lib/content/nearest.ts'
import { fold } from '#lib/fold.ts'
import { asked } from '#lib/search/query.ts'
import { mostLetters } from '#lib/search/search.ts'
import { tokensOf } from '#lib/search/tokens.ts'
import { createVocabulary } from '#lib/search/vocabulary.ts'
import { chances } from '../../support/chances.ts'

/** Told as `word`, `"phrase"`, `-left out` and `begun…`. */
function told(typed: string): string[] {
  const { groups, excluded } = asked(typed)
  const text = ({ tokens, isQuoted, isLast }: (typeof groups)[number]) => {
    const terms = tokens.map(({ term }) => term).join(' ')
    return `${isQuoted ? `"${terms}"` : terms}${isLast ? '…' : ''}`
  }
  return [...groups.map(text), ...excluded.map((group) => `-${text({ ...group, isQuoted: false })}`)]
}

test.each<[typed: string, groups: string[]]>([
  ['', []],
  ['   ', []],
  ['"', []],
  ['""', []],
  ['-', []],
  ['- -- "-"', []],
  ['…!?', []],
  ['flu', ['flu…']],
  ['Flu Vaccine', ['flu', 'vaccine…']],
  ['flu FLU flu', ['flu…']],
  ['flu vaccine flu', ['flu', 'vaccine…']],
  ['"flu vaccine"', ['"flu vaccine"']],
  ['"flu" flu', ['"flu"', 'flu…']],
  ['“flu vaccine” now', ['"flu vaccine"', 'now…']],
  ['«flu vaccine»', ['"flu vaccine"']],
  ['flu -cold', ['flu…', '-cold']],
  ['-cold flu', ['flu…', '-cold']],
  ['flu -"common cold"', ['flu…', '-common cold']],
  ['well-being', ['well being…']],
  ['covid-19', ['covid 19…']],
  ['a-b -c-d', ['a b…', '-c d']],
  ['flu "vaccine', ['flu', 'vaccine…']],
  ['flu" vaccine', ['flu', 'vaccine…']],
  ["l'hôpital", ['hopital…']],
  ['AT&T', ['at t…']],
  ['C++ c', ['cplusplus', 'c…']],
  ['title:flu OR NEAR(a) *', ['title flu', 'near a…']],
  ['flu OR cold AND cough', ['flu', 'cold', 'cough…']],
  ['FLU OR COLD', ['flu', 'or', 'cold…']],
  ['OR flu AND', ['or', 'flu', 'and…']],
  ['-20 °C', ['20', 'c…']],
  ['below -20°', ['below', '20…']],
  ['flu -2021', ['flu…', '-2021']],
  ['flu\u0000\u200b\tcold', ['flu', 'cold…']],
  ['Straße', ['strasse…']],
  ['Μέγας', ['μεγασ…']],
  ['१२', ['12…']],
])('%j asks for %j', (typed, groups) => {
  expect(told(typed)).toEqual(groups)
})

const pieces = [
  ...[
    'a',
    'flu',
    'É',
    'ß',
    'ﬁ',
    '-',
    '"',
    '“',
    '«',
    ' ',
    '  ',
    '\t',
    '\n',
    "'",
    '’',
    '*',
    '(',
    ')',
    ':',
    '^',
    '+',
  ],
  ...[
    '漢',
    '字',
    'カ',
    'ﾞ',
    '한',
    'ไ',
    'ทย',
    'العربية',
    'ـ',
    'हिन्दी',
    '\u0301',
    '\u200b',
    '\u202e',
    '🙂',
    '\ud800',
    '٣',
  ],
]

test('whatever is typed, each group stands in the query where it says, and none is too many', () => {
  const next = chances(26)
  for (let tried = 0; tried < 1500; tried++) {
    const typed = Array.from({ length: 1 + next(40) }, () => pieces[next(pieces.length)]).join('')
    const { q, groups, excluded } = asked(typed)
    expect(q.isWellFormed() && q === q.trim() && [...q].length <= mostLetters, typed).toBe(true)
    expect(Math.max(groups.length, excluded.length)).toBeLessThanOrEqual(12)
    let before = 0
    for (const { from, to, written, tokens } of groups) {
      expect(q.slice(from, to), typed).toBe(written)
      expect(from).toBeGreaterThanOrEqual(before)
      before = from
      expect(tokens.length).toBeGreaterThan(0)
      for (const { term } of tokens)
        expect(term, typed).toMatch(
          /^(?:[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}|\p{Regional_Indicator}{2})$/u,
        )
    }
    // Of the query that is shown the same is found.
    expect(told(q)).toEqual(told(typed))
  }
})

test('a word of a text stands where it says, and is what a query for it asks for', () => {
  const next = chances(7)
  for (let tried = 0; tried < 1500; tried++) {
    const text = Array.from({ length: 1 + next(30) }, () => pieces[next(pieces.length)]).join('')
    let before = 0
    for (const { from, to, term, isPair } of tokensOf(text)) {
      expect(from).toBeGreaterThanOrEqual(before)
      expect(to).toBeGreaterThan(from)
      expect(to).toBeLessThanOrEqual(text.length)
      before = from
      if (isPair) continue
      expect(fold(term)).toBe(term)
      expect(tokensOf(text.slice(from, to)).map((one) => one.term)).toEqual([term])
    }
  }
})

test('a long word has an end, and its beginning is found', () => {
  const [token] = tokensOf('x'.repeat(5000))
  expect(token?.term).toBe('x'.repeat(40))
  expect(tokensOf('漢'.repeat(5000))).toHaveLength(5000)
})

/** Optimal string alignment, as it is defined. */
function naive(a: string, b: string): number {
  const known = new Map<string, number>()
  const of = (i: number, j: number): number => {
    if (!i || !j) return i + j
    const key = `${i} ${j}`
    const found = known.get(key)
    if (found !== undefined) return found
    let least = Math.min(
      of(i - 1, j) + 1,
      of(i, j - 1) + 1,
      of(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
    )
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
      least = Math.min(least, of(i - 2, j - 2) + 1)
    known.set(key, least)
    return least
  }
  return of(a.length, b.length)
}

test('of a word that nobody wrote all are found that are a slip or two away, and no other', () => {
  const next = chances(3)
  const word = () => Array.from({ length: 2 + next(9) }, () => 'abcde'[next(5)]).join('')
  const terms = [...new Set(Array.from({ length: 800 }, word))].sort()
  const vocabulary = createVocabulary(
    terms,
    Uint32Array.from(terms, () => 1 + next(50)),
  )
  for (let tried = 0; tried < 120; tried++) {
    const typed = word()
    const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2
    const wanted = terms.filter((term) => term !== typed && naive(typed, term) <= most)
    expect(
      vocabulary
        .near(typed)
        .map(({ term }) => term)
        .sort(),
      typed,
    ).toEqual(most ? wanted : [])
    for (const term of wanted.slice(0, 5)) expect(plainDistance(typed, term)).toBe(naive(typed, term))
    const begun = typed.slice(0, 1 + next(3))
    expect(vocabulary.beginningWith(begun).map(({ term }) => term)).toEqual(
      terms.filter((term) => term.startsWith(begun) && term !== begun),
    )
    expect(vocabulary.count(typed) > 0).toBe(terms.includes(typed))
    const apart = vocabulary.apart(typed + word())
    if (apart) expect(apart.every((part) => terms.includes(part))).toBe(true)
  }
})

test('a name that is near is meant, one that is far is not, and case and hyphens are no matter', () => {
  const known = ['title', 'description', 'date', 'image', 'imageAlt', 'redirectFrom']
  expect(
    [
      'titel',
      'Title',
      'tite',
      'descripton',
      'image_alt',
      'image-alt',
      'redirect from',
      'dat',
      'x',
      '',
      'colour',
    ].map((typed) => nearest(typed, known)),
  ).toEqual([
    ...['title', 'title', 'title', 'description', 'imageAlt', 'imageAlt', 'redirectFrom', 'date'],
    ...[undefined, undefined, undefined],
  ])
})
