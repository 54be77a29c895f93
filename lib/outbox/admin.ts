import type { Deps } from '#lib/deps.ts'
import type { Message } from '#lib/mail/message.ts'
import {
  handleMail,
  type MailList,
  type Reviewed,
  resumeFailed,
  resumeMail,
  type StaffMail,
  selectMail,
  selectMails,
} from './admin-store.ts'
import { type Departure, healthOf, whenMailsLeave } from './health.ts'
import type { Outbox } from './worker.ts'

export type { Departure, StaffMail }

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
  again: { id: string; seen: string | undefined },
): Promise<Reviewed> {
  const reviewed = await resumeMail(deps.db, again.id, deps.now(), again.seen)
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
  handled: { id: string; seen: string | undefined; by: string },
): Promise<Reviewed> {
  const { id, seen, by } = handled
  const reviewed = await handleMail(deps.db, id, { by, at: deps.now() }, seen)
  deps.outbox.wake()
  return reviewed
}

export function mailHealth(deps: { outbox: Outbox }) {
  return healthOf(deps.outbox.state())
}

export function mailsLeave(deps: { outbox: Outbox }): Departure {
  return whenMailsLeave(deps.outbox.state())
}

const names: Readonly<Record<string, string>> = {
  'reply-to-staff': 'Reply, to staff',
  'enquiry-to-staff': 'Enquiry, to staff',
  'enquiry-acknowledgement': 'Acknowledgement',
  'enquiry-answer': 'Answer',
  'promise-notice': 'Reminder, to staff',
  'desk-digest': 'Morning list, to staff',
  'test-mail': 'Test mail',
  'sign-in': 'Sign-in link',
  'content-faults': 'Faults in articles, to staff',
} satisfies Record<Message['kind'], string>

export function mailName(kind: string): string {
  return names[kind] ?? kind
}
