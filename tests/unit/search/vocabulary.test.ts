import { expect, test } from 'vitest'
import { distance } from '#lib/content/nearest.ts'
import { createVocabulary } from '#lib/search/vocabulary.ts'
import { chances } from '../../support/chances.ts'

function vocabulary(counts: Record<string, number>) {
  const terms = Object.keys(counts).sort()
  return createVocabulary(
    terms,
    Uint32Array.from(terms, (term) => counts[term] ?? 0),
  )
}

const terms = (words: readonly { term: string }[]) => words.map(({ term }) => term)

test('a word is counted in as many texts as it stands in, one that nobody wrote in none', () => {
  const words = vocabulary({ flu: 3, fever: 12, zinc: 1 })
  for (const [word, count] of Object.entries({ flu: 3, fever: 12, zinc: 1, a: 0, fl: 0, flux: 0, zz: 0 }))
    expect(words.count(word), word).toBe(count)
  expect(vocabulary({}).count('flu')).toBe(0)
})

test('what begins so is longer than the beginning, in order', () => {
  const words = vocabulary({ vac: 1, vaccine: 4, vaccines: 2, vacation: 9, vad: 1, va: 1 })
  expect(words.beginningWith('vac')).toEqual([
    { term: 'vacation', count: 9 },
    { term: 'vaccine', count: 4 },
    { term: 'vaccines', count: 2 },
  ])
  expect(words.beginningWith('x')).toEqual([])
  expect(terms(words.beginningWith(''))).toHaveLength(6)
})

// Damerau: one letter too many, too few, another, or two that changed places.
test.each([
  ['vacine', 'vaccine'],
  ['vaccinne', 'vaccine'],
  ['vaccime', 'vaccine'],
  ['vaccnie', 'vaccine'],
  ['accine', 'vaccine'],
])('%s is a slip of %s', (typed, meant) => {
  expect(terms(vocabulary({ vaccine: 5, doctor: 50, machine: 50 }).near(typed))).toEqual([meant])
})

test('a short word has no slips, one of seven letters one, a longer one two', () => {
  expect(vocabulary({ flu: 9 }).near('flo')).toEqual([])
  expect(terms(vocabulary({ fever: 9 }).near('fevre'))).toEqual(['fever'])
  expect(vocabulary({ fever: 9 }).near('favre')).toEqual([])
  expect(terms(vocabulary({ appointment: 9 }).near('apointmant'))).toEqual(['appointment'])
  expect(vocabulary({ appointment: 9 }).near('apointmamt')).toEqual([])
})

test('the fewest slips come first, then the same first letter, then the more frequent word', () => {
  const words = vocabulary({ patient: 2, patients: 2, pattient: 1, datient: 40 })
  expect(terms(words.near('patiemt'))[0]).toBe('patient')
  expect(terms(vocabulary({ tender: 3, gender: 3 }).near('tendar'))).toEqual(['tender'])
  expect(terms(vocabulary({ house: 3, mouse: 300 }).near('aouse'))).toEqual(['mouse', 'house'])
})

test('whatever the words, none within reach is overlooked and none beyond it is named', () => {
  const next = chances(5)
  const word = () => Array.from({ length: 3 + next(8) }, () => 'abcé'[next(4)]).join('')
  for (let round = 0; round < 60; round++) {
    const known = [...new Set(Array.from({ length: 60 }, word))]
    const words = vocabulary(Object.fromEntries(known.map((one) => [one, 1 + next(30)])))
    const typed = word()
    const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2
    const expected = known.filter((one) => one !== typed && most > 0 && distance(typed, one) <= most)
    expect(terms(words.near(typed)).sort(), typed).toEqual(expected.sort())
  }
})

test('two words that were written as one are told apart where both are known, the likeliest way first', () => {
  const words = vocabulary({ blood: 30, pressure: 20, bloodp: 1, ressure: 1, head: 5, ache: 4 })
  expect(words.apart('bloodpressure')).toEqual(['blood', 'pressure'])
  expect(words.apart('headache')).toEqual(['head', 'ache'])
  expect(words.apart('headx')).toBeUndefined()
  expect(words.apart('')).toBeUndefined()
})
