import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { formatMoment } from '#lib/time/format.ts'
import { changeWords } from '#lib/words/changed.ts'
import { catalogues, languages } from '#lib/words/languages.ts'
import { words } from '#lib/words/words.ts'

const parse = (message: string) => new IntlMessageFormat(message, 'en').getAst()
type Element = ReturnType<typeof parse>[number]
const TYPE = { literal: 0, plural: 6, pound: 7, tag: 8 } as const

/** The values and tags that a message asks for. */
function namesIn(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    const inside =
      element.type === TYPE.tag
        ? namesIn(element.children)
        : 'options' in element
          ? Object.values(element.options).flatMap((option) => namesIn(option.value))
          : []
    return [element.type === TYPE.tag ? `<${element.value}>` : element.value, ...inside]
  })
}

const named = (message: string) => [...new Set(namesIn(parse(message)))].sort()

describe.each(languages)('the words in %s', (language) => {
  test('can each be read as an ICU message and ask for the same values as in English', () => {
    const different = Object.entries(catalogues.en).flatMap(([key, english]) => {
      const message = catalogues[language][key as keyof typeof catalogues.en]
      const [here, there] = [named(message), named(english)].map((names) => names.join(' '))
      return here === there ? [] : [`${key}: ${here}, in English ${there}`]
    })
    expect(different).toEqual([])
  })

  test('have each plural that the language has', () => {
    const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories]
    // CLDR's “many” of French and Spanish is for millions.
    const needed = wanted.filter((one) => language === 'ar' || one !== 'many').filter((one) => one !== 'zero')
    const without = Object.entries(catalogues[language]).flatMap(([key, message]) =>
      plurals(parse(message)).flatMap((options) =>
        needed.filter((one) => !options.includes(one)).map((one) => `${key}: ${one}`),
      ),
    )
    expect(without).toEqual([])
  })

  test('are neither empty nor with spaces around', () => {
    const odd = Object.entries(catalogues[language]).filter(
      ([, message]) => message.trim() !== message || !message,
    )
    expect(odd).toEqual([])
  })
})

function plurals(elements: readonly Element[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return plurals(element.children)
    if (!('options' in element)) return []
    const inside = Object.values(element.options).flatMap((option) => plurals(option.value))
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inside] : inside
  })
}

test('words follow the plural, the numbers and the signs of their language', () => {
  expect(words('en-GB')('byline.minutes', { minutes: 1 })).toBe('1 minute to read')
  expect(words('en-GB')('reply.comment-hint', { most: 10_000 })).toBe(
    'Up to 10,000 characters, in plain text.',
  )
  expect(words('fr-FR')('byline.minutes', { minutes: 0 })).toBe('0 minute de lecture')
  expect(words('fr-FR')('desk.count-open', { count: 1 })).toBe('1 ouverte')
  const sum = { received: 1, days: 30, inTime: 0, late: 0, open: 1 }
  expect(words('fr-FR')('figures.sum', sum)).toMatch(/^Sur 1 reçue en .*0 répondue à .* 1 ouverte et/)
  expect(words('es')('figures.sum', { ...sum, inTime: 1 })).toContain('1 respondida a')
  expect(words('fr-FR')('form.error')).toBe('Erreur\u00a0:')
  expect(words('ar')('byline.minutes', { minutes: 2 })).toBe('دقيقتان للقراءة')
})

test('a list is written as the language does', () => {
  expect(words('en-GB').list(['A', 'B', 'C']).join('')).toBe('A, B and C')
  expect(words('fr').list(['A', 'B']).join('')).toBe('A et B')
})

test('elements stand where the message has their tag', () => {
  const parts = words('de').rich('byline.updated', { day: () => ({ day: 1 }) })
  expect(parts).toEqual(['Aktualisiert am ', { day: 1 }])
})

test('a name in an Arabic sentence keeps its own direction', () => {
  expect(words('ar')('enquiry.intro', { within: 'X' })).toContain('\u2068X\u2069')
})

test('what is put together of Arabic words runs from right to left within a sentence, too', () => {
  const moment = formatMoment(0, { lang: 'ar', timeZone: 'Asia/Riyadh' })
  expect(words('ar')('preview.until', { moment })).toContain(`\u2067${moment}\u2069`)
})

test('a language without a region has the region of the site, where they are the same', () => {
  expect([words('en').lang, words('en-US').lang, words('fr').lang]).toEqual(['en-GB', 'en-US', 'fr'])
})

test('a language that we have no words in has the site’s', () => {
  expect(words('he')('form.name')).toBe('Name')
  expect(words('he').lang).toBe('en-GB')
})

test('the organisation’s own words take the place of ours, in the site’s language alone', () => {
  changeWords({ 'reply.heading': 'Write to us' })
  try {
    expect(words()('reply.heading')).toBe('Write to us')
    expect(words('fr')('reply.heading')).toBe('Laisser un commentaire')
  } finally {
    changeWords({})
  }
})
