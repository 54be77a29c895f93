import type { Settings } from '#lib/config.ts'
import { cookieNamed } from '#lib/cookies.ts'
import type { Cookie } from '#lib/forms/form.ts'

type Place = Pick<Settings, 'siteUrl'>

/** The prefix makes browsers refuse a cookie that another host of the domain sets (RFC 6265bis, 4.1.3). */
export function sessionCookieName({ siteUrl }: Place): string {
  return siteUrl.startsWith('https:') ? '__Host-desk' : 'desk'
}

export function sessionCookie(settings: Place, session: { token: string; expiresAt: number }): Cookie {
  return {
    name: sessionCookieName(settings),
    value: session.token,
    httpOnly: true,
    secure: settings.siteUrl.startsWith('https:'),
    sameSite: 'lax',
    path: '/',
    expires: new Date(session.expiresAt),
  }
}

export function endedSessionCookie(settings: Place): Cookie {
  return sessionCookie(settings, { token: '', expiresAt: 0 })
}

export function sessionIn(settings: Place, cookies?: string): string | undefined {
  return cookieNamed(sessionCookieName(settings), cookies)
}

/** RFC 6265, 4.1. */
export function setCookieLine({ name, value, path, expires, httpOnly, secure, sameSite }: Cookie): string {
  const flags = [secure && 'Secure', httpOnly && 'HttpOnly', `SameSite=${sameSite}`].filter(Boolean)
  return [`${name}=${value}`, `Path=${path}`, `Expires=${expires.toUTCString()}`, ...flags].join('; ')
}
