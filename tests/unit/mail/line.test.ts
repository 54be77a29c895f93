import { expect, test } from 'vitest'
import { cleanLine, cleanSubject } from '#lib/mail/line.ts'

test('a line keeps its words and loses breaks, controls and what cannot be seen', () => {
  expect(cleanLine(' A\r\n\tB\u0000\u2028C\u202e\u200bD\ufeff  E ', 80)).toBe('A B CD E')
})

test('a long line ends at a whole character, with an ellipsis', () => {
  expect(cleanLine('abcdef', 6)).toBe('abcdef')
  expect(cleanLine('abcdefg', 6)).toBe('abcde…')
  expect(cleanLine('🇬🇧'.repeat(7), 6)).toBe(`${'🇬🇧'.repeat(5)}…`)
})

test('a character of a thousand accents does not make a line long', () => {
  expect(cleanLine(`a${'\u0301'.repeat(1_000)}b`, 10)).toBe('…')
})

test('no subject holds an encoded word, however it is hidden', () => {
  for (const typed of ['=?utf-8?Q?x?=', '=\u200b?utf-8?Q?x?=', '=\u0000?=?'])
    expect(cleanSubject(typed, 80)).not.toContain('=?')
})
