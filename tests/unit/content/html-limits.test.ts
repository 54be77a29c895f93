import { expect, test } from 'vitest'
import { parseBody } from '#lib/content/mdx.ts'

const told = (text: string) => parseBody(text, 'md').problems.map(({ message }) => message)

test.each([
  ['blocks within blocks', '<div>\n\n'.repeat(1000), /^more than 50 tags are opened within each other/],
  ['marks that never end, in many paragraphs', '<b>x\n\n'.repeat(1000), /^more than 10 tags are opened/],
  ['tags in a row', '<br>a\n\n'.repeat(5000), /^the article has more than 5,000 parts/],
  [
    'tags in one block',
    `<div>\n${'<br>\n'.repeat(1900)}</div>\n\n`.repeat(4),
    /^the article has more than 5,000 parts/,
  ],
  ['marks in one paragraph', '<b>x</b>'.repeat(1500), /^this paragraph holds more than 2,000 signs/],
  [
    'attributes without end',
    `<div ${Array.from({ length: 50_000 }, (_, n) => `a${n}`).join(' ')}>\n\nx`,
    /^the tag <div> is longer than 4,000 letters/,
  ],
  ['a megabyte of tags', '<i>'.repeat(350_000), /^the article is longer than 400,000 letters/],
])('%s are told before anyone parses them', (_, text, message) => {
  expect(told(text)).toEqual([expect.stringMatching(message)])
})

test('a long value of an attribute is no long tag, and an old page of many tags stands', () => {
  expect(told(`<p title="${'word '.repeat(2000)}">x</p>`)).toEqual([])
  const row = `<tr>${'<td><b>a</b> <i>b</i></td>'.repeat(10)}</tr>\n`
  expect(told(`<table>\n${row.repeat(60)}</table>`)).toEqual([])
  expect(told('<p>One\n<p>Two\n<ul><li>a<li>b</ul>\n\n'.repeat(100))).toEqual([])
})
