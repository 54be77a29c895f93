import { createHmac, hkdfSync } from 'node:crypto'
import { base32 } from '#lib/ulid.ts'
import { signToken, type Verified, verifyToken } from './token.ts'

/** What a signed link is for. A token for one purpose opens nothing else. */
export type Purpose = 'moderate' | 'enquiry-received' | 'preview'

/** Everything that is derived from the one secret of the site. */
export type Keys = {
  /** For NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: base64 of 32 bytes, the same for the same secret. */
  actionKey: string
  /**
   * @param item letters a to z, digits and hyphens
   * @param expiresAt milliseconds since 1970
   */
  sign(purpose: Purpose, item: string, expiresAt: number): string
  /** @param now milliseconds since 1970 */
  verify(purpose: Purpose, token: string, now: number): Verified
  /** The 256 bits that open one request to sign in: what keeps the request need not keep them. */
  signInToken(requestId: string): string
}

/**
 * The keys of a secret, each of its own: HKDF-SHA256 (RFC 5869) with the use as its label, so that knowing one
 * says nothing of another.
 */
export function deriveKeys(secret: string): Keys {
  const key = (use: string) => new Uint8Array(hkdfSync('sha256', secret, '', `broadsheet ${use}`, 32))
  const links = {
    moderate: key('link moderate'),
    'enquiry-received': key('link enquiry-received'),
    preview: key('link preview'),
  } satisfies Record<Purpose, Uint8Array>
  const signIn = key('link sign-in')
  return {
    actionKey: Buffer.from(key('server actions')).toString('base64'),
    sign: (purpose, item, expiresAt) => signToken(links[purpose], item, expiresAt),
    verify: (purpose, token, now) => verifyToken(links[purpose], token, now),
    signInToken: (id) => base32(BigInt(`0x${createHmac('sha256', signIn).update(id).digest('hex')}`), 52),
  }
}
