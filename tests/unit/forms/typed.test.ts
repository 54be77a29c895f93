import { expect, test } from 'vitest'
import { hasInvisible, lengthOf, shownAgain, typedLine, typedText } from '#lib/forms/typed.ts'
import { watchProcessor } from '../../support/processor-time.ts'

test.for([
  ['  hello \t\r\n', 'hello'],
  ['\u200b\ufeff\u00a0hello\u200d\u2060', 'hello'],
  ['one\r\ntwo\rthree\u2028four\u0085five', 'one\ntwo\nthree\nfour\nfive'],
  ['a\0b\u0007c\u009fd', 'abcd'],
  ['a\ud800b\udc00c', 'abc'],
  ['a\uffff\ufdd0b', 'ab'],
  ['e\u0301', 'é'],
  ['tab\tstays', 'tab\tstays'],
  ['Dear all,\r\n\r\n\tplain  words.', 'Dear all,\n\n\tplain  words.'],
  ['\u3164\u115f\u2800', ''],
  ['\u200b \u00ad', ''],
] as const)('a text typed as %j is kept as %j', ([raw, kept]) => {
  expect(typedText(raw)).toBe(kept)
})

test.for([
  ['Ada\r\nBcc: someone@example.org', 'Ada Bcc: someone@example.org'],
  ['Ada   \t Lovelace', 'Ada Lovelace'],
  ['\u202egnp.exe\u202c', 'gnp.exe'],
  ['a\u2066b\u2069c', 'abc'],
] as const)('a line typed as %j is kept as %j', ([raw, kept]) => {
  expect(typedLine(raw)).toBe(kept)
})

test('signs that end in something invisible stay whole', () => {
  for (const sign of ['❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏽‍⚕️', 'می‌خواهم', '辻\u{e0100}', '\ufa19田']) {
    expect(typedLine(sign)).toBe(sign)
    expect(typedText(` ${sign} `)).toBe(sign)
  }
})

test('what was typed comes back as it was, but for what no page can hold', () => {
  expect(shownAgain('  two  spaces \u202e \0\ud800 ')).toBe('  two  spaces \u202e  ')
})

test('a character counts once, however a computer stores it', () => {
  expect(lengthOf('🙂🙂')).toBe(2)
  expect(lengthOf(typedText('a\r\nb'))).toBe(3)
})

test('unseen characters are found, spaces and accents are none', () => {
  expect(hasInvisible('ada\u200b@example.org')).toBe(true)
  expect(hasInvisible('ada lovelace é@example.org')).toBe(false)
})

test.for(['\u200b', ' ', '\n', '\u00a0', 'a\u0301', '\u202e', '\ud800'])(
  'a megabyte of %j before a letter takes no noticeable time',
  (unit) => {
    const spent = watchProcessor()
    const raw = `x${unit.repeat(1_000_000)}x`
    typedText(raw)
    typedLine(raw)
    expect(spent()).toBeLessThan(30_000)
  },
)
