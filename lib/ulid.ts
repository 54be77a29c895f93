import { randomFillSync, randomInt } from 'node:crypto'

/** Crockford's alphabet, in lower case, because an address with capitals is redirected. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz'

/** No look-alikes (0 O 1 I L), and no vowels: nobody is to be given a word as a reference. */
const spoken = '23456789BCDFGHJKMNPQRSTVWXYZ'

/** Ordered by millisecond: 48 bits of time, 80 bits of chance. */
export function ulid(at: number = Date.now()): string {
  return base32(BigInt(at), 10) + chance()
}

/** Drawn for many ids at once: each draw costs more than all the rest of an id. */
const drawn = Buffer.alloc(4096)
let used = drawn.length

function chance(): string {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  let text = ''
  for (const end = used + 16; used < end; used++) text += digits[(drawn[used] ?? 0) & 31]
  return text
}

export function newReference(): string {
  return `E-${Array.from({ length: 5 }, () => spoken[randomInt(spoken.length)]).join('')}`
}

export function isReference(text: string): boolean {
  return /^E-[A-Z0-9]{5}$/i.test(text)
}

export function isId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{26}$/.test(text)
}

export function base32(number: bigint, length: number): string {
  let text = ''
  for (let rest = number; text.length < length; rest >>= 5n) text = digits[Number(rest & 31n)] + text
  return text
}
