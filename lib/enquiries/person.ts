import type { Database, Tx } from '#lib/db/client.ts'
import { eraseHistories, selectHistories } from '#lib/events/store.ts'
import { forgetSubmissions } from '#lib/forms/deduplicate-store.ts'
import { eraseMailsAbout } from '#lib/outbox/erase-store.ts'
import type { Enquiry, EnquiryEvent, EnquiryStatus } from './enquiry.ts'
import { deleteEnquiries, selectEnquiriesOf, selectStale } from './store.ts'

export type HeldEnquiry = Enquiry & { history: EnquiryEvent[]; client: string }

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

export async function eraseEnquiries(tx: Tx, ids: readonly string[]): Promise<void> {
  await eraseMailsAbout(tx, ids)
  await forgetSubmissions(tx, ids)
  await eraseHistories(tx, ids)
  await deleteEnquiries(tx, ids)
}

/** Erases at most `limit` enquiries with a status since before then (milliseconds since 1970). @returns how many */
export async function eraseStaleEnquiries(
  tx: Tx,
  stale: { status: EnquiryStatus; before: number; limit: number },
): Promise<number> {
  const ids = await selectStale(tx, stale)
  await eraseEnquiries(tx, ids)
  return ids.length
}
