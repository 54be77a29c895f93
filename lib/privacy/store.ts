import { sql } from 'kysely'
import type { Database } from '#lib/db/client.ts'
import { containsAll } from '#lib/db/contains.ts'

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
