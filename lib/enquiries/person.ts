import type { Database, Tx } from '#lib/db/client.ts'
import { eraseHistories, selectHistories } from '#lib/events/store.ts'
import { forgetSubmissions } from '#lib/forms/forget.ts'
import { eraseMailsAbout } from '#lib/outbox/erase-store.ts'
import type { Enquiry, EnquiryEvent, EnquiryStatus } from './enquiry.ts'
import { deleteEnquiries, selectEnquiriesOf, selectStale } from './store.ts'

/** An enquiry with its history and the network address it came from. */
export type HeldEnquiry = Enquiry & { history: EnquiryEvent[]; client: string }

/** Everything that someone has enquired, oldest first. @param email capitals or not */
export async function enquiriesOf(db: Database['read'], email: string): Promise<HeldEnquiry[]> {
  const found = await selectEnquiriesOf(db, email)
  const ids = found.map(({ enquiry }) => enquiry.id)
  const histories = await selectHistories<EnquiryStatus>(db, ids)
  return found.map(({ enquiry, client }) => ({
    ...enquiry,
    history: histories.get(enquiry.id) ?? [],
    client,
  }))
}

/** Erases enquiries with their history, the mails about them and their fingerprints. */
export async function eraseEnquiries(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await eraseMailsAbout(tx, ids)
  await forgetSubmissions(tx, ids)
  await eraseHistories(tx, ids)
  await deleteEnquiries(tx, ids)
}

/**
 * Erases enquiries that stand so since before then (milliseconds since 1970), at most `limit`.
 *
 * @returns how many
 */
export async function eraseStaleEnquiries(
  tx: Tx,
  stale: { status: EnquiryStatus; before: number; limit: number },
): Promise<number> {
  const ids = await selectStale(tx, stale)
  await eraseEnquiries(tx, ids)
  return ids.length
}
