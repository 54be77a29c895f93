import { expect, test } from 'vitest'
import { decode, longestFile } from '#lib/content/decode.ts'

const bytes = (...all: number[]) => Uint8Array.from(all)
const problem = (given: Uint8Array) => {
  const read = decode(given)
  if ('text' in read) throw new Error(`It was read as ${JSON.stringify(read.text)}.`)
  const { ruleId, line, column, message } = read.problem
  return { ruleId, line, column, message }
}

test.each([
  ['', bytes()],
  ['Grüße 健康 😀', Buffer.from('Grüße 健康 😀')],
  // The mark of UTF-8 is none of the text (Encoding Standard, UTF-8 decode).
  ['title', bytes(0xef, 0xbb, 0xbf, ...Buffer.from('title'))],
  ['\u{10ffff}', bytes(0xf4, 0x8f, 0xbf, 0xbf)],
  ['\u0080', bytes(0xc2, 0x80)],
  // A sign that stands for what cannot be shown may have been typed.
  ['\ufffd', Buffer.from('\ufffd')],
])('%j is read', (text, given) => {
  expect(decode(given)).toEqual({ text })
})

test.each([
  ['UTF-16, the low byte first', bytes(0xff, 0xfe, 0x61, 0)],
  ['UTF-16, the high byte first', bytes(0xfe, 0xff, 0, 0x61)],
])('%s is named for what it is', (_what, given) => {
  expect(problem(given)).toMatchObject({ ruleId: 'encoding', line: 1, column: 1 })
  expect(problem(given).message).toMatch(/UTF-16.*save it as UTF-8/)
})

// Unicode Standard, table 3-7: sequences that are well formed, and their neighbours that are not.
test.each([
  ['a letter of Windows-1252', [0xe9]],
  ['a byte that only goes on', [0x80]],
  ['a sequence that ends too soon', [0xe5, 0x81]],
  ['a slash of two bytes', [0xc0, 0xaf]],
  ['a letter of three bytes that has two', [0xe0, 0x80, 0x80]],
  ['half of a pair of surrogates', [0xed, 0xa0, 0x80]],
  ['what is beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ['a sequence of five bytes', [0xf8, 0x88, 0x80, 0x80, 0x80]],
])('%s is no UTF-8, and its place is told', (_what, wrong) => {
  const given = Buffer.concat([Buffer.from('Grüße\nein '), Uint8Array.from(wrong), Buffer.from(' mehr')])
  expect(problem(given)).toMatchObject({ ruleId: 'encoding', line: 2, column: 5 })
})

test('what holds a zero is no text', () => {
  expect(problem(Buffer.from('one\ntwo\0three'))).toMatchObject({
    ...{ ruleId: 'encoding', line: 2, column: 4 },
    message: 'the file is not plain text: save it as plain text in UTF-8',
  })
})

test('a file of a megabyte is read, a larger one is not looked into', () => {
  expect(decode(Buffer.alloc(longestFile, 'a'))).toHaveProperty('text')
  expect(problem(Buffer.alloc(longestFile + 1, 0))).toMatchObject({
    ruleId: 'large-file',
    line: 1,
    column: 1,
  })
})
