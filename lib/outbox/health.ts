import { type Finding, inFull } from '#lib/health.ts'
import type { OutboxState } from './worker.ts'

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

export function healthOf(state: OutboxState) {
  const { waiting, failed } = state
  const messages = [...transportWarnings(state), ...mailWarnings(state)]
  const findings = messages.map((warning): Finding => ({ severity: 'warning', ...warning }))
  return { isWell: !findings.length, waiting, failed, findings, warnings: findings.map(inFull) }
}

type Warning = Pick<Finding, 'message' | 'detail'>

const transportWords = {
  'login-refused': 'The mail server refuses our login: all mail waits until SMTP_URL is right.',
  'not-encrypted':
    'The mail server offers no encryption (STARTTLS) for our login: all mail waits until SMTP_URL is right.',
  'not-trusted':
    'The mail server’s certificate is not accepted: all mail waits until the certificate or SMTP_URL is right.',
  unreachable: 'The mail server takes no mail: all mail waits and leaves when it answers again.',
} as const

const keptAsFiles =
  'No mail server is set: every mail is kept as a file in the mailbox folder of the data folder, and none is sent. Whoever runs the site sets SMTP_URL and starts it again.'
const keptNowhere =
  'No mail server is set, and mails cannot be kept as files either: they wait until the mailbox folder in the data folder can be written.'

function transportWarnings(state: OutboxState): Warning[] {
  const { transport, keepsFiles } = state
  if (transport === 'ok') return keepsFiles ? [{ message: keptAsFiles }] : []
  const message = keepsFiles ? keptNowhere : transportWords[transport]
  if (!state.answer) return [{ message }]
  return [{ message, detail: keepsFiles ? state.answer : `It said: ${state.answer}` }]
}

function mailWarnings(state: OutboxState): Warning[] {
  const { oldestWaitingMs, failed, wronglyRefused, doubtful, fromFuture } = state
  const messages = [
    oldestWaitingMs > patience && `The oldest mail has been waiting for ${inWords(oldestWaitingMs)}.`,
    failed && `${mails(failed)} ${were(failed)} refused for good.`,
    wronglyRefused &&
      `The mail server refuses ${mails(wronglyRefused)} for good, to our own staff or to several people in a row: most likely it is set up wrongly. They are tried again for a day.`,
    doubtful &&
      `The mail server leaves ${mails(doubtful)} without an answer when it has the whole text: each attempt may be a copy, so hours lie between them. Look what filters mail there.`,
    fromFuture &&
      `${mails(fromFuture)} that ${fromFuture === 1 ? 'waits' : 'wait'} ${were(fromFuture)} made in the future: look whether the clock is right.`,
  ]
  return messages.flatMap((message) => (message ? [{ message }] : []))
}

function mails(count: number): string {
  return count === 1 ? '1 mail' : `${count} mails`
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were'
}

function inWords(age: number): string {
  const minutes = Math.floor(age / minute)
  return minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`
}
