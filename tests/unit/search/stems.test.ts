import { expect, test } from 'vitest'
import { fold } from '#lib/fold.ts'
import { stemsIn, withoutLanguage } from '#lib/search/stems.ts'

async function stemsOf(lang: string, word: string): Promise<string[]> {
  const stems = await stemsIn(lang)
  return stems(word, fold(word)).map(withoutLanguage)
}

/** Pairs of Snowball's own vocabularies, and of daily words: a reader who types one finds the other. */
test.each([
  ['en', 'running', 'run'],
  ['en', 'vaccinations', 'vaccination'],
  ['en', 'vaccinated', 'vaccinate'],
  ['en', 'studies', 'study'],
  ['en', 'hopping', 'hop'],
  ['en', 'generously', 'generous'],
  ['fr', 'cliniques', 'clinique'],
  ['fr', 'vaccinés', 'vacciner'],
  ['fr', 'continuellement', 'continuelle'],
  ['de', 'Kindern', 'Kinder'],
  ['de', 'Häuser', 'Haus'],
  ['de', 'aufeinanderfolgenden', 'aufeinanderfolgende'],
  ['es', 'vacunas', 'vacuna'],
  ['es', 'niños', 'niño'],
  ['it', 'abbandonata', 'abbandonato'],
  ['nl', 'lichamelijke', 'lichamelijk'],
  ['sv', 'jaktkarlarne', 'jaktkarlens'],
  ['ru', 'больницы', 'больница'],
  ['ar', 'المستشفى', 'مستشفى'],
  ['ar', 'والمدرسة', 'المدرسة'],
  ['en', 'feet', 'foot'],
  ['en', 'Mice', 'mouse'],
  ['en', 'loaves', 'loaf'],
  ['en', 'children', 'child'],
  ['en', 'diagnoses', 'diagnosis'],
  ['en', 'ran', 'running'],
  ['en', 'written', 'writes'],
  ['fr', 'travaux', 'travail'],
  ['fr', 'yeux', 'œil'],
])('%s: %s and %s have one stem', async (lang, one, other) => {
  const [of, like] = [await stemsOf(lang, one), await stemsOf(lang, other)]
  expect(
    of.filter((stem) => like.includes(stem)),
    `${of} and ${like}`,
  ).not.toEqual([])
})

test.each([
  ['en', 'universe', 'unique'],
  ['en', 'policy', 'police'],
  ['de', 'Maus', 'Mauer'],
  ['fr', 'porter', 'portail'],
  ['en', 'rose', 'rise'],
  ['en', 'found', 'find'],
])('%s: %s and %s stay two words', async (lang, one, other) => {
  const like = await stemsOf(lang, other)
  expect((await stemsOf(lang, one)).filter((stem) => like.includes(stem))).toEqual([])
})

test('a word without its accents has a stem of the one with them', async () => {
  const typed = await stemsOf('fr', 'vaccines')
  const written = await stemsOf('fr', 'vaccinés')
  expect(written.some((stem) => typed.includes(stem))).toBe(true)
})

test('the stem of one language is no stem of another', async () => {
  const english = (await stemsIn('en'))('gift', 'gift')
  const german = (await stemsIn('de'))('Gift', 'gift')
  expect(english.map(withoutLanguage)).toEqual(german.map(withoutLanguage))
  expect(english).not.toEqual(german)
})

test.each([
  ['fr', 'très'],
  ['fr', 'ses'],
  ['fr', 'sur'],
  ['de', 'alles'],
  ['es', 'todos'],
  ['en', 'was'],
])('%s: %s has none, or “tree” and “sea” would be found by it', async (lang, word) => {
  expect(await stemsOf(lang, word)).toEqual([])
})

test('a region is none of the stemmer’s, and each language is loaded once', async () => {
  expect(await stemsIn('en-GB')).toBe(await stemsIn('en'))
  expect(await stemsIn('de-AT')).toBe(await stemsIn('de'))
})

test.each(['xx', 'zh', 'ja', 'toString', '__proto__', ''])('%s has none', async (lang) => {
  expect((await stemsIn(lang))('running', 'running')).toEqual([])
})

test.each(['it', 'a1c', 'h2o', '2026'])(
  '%s is too short, or a number: it stands for itself',
  async (word) => {
    expect(await stemsOf('en', word)).toEqual([])
  },
)
