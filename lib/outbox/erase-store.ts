import { sql } from 'kysely'
import { inBatches } from '#lib/db/batches.ts'
import type { Database, Tx } from '#lib/db/client.ts'
import type { OutboxRow } from '#lib/db/tables.ts'
import type { MailItem } from './mail.ts'

export type HeldMail = {
  id: string
  kind: string
  recipient: string
  createdAt: number
  status: OutboxRow['status']
}

export async function selectMailsOf(
  db: Database['read'],
  held: { items: readonly MailItem[]; recipient: string | undefined },
): Promise<HeldMail[]> {
  const conditions = held.items.flatMap(({ id }) => [
    sql<boolean>`item_id = ${id}`,
    // A digest names several enquiries, and belongs to none.
    sql<boolean>`(item_id is null and message like ${`%"${id}"%`})`,
  ])
  if (held.recipient !== undefined)
    conditions.push(sql<boolean>`lower(recipient) = ${held.recipient.toLowerCase()}`)
  const rows = await inBatches(conditions, (some) =>
    db
      .selectFrom('outbox')
      .select(['id', 'kind', 'recipient', 'created_at as createdAt', 'status'])
      .where((row) => row.or([...some]))
      .execute(),
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  return [...found.values()].sort(
    (one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1),
  )
}

/** One that is being sent at this moment still arrives. */
export async function eraseMails(tx: Tx, ids: readonly string[]): Promise<void> {
  await inBatches(ids, (some) => tx.deleteFrom('outbox').where('id', 'in', some).execute())
}

export async function eraseMailsAbout(tx: Tx, itemIds: readonly string[]): Promise<void> {
  await inBatches(itemIds, (some) => tx.deleteFrom('outbox').where('item_id', 'in', some).execute())
}

/** What is left of a mail whose text was erased has a single field. */
export const hasText = sql<boolean>`message like '%,%'`

export async function eraseTexts(tx: Tx, leftBefore: number, limit: number): Promise<number> {
  const rows = await tx
    .selectFrom('outbox')
    .select(['id', 'kind'])
    .where('status', 'in', ['sent', 'filed'])
    .where('settled_at', '<', leftBefore)
    .where(hasText)
    .limit(limit)
    .execute()
  for (const { id, kind } of rows)
    await tx
      .updateTable('outbox')
      .set({ message: JSON.stringify({ kind }) })
      .where('id', '=', id)
      .execute()
  return rows.length
}

export async function eraseOldMails(tx: Tx, before: number, limit: number): Promise<number> {
  const rows = await tx
    .selectFrom('outbox')
    .select('id')
    .where('status', 'in', ['sent', 'filed', 'handled', 'failed'])
    .where(sql<boolean>`coalesce(settled_at, created_at) < ${before}`)
    .limit(limit)
    .execute()
  await eraseMails(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length
}
