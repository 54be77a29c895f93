const second = 1_000
const minute = 60 * second

/** Milliseconds; the longest are those of RFC 5321, 4.5.3.2. Only after the final dot is a retry a second copy. */
export const defaultLimits = {
  /** Up to the greeting and encryption, and again for the login. */
  opening: 15 * second,
  longestOpening: 5 * minute,
  /** MAIL, RCPT and DATA together. */
  envelope: minute,
  longestEnvelope: 12 * minute,
  block: 3 * minute,
  afterDot: 10 * minute,
}

export type Limits = typeof defaultLimits

export function createAdaptiveTimeout(least: number, most: number) {
  let limit = least
  return {
    limit: () => limit,
    took(milliseconds: number) {
      limit = Math.min(most, Math.max(least, 2 * milliseconds))
    },
    ranOut() {
      limit = Math.min(most, 2 * limit)
    },
  }
}

class TimedOut extends Error {
  constructor(milliseconds: number) {
    super(`The mail server has not answered for ${Math.round(milliseconds / 1000)} s`)
  }
}

export function isTimedOut(error: unknown): boolean {
  return error instanceof TimedOut
}

export function createDeadline(signal: AbortSignal | undefined) {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let chance: NodeJS.Immediate | undefined

  function clear(): void {
    clearTimeout(timer)
    clearImmediate(chance)
  }

  return {
    end: AbortSignal.any([late.signal, ...(signal ? [signal] : [])]),
    limit(milliseconds: number) {
      clear()
      timer = setTimeout(() => {
        // After a pause of the whole process the answer may be here, unread: it is read first.
        chance = setImmediate(() => late.abort(new TimedOut(milliseconds)))
      }, milliseconds)
    },
    stop() {
      clear()
      // A signal that follows others and is listened to stays in memory until it is aborted.
      late.abort()
    },
  }
}
