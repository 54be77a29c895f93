import type { Context } from '#lib/context.ts'
import { cookieNamed } from '#lib/cookies.ts'
import type { Cookie } from '#lib/forms/form.ts'
import { isId } from '#lib/ulid.ts'

/** What a visitor has said lately about one article is known to their browser alone: see docs/decisions/0034. */
export const ownReplies = 'own-replies'

const week = 7 * 24 * 60 * 60 * 1000

const most = 4

/** @param path of the article, escaped */
export function ownRepliesCookie(
  { settings, keys, now }: Pick<Context, 'settings' | 'keys' | 'now'>,
  path: string,
  ids: readonly string[],
): Cookie {
  const expiresAt = now() + week
  const latest = [...new Set(ids)].slice(-most).join('-')
  return cookieAt(settings, path, keys.sign(ownReplies, latest, expiresAt), expiresAt)
}

export function endedOwnReplies({ settings }: Pick<Context, 'settings'>, path: string): Cookie {
  return cookieAt(settings, path, '', 0)
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

function cookieAt({ siteUrl }: Context['settings'], path: string, value: string, expiresAt: number): Cookie {
  return {
    ...{ name: ownReplies, value, path, expires: new Date(expiresAt) },
    ...{ httpOnly: true, secure: siteUrl.startsWith('https:'), sameSite: 'lax' },
  }
}
