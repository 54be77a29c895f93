import { createHmac, hkdfSync } from 'node:crypto'
import { base32 } from '#lib/ulid.ts'
import { signToken, type Verified, verifyToken } from './token.ts'

export type Purpose = 'moderate' | 'enquiry-received' | 'preview'

export type Keys = {
  /** @param item letters a to z, digits and hyphens @param expiresAt milliseconds since 1970 */
  sign(purpose: Purpose, item: string, expiresAt: number): string
  verify(purpose: Purpose, token: string, now: number): Verified
  signInToken(requestId: string): string
}

/** HKDF-SHA256 (RFC 5869) with the use as its label: one key says nothing of another. */
export function deriveKeys(secret: string): Keys {
  const key = (use: string) => new Uint8Array(hkdfSync('sha256', secret, '', `broadsheet ${use}`, 32))
  const links = {
    moderate: key('link moderate'),
    'enquiry-received': key('link enquiry-received'),
    preview: key('link preview'),
  } satisfies Record<Purpose, Uint8Array>
  const signIn = key('link sign-in')
  return {
    sign: (purpose, item, expiresAt) => signToken(links[purpose], item, expiresAt),
    verify: (purpose, token, now) => verifyToken(links[purpose], token, now),
    signInToken: (id) => base32(BigInt(`0x${createHmac('sha256', signIn).update(id).digest('hex')}`), 52),
  }
}
