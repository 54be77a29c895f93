import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { base32 } from '#lib/ulid.ts'
import { signToken, verifyToken } from './token.ts'

export type Purpose = 'moderate' | 'enquiry-received' | 'preview' | 'own-replies'

export type Keys = ReturnType<typeof deriveKeys>

/** HKDF-SHA256 (RFC 5869) with the use as its label: one key says nothing of another. */
export function deriveKeys(secret: string) {
  // Made once: of mere bytes each signature would make such an object, which takes ten times as long as all the rest.
  const key = (use: string) =>
    createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', `broadsheet ${use}`, 32)))
  const links = {
    moderate: key('link moderate'),
    'enquiry-received': key('link enquiry-received'),
    preview: key('link preview'),
    'own-replies': key('cookie own-replies'),
  } satisfies Record<Purpose, KeyObject>
  const signIn = key('link sign-in')
  return {
    /** @param item letters a to z, digits and hyphens @param expiresAt milliseconds since 1970 */
    sign: (purpose: Purpose, item: string, expiresAt: number) => signToken(links[purpose], item, expiresAt),
    verify: (purpose: Purpose, token: string, now: number) => verifyToken(links[purpose], token, now),
    signInToken: (requestId: string) =>
      base32(BigInt(`0x${createHmac('sha256', signIn).update(requestId).digest('hex')}`), 52),
  }
}
