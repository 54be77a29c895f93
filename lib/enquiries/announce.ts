import type { Context } from '#lib/context.ts'
import type { Tx } from '#lib/db/client.ts'
import { toStaff } from '#lib/outbox/mail.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'
import { clocksApart } from '#lib/time/format.ts'
import { type Enquiry, type EnquiryEvent, releasedStatuses } from './enquiry.ts'
import { acknowledgementsTo } from './mail-store.ts'

type MailDeps = Pick<Context, 'settings' | 'now' | 'newId'>

type Release = { to: ReleasedStatus; at: number; by?: string }
type ReleasedStatus = (typeof releasedStatuses)[number]

const day = 24 * 60 * 60 * 1000
/** Acknowledgements to one address within a day: the form must not flood a stranger's mailbox. */
const acknowledgementsADay = 5

export async function announce(tx: Tx, deps: MailDeps, enquiry: Enquiry, release?: Release): Promise<void> {
  const { id: enquiryId, reference, dueAt, email } = enquiry
  const item = { kind: 'enquiry', id: enquiryId } as const
  const mails = toStaff(deps, messageToStaff(enquiry, release), item)
  const acknowledgement = {
    ...{ kind: 'enquiry-acknowledgement' as const, enquiryId, reference, dueAt },
    ...(release && release.at > dueAt && { isLate: true as const }),
    ...(release?.to === 'answered' && { isAnswered: true as const }),
  }
  if (await mayAcknowledge(tx, deps, email)) mails.push({ recipient: email, message: acknowledgement, item })
  await enqueue(tx, mails, deps)
}

/** Comes before the releasing step is recorded: one that was taken back and taken again makes no second mail. */
export async function announceReleased(
  tx: Tx,
  deps: MailDeps,
  enquiry: Enquiry,
  step: { to: Enquiry['status']; at: number; by: string | undefined },
  history: readonly EnquiryEvent[],
): Promise<boolean> {
  const { to, at, by } = step
  const wasHeld = enquiry.reasons.length > 0
  if (!wasHeld || !isReleased(to) || history.some((event) => 'from' in event && isReleased(event.to)))
    return false
  await announce(tx, deps, enquiry, { to, at, ...(by !== undefined && { by }) })
  return true
}

function isReleased(status: Enquiry['status']): status is ReleasedStatus {
  return releasedStatuses.some((released) => released === status)
}

function messageToStaff(enquiry: Enquiry, release: Release | undefined) {
  const { id: enquiryId, reference, page, name, email, phone, organisation, requirements } = enquiry
  const { createdAt, dueAt } = enquiry
  return {
    kind: 'enquiry-to-staff' as const,
    ...{ enquiryId, reference, page, name, email, phone, organisation, requirements, createdAt, dueAt },
    ...(release && { released: release }),
  }
}

async function mayAcknowledge(tx: Tx, { settings, now }: MailDeps, email: string): Promise<boolean> {
  if (settings.staffEmails.some((staff) => staff.toLowerCase() === email.toLowerCase())) return false
  const at = now()
  return (await acknowledgementsTo(tx, email, at - day, at + clocksApart)) < acknowledgementsADay
}
