import { createHmac, timingSafeEqual } from 'node:crypto'
import { base32 } from '#lib/ulid.ts'

/** What a token says once its signature has been checked. */
export type Verified =
  | { kind: 'valid'; item: string; expiresAt: number }
  | { kind: 'expired'; item: string; expiresAt: number }
  | { kind: 'forged' }

// `<item>-<seconds since 1970, base 36>-<160 bits of HMAC-SHA256, base 32>`: letters, digits and hyphens in one
// case, so that no mail reader cuts the link short and no proxy changes it.
const shape = /^([a-z0-9-]{1,520})-([0-9a-z]{1,9})-([0-9a-z]{32})$/

/**
 * A token for an address: says which item it opens and until when, and cannot be made without the key.
 *
 * @param item letters a to z, digits and hyphens
 * @param expiresAt milliseconds since 1970, kept to the whole second above
 */
export function signToken(key: Uint8Array, item: string, expiresAt: number): string {
  if (!/^[a-z0-9-]{1,520}$/.test(item)) throw new Error(`“${item}” cannot stand in a link`)
  const signed = `${item}-${Math.ceil(expiresAt / 1000).toString(36)}`
  return `${signed}-${signature(key, signed)}`
}

/**
 * Reads a token made by `signToken` with the same key; takes the same time whichever part of a forgery is wrong.
 *
 * @param now milliseconds since 1970
 */
export function verifyToken(key: Uint8Array, token: string, now: number): Verified {
  const [, item, seconds, given] = shape.exec(token) ?? []
  if (!item || !seconds || !given) return { kind: 'forged' }
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(signature(key, `${item}-${seconds}`))))
    return { kind: 'forged' }
  const expiresAt = Number.parseInt(seconds, 36) * 1000
  return { kind: now < expiresAt ? 'valid' : 'expired', item, expiresAt }
}

function signature(key: Uint8Array, signed: string): string {
  const hash = createHmac('sha256', key).update(signed).digest('hex')
  return base32(BigInt(`0x${hash.slice(0, 40)}`), 32)
}
