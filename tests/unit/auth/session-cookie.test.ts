import { expect, test } from 'vitest'
import { endedSessionCookie, sessionCookie, sessionCookieName } from '#lib/auth/session-cookie.ts'

const session = { token: 'abc', expiresAt: Date.UTC(2026, 11, 7) }

test('with https the cookie is bound to this host, to https and to our own pages', () => {
  expect(sessionCookie({ siteUrl: 'https://www.example.org' }, session)).toEqual({
    ...{ name: '__Host-desk', value: 'abc', httpOnly: true, secure: true, sameSite: 'lax', path: '/' },
    expires: new Date('2026-12-07T00:00:00Z'),
  })
})

test('without https, on a machine of one’s own, it can still be set', () => {
  const place = { siteUrl: 'http://localhost:3000' }
  expect(sessionCookie(place, session)).toMatchObject({ name: 'desk', secure: false, httpOnly: true })
  expect(endedSessionCookie(place)).toMatchObject({
    ...{ name: sessionCookieName(place), value: '', expires: new Date(0) },
  })
})
