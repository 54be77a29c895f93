import type { Log } from '#lib/log.ts'
import { isForEveryMail, type Outcome, type QueueFault, type QueueState } from '#lib/mail/smtp-errors.ts'

/** `since` is in milliseconds since 1970. */
export type TransportState =
  | { transport: 'ok' }
  | { transport: 'unreachable' | QueueFault; since: number; answer: string }

export function watchTransport(deps: { now: () => number; log: Log; keepsFiles?: boolean }) {
  let state: TransportState = { transport: 'ok' }
  let downAt = 0

  function learn(learned: QueueState): void {
    const before = state
    if (learned.transport === 'ok') {
      if (before.transport === 'ok') return
      state = { transport: 'ok' }
      deps.log.info(deps.keepsFiles ? 'Mails are kept as files again' : 'Mail leaves again', {
        seconds: Math.round((performance.now() - downAt) / 1000),
      })
      return
    }
    const since = before.transport === 'ok' ? deps.now() : before.since
    if (before.transport === 'ok') downAt = performance.now()
    state = { ...learned, since }
    if (learned.transport === before.transport) return
    if (deps.keepsFiles) deps.log.warn('Mails cannot be kept as files: all mail waits', learned)
    else if (learned.transport === 'login-refused')
      deps.log.error('The mail server refuses our login: all mail waits; check SMTP_URL', learned)
    else if (learned.transport === 'not-encrypted')
      deps.log.error(
        'The mail server offers no encryption (STARTTLS) for our login: all mail waits; check SMTP_URL',
        learned,
      )
    else if (learned.transport === 'not-trusted')
      deps.log.error(
        'The mail server’s certificate is not accepted: all mail waits; check SMTP_URL or the certificate',
        learned,
      )
    else deps.log.warn('The mail server takes no mail: all mail waits', learned)
  }

  return {
    state: () => state,
    learn,
    learnFrom({ kind, answer }: Outcome): void {
      if (isForEveryMail(kind)) learn({ transport: kind, answer })
      else if (kind === 'sent' || kind === 'filed' || kind === 'deferred' || kind === 'bounced')
        learn({ transport: 'ok' })
    },
  }
}
