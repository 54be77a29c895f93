import type { Context } from '#lib/context.ts'
import { cookieNamed } from '#lib/cookies.ts'
import type { Cookie } from '#lib/forms/form.ts'
import { isId } from '#lib/ulid.ts'

/** What a visitor has said lately is known to their browser alone: see docs/decisions/0034. */
export const ownReplies = 'own-replies'

const week = 7 * 24 * 60 * 60 * 1000

const most = 12

/** Of all articles: one may have another address tomorrow. */
const path = '/articles'

export function ownRepliesCookie(
  { settings, keys, now }: Pick<Context, 'settings' | 'keys' | 'now'>,
  ids: readonly string[],
): Cookie {
  const expiresAt = now() + week
  const latest = [...new Set(ids)].slice(-most).join('-')
  return cookieOf(settings, keys.sign(ownReplies, latest, expiresAt), expiresAt)
}

export function endedOwnReplies({ settings }: Pick<Context, 'settings'>): Cookie {
  return cookieOf(settings, '', 0)
}

/** None of a token that has run out or was not made here. */
export function ownReplyIds(
  { keys, now }: Pick<Context, 'keys' | 'now'>,
  cookies: string | undefined,
): string[] {
  const token = cookieNamed(ownReplies, cookies)
  const read = token ? keys.verify(ownReplies, token, now()) : undefined
  return read?.kind === 'valid' ? read.item.split('-').filter(isId) : []
}

function cookieOf({ siteUrl }: Context['settings'], value: string, expiresAt: number): Cookie {
  return {
    ...{ name: ownReplies, value, path, expires: new Date(expiresAt) },
    ...{ httpOnly: true, secure: siteUrl.startsWith('https:'), sameSite: 'lax' },
  }
}
