import { expect, test } from 'vitest'
import { askedBy, searchPath, usualQuery } from '#lib/search/asked.ts'

test.each([
  [
    'q=two+words&topic=health&author=ann&year=2026&page=3',
    'two words',
    '/search?q=two+words&topic=health&author=ann&year=2026&page=3',
  ],
  ['q=first&q=second&utm_source=x&page=1', 'first', '/search?q=first'],
  ['q=%20%20a%09%0Ab%00%20', 'a b', '/search?q=a+b'],
  ['q=e%CC%81&year=20', 'é', '/search?q=%C3%A9'],
  ['q=%FF%ED%A0%80', '\ufffd\ufffd\ufffd\ufffd', '/search?q=%EF%BF%BD%EF%BF%BD%EF%BF%BD%EF%BF%BD'],
  ['', '', '/search'],
])('of %s is asked “%s”', (given, q, path) => {
  const { query } = askedBy(given)
  expect([query.q, searchPath(query)]).toEqual([q, path])
})

test('a text is cut at 200 characters, whichever signs they are, and what cannot be used is named', () => {
  expect(askedBy(`q=${'a'.repeat(200)}`).isCut).toBe(false)
  const { query, isCut } = askedBy(`q=${encodeURIComponent('😀'.repeat(201))}`)
  expect([[...query.q].length, isCut]).toEqual([200, true])
  expect(askedBy('q=a&year=soon&page=-1').unusable).toEqual({ year: 'soon', page: '-1' })
})

test('whoever asks for the same gets the same page', () => {
  expect(usualQuery('page=2&x=1&q=a&q=b&topic=')).toBe('q=a&page=2')
})
