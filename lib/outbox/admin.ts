import type { Deps } from '#lib/deps.ts'
import type { Message } from '#lib/mail/message.ts'
import { words } from '#lib/words/words.ts'
import {
  handleMails,
  type MailList,
  type Reviewed,
  resumeFailed,
  resumeMails,
  type SeenMail,
  type StaffMail,
  selectMail,
  selectMails,
} from './admin-store.ts'
import { answerInWords } from './answer-words.ts'
import { type Departure, healthOf, whenMailsLeave } from './health.ts'
import type { Outbox } from './worker.ts'

export type { Departure, StaffMail }
export { answerInWords }

/** More than stand in a list are not changed at once either: the database would be held for too long. */
const listed = 200

export async function mailLists({ db }: Pick<Deps, 'db'>) {
  const select = (list: MailList) => selectMails(db.read, list, listed)
  const selecting = [select('waiting'), select('retrying'), select('failed'), select('filed')] as const
  const [waiting, retrying, failed, filed] = await Promise.all(selecting)
  return { waiting, retrying, failed, filed }
}

export async function findMail({ db }: Pick<Deps, 'db'>, id: string): Promise<StaffMail | undefined> {
  return await selectMail(db.read, id)
}

export async function sendAgain(
  deps: Pick<Deps, 'db' | 'now'> & { outbox: Outbox },
  again: { mails: readonly SeenMail[] },
): Promise<Reviewed[]> {
  const reviewed = await resumeMails(deps.db, again.mails.slice(0, listed), deps.now())
  deps.outbox.wake()
  return reviewed
}

export async function sendAllAgain(deps: Pick<Deps, 'db' | 'now'> & { outbox: Outbox }): Promise<number> {
  const count = await resumeFailed(deps.db, deps.now())
  deps.outbox.wake()
  return count
}

export async function markHandled(
  deps: Pick<Deps, 'db' | 'now'> & { outbox: Outbox },
  handled: { mails: readonly SeenMail[]; by: string },
): Promise<Reviewed[]> {
  const { mails, by } = handled
  const reviewed = await handleMails(deps.db, mails.slice(0, listed), { by, at: deps.now() })
  deps.outbox.wake()
  return reviewed
}

export function mailHealth(deps: { outbox: Outbox }) {
  return healthOf(deps.outbox.state(), words())
}

export function mailsLeave(deps: { outbox: Outbox }): Departure {
  return whenMailsLeave(deps.outbox.state())
}

const kinds = {
  ...{ 'reply-to-staff': true, 'enquiry-to-staff': true, 'enquiry-acknowledgement': true },
  ...{ 'enquiry-answer': true, 'promise-notice': true, 'desk-digest': true, 'test-mail': true },
  ...{ 'sign-in': true, 'content-faults': true },
} as const satisfies Record<Message['kind'], true>

export function mailName(kind: string): string {
  return Object.hasOwn(kinds, kind) ? words()(`outbox.kind.${kind as Message['kind']}`) : kind
}
