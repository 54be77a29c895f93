import { sql } from 'kysely'
import type { Database, Tx } from '#lib/db/client.ts'
import { containsAll } from '#lib/db/contains.ts'
import type { EnquiryRow, ReplyRow } from '#lib/db/tables.ts'

const mostNames = 1000

export async function selectSenders(
  db: Database['read'],
  table: 'reply' | 'enquiry',
  words: string,
): Promise<{ name: string; email: string; at: number }[]> {
  return await db
    .selectFrom(table)
    .select(({ fn }) => ['name', 'email', fn.max<number>('created_at').as('at')])
    .where(containsAll([sql.ref('search')], words))
    .groupBy(['name', 'email'])
    .orderBy('at', 'desc')
    .limit(mostNames)
    .execute()
}

/** Those with one of these statuses since before then, in milliseconds since 1970. */
export async function selectStale(
  tx: Tx,
  table: 'reply' | 'enquiry',
  stale: { status: readonly (ReplyRow | EnquiryRow)['status'][]; before: number; limit: number },
): Promise<string[]> {
  const rows = await tx
    .selectFrom(table)
    .select('id')
    .where('status', 'in', stale.status)
    .where(sql<boolean>`coalesce(decided_at, created_at) < ${stale.before}`)
    .limit(stale.limit)
    .execute()
  return rows.map(({ id }) => id)
}
