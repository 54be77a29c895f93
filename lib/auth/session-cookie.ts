import type { Settings } from '#lib/config.ts'

type Place = Pick<Settings, 'siteUrl'>

/** With https the prefix makes browsers refuse a cookie that another host of the domain sets (RFC 6265bis, 4.1.3). */
export function sessionCookieName({ siteUrl }: Place): string {
  return siteUrl.startsWith('https:') ? '__Host-desk' : 'desk'
}

export function sessionCookie(settings: Place, session: { token: string; expiresAt: number }) {
  return {
    name: sessionCookieName(settings),
    value: session.token,
    httpOnly: true,
    secure: settings.siteUrl.startsWith('https:'),
    sameSite: 'lax' as const,
    path: '/',
    expires: new Date(session.expiresAt),
  }
}

export function endedSessionCookie(settings: Place) {
  return sessionCookie(settings, { token: '', expiresAt: 0 })
}

export function sessionIn(settings: Place, cookies = ''): string | undefined {
  const start = `${sessionCookieName(settings)}=`
  const pair = cookies.split(';').find((one) => one.trimStart().startsWith(start))
  return pair?.trim().slice(start.length)
}
