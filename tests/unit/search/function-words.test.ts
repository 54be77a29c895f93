import { expect, test } from 'vitest'
import { functionWords } from '#lib/search/function-words.ts'

const idle = (words: string, languages: string[]) => {
  const terms = words.split(' ')
  const found = functionWords(
    terms.map((term) => [term]),
    languages,
  )
  return terms.filter((_, at) => found.has(at))
}

test.each([
  ['how do i stop a cough', ['how', 'do', 'i', 'a'], ['en']],
  ['was hilft bei husten', ['was', 'hilft', 'bei'], ['de']],
  ['comment soigner la toux de mon enfant', ['comment', 'la', 'de', 'mon'], ['fr']],
  ['que hacer con la tos', ['que', 'hacer', 'con', 'la'], ['es']],
  ['ما هو علاج السعال', ['ما', 'هو'], ['ar']],
])('of “%s” need not stand in a text: %j', (asked, expected, languages) => {
  expect(idle(asked, languages)).toEqual(expected)
})

test('the language is the one that most of the words are of', () => {
  // “die” is an article in German, and in English the last thing one does.
  expect(idle('how do plants die', ['en', 'de'])).toEqual(['how', 'do'])
  expect(idle('was kostet die brille', ['en', 'de'])).toEqual(['was', 'die'])
})

test('the site’s first language decides where two have as many', () => {
  expect(idle('an on', ['en', 'de'])).toEqual(['an', 'on'])
  expect(idle('was die', ['de', 'en'])).toEqual(['was', 'die'])
})

test('of a language that no text is in nothing is left out', () => {
  expect(idle('how do i stop a cough', ['de'])).not.toContain('how')
  expect(idle('how do i', [])).toEqual([])
  expect(idle('how do i', ['zh', 'xx'])).toEqual([])
})

test('a part with several words is idle when all of them are, one without any never', () => {
  expect([...functionWords([['is', 'it'], ['is', 'flu'], []], ['en'])]).toEqual([0])
})
