import { expect, test } from 'vitest'
import { withLinksListed } from '#lib/http/printed-links.ts'

const page = (text: string) =>
  `<nav><a href="/other">x</a></nav><div class="a" data-text="">${text}</div><ol class="b" data-links="https://example.org"></ol><a href="/after">y</a>`

test('the addresses of a text stand in one list, in their order, and whole', () => {
  const html = withLinksListed(
    page(
      '<a href="/contact">a</a> <a class="k" href="https://example.net/?a=1&amp;b">b</a> <a href="#note-1">1</a> <a href="mailto:x@example.org">m</a>',
    ),
  )
  expect(html).toContain(
    '</div><ol class="b"><li>https://example.org/contact</li><li>https://example.net/?a=1&amp;b</li></ol><a href="/after">',
  )
})

test.each(['', '<a href="#heading">§</a>'])('a text without any keeps an empty list: %j', (text) => {
  expect(withLinksListed(page(text))).toBe(page(text))
})
