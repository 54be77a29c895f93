import { expect, test } from 'vitest'
import { byName, didYouMean, distance, listed, nearest, shortened } from '#lib/content/nearest.ts'
import { chances } from '../../support/chances.ts'

// Optimal string alignment: no part is changed twice, so `ca` is three from `abc`, where Damerau's own has two.
test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['flaw', 'lawn', 2],
  ['teh', 'the', 1],
  ['ca', 'abc', 3],
  ['abcdef', 'badcfe', 3],
  ['gumbo', 'gambol', 2],
  ['same', 'same', 0],
])('%j is %j in %d steps', (a, b, steps) => {
  expect(distance(a, b)).toBe(steps)
  expect(distance(b, a)).toBe(steps)
})

test('whatever the words, it is between their lengths, and the same with a bound until there', () => {
  const next = chances(8)
  const word = () => Array.from({ length: next(7) }, () => 'abc'[next(3)]).join('')
  for (let round = 0; round < 500; round++) {
    const [a, b] = [word(), word()]
    const steps = distance(a, b)
    expect(steps).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
    expect(steps).toBeLessThanOrEqual(Math.max(a.length, b.length))
    expect(steps === 0).toBe(a === b)
    for (let most = 0; most <= 7; most++) {
      const bounded = distance(a, b, most)
      if (steps <= most) expect(bounded, `${a} ${b} ${most}`).toBe(steps)
      else expect(bounded, `${a} ${b} ${most}`).toBeGreaterThan(most)
    }
  }
})

test.each([
  ['titel', 'title'],
  ['Title', 'title'],
  ['redirect_from', 'redirectFrom'],
  ['image-alt', 'imageAlt'],
  ['descripton', 'description'],
  ['xyz', undefined],
  ['t', undefined],
  ['titleofthispage', undefined],
])('%s is meant as %s', (typed, meant) => {
  const known = ['title', 'date', 'redirectFrom', 'imageAlt', 'description', 'x']
  expect(nearest(typed, known)).toBe(meant)
  expect(didYouMean(typed, known)).toBe(meant ? ` Did you mean "${meant}"?` : '')
})

test('names stand in a sentence as people list them, of very many the first', () => {
  expect(listed([])).toBe('')
  expect(listed(['a'])).toBe('a')
  expect(listed(['a', 'b'])).toBe('a and b')
  expect(listed(['a', 'b', 'c'], 'or')).toBe('a, b or c')
  const many = Array.from({ length: 33 }, (_, at) => String(at))
  expect(listed(many)).toMatch(/^0, 1, .*, 29 and 3 more$/)
})

test('each name leads to the list it is in, and a long text to its beginning', () => {
  const names = byName({ note: 'note info', tip: 'tip' })
  expect([names.get('info'), names.get('tip'), names.get('note info')]).toEqual(['note', 'tip', undefined])
  expect(shortened('x'.repeat(60))).toBe('x'.repeat(60))
  expect(shortened('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`)
})
