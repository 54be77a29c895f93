import type { Database, Tx } from '#lib/db/client.ts'
import { clocksApart } from '#lib/time/format.ts'
import { networkOf } from './client-key.ts'
import { recently, usualMessages } from './verdict.ts'

export async function shortenClients(db: Database, before: number): Promise<number> {
  let shortened = 0
  for (const table of ['reply', 'enquiry'] as const) {
    const rows = await db.read
      .selectFrom(table)
      .select('client')
      .distinct()
      .where('created_at', '<', before)
      .where('client', 'not like', '%/24')
      .where('client', 'not like', '%/48')
      .where('client', 'not in', ['', 'unknown'])
      .execute()
    for (const { client } of rows)
      await db.write((tx) =>
        tx
          .updateTable(table)
          .set({ client: networkOf(client) })
          .where('client', '=', client)
          .where('created_at', '<', before)
          .execute(),
      )
    shortened += rows.length
  }
  return shortened
}

/** Whoever sends thousands must not make each one dearer than the one before. */
export async function recentFromClient(tx: Tx, client: string, at: number): Promise<number> {
  const count = async (table: 'reply' | 'enquiry') => {
    const recent = tx
      .selectFrom(table)
      .select('client')
      .where('client', '=', client)
      .where('created_at', '>', at - recently)
      .where('created_at', '<=', at + clocksApart)
      .limit(usualMessages)
    const row = await tx
      .selectFrom(recent.as('recent'))
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return row.count
  }
  return (await count('reply')) + (await count('enquiry'))
}
