import { expect, test } from 'vitest'
import { endedSessionCookie, sessionCookie, sessionIn, setCookieLine } from '#lib/auth/session-cookie.ts'
import { cookieNamed } from '#lib/cookies.ts'

/** RFC 6265, 4.2.1 and 5.4: pairs divided by `; `, of equal names the one with the nearest path first. */
test.each([
  ['desk=abc', 'abc'],
  ['a=1; desk=abc; b=2', 'abc'],
  ['a=1;desk=abc', 'abc'],
  [' desk=abc ', 'abc'],
  ['desk=first; desk=second', 'first'],
  ['desk=a=b=c', 'a=b=c'],
  ['desk=', ''],
  ['xdesk=1; desk=2', '2'],
  ['desk2=1; desk=2', '2'],
  ['a=desk=1; desk=2', '2'],
  ['Desk=1', undefined],
  ['desk', undefined],
  ['a="x; desk"', undefined],
  ['', undefined],
  [undefined, undefined],
])('in %j the cookie is %j', (header, value) => {
  expect(cookieNamed('desk', header)).toBe(value)
})

const session = { token: 'abc', expiresAt: Date.UTC(2026, 11, 7, 9, 8, 7) }
const secure = { siteUrl: 'https://www.example.org' }

test('with https it is sent by its whole name, and found by that alone', () => {
  const line = setCookieLine(sessionCookie(secure, session))
  expect(line).toBe(
    '__Host-desk=abc; Path=/; Expires=Mon, 07 Dec 2026 09:08:07 GMT; Secure; HttpOnly; SameSite=lax',
  )
  expect(sessionIn(secure, '__Host-desk=abc')).toBe('abc')
  expect(sessionIn(secure, 'desk=abc')).toBeUndefined()
})

test('without https it is neither Secure nor of that name, which a browser would refuse', () => {
  const place = { siteUrl: 'http://localhost:3000' }
  expect(setCookieLine(sessionCookie(place, session))).toBe(
    'desk=abc; Path=/; Expires=Mon, 07 Dec 2026 09:08:07 GMT; HttpOnly; SameSite=lax',
  )
  expect(sessionIn(place, 'desk=abc')).toBe('abc')
})

test('an ended one is empty, long over, and has the marks of the one that it replaces', () => {
  expect(setCookieLine(endedSessionCookie(secure))).toBe(
    '__Host-desk=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=lax',
  )
})
