import type { Deps } from '#lib/deps.ts'
import {
  handleMail,
  type MailFate,
  mailsAbout,
  type Reviewed,
  resumeFailed,
  resumeMail,
  selectMail,
  selectMails,
} from '#lib/outbox/admin-store.ts'
import { type Departure, healthOf, type MailHealth, whenMailsLeave } from '#lib/outbox/health.ts'
import type { MailItem } from '#lib/outbox/mail.ts'
import { doubtfulFrom } from '#lib/outbox/retry.ts'
import type { Outbox } from './worker.ts'

export type { Departure, MailHealth, Reviewed }

export type StaffMail = MailFate & {
  what: string
  /** It may have arrived several times: a server had its text again and again, and never answered. */
  isDoubtful: boolean
}

const listed = 200

export async function mailLists(
  deps: Pick<Deps, 'db'>,
): Promise<Record<'waiting' | 'retrying' | 'failed' | 'filed', { mails: StaffMail[]; total: number }>> {
  const { read } = deps.db
  const [waiting, retrying, failed, filed] = await Promise.all([
    selectMails(read, 'waiting', listed),
    selectMails(read, 'retrying', listed),
    selectMails(read, 'failed', listed),
    selectMails(read, 'filed', listed),
  ])
  const lists = { waiting: shown(waiting), retrying: shown(retrying), failed: shown(failed) }
  return { ...lists, filed: shown(filed) }
}

export async function mailsOf(deps: Pick<Deps, 'db'>, item: MailItem): Promise<StaffMail[]> {
  return (await mailsAbout(deps.db.read, item)).map(named)
}

export async function sendAgain(
  deps: Pick<Deps, 'db' | 'now'> & { outbox: Outbox },
  again: { id: string; seen: string | undefined },
): Promise<Reviewed> {
  const reviewed = await resumeMail(deps.db, again.id, deps.now(), again.seen)
  deps.outbox.wake()
  return reviewed
}

export async function findMail(deps: Pick<Deps, 'db'>, id: string): Promise<StaffMail | undefined> {
  const mail = await selectMail(deps.db.read, id)
  return mail && named(mail)
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

export function mailHealth(deps: { outbox: Outbox }): MailHealth {
  return healthOf(deps.outbox.state())
}

export function mailsLeave(deps: { outbox: Outbox }): Departure {
  return whenMailsLeave(deps.outbox.state())
}

function shown({ mails, total }: { mails: MailFate[]; total: number }) {
  return { mails: mails.map(named), total }
}

const words: Readonly<Record<string, string>> = {
  'reply-to-staff': 'Reply, to staff',
  'enquiry-to-staff': 'Enquiry, to staff',
  'enquiry-acknowledgement': 'Acknowledgement',
  'enquiry-answer': 'Answer',
  'promise-notice': 'Reminder, to staff',
  'desk-digest': 'Morning list, to staff',
  'test-mail': 'Test mail',
  'sign-in': 'Sign-in link',
  'content-faults': 'Faults in articles, to staff',
}

export function mailName(kind: string): string {
  return words[kind] ?? kind
}

function named(mail: MailFate): StaffMail {
  return { ...mail, what: mailName(mail.kind), isDoubtful: mail.unknowns >= doubtfulFrom }
}
