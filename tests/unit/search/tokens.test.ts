import { expect, test } from 'vitest'
import { isUnspaced, joinedTerm, startOf, tokensOf, tokensStarting } from '#lib/search/tokens.ts'
import { chances } from '../../support/chances.ts'

const terms = (text: string) => tokensOf(text).map(({ term }) => term)

// What UAX #29 holds together is one word, apostrophes and hyphens aside: a query is taken apart in the same way.
test.each<[text: string, terms: string[]]>([
  ['', []],
  [' \n\t…—', []],
  ['The quick brown fox', ['the', 'quick', 'brown', 'fox']],
  ['can’t stop', ['can', 't', 'stop']],
  ['covid-19', ['covid', '19']],
  ['3.14 and 1,000', ['3', '14', 'and', '1', '000']],
  ['under_score', ['under', 'score']],
  ['Ünïcödé Straße Øre', ['unicode', 'strasse', 'ore']],
  ['e\u0301te\u0301', ['ete']],
  ['ΜΈΓΑΣ μέγας', ['μεγασ', 'μεγασ']],
  ['Ёлка й', ['елка', 'и']],
  ['שָׁלוֹם', ['שלום']],
  ['مُحَمَّد ٣٤', ['محمد', '34']],
  ['हिन्दी', ['हिन्दी']],
  ['ﬁle ½', ['file', '12']],
  ['H₂O m²', ['h2o', 'm2']],
  ['𝒻𝓁𝓊', ['flu']],
  ['👩‍⚕️ nurse', ['👩', '⚕', 'nurse']],
  ['🇫🇷 © ™', ['🇫🇷']],
  ['C++, C# and .NET', ['cplusplus', 'csharp', 'and', 'dotnet']],
  ['a.net b# 1+1', ['a', 'net', 'bsharp', '1', '1']],
  ['a\u200bb', ['a', 'b']],
  ['so\u00adfar', ['so', 'far']],
])('%j holds the words %j', (text, expected) => {
  expect(terms(text)).toEqual(expected)
})

test.each<[text: string, terms: string[]]>([
  ['健康', ['健康', '康']],
  ['健', ['健']],
  ['東京タワー', ['東京', '京タ', 'タワ', 'ワー', 'ー']],
  ['ワクチン接種', ['ワク', 'クチ', 'チン', 'ン接', '接種', '種']],
  ['한국어', ['한국', '국어', '어']],
  ['สุขภาพ', ['สุ', 'ุข', 'ขภ', 'ภา', 'าพ', 'พ']],
  ['第3回', ['第', '3', '回']],
  ['ＡＢ型', ['ab', '型']],
  ['𠮷野', ['𠮷野', '野']],
])('%s has no spaces, and is looked for by its pairs %j', (text, expected) => {
  expect(terms(text)).toEqual(expected)
  expect(isUnspaced(text)).toBe(true)
})

test('each word tells where it stands in what was typed', () => {
  const text = '“Ｃｒème”, œuvre: 健康診断 — co-op'
  const shown = tokensOf(text).map(({ from, to, term }) => [text.slice(from, to), term])
  expect(shown).toEqual([
    ...[
      ['Ｃｒème', 'creme'],
      ['œuvre', 'oeuvre'],
    ],
    ...[
      ['健康', '健康'],
      ['康診', '康診'],
      ['診断', '診断'],
      ['断', '断'],
    ],
    ...[
      ['co', 'co'],
      ['op', 'op'],
    ],
  ])
})

test('nobody tells two words apart by what comes after forty letters', () => {
  expect(terms('a'.repeat(41))).toEqual(['a'.repeat(40)])
  expect(terms('ß'.repeat(30))).toEqual(['s'.repeat(40)])
  expect(tokensOf('a'.repeat(5000))[0]).toMatchObject({ from: 0, to: 5000 })
})

test.each([
  ['co-op', 'coop'],
  ['co‐op', 'coop'],
  ['co‑op', 'coop'],
  ['node.js', 'nodejs'],
  ['don’t', 'dont'],
  ['l’équilibre', 'lequilibre'],
  ['rock’n', 'rockn'],
  ['we’re', undefined],
  ['2.5', undefined],
  ['19-21', undefined],
  ['co–op', undefined],
  ['co op', undefined],
  ['co--op', undefined],
])('%s may be written as one word: %s', (text, expected) => {
  const [first, second] = tokensOf(text)
  expect(first && joinedTerm(text, first, second)).toBe(expected)
})

/** Marking what was found reads a text faster: it must see the same words. */
test('the quick reading finds the words that begin as is asked for, where the whole one finds them', () => {
  const next = chances(11)
  const pieces = [
    'flu',
    'Fever',
    'über',
    'co-op',
    'x',
    '19',
    'Ａb',
    'e\u0301t',
    ' ',
    ', ',
    '-',
    '’',
    '.',
    '++',
    '#',
    '🍎',
    '\n',
    'ß',
    'fl',
    'FL9',
  ]
  for (let round = 0; round < 400; round++) {
    const text = Array.from({ length: 1 + next(14) }, () => pieces[next(pieces.length)]).join('')
    const all = tokensOf(text)
    const wanted = new Set(all.filter(() => next(2)).map(({ term }) => startOf(term)))
    const quick = tokensStarting(text, wanted)
    for (const token of quick) expect(all, text).toContainEqual(token)
    for (const token of all)
      if (
        wanted.has(startOf(token.term)) &&
        /^[a-z0-9]{2}/.test(token.term) &&
        /^[a-z0-9]{2}/i.test(text.slice(token.from))
      )
        expect(quick, text).toContainEqual(token)
  }
})
