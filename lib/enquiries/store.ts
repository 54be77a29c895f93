import { sql } from 'kysely'
import { inBatches } from '#lib/db/batches.ts'
import type { Database, Tx } from '#lib/db/client.ts'
import type { EnquiryRow } from '#lib/db/tables.ts'
import { phoneText, searchText } from '#lib/fold.ts'
import { type Enquiry, type EnquiryStatus, openStatuses } from './enquiry.ts'

/** @param newReference asked again as long as its answer is taken @returns the reference */
export async function insertEnquiry(
  tx: Tx,
  enquiry: Omit<Enquiry, 'reference' | 'version'>,
  client: string,
  newReference: () => string,
): Promise<string> {
  const { id, status, name, email, requirements, page } = enquiry
  const row = {
    ...{ id, status, name, email, requirements, page, client },
    reasons: JSON.stringify(enquiry.reasons),
    phone: enquiry.phone ?? null,
    organisation: enquiry.organisation ?? null,
    created_at: enquiry.createdAt,
    due_at: enquiry.dueAt,
    decided_at: null,
    decided_by: null,
    assigned_to: null,
    answered_at: null,
    version: 0,
  }
  for (let attempt = 0; attempt < 100; attempt++) {
    const reference = newReference()
    const search = searchText([reference, name, email, phoneText(row.phone), row.organisation, requirements])
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('enquiry')
      .values({ ...row, reference, search })
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows) return reference
  }
  throw new Error('No free reference was found in 100 attempts: longer references are needed.')
}

export async function selectEnquiry(
  db: Database['read'],
  column: 'id' | 'reference',
  value: string,
): Promise<Enquiry | undefined> {
  const row = await db.selectFrom('enquiry').selectAll().where(column, '=', value).executeTakeFirst()
  return row && fromRow(row)
}

/** In the order of their ids, behind one of them. */
export async function selectAfter(db: Database['read'], after: string, limit: number): Promise<Enquiry[]> {
  const found = db.selectFrom('enquiry').selectAll().where('id', '>', after)
  return (await found.orderBy('id').limit(limit).execute()).map(fromRow)
}

export async function selectUnanswered(db: Database['read']): Promise<Enquiry[]> {
  return (await byDeadline(db).where('status', 'in', openStatuses).execute()).map(fromRow)
}

/** Neither answered nor held, because what is held mails nobody. */
export async function selectOpenDeadlines(db: Database['read']): Promise<Enquiry[]> {
  const open = byDeadline(db).where('status', 'in', ['new', 'in_progress'])
  return (await open.where('answered_at', 'is', null).execute()).map(fromRow)
}

/** The most urgent first. */
function byDeadline(db: Database['read']) {
  return db.selectFrom('enquiry').selectAll().orderBy('due_at').orderBy('id')
}

type Change = {
  status: Enquiry['status']
  decidedAt: number | undefined
  decidedBy: string | undefined
  answeredAt: number | undefined
}

export async function changeEnquiry(tx: Tx, id: string, change: Change): Promise<void> {
  await tx
    .updateTable('enquiry')
    .set((row) => ({
      status: change.status,
      decided_at: change.decidedAt ?? null,
      decided_by: change.decidedBy ?? null,
      answered_at: change.answeredAt ?? null,
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

/** The first answer stays the one that the promise is judged by. */
export async function moveEnquiry(
  tx: Tx,
  { id, answeredAt }: Enquiry,
  to: EnquiryStatus,
  { at, by }: { at: number; by: string | undefined },
): Promise<void> {
  const answered = answeredAt ?? (to === 'answered' ? at : undefined)
  await changeEnquiry(tx, id, { status: to, decidedAt: at, decidedBy: by, answeredAt: answered })
}

export async function assignTo(tx: Tx, id: string, to: string | undefined): Promise<void> {
  await tx
    .updateTable('enquiry')
    .set({ assigned_to: to ?? null })
    .where('id', '=', id)
    .execute()
}

export async function countHeld(db: Database['read'], until: number): Promise<number> {
  const { count } = await db
    .selectFrom('enquiry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'held')
    .where('created_at', '<=', until)
    .executeTakeFirstOrThrow()
  return count
}

export async function selectEnquiriesOf(
  db: Database['read'],
  email: string,
): Promise<(Enquiry & { client: string })[]> {
  const rows = await db
    .selectFrom('enquiry')
    .selectAll()
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...fromRow(row), client: row.client }))
}

export async function deleteEnquiries(tx: Tx, ids: readonly string[]): Promise<void> {
  await inBatches(ids, (some) => tx.deleteFrom('enquiry').where('id', 'in', some).execute())
}

export function fromRow(row: EnquiryRow): Enquiry {
  const { id, reference, status, name, email, requirements, page } = row
  return {
    ...{ id, reference, status, name, email, requirements, page },
    reasons: JSON.parse(row.reasons),
    phone: row.phone ?? undefined,
    organisation: row.organisation ?? undefined,
    createdAt: row.created_at,
    dueAt: row.due_at,
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
    ...(row.assigned_to !== null && { assignedTo: row.assigned_to }),
    ...(row.answered_at !== null && { answeredAt: row.answered_at }),
    version: row.version,
  }
}
