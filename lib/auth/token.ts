import { createHmac, hash, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { base32 } from '#lib/ulid.ts'

type Verified =
  | { kind: 'valid'; item: string; expiresAt: number }
  | { kind: 'expired'; item: string; expiresAt: number }
  | { kind: 'forged' }

// `<item>-<seconds, base 36>-<160 bits of HMAC, base 32>`: no mail reader cuts that short, no proxy changes it.
const shape = /^([a-z0-9-]{1,520})-([0-9a-z]{1,9})-([0-9a-z]{32})$/

/** @param expiresAt milliseconds since 1970, kept to the whole second above */
export function signToken(key: KeyObject, item: string, expiresAt: number): string {
  if (!/^[a-z0-9-]{1,520}$/.test(item)) throw new Error(`“${item}” cannot stand in a link`)
  const signed = `${item}-${Math.ceil(expiresAt / 1000).toString(36)}`
  return `${signed}-${signature(key, signed)}`
}

/** Takes the same time whichever part of a forgery is wrong. */
export function verifyToken(key: KeyObject, token: string, now: number): Verified {
  const [, item, seconds, given] = shape.exec(token) ?? []
  if (!item || !seconds || !given) return { kind: 'forged' }
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(signature(key, `${item}-${seconds}`))))
    return { kind: 'forged' }
  const expiresAt = Number.parseInt(seconds, 36) * 1000
  return { kind: now < expiresAt ? 'valid' : 'expired', item, expiresAt }
}

function signature(key: KeyObject, signed: string): string {
  const hash = createHmac('sha256', key).update(signed).digest('hex')
  return base32(BigInt(`0x${hash.slice(0, 40)}`), 32)
}

/** 256 bits of chance as 52 letters and digits: fit for a cookie and for an address. */
export function newToken(): string {
  return base32(BigInt(`0x${randomBytes(32).toString('hex')}`), 52)
}

export function isToken(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{52}$/.test(text)
}

export function hashOf(text: string): string {
  return hash('sha256', text)
}
