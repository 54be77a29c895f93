import { expect, test } from 'vitest'
import { cleanLine, cleanSubject } from '#lib/mail/sanitize.ts'

test('a line keeps its words and loses breaks, controls and what cannot be seen', () => {
  expect(cleanLine(' A\r\n\tB\u0000\u2028C\u202e\u200bD\ufeff  E ', 80)).toBe('A B CD E')
  expect(cleanLine('\u200dA \u200c\u200dB\u2066C\u2069\u00adD\u2060', 80)).toBe('A BCD')
})

test.for([
  ['a Persian name', 'مهدی علی‌پور'],
  ['an Arabic abbreviation that ends in a joiner', 'سنة ١٤٤٥ ه\u200d.'],
  ['a half letter of Hindi', 'क्\u200dष and राम'],
  ['Bengali with a joiner before its sign', 'র\u200d্যাব'],
  ['Khmer with breaks between its words', 'ស្រី\u200bមុំ'],
  ['a nurse in one sign', '👩🏽‍⚕️ and 🧑🏿‍🤝‍🧑🏻 and 👩‍👩‍👧‍👦'],
  ['the flags of Wales and Scotland', '🏴󠁧󠁢󠁷󠁬󠁳󠁿 against 🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ['a heart in red and one in black', '❤️ ❤︎'],
  ['a name with a variant of its letter', '葛\u{e0100}城'],
  ['Hebrew with its marks of direction', 'שלום!\u200f 3\u200e%'],
  ['marks of Vietnamese and Hebrew', 'Nguyễn, שָׁלוֹם'],
  ['an Arabic number sign', '\u0600١٢'],
] as const)('%s stays as it was typed', ([, typed]) => {
  expect(cleanLine(typed, 80)).toBe(typed)
  expect(cleanSubject(typed, 80)).toBe(typed)
})

test('tags without a flag are nothing but hidden words', () => {
  const hidden = [...'secret'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')
  expect(cleanLine(`Ada${hidden} Lovelace`, 80)).toBe('Ada Lovelace')
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
  for (const typed of [
    '=?utf-8?Q?x?=',
    '=\u200b?utf-8?Q?x?=',
    '=\u202e?utf-8?Q?x?=',
    '=\u200c\u200d?=?',
    '=\u0000?=?',
  ])
    expect(cleanSubject(typed, 80).replace(/\p{Cf}/gu, '')).not.toContain('=?')
})
