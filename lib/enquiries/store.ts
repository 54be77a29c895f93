import type { Database, Tx } from '#lib/db/client.ts'
import type { EnquiryRow } from '#lib/db/tables.ts'
import type { Enquiry } from './enquiry.ts'

/**
 * Stores an enquiry under a reference that no other one has.
 *
 * @param client key of the sender's address, see lib/spam/limits.ts
 * @param newReference asked again as long as its answer is taken
 * @returns the reference
 */
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
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('enquiry')
      .values({ ...row, reference })
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

/** Those that nobody has answered, the most urgent first. */
export async function selectUnanswered(db: Database['read']): Promise<Enquiry[]> {
  const rows = await db
    .selectFrom('enquiry')
    .selectAll()
    .where('status', 'in', ['new', 'held', 'in_progress'])
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** Takes an enquiry a step on, if it is at one of the steps before. @returns whether it was done now */
export async function advanceEnquiry(
  tx: Tx,
  step: { id: string; from: Enquiry['status'][]; to: Enquiry['status']; at: number; by: string | undefined },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('enquiry')
    .set({ status: step.to, decided_at: step.at, decided_by: step.by ?? null })
    .where('id', '=', step.id)
    .where('status', 'in', step.from)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

function fromRow(row: EnquiryRow): Enquiry {
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
