import type { Log } from '#lib/log.ts'
import { isForEveryMail, type Outcome, type QueueFault, type QueueState } from '#lib/mail/smtp-errors.ts'

const faults: Readonly<Record<QueueFault, string>> = {
  'login-refused': 'The mail server refuses our login: all mail waits; check SMTP_URL',
  'not-encrypted':
    'The mail server offers no encryption (STARTTLS) for our login: all mail waits; check SMTP_URL',
  'not-trusted':
    'The mail server’s certificate is not accepted: all mail waits; check SMTP_URL or the certificate',
}

export function watchTransport(log: Log, keepsFiles?: boolean) {
  let state: QueueState = { transport: 'ok' }
  let downAt = 0

  function learn(learned: QueueState): void {
    const before = state
    if (learned.transport === 'ok') {
      state = { transport: 'ok' }
      const seconds = Math.round((performance.now() - downAt) / 1000)
      if (before.transport !== 'ok')
        log.info(keepsFiles ? 'Mails are kept as files again' : 'Mail leaves again', { seconds })
      return
    }
    if (before.transport === 'ok') downAt = performance.now()
    state = learned
    if (learned.transport === before.transport) return
    if (keepsFiles) log.warn('Mails cannot be kept as files: all mail waits', learned)
    else if (learned.transport === 'unreachable')
      log.warn('The mail server takes no mail: all mail waits', learned)
    else log.error(faults[learned.transport], learned)
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
