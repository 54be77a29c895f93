import { expect, test } from 'vitest'
import { focusBySize, readFocus } from '#lib/pictures/focus.ts'

test.each([
  ['top', 50, 0],
  ['bottom', 50, 100],
  ['left', 0, 50],
  ['Right', 100, 50],
  ['center', 50, 50],
  ['centre', 50, 50],
  ['top left', 0, 0],
  ['left top', 0, 0],
  ['  right   bottom ', 100, 100],
  ['center left', 0, 50],
  ['50% 20%', 50, 20],
  ['33.5% 0%', 33.5, 0],
  ['100% 100%', 100, 100],
])('the focus %j is understood', (text, x, y) => {
  expect(readFocus(text)).toEqual({ x, y })
})

test.each([
  '',
  'head',
  'top top',
  'left right',
  '50%',
  '50 20',
  '101% 0%',
  '-1% 5%',
  '50% top',
  '1% 2% 3%',
  'constructor',
])('the focus %j is none', (text) => {
  expect(readFocus(text)).toBeUndefined()
})

test('of a picture that is not wide the upper part stays in sight, of a wide one the middle', () => {
  expect(focusBySize({ width: 900, height: 1600 })).toEqual({ x: 50, y: 10 })
  expect(focusBySize({ width: 900, height: 900 })).toEqual({ x: 50, y: 10 })
  expect(focusBySize({ width: 1600, height: 900 })).toBeUndefined()
})
