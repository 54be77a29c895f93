import type { Database } from '#lib/db/client.ts'
import { networkOf } from './limits.ts'

/**
 * Shortens the addresses kept with messages older than `before` (milliseconds since 1970) to their networks.
 *
 * @returns how many addresses were shortened
 */
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
