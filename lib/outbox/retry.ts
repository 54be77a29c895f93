import type { Outcome } from '#lib/mail/errors.ts'
import type { Settlement } from './store.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** A mail that no server has taken by then is given up: RFC 5321, 4.5.4.1. */
export const givenUpAfter = 5 * 24 * hour

const afterRefusal = [minute, 5 * minute, 15 * minute, 30 * minute]
// The first time it is most likely the server's restart; when it comes again, each attempt may be a copy.
const afterBreak = [10 * second, ...afterRefusal]

/**
 * What follows from an attempt. A server that takes no mail at all is no fault of this one: it stays as it was.
 *
 * @param mail.attempts those before this one
 * @param now milliseconds since 1970
 */
export function settlementAfter(
  outcome: Outcome,
  mail: { attempts: number; triedSince: number },
  now: number,
): Settlement {
  const { kind, answer } = outcome
  switch (kind) {
    case 'sent':
      return { status: 'sent', answer, at: now }
    case 'refused':
      return { status: 'failed', answer, at: now }
    case 'unreachable':
    case 'login-refused':
      return { status: 'released' }
    case 'later':
    case 'unknown': {
      const pauses = kind === 'later' ? afterRefusal : afterBreak
      const nextAt = now + (pauses[mail.attempts] ?? hour)
      if (nextAt - mail.triedSince > givenUpAfter) return { status: 'failed', answer, at: now }
      return { status: 'waiting', answer, nextAt }
    }
  }
}
