import { expect, test } from 'vitest'
import { lineAt, placer } from '#lib/content/source.ts'
import { firstPlace } from '#lib/first-place.ts'
import { chances } from '../../support/chances.ts'

test('places count from one, in units of UTF-16, as editors count them', () => {
  const text = 'a😀b\n\r\n\tc\n'
  const at = placer(text)
  expect(at(0)).toEqual({ line: 1, column: 1 })
  expect(at(text.indexOf('b'))).toEqual({ line: 1, column: 4 })
  expect(at(text.indexOf('\n'))).toEqual({ line: 1, column: 5 })
  expect(at(text.indexOf('\r'))).toEqual({ line: 2, column: 1 })
  expect(at(text.indexOf('c'))).toEqual({ line: 3, column: 2 })
  expect(at(text.length)).toEqual({ line: 4, column: 1 })
  expect(placer('')(0)).toEqual({ line: 1, column: 1 })
})

test('the line of an offset is without its end, whichever system made that', () => {
  const text = 'one\ntwo\r\n\nlast'
  expect(lineAt(text, 0)).toEqual({ text: 'one', start: 0 })
  expect(lineAt(text, 3)).toEqual({ text: 'one', start: 0 })
  expect(lineAt(text, 6)).toEqual({ text: 'two', start: 4 })
  expect(lineAt(text, 8)).toEqual({ text: 'two', start: 4 })
  expect(lineAt(text, 9)).toEqual({ text: '', start: 9 })
  expect(lineAt(text, text.length)).toEqual({ text: 'last', start: 10 })
  expect(lineAt(text, -1)).toEqual({ text: 'one', start: 0 })
  expect(lineAt('', 0)).toEqual({ text: '', start: 0 })
})

test('whatever the text, a place is where counting its lines leads', () => {
  const next = chances(21)
  for (let round = 0; round < 50; round++) {
    const text = Array.from({ length: next(60) }, () => ['a', 'é', '\n', '\r\n', '😀'][next(5)]).join('')
    const at = placer(text)
    for (let offset = 0; offset <= text.length; offset++) {
      const lines = text.slice(0, offset).split('\n')
      expect(at(offset)).toEqual({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 })
    }
  }
})

test('the first place is the one before which nothing holds, and the end where nothing does', () => {
  for (let length = 0; length < 20; length++)
    for (let first = 0; first <= length; first++) {
      const asked: number[] = []
      const holds = (place: number) => asked.push(place) > 0 && place >= first
      expect(firstPlace(length, holds)).toBe(first)
      expect(asked.length).toBeLessThanOrEqual(5)
      for (const place of asked) expect(place >= 0 && place < length).toBe(true)
    }
})
