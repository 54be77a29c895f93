import type { Retention } from '#lib/site.ts'

const day = 24 * 60 * 60 * 1000

/** Up to which moment each kind of thing is to go; milliseconds since 1970. */
export type Plan = {
  spamBefore: number
  rejectedBefore: number
  answeredBefore: number
  clientsBefore: number
  textsBefore: number
  mailsBefore: number
  /** Fingerprints and requests to sign in are of use for a day at most. */
  tracesBefore: number
  now: number
}

/** What the periods mean at this moment. */
export function planRetention(periods: Retention, now: number): Plan {
  return {
    spamBefore: now - periods.spamDays * day,
    rejectedBefore: now - periods.rejectedDays * day,
    answeredBefore: monthsBefore(now, periods.answeredMonths),
    clientsBefore: now - periods.clientDays * day,
    textsBefore: now - periods.mailTextDays * day,
    mailsBefore: monthsBefore(now, periods.mailMonths),
    tracesBefore: now - day,
    now,
  }
}

/** The same day and time so many months earlier; the month's last day where it has no such day. */
function monthsBefore(now: number, months: number): number {
  const date = new Date(now)
  const dayOfMonth = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(dayOfMonth, last))
  return date.getTime()
}
