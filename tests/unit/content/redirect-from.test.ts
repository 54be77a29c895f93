import { expect, test } from 'vitest'
import { withRedirect } from '#lib/content/redirect-from.ts'

const fields = (...lines: string[]) => `---\n${lines.join('\n')}\n---\nBody with --- in it.\n`
const from = '/articles/old'

test.each([
  [
    'there is none',
    ['title: "A" # not touched', 'date: 2026-11-20'],
    ['title: "A" # not touched', 'date: 2026-11-20', 'redirectFrom: [/articles/old]'],
  ],
  [
    'the last field is a folded text',
    ['title: >-', '  A', '  B'],
    ['title: >-', '  A', '  B', 'redirectFrom: [/articles/old]'],
  ],
  [
    'it is one path',
    ['redirectFrom: /a # first', 'title: A'],
    ['redirectFrom: [/a, /articles/old] # first', 'title: A'],
  ],
  ['it is a quoted path', ["redirectFrom: '/a'"], ["redirectFrom: ['/a', /articles/old]"]],
  [
    'it is a list in brackets',
    ['redirectFrom: [ /a,  "/b" ]  # two'],
    ['redirectFrom: [ /a,  "/b", /articles/old ]  # two'],
  ],
  ['it is an empty list', ['redirectFrom: []'], ['redirectFrom: [/articles/old]']],
  ['it is empty', ['redirectFrom:', 'title: A'], ['redirectFrom: [/articles/old]', 'title: A']],
  [
    'it is a list of lines',
    ['redirectFrom:', '  - /a # one', '  - /b # two', 'title: A'],
    ['redirectFrom:', '  - /a # one', '  - /b # two', '  - /articles/old', 'title: A'],
  ],
  [
    'its lines are not indented',
    ['redirectFrom:', '- /a', 'title: A'],
    ['redirectFrom:', '- /a', '- /articles/old', 'title: A'],
  ],
  [
    'its lines come last',
    ['title: A', 'redirectFrom:', '  - /a'],
    ['title: A', 'redirectFrom:', '  - /a', '  - /articles/old'],
  ],
])('the old address is added where %s, and nothing else changes', (_what, before, after) => {
  expect(withRedirect(fields(...before), from)).toBe(fields(...after))
})

test.each([
  [['redirectFrom: /articles/first'], ['redirectFrom: [/articles/first, /articles/old]']],
  [['redirectFrom: [/a, /articles/first]'], ['redirectFrom: [/a, /articles/first, /articles/old]']],
  [['redirectFrom: [/articles/old, /a]'], ['redirectFrom: [/articles/old, /a]']],
  [['redirectFrom: /Articles/Old/'], ['redirectFrom: /Articles/Old/']],
  [
    ['redirectFrom:', '  - /articles/%6Fld # first', '  - /a'],
    ['redirectFrom:', '  - /articles/%6Fld # first', '  - /a'],
  ],
])('addresses stand in the order in which the article had them, each once: %j', (before, after) => {
  expect(withRedirect(fields(...before), from)).toBe(fields(...after))
})

test('line breaks of Windows stay', () => {
  expect(withRedirect('---\r\ntitle: A\r\n---\r\nBody\r\n', from)).toBe(
    '---\r\ntitle: A\r\nredirectFrom: [/articles/old]\r\n---\r\nBody\r\n',
  )
})

test.each([
  ['fields in braces', fields('{ title: A }')],
  ['fields that cannot be read', fields('title: A: B')],
  ['no fields', 'Body\n'],
  ['fields that are never closed', '---\ntitle: A\n'],
  ['a list of something else', fields('redirectFrom: [{ a: b }]')],
])('%s are left alone', (_what, file) => {
  expect(withRedirect(file, from)).toBeUndefined()
})
