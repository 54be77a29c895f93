import { createHash, randomBytes } from 'node:crypto'
import { base32 } from '#lib/ulid.ts'

/** 256 bits of chance as 52 letters and digits: fit for a cookie and for an address. */
export function newToken(): string {
  return base32(BigInt(`0x${randomBytes(32).toString('hex')}`), 52)
}

/** Whether a text has the form of a token. */
export function isToken(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{52}$/.test(text)
}

/** What is kept in place of a token: SHA-256 in hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
