import { expect, test } from 'vitest'
import { fold } from '#lib/fold.ts'
import { hitOf, soughtBy } from '#lib/search/extract.ts'
import { matchOf } from '#lib/search/match.ts'
import { asked } from '#lib/search/query.ts'
import type { Marked } from '#lib/search/search.ts'
import { stemsIn } from '#lib/search/stems.ts'
import { createVocabulary } from '#lib/search/vocabulary.ts'
import { chances } from '../../support/chances.ts'

const english = await stemsIn('en')
const noWords = createVocabulary([], new Uint32Array())

type Given = { title?: string; about?: string; text?: string; aside?: string }

function hit(q: string, { title = '', about = '', text = '', aside = '' }: Given) {
  const matches = asked(q).groups.map((group) => matchOf(group, new Map([['en', english]]), noWords))
  return hitOf({ kind: 'article', slug: 'x', title, about }, { text, aside }, soughtBy(matches), english)
}

/** What was found in [brackets]. */
const shown = (marked: Marked) => marked.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join('')
const plain = (marked: Marked) => marked.map(({ text }) => text).join('')

test.each([
  ['clinic', 'Our new clinic', 'Our new [clinic]'],
  ['CLINIC', 'Clinics, a clinic’s clinical clinic', '[Clinics], a [clinic]’s [clinical] [clinic]'],
  ['vaccinate', 'Vaccinations and vaccines', '[Vaccinations] and [vaccines]'],
  ['vacc', 'Vaccination day', '[Vaccination] day'],
  ['creche', 'A crèche for all', 'A [crèche] for all'],
  ['strasse', 'Die Straße', 'Die [Straße]'],
  ['co-op', 'The coop and the co-op', 'The [coop] and the [co-op]'],
  ['coop', 'A co-op', 'A [co-op]'],
  ['健康', '健康診断', '[健康]診断'],
  ['病', '東京病院', '東京[病]院'],
  ['"new clinic"', 'A clinic, a new clinic', 'A [clinic], a [new] [clinic]'],
  ['nothing', 'Our clinic', 'Our clinic'],
])('%s is marked in “%s”', (q, title, expected) => {
  expect(shown(hit(q, { title }).title)).toBe(expected)
})

test('a short text stands whole, its lines told apart', () => {
  const text = 'Opening hours\nWe open at nine.\nCome in.'
  expect(shown(hit('nine', { text }).extract)).toBe('Opening hours\u00a0· We open at [nine]. Come in.')
})

test('of a long one that part is shown where most of what was asked for stands together', () => {
  const filler = 'Nothing of it is here. '.repeat(30)
  const text = `One flu. ${filler}Then the flu vaccine for winter. ${filler}The end.`
  const found = shown(hit('flu vaccine winter', { text }).extract)
  expect(found).toContain('the [flu] [vaccine] for [winter]')
  expect(found.startsWith('… ')).toBe(true)
  expect(found.endsWith(' …')).toBe(true)
})

test('where the text has none of it, the description does, then what stands beside the text', () => {
  const given = { text: 'Words.', about: 'About the clinic', aside: 'A picture of a ramp' }
  expect(shown(hit('clinic', given).extract)).toBe('About the [clinic]')
  expect(shown(hit('ramp', given).extract)).toBe('A picture of a [ramp]')
  expect(shown(hit('nothing', given).extract)).toBe('About the clinic')
  expect(shown(hit('nothing', { text: 'Words.' }).extract)).toBe('Words.')
})

test('no word is cut in two where a space is near, and no sign ever', () => {
  const text = `${'wörd '.repeat(200)}flu ${'😀 wörd '.repeat(200)}`
  const found = plain(hit('flu', { text }).extract).replace(/^… | …$/g, '')
  for (const word of found.trim().split(' ')) expect(['wörd', 'flu', '😀']).toContain(word)
  const unspaced = plain(hit('flu', { text: `flu ${'😀'.repeat(500)}` }).extract)
  expect(unspaced.isWellFormed()).toBe(true)
})

test('whatever stands in it, an extract is a part of the text as it was written', () => {
  const next = chances(3)
  const pieces = [
    'flu',
    'Flu-jab',
    ' ',
    '\n',
    '. ',
    '健康',
    '😀',
    'fluids ',
    'x'.repeat(50),
    ' 1,234 ',
    '<b>',
    '"',
    ')\n',
  ]
  for (let round = 0; round < 200; round++) {
    const text = Array.from({ length: 5 + next(60) }, () => pieces[next(pieces.length)])
      .join('')
      .trim()
    const { extract } = hit('flu 健康 1234', { text })
    const part = plain(extract).replace(/^… | …$/g, '')
    const folded = (some: string) => fold(some.replaceAll(/\s· /g, ' ').replace(/\s/g, ' '))
    expect(folded(text), text).toContain(folded(part))
    expect(part.length).toBeLessThanOrEqual(300)
    for (const { text: word, isFound } of extract)
      if (isFound) expect(fold(word), text).toMatch(/flu|健康|1|234/)
  }
})

test('of a whole book only the beginning is looked through', () => {
  const text = `${'word '.repeat(20_000)}flu`
  expect(shown(hit('flu', { text, about: 'A book' }).extract)).toBe('A book')
})
