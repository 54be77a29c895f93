const second = 1_000
const minute = 60 * second

/**
 * How long a mail server may take, in milliseconds. RFC 5321, 4.5.3.2 names how long one should wait at least. Before
 * the final dot a retry is harmless, so there the first limit is shorter, and grows up to the RFC's when the server
 * proves slow; after the dot a retry is a second copy.
 */
export const defaultLimits = {
  /** Connection, greeting, encryption, and then the login. */
  opening: 15 * second,
  longestOpening: 5 * minute,
  /** MAIL, RCPT and DATA together. */
  envelope: minute,
  longestEnvelope: 12 * minute,
  /** Each piece of the text. */
  block: 3 * minute,
  afterDot: 10 * minute,
}

export type Limits = typeof defaultLimits

/** A limit that follows how long the server takes. */
export type Patience = {
  limit(): number
  /** It was answered after so many milliseconds. */
  took(milliseconds: number): void
  ranOut(): void
}

export function createPatience(least: number, most: number): Patience {
  let limit = least
  return {
    limit: () => limit,
    took(milliseconds) {
      limit = Math.min(most, Math.max(least, 2 * milliseconds))
    },
    ranOut() {
      limit = Math.min(most, 2 * limit)
    },
  }
}
