import type { Database } from '#lib/db/client.ts'
import type { Enquiry } from './enquiry.ts'
import { fromRow } from './store.ts'

/**
 * The enquiries whose promise is still to be kept, the most urgent first: neither answered nor held, because what
 * is held mails nobody.
 *
 * @param db within a transaction or not
 */
export async function awaitedEnquiries(db: Database['read']): Promise<Enquiry[]> {
  const rows = await db
    .selectFrom('enquiry')
    .selectAll()
    .where('status', 'in', ['new', 'in_progress'])
    .where('answered_at', 'is', null)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/**
 * How many enquiries staff have still to look at, because they may be spam.
 *
 * @param until those that had come in by then
 */
export async function countHeldEnquiries(db: Database['read'], until: number): Promise<number> {
  const { count } = await db
    .selectFrom('enquiry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'held')
    .where('created_at', '<=', until)
    .executeTakeFirstOrThrow()
  return count
}
