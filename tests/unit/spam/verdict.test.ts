import { expect, test } from 'vitest'
import { reasonInWords, verdict } from '#lib/spam/verdict.ts'

const quiet = { fromClient: 0, sameTextElsewhere: 0 }
const plain = { honeypot: false, text: 'A thought.', earlier: quiet }
const long = 'Exactly these words, with nothing changed in them.'

test('an ordinary message goes through', () => {
  expect(verdict(plain)).toEqual({ held: false, reasons: [] })
})

test('a message with the unseen field filled in is held', () => {
  expect(verdict({ ...plain, honeypot: true })).toEqual({ held: true, reasons: ['honeypot'] })
})

test('the twenty-first message within ten minutes is held, the twentieth is not', () => {
  expect(verdict({ ...plain, earlier: { ...quiet, fromClient: 19 } }).held).toBe(false)
  expect(verdict({ ...plain, earlier: { ...quiet, fromClient: 20 } }).reasons).toEqual(['many-messages'])
})

test('the fourth link in a text is one too many', () => {
  const three = 'https://a.example http://b.example www.c.example'
  expect(verdict({ ...plain, text: three }).held).toBe(false)
  expect(verdict({ ...plain, text: `${three} HTTPS://www.d.example` }).reasons).toEqual(['many-links'])
})

test('an address with a scheme and www counts as one link', () => {
  expect(verdict({ ...plain, text: 'https://www.a.example '.repeat(3) }).held).toBe(false)
})

test('the same long text under a third article is held, a short thank-you is not', () => {
  expect(verdict({ ...plain, text: long, earlier: { ...quiet, sameTextElsewhere: 1 } }).held).toBe(false)
  expect(verdict({ ...plain, text: long, earlier: { ...quiet, sameTextElsewhere: 2 } }).reasons).toEqual([
    'same-text',
  ])
  expect(verdict({ ...plain, text: 'Thank you!', earlier: { ...quiet, sameTextElsewhere: 9 } }).held).toBe(
    false,
  )
})

test('without limits earlier messages do not count, but the message itself does', () => {
  const flood = { ...plain, text: long, earlier: false } as const
  expect(verdict(flood).held).toBe(false)
  expect(verdict({ ...flood, honeypot: true }).reasons).toEqual(['honeypot'])
})

test('every reason is told to staff in words', () => {
  for (const reason of ['honeypot', 'many-links', 'many-messages', 'same-text'])
    expect(reasonInWords(reason)).toMatch(/^[A-Z].*\.$/)
  expect(reasonInWords('of a later version')).toBe('of a later version')
})
