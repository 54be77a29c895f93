import type { Tx } from '#lib/db/client.ts'
import { recently } from './verdict.ts'

/**
 * How many messages, replies and enquiries together, one client has sent lately.
 *
 * @param at milliseconds since 1970
 */
export async function recentFromClient(tx: Tx, client: string, at: number): Promise<number> {
  const count = async (table: 'reply' | 'enquiry') => {
    const row = await tx
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('client', '=', client)
      .where('created_at', '>', at - recently)
      .executeTakeFirstOrThrow()
    return row.count
  }
  return (await count('reply')) + (await count('enquiry'))
}
