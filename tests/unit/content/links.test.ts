import { expect, test } from 'vitest'
import { linkProblem, schemeOf } from '#lib/content/lint/links.ts'
import { elsewhere, pictureElsewhere } from '#lib/content/pictures-elsewhere.ts'

// URL Standard: tabs and line ends are taken out, C0 controls and spaces stripped, letters of a scheme may be capitals.
test.each([
  ['https://example.org', 'https'],
  ['HTTPS://example.org', 'https'],
  ['java\tscript:alert(1)', 'javascript'],
  ['java\r\nscript:alert(1)', 'javascript'],
  ['\u0001javascript:alert(1)', 'javascript'],
  [' javascript:alert(1)', 'javascript'],
  ['\u200bjavascript:x', 'javascript'],
  ['java\u00adscript:x', 'javascript'],
  ['git+ssh://x', 'git+ssh'],
  ['mailto:a@example.org', 'mailto'],
  ['/a:b', undefined],
  ['#a:b', undefined],
  ['?a:b', undefined],
  ['a/b:c', undefined],
  ['1a:b', undefined],
  [':b', undefined],
  ['', undefined],
])('the scheme of %j is %s', (url, scheme) => {
  expect(schemeOf(url)).toBe(scheme)
})

test.each([
  ...[
    'https://example.org',
    'http://localhost:3000/x',
    'mailto:a@example.org',
    'tel:+44207946',
    '/about',
    '#top',
  ],
  ...['../x', 'x.pdf', '?page=2', 'about', 'a.html'],
])('a link may lead to %s', (url) => {
  expect(linkProblem(url)).toBeUndefined()
})

test.each([
  ['', 'the link has no address'],
  ['  ', 'the link has no address'],
  ['C:\\x', 'has a backslash'],
  ['//example.org/x', 'write https://example.org/x'],
  ['http:example.org', 'write http://example.org'],
  ['https:/example.org', 'write https://example.org'],
  ['https//example.org', 'write https://example.org'],
  ['www.example.org', 'write https://www.example.org'],
  ['example.co.uk/x', 'write https://example.co.uk/x'],
  ['javascript:alert(1)', 'may not begin with "javascript:"'],
  ['data:text/html,x', 'may not begin with "data:"'],
  ['file:///etc/passwd', 'may not begin with "file:"'],
  ['https://exa mple.org', 'is not an address'],
])('of the link %j it is told: %s', (url, told) => {
  expect(linkProblem(url)).toContain(told)
})

test.each([
  ['clinic.jpg', undefined],
  ['/images/clinic.jpg', undefined],
  [
    'https://example.org/a/My%20clinic.jpg?w=1',
    { to: 'https://example.org/a/My%20clinic.jpg?w=1', name: 'My clinic.jpg' },
  ],
  ['//example.org/', { to: 'https://example.org/', name: 'example.org' }],
  ['https://example.org/50%', { to: 'https://example.org/50%', name: '50%' }],
  ['data:image/png;base64,xx', { to: undefined, name: '' }],
  ['blob:https://example.org/1', { to: undefined, name: '' }],
  ['https://', { to: undefined, name: '' }],
])('the picture %s is elsewhere: %j', (src, expected) => {
  expect(elsewhere(src)).toEqual(expected)
  const told = pictureElsewhere(src)
  expect(told === undefined).toBe(expected === undefined)
  if (expected)
    expect(told).toContain(expected.to ? 'readers get a link to it' : 'readers get its description alone')
})

test('a very long address is told by its beginning', () => {
  expect(pictureElsewhere(`https://example.org/${'a'.repeat(500)}`)?.length).toBeLessThan(260)
})
