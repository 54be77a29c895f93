import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseReply } from '#lib/replies/form.ts'

const good = { comment: 'A thought.', name: 'Ada', email: 'ada@example.org', website: '' }

function errorsOf(changed: Record<string, unknown>): Record<string, string> {
  const parsed = parseReply({ ...good, ...changed })
  return 'errors' in parsed ? parsed.errors : {}
}

function okOf(changed: Record<string, unknown>) {
  const parsed = parseReply({ ...good, ...changed })
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
  return parsed.ok
}

test('a good reply is taken, made fit to be kept', () => {
  expect(okOf({ comment: ' One.\r\nTwo. ', name: ' Ada  Lovelace ', website: 'example.org/me' })).toEqual({
    comment: 'One.\nTwo.',
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    website: 'https://example.org/me',
  })
})

test('an empty form is told what to enter, in the order of its fields', () => {
  const parsed = parseReply({})
  expect(parsed).toEqual({
    values: { comment: '', name: '', email: '', website: '' },
    errors: { comment: 'Enter your comment', name: 'Enter your name', email: 'Enter your email address' },
  })
  expect('errors' in parsed && Object.keys(parsed.errors)).toEqual(['comment', 'name', 'email'])
})

test('a field of nothing but blanks and invisible characters is empty', () => {
  expect(errorsOf({ name: ' \u200b\u3164\t' })).toEqual({ name: 'Enter your name' })
})

test('lengths are told in the characters that count', () => {
  expect(errorsOf({ comment: 'x' })).toEqual({ comment: 'Your comment must be 2 characters or more' })
  expect(errorsOf({ comment: 'x'.repeat(5123) })).toEqual({
    comment: 'Your comment must be 5,000 characters or fewer; it has 5,123',
  })
  expect(errorsOf({ comment: '🙂'.repeat(5000) })).toEqual({})
  expect(errorsOf({ comment: `  ${'a\r\n'.repeat(2500)}` })).toEqual({})
  expect(errorsOf({ name: 'n'.repeat(101) })).toEqual({
    name: 'Your name must be 100 characters or fewer; it has 101',
  })
})

test.for([
  ['ada', 'Enter an email address in the correct format, like name@example.com'],
  ['ada@example', 'Enter an email address in the correct format, like name@example.com'],
  ['"me@a.example, victim"@b.example', 'Enter one email address only'],
  ['a@example.org, b@example.org', 'Enter one email address only'],
  ['a@example.org b@example.org', 'Enter one email address only'],
  ['Ada <ada@example.org>', 'Enter an email address in the correct format, like name@example.com'],
  ['adá@example.org', 'Enter an email address with only unaccented letters, digits and symbols before the @'],
  ['ada\u200b@example.org', 'Enter your email address again: it has a character in it that cannot be seen'],
  ['a\u202eda@example.org', 'Enter your email address again: it has a character in it that cannot be seen'],
  ['a\0da@example.org', 'Enter your email address again: it has a character in it that cannot be seen'],
  [`${'a'.repeat(300)}@example.org`, 'Your email address must be 254 characters or fewer; it has 312'],
] as const)('the address %s is refused: %s', ([email, message]) => {
  expect(errorsOf({ email })).toEqual({ email: message })
})

test('an international domain is kept as mail servers know it', () => {
  expect(okOf({ email: 'ada@bücher.example' }).email).toBe('ada@xn--bcher-kva.example')
  expect(okOf({ email: '\u202e\u200b ada@example.org\u00a0\0' }).email).toBe('ada@example.org')
})

test.for([
  ['example.org', 'https://example.org/'],
  ['example.org:8080/x', 'https://example.org:8080/x'],
  ['HTTP://Example.org/A b', undefined],
  ['http://example.org/a', 'http://example.org/a'],
  ['https://', undefined],
  ['bücher.example', 'https://xn--bcher-kva.example/'],
] as const)('the website %s is kept as %s, or not at all', ([typed, kept]) => {
  const parsed = parseReply({ ...good, website: typed })
  expect('ok' in parsed ? parsed.ok.website : undefined).toBe(kept)
})

test.for([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//example.org',
  'java\nscript:alert(1)',
  'javascript:1',
  'data:text/html,<script>alert(1)</script>',
  'ftp://example.org',
  'mailto:ada@example.org',
  'https://bank.example@evil.example',
  'localhost',
  'https://127.0.0.1/',
  'https://[::1]/',
  'not a website',
  'https://exa mple.org',
  '"><script>alert(1)</script>',
])('the website %j is refused', (website) => {
  expect(errorsOf({ website })).toEqual({
    website: 'Enter a website address in the correct format, like https://example.com',
  })
})

test('a website too long is told its length', () => {
  expect(errorsOf({ website: `https://example.org/${'a'.repeat(300)}` })).toEqual({
    website: 'Your website address must be 300 characters or fewer; it has 320',
  })
})

test('what was typed comes back with the messages, as it was typed', () => {
  const typed = { comment: '  <b>Wait</b> ', name: '', email: 'ADA', website: 'x y' }
  const parsed = parseReply({ ...typed, extra: 'dropped' })
  expect('values' in parsed && parsed.values).toEqual(typed)
})

test('values that are no text, and names from the language, count as nothing typed', () => {
  const file = new File(['x'], 'x.txt')
  expect(errorsOf({ name: file, email: ['a@example.org'], comment: { toString: 'x' } })).toEqual({
    comment: 'Enter your comment',
    name: 'Enter your name',
    email: 'Enter your email address',
  })
  expect('errors' in parseReply(Object.create({ ...good }))).toBe(true)
})

test('no hostile text throws, or is kept with anything unstorable in it', () => {
  const corpus = [
    '<script>alert(1)</script>',
    '\0\0\0',
    '\ud800',
    'a\ud800\0b',
    "Robert'); drop table reply;--",
    '{{constructor.constructor("x")()}}',
    'x\r\nBcc: victim@example.org\r\n\r\nbody',
    '\u202eevil\u202d',
    '=HYPERLINK("https://evil.example")',
    'a\u0300'.repeat(10_000),
    'x'.repeat(1_000_000),
    ' '.repeat(1_000_000),
    '__proto__',
    '👩‍👩‍👧‍👦'.repeat(1000),
  ]
  for (const text of corpus)
    for (const field of ['comment', 'name', 'email', 'website']) {
      const parsed = parseReply({ ...good, [field]: text })
      const texts = Object.values('ok' in parsed ? parsed.ok : parsed.values)
      for (const value of texts) if (value) expect(/[\p{Cs}\0]/u.test(value)).toBe(false)
    }
})

test('the limits that forms show bring no library with them', () => {
  for (const subject of ['replies', 'enquiries']) {
    const source = readFileSync(new URL(`../../../lib/${subject}/limits.ts`, import.meta.url), 'utf8')
    expect(source).not.toContain('import')
  }
})
