import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { absolutised, cdata, outsideHtml, xmlText } from '#lib/content/feed-text.ts'
import { chances } from '../../support/chances.ts'

/** What a parser of XML reads within one element; it throws at what is not well formed. */
function read(inside: string): string {
  let text = ''
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('text', (some) => {
    text += some
  })
  parser.on('cdata', (some) => {
    text += some
  })
  parser.write(`<a b="${inside.startsWith('<!') ? '' : inside}">${inside}</a>`).close()
  return text
}

test.each([
  'a & b',
  '<b>',
  `"quoted" and 'single'`,
  ']]>',
  'Grüße 健康 😀',
  '&amp;',
  'tab\tand\nline',
  '\ufffd \u0085',
])('%j comes out of XML as it went in, as a text and as a section of characters', (text) => {
  expect(read(xmlText(text))).toBe(text)
  expect(read(cdata(text))).toBe(text)
})

// XML 1.0, production 2: what is no Char may not stand there even escaped.
test.each(['\0', '\u0001', '\u000b', '\u001f', '\ufffe', '\uffff'])('%j is left out', (sign) => {
  expect(read(xmlText(`a${sign}b`))).toBe('ab')
  expect(read(cdata(`a${sign}b`))).toBe('ab')
})

test('half of a sign is one that stands for it', () => {
  expect(read(xmlText('a\ud83db'))).toBe('a\ufffdb')
})

test('whatever is in a text, it ends no section and opens no tag', () => {
  const next = chances(4)
  const pieces = [']', ']]', '>', ']]>', '<![CDATA[', '&', '<', '"', 'x', '\u0000', '\ud800', '&lt;', '-->']
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: next(9) }, () => pieces[next(pieces.length)]).join('')
    const wanted = text.toWellFormed().replaceAll('\0', '')
    expect(read(cdata(text)), JSON.stringify(text)).toBe(wanted)
    expect(read(xmlText(text)), JSON.stringify(text)).toBe(wanted)
  }
})

const page = 'https://example.org/articles/x'

// RFC 3986, 5.4: a few of its examples, with the page as the base.
test.each([
  ['<a href="y">', '<a href="https://example.org/articles/y">'],
  ['<a href="/y?a=1&amp;b=2">', '<a href="https://example.org/y?a=1&amp;b=2">'],
  ['<a href="#s">', '<a href="https://example.org/articles/x#s">'],
  ['<a href="../y">', '<a href="https://example.org/y">'],
  ['<a href="//other.org/y">', '<a href="https://other.org/y">'],
  ['<a href="https://other.org/y">', '<a href="https://other.org/y">'],
  ['<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'],
  ['<blockquote cite="/y">', '<blockquote cite="https://example.org/y">'],
  [
    '<video src="/t.mp4" poster="/t.jpg">',
    '<video src="https://example.org/t.mp4" poster="https://example.org/t.jpg">',
  ],
  [
    '<a title="href=&quot;y&quot;" href="y">',
    '<a title="href=&quot;y&quot;" href="https://example.org/articles/y">',
  ],
  ['<p>href="y"</p>', '<p>href="y"</p>'],
  ['<a href="http://[">', '<a href="http://[">'],
])('%s leads as well from elsewhere', (html, expected) => {
  expect(absolutised(html, page)).toBe(expected)
})

test('a picture is one that every reader of feeds shows, a link to one stays what it is', () => {
  const html = outsideHtml(
    '<img alt="A" src="/pictures/articles/x/a.webp"><a href="/pictures/articles/x/a.webp">',
    page,
  )
  expect(html).toBe(
    '<img alt="A" src="https://example.org/pictures/plain/articles/x/a.webp"><a href="https://example.org/pictures/articles/x/a.webp">',
  )
})
