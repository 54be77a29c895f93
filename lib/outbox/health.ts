import type { OutboxState } from './drain.ts'

/** How mail is, for a banner and for whoever watches the site. */
export type MailHealth = {
  isWell: boolean
  waiting: number
  retrying: number
  failed: number
  /** Milliseconds. */
  oldestWaitingMs: number
  /** What staff should know, one sentence each. */
  warnings: string[]
}

const minute = 60_000
/** A mail that waits longer than this, in milliseconds, is worth a warning. */
export const patience = 15 * minute

/** Tells what an outbox's state means. */
export function healthOf(state: OutboxState): MailHealth {
  const { waiting, retrying, failed, oldestWaitingMs } = state
  const warnings = [...transportWarnings(state), ...ageWarnings(state), ...failureWarnings(failed)]
  return { isWell: !warnings.length, waiting, retrying, failed, oldestWaitingMs, warnings }
}

function transportWarnings(state: OutboxState): string[] {
  if (state.transport === 'ok') return []
  const said = state.answer ? ` It said: ${state.answer}` : ''
  return [
    state.transport === 'login-refused'
      ? `The mail server refuses our login: all mail waits until SMTP_URL is right.${said}`
      : `The mail server takes no mail: all mail waits and leaves when it answers again.${said}`,
  ]
}

function ageWarnings({ oldestWaitingMs }: OutboxState): string[] {
  if (oldestWaitingMs <= patience) return []
  const minutes = Math.floor(oldestWaitingMs / minute)
  const age = minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`
  return [`The oldest mail has been waiting for ${age}.`]
}

function failureWarnings(failed: number): string[] {
  if (!failed) return []
  return [failed === 1 ? '1 mail was refused for good.' : `${failed} mails were refused for good.`]
}
