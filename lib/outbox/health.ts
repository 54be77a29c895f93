import { type Finding, inFull } from '#lib/health.ts'
import { type Words, words } from '#lib/words/words.ts'
import { answerInWords } from './answer-words.ts'
import type { OutboxState } from './worker.ts'

/** `later`: the server takes none at the moment; `never`: there is no server, and it is kept as a file. */
export type Departure = 'at-once' | 'later' | 'never'

const minute = 60_000
/** Milliseconds after which a mail that waits is worth a warning. */
const patience = 15 * minute

/** Ask before a page says that a mail is on its way. */
export function whenMailsLeave(state: OutboxState): Departure {
  if (state.keepsFiles) return 'never'
  const isHeldUp = state.transport !== 'ok' || state.oldestWaitingMs > patience || !!state.wronglyRefused
  return isHeldUp ? 'later' : 'at-once'
}

export function isMailUp(state: OutboxState): boolean {
  return state.transport === 'ok' && !state.keepsFiles
}

/** @param t English for the log and for machines */
export function healthOf(state: OutboxState, t: Words = words('en')) {
  const { waiting, failed } = state
  const messages = [...transportWarnings(state, t), ...mailWarnings(state, t)]
  const findings = messages.map((warning): Finding => ({ severity: 'warning', ...warning }))
  return { isWell: !findings.length, waiting, failed, findings, warnings: findings.map(inFull) }
}

type Warning = Pick<Finding, 'message' | 'detail'>

function transportWarnings(state: OutboxState, t: Words): Warning[] {
  const { transport, keepsFiles } = state
  if (transport === 'ok') return keepsFiles ? [{ message: t('outbox.health.kept-as-files') }] : []
  const message = t(keepsFiles ? 'outbox.health.kept-nowhere' : `outbox.health.${transport}`)
  if (!state.answer) return [{ message }]
  const answer = answerInWords(state.answer, t)
  return [{ message, detail: keepsFiles ? answer : t('outbox.health.it-said', { answer }) }]
}

function mailWarnings(state: OutboxState, t: Words): Warning[] {
  const { oldestWaitingMs, failed, wronglyRefused, doubtful, fromFuture } = state
  const messages = [
    oldestWaitingMs > patience && oldestInWords(oldestWaitingMs, t),
    failed && t('outbox.health.failed', { count: failed }),
    wronglyRefused && t('outbox.health.wrongly-refused', { count: wronglyRefused }),
    doubtful && t('outbox.health.doubtful', { count: doubtful }),
    fromFuture && t('outbox.health.from-future', { count: fromFuture }),
  ]
  return messages.flatMap((message) => (message ? [{ message }] : []))
}

function oldestInWords(age: number, t: Words): string {
  const count = Math.floor(age / minute)
  if (count < 120) return t('outbox.health.oldest-minutes', { count })
  return t('outbox.health.oldest-hours', { count: Math.floor(count / 60) })
}
