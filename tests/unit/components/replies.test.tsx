import { expect, test } from 'vitest'
import { Replies } from '#components/replies.tsx'
import { site } from '#lib/site.ts'
import { markup, words } from './document.ts'

const reply = { id: '01', name: 'A reader', comment: 'Thank you', createdAt: Date.UTC(2025, 6, 1, 12) }

test('a reply shows name, date in the site’s time zone, and text', () => {
  const html = markup(<Replies replies={[reply]} state="open" />)
  expect(html).toContain('id="reply-01"')
  expect(words(html)).toBe('Replies 1 so far A reader 1 July 2025 at 13:00 Thank you')
})

test('nothing in a reply becomes markup', () => {
  const hostile = { ...reply, name: '<b>Me</b>', comment: '<script>alert(1)</script>\n&lt;' }
  const html = markup(<Replies replies={[hostile]} state="open" />)
  expect(html).toContain('&lt;b&gt;Me&lt;/b&gt;')
  expect(html).toContain('>&lt;script&gt;alert(1)&lt;/script&gt;<br/>&amp;lt;</p>')
})

test('an empty line makes a paragraph and a single one a break', () => {
  const html = markup(<Replies replies={[{ ...reply, comment: 'a\nb\r\n\r\n c ' }]} state="open" />)
  expect(paragraphs(html)).toEqual(['a<br/>b', ' c '])
})

test('indentation, columns and further empty lines stand as they were typed', () => {
  const comment = 'Eggs\n  of hens\n\tof ducks\n\n\n\na  1\nbb 2\n'
  const html = markup(<Replies replies={[{ ...reply, comment }]} state="open" />)
  expect(paragraphs(html)).toEqual(['Eggs<br/>  of hens<br/>\tof ducks', '<br/><br/>a  1<br/>bb 2'])
})

function paragraphs(html: string): (string | undefined)[] {
  const [, text = ''] = /<div class="[^"]*text[^"]*">(.*?)<\/div>/s.exec(html) ?? []
  return [...text.matchAll(/<p[^>]*>(.*?)<\/p>/gs)].map(([, inside]) => inside)
}

test('the link of a visitor earns nothing and learns nothing', () => {
  const html = markup(<Replies replies={[{ ...reply, website: 'https://example.org/' }]} state="open" />)
  expect(html).toContain('<a href="https://example.org/" rel="nofollow ugc noopener noreferrer">A reader</a>')
})

test('no replies yet is an invitation, and a closed article says so', () => {
  expect(words(markup(<Replies replies={[]} state="open" />))).toContain('Nobody has replied yet.')
  const closed = words(markup(<Replies replies={[]} state="closed" />))
  expect(closed).toContain('This article no longer takes replies.')
  expect(closed).not.toContain('Nobody has replied yet')
})

test('an answer of staff stands under its reply, with a badge in words, as text', () => {
  const answer = { id: '02', text: 'We agree <b>', createdAt: Date.UTC(2025, 6, 2, 12) }
  const html = markup(<Replies replies={[{ ...reply, answers: [answer] }]} state="open" />)
  expect(words(html)).toBe(
    `Replies 1 so far A reader 1 July 2025 at 13:00 Thank you ${site.name} Staff 2 July 2025 at 13:00 We agree &lt;b&gt;`,
  )
  expect(html).toContain('id="answer-02"')
  expect(html).toContain('We agree &lt;b&gt;')
})
