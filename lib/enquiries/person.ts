import type { Database, Tx } from '#lib/db/client.ts'
import { eraseHistories, selectHistories } from '#lib/events/store.ts'
import { forgetSubmissions } from '#lib/forms/deduplicate-store.ts'
import { eraseMailsAbout } from '#lib/outbox/erase-store.ts'
import type { Enquiry, EnquiryEvent, EnquiryStatus } from './enquiry.ts'
import { deleteEnquiries, selectEnquiriesOf } from './store.ts'

export type HeldEnquiry = Enquiry & { history: EnquiryEvent[]; client: string }

export async function enquiriesOf(db: Database['read'], email: string): Promise<HeldEnquiry[]> {
  const found = await selectEnquiriesOf(db, email)
  const histories = await selectHistories<EnquiryStatus>(
    db,
    found.map(({ id }) => id),
  )
  return found.map((enquiry) => ({ ...enquiry, history: histories.get(enquiry.id) ?? [] }))
}

export async function eraseEnquiries(tx: Tx, ids: readonly string[]): Promise<void> {
  await eraseMailsAbout(tx, ids)
  await forgetSubmissions(tx, ids)
  await eraseHistories(tx, ids)
  await deleteEnquiries(tx, ids)
}
