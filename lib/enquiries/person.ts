import { sql } from 'kysely'
import type { Database, Tx } from '#lib/db/client.ts'
import { forgetSubmissions } from '#lib/forms/forget.ts'
import { eraseMailsAbout } from '#lib/outbox/erase-store.ts'
import type { Enquiry } from './enquiry.ts'
import { type HistoryEntry, historyOf } from './history.ts'
import { fromRow } from './store.ts'

/** An enquiry with its history and the network address it came from. */
export type HeldEnquiry = Enquiry & { history: HistoryEntry[]; client: string }

/** Everything that someone has enquired, oldest first. @param email capitals or not */
export async function enquiriesOf(db: Database['read'], email: string): Promise<HeldEnquiry[]> {
  const rows = await db
    .selectFrom('enquiry')
    .selectAll()
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const held: HeldEnquiry[] = []
  for (const row of rows)
    held.push({ ...fromRow(row), history: await historyOf(db, row.id), client: row.client })
  return held
}

/** Erases enquiries with their history, the mails about them and their fingerprints. */
export async function eraseEnquiries(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await eraseMailsAbout(tx, ids)
  await forgetSubmissions(tx, ids)
  await tx.deleteFrom('enquiry_event').where('enquiry_id', 'in', ids).execute()
  await tx.deleteFrom('enquiry').where('id', 'in', ids).execute()
}

/**
 * Erases enquiries that stand so since before then (milliseconds since 1970), at most `limit`.
 *
 * @returns how many
 */
export async function eraseStaleEnquiries(
  tx: Tx,
  stale: { status: Enquiry['status']; before: number; limit: number },
): Promise<number> {
  const rows = await tx
    .selectFrom('enquiry')
    .select('id')
    .where('status', '=', stale.status)
    .where(sql<boolean>`coalesce(decided_at, created_at) < ${stale.before}`)
    .limit(stale.limit)
    .execute()
  await eraseEnquiries(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length
}
