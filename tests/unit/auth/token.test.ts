import { expect, test } from 'vitest'
import { deriveKeys } from '#lib/auth/keys.ts'
import { itemNamed, moderationLink } from '#lib/auth/moderation-link.ts'
import { receivedPath } from '#lib/enquiries/receipt.ts'
import { ulid } from '#lib/ulid.ts'

const secret = 'a secret for tests, long enough'
const keys = deriveKeys(secret)
const now = 1_764_000_000_000
const later = now + 60_000

test('a token opens what it was signed for, until it expires', () => {
  const token = keys.sign('moderate', 'reply-01abc', later)
  expect(keys.verify('moderate', token, now)).toEqual({
    kind: 'valid',
    item: 'reply-01abc',
    expiresAt: later,
  })
  expect(keys.verify('moderate', token, later - 1).kind).toBe('valid')
  expect(keys.verify('moderate', token, later)).toEqual({
    kind: 'expired',
    item: 'reply-01abc',
    expiresAt: later,
  })
})

test('a token has letters, digits and hyphens only', () => {
  expect(keys.sign('moderate', `reply-${ulid()}`, later)).toMatch(/^[a-z0-9-]{60,90}$/)
})

test('a token for one purpose opens no other', () => {
  const token = keys.sign('moderate', 'reply-01abc', later)
  expect(keys.verify('enquiry-received', token, now)).toEqual({ kind: 'forged' })
  expect(keys.verify('preview', token, now)).toEqual({ kind: 'forged' })
})

test('a token of another secret is forged', () => {
  const token = deriveKeys('another secret, as long as that').sign('moderate', 'reply-01abc', later)
  expect(keys.verify('moderate', token, now)).toEqual({ kind: 'forged' })
})

test('a token with any one character changed is forged', () => {
  const token = keys.sign('moderate', 'reply-01abc', later)
  for (let at = 0; at < token.length; at++)
    for (const other of ['0', 'z', '-', 'A', ''])
      if (token[at] !== other)
        expect(keys.verify('moderate', token.slice(0, at) + other + token.slice(at + 1), now).kind).toBe(
          'forged',
        )
})

test('what is no token at all is forged, and never throws', () => {
  const texts = [
    '',
    '-',
    '--',
    'undefined',
    '../../etc/passwd',
    'é'.repeat(60),
    '\0',
    `${'a'.repeat(1e6)}-1-${'0'.repeat(32)}`,
  ]
  for (const text of texts) expect(keys.verify('moderate', text, now)).toEqual({ kind: 'forged' })
})

test('a later expiry cannot be written into a token', () => {
  const token = keys.sign('moderate', 'reply-01abc', now - 1000)
  const stretched = token.replace(/-[^-]+(?=-[^-]+$)/, `-${(later / 1000).toString(36)}`)
  expect(stretched).not.toBe(token)
  expect(keys.verify('moderate', stretched, now).kind).toBe('forged')
})

test('an item that cannot stand in an address is refused at signing', () => {
  expect(() => keys.sign('preview', 'a/b', later)).toThrow('cannot stand in a link')
})

test('a moderation link opens one item for a fortnight', () => {
  const item = { kind: 'enquiry', id: ulid() } as const
  const { path, expiresAt } = moderationLink(keys, item, now)
  const verified = keys.verify('moderate', path.replace('/moderate/', ''), now)
  expect(expiresAt - now).toBe(14 * 24 * 60 * 60 * 1000)
  expect(verified).toMatchObject({ kind: 'valid', expiresAt })
  expect(verified.kind === 'valid' && itemNamed(verified.item)).toEqual(item)
})

test('the address after an enquiry is always the same', () => {
  const enquiry = { id: ulid(), createdAt: now }
  expect(receivedPath(keys, enquiry)).toBe(receivedPath(keys, enquiry))
})
