import type { Tx } from '#lib/db/client.ts'
import { clocksApart } from '#lib/time/format.ts'
import { recently, usualMessages } from './verdict.ts'

/**
 * How many messages, replies and enquiries together, one client has sent lately. More than matter are not counted:
 * whoever sends thousands must not make each one dearer than the one before.
 *
 * @param at milliseconds since 1970
 */
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
