import { type Finding, inFull } from '#lib/health.ts'
import type { OutboxState } from './drain.ts'

/** How mail is, for a banner and for whoever watches the site. */
export type MailHealth = {
  isWell: boolean
  waiting: number
  retrying: number
  failed: number
  /** Milliseconds. */
  oldestWaitingMs: number
  findings: Finding[]
  /** The same in all its words, for staff. */
  warnings: string[]
}

const minute = 60_000
/** A mail that waits longer than this, in milliseconds, is worth a warning. */
export const patience = 15 * minute

/** Tells what an outbox's state means. */
export function healthOf(state: OutboxState): MailHealth {
  const { waiting, retrying, failed, oldestWaitingMs } = state
  const findings = [...transportWarnings(state), ...ageWarnings(state), ...failureWarnings(failed)]
  const warnings = findings.map(inFull)
  return { isWell: !findings.length, waiting, retrying, failed, oldestWaitingMs, findings, warnings }
}

function transportWarnings(state: OutboxState): Finding[] {
  if (state.transport === 'ok') return []
  const message =
    state.transport === 'login-refused'
      ? 'The mail server refuses our login: all mail waits until SMTP_URL is right.'
      : 'The mail server takes no mail: all mail waits and leaves when it answers again.'
  return [{ severity: 'warning', message, ...(state.answer && { detail: `It said: ${state.answer}` }) }]
}

function ageWarnings({ oldestWaitingMs }: OutboxState): Finding[] {
  if (oldestWaitingMs <= patience) return []
  const minutes = Math.floor(oldestWaitingMs / minute)
  const age = minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`
  return [{ severity: 'warning', message: `The oldest mail has been waiting for ${age}.` }]
}

function failureWarnings(failed: number): Finding[] {
  if (!failed) return []
  const message = failed === 1 ? '1 mail was refused for good.' : `${failed} mails were refused for good.`
  return [{ severity: 'warning', message }]
}
