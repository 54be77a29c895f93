import { type Finding, inFull } from '#lib/health.ts'
import type { OutboxState } from './worker.ts'

export type MailHealth = {
  isWell: boolean
  waiting: number
  retrying: number
  failed: number
  oldestWaitingMs: number
  findings: Finding[]
  warnings: string[]
}

/** `later`: the server takes none at the moment; `never`: there is no server, and it is kept as a file. */
export type Departure = 'at-once' | 'later' | 'never'

const minute = 60_000
/** Milliseconds after which a mail that waits is worth a warning. */
export const patience = 15 * minute

/** Ask before a page says that a mail is on its way. */
export function whenMailsLeave(state: OutboxState): Departure {
  if (state.keepsFiles) return 'never'
  const isHeldUp = state.transport !== 'ok' || state.oldestWaitingMs > patience || !!state.wronglyRefused
  return isHeldUp ? 'later' : 'at-once'
}

export function isMailUp(state: OutboxState): boolean {
  return state.transport === 'ok' && !state.keepsFiles
}

export function healthOf(state: OutboxState): MailHealth {
  const { waiting, retrying, failed, oldestWaitingMs } = state
  const findings = [
    ...transportWarnings(state),
    ...ageWarnings(state),
    ...failureWarnings(failed),
    ...refusalWarnings(state),
    ...doubtWarnings(state),
    ...clockWarnings(state),
  ]
  const warnings = findings.map(inFull)
  return { isWell: !findings.length, waiting, retrying, failed, oldestWaitingMs, findings, warnings }
}

const transportWords = {
  'login-refused': 'The mail server refuses our login: all mail waits until SMTP_URL is right.',
  'not-encrypted':
    'The mail server offers no encryption (STARTTLS) for our login: all mail waits until SMTP_URL is right.',
  'not-trusted':
    'The mail server’s certificate is not accepted: all mail waits until the certificate or SMTP_URL is right.',
  unreachable: 'The mail server takes no mail: all mail waits and leaves when it answers again.',
} as const

function transportWarnings(state: OutboxState): Finding[] {
  if (state.keepsFiles) return folderWarnings(state)
  if (state.transport === 'ok') return []
  const message = transportWords[state.transport]
  return [{ severity: 'warning', message, ...(state.answer && { detail: `It said: ${state.answer}` }) }]
}

function folderWarnings(state: OutboxState): Finding[] {
  if (state.transport !== 'ok')
    return [
      {
        severity: 'warning',
        message:
          'No mail server is set, and mails cannot be kept as files either: they wait until the mailbox folder in the data folder can be written.',
        ...(state.answer && { detail: state.answer }),
      },
    ]
  const message =
    'No mail server is set: every mail is kept as a file in the mailbox folder of the data folder, and none is sent. Whoever runs the site sets SMTP_URL and starts it again.'
  return [{ severity: 'warning', message }]
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

function refusalWarnings({ wronglyRefused }: OutboxState): Finding[] {
  if (!wronglyRefused) return []
  const mails = wronglyRefused === 1 ? '1 mail' : `${wronglyRefused} mails`
  const message = `The mail server refuses ${mails} for good, to our own staff or to several people in a row: most likely it is set up wrongly. They are tried again for a day.`
  return [{ severity: 'warning', message }]
}

function doubtWarnings({ doubtful }: OutboxState): Finding[] {
  if (!doubtful) return []
  const mails = doubtful === 1 ? '1 mail' : `${doubtful} mails`
  const message = `The mail server leaves ${mails} without an answer when it has the whole text: each attempt may be a copy, so hours lie between them. Look what filters mail there.`
  return [{ severity: 'warning', message }]
}

function clockWarnings({ fromFuture }: OutboxState): Finding[] {
  if (!fromFuture) return []
  const mails = fromFuture === 1 ? '1 mail that waits was' : `${fromFuture} mails that wait were`
  return [{ severity: 'warning', message: `${mails} made in the future: look whether the clock is right.` }]
}
