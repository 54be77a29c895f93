import { expect, test } from 'vitest'
import { alternatesOf } from '#lib/content/alternates.ts'

const version = (lang: string, path = `/articles/${lang}`) => ({ lang, path })

test('an article in one language has none: it would name itself alone', () => {
  expect(alternatesOf(version('en-GB'), [])).toEqual({})
})

// What search engines ask of hreflang: each version names all of them, itself among them, and x-default one for the rest.
test('each version names the same, itself too, and whoever reads none of them gets the one of the site’s language', () => {
  const all = [version('en-US'), version('de'), version('fr-CA')]
  const named = all.map((own) =>
    alternatesOf(
      own,
      all.filter((one) => one !== own),
    ),
  )
  const expected = {
    'en-US': '/articles/en-US',
    de: '/articles/de',
    'fr-CA': '/articles/fr-CA',
    'x-default': '/articles/en-US',
  }
  for (const one of named) expect(one).toEqual(expected)
})

test('without one in the site’s language nobody is sent anywhere', () => {
  expect(alternatesOf(version('de'), [version('fr')])).toEqual({ de: '/articles/de', fr: '/articles/fr' })
})

test('a version on another site is one, too', () => {
  expect(alternatesOf(version('en'), [version('de', 'https://example.de/x')])).toEqual({
    ...{ de: 'https://example.de/x', en: '/articles/en', 'x-default': '/articles/en' },
  })
})
