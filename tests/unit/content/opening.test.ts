import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { expect, test } from 'vitest'
import { openingOf } from '#lib/content/opening.ts'

const opening = (markdown: string, lang?: string, read?: string) =>
  openingOf(unified().use(remarkParse).parse(markdown), lang, read)

const long = 'This sentence is made of so many words that it fills the eighty letters that lists show alone.'

test.each([
  ['', ''],
  ['# Title\n\nOne. Two.', 'One. Two.'],
  ['One *two* `three` [four](/x)\\\nfive', 'One two three four five'],
  ['![A picture](x.png)\n\nWords.', 'Words.'],
  ['> A quotation.\n\nWords of our own.', 'Words of our own.'],
  ['> A quotation alone.', 'A quotation alone.'],
  ['- A point\n- Another', 'A point Another'],
  ['Dear {{name}}, hello.\n\nThe rest.', 'The rest.'],
  ['{% include x %}\n\nThe rest.', 'The rest.'],
  [':::note\n\nThe rest.', 'The rest.'],
  ['<p>Of HTML alone.</p>', 'Of HTML alone.'],
])('%j opens with %j', (markdown, expected) => {
  expect(opening(markdown)).toBe(expected)
})

test('whole sentences stand there until there are enough of them', () => {
  expect(opening(`${long} And more.`)).toBe(long)
  expect(opening('Short. Short, too.\n\nFrom the next paragraph.')).toBe(
    'Short. Short, too. From the next paragraph.',
  )
  expect(opening(`Short. ${long} Last.`)).toBe(`Short. ${long}`)
})

test('a sentence without an end is cut between two words', () => {
  const found = opening('word '.repeat(100))
  expect(found).toMatch(/^(?:word )+word…$/)
  expect(found.length).toBeLessThanOrEqual(200)
})

test('Chinese and Japanese say as much in half as many letters', () => {
  const sentence = `${'健康'.repeat(20)}。`
  expect(opening(`${sentence}第二句。`, 'zh')).toBe(sentence)
  expect(opening('健'.repeat(300), 'ja').length).toBeLessThanOrEqual(101)
})

test('where HTML stands in the text, what was read of it counts', () => {
  expect(opening('<div>', undefined, 'As a reader reads it.')).toBe('As a reader reads it.')
})
