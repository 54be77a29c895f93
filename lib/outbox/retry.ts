import type { Outcome } from '#lib/mail/smtp-errors.ts'
import type { Completion } from './mail.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** RFC 5321, 4.5.4.1. */
const givenUpAfter = 5 * day
const leastAttempts = 12
/** A refusal that may be the server's own fault counts for good only when it has lasted so long. */
const refusedFor = day

const afterRefusal = [minute, 5 * minute, 15 * minute, 30 * minute]
// The first time it is most likely the server's restart.
const afterBreak = [10 * second, ...afterRefusal]
/** From this attempt with an unknown end on, each further one is most likely a copy more. */
export const doubtfulFrom = 3
const afterDoubt = 6 * hour
/** While a server takes some mails and defers others, each gets its turn soon. */
const whileLimited = 2 * minute

/** Pauses differ by chance, so that mails that were deferred together do not come back together. */
const spread = 0.25
/** A time further ahead was not made by this clock. */
export const longestPauses = { usual: (1 + spread) * hour, inDoubt: (1 + spread) * afterDoubt }

type Circumstances = {
  chance?: () => number
  isServersFault?: boolean
  isLimited?: boolean
}

type Tried = {
  attempts: number
  triedSince: number
  unknowns?: number
  refusedSince?: number | undefined
}

/** A server that takes no mail at all is no fault of this mail: it stays as it was. */
export function completionAfter(
  outcome: Outcome,
  mail: Tried,
  now: number,
  circumstances: Circumstances = {},
): Completion {
  const { chance = () => 0.5, isServersFault = false, isLimited = false } = circumstances
  const { kind, answer } = outcome
  const { attempts, triedSince, unknowns = 0, refusedSince = now } = mail
  const failed: Completion = { status: 'failed', answer, at: now }
  const after = (pause: number) => now + Math.round(pause * (1 + spread * (2 * chance() - 1)))

  function again(pause: number, more: { isUnknown?: true } = {}): Completion {
    const nextAt = after(pause)
    if (nextAt - triedSince > givenUpAfter && attempts + 1 >= leastAttempts) return failed
    return { status: 'waiting', answer, nextAt, ...more }
  }

  switch (kind) {
    case 'sent':
    case 'filed':
      return { status: kind, answer, at: now }
    case 'unwritable':
      return failed
    case 'unreachable':
    case 'not-encrypted':
    case 'not-trusted':
    case 'released':
      return { status: 'released' }
    case 'login-refused':
    case 'login-demanded':
      // Another mail finds out whether it is for this one alone.
      return { status: 'released', nextAt: now }
    case 'bounced': {
      const nextAt = after(afterRefusal[attempts] ?? hour)
      if (!isServersFault || nextAt - refusedSince > refusedFor) return failed
      return { status: 'waiting', answer, nextAt, refusedSince }
    }
    case 'deferred': {
      const pause = afterRefusal[attempts] ?? hour
      return again(isLimited && attempts < leastAttempts ? Math.min(pause, whileLimited) : pause)
    }
    case 'broken':
      return again(afterBreak[attempts] ?? hour)
    case 'unknown': {
      const isDoubtful = unknowns + 1 >= doubtfulFrom
      return again(isDoubtful ? afterDoubt : (afterBreak[attempts] ?? hour), { isUnknown: true })
    }
  }
}

export function reviveAfter(chance: () => number): number {
  return Math.round(minute * (1 + spread * (2 * chance() - 1)))
}
