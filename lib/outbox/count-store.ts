import { sql } from 'kysely'
import type { Database } from '#lib/db/client.ts'
import { doubtfulFrom } from './retry.ts'

export type Counts = {
  waiting: number
  retrying: number
  failed: number
  oldestWaitingAt?: number
  doubtful?: number
  /** Refused for good, most likely by the server's own fault. */
  wronglyRefused?: number
  fromFuture?: number
}

/** `now` is in milliseconds since 1970; without it no time is later than now. */
export async function countMails(db: Database, now = Number.MAX_SAFE_INTEGER): Promise<Counts> {
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(case when status = 'waiting' and ${condition} then 1 end)`
  const { oldest, doubtful, wronglyRefused, fromFuture, ...counts } = await db.read
    .selectFrom('outbox')
    .select([
      count(sql`true`).as('waiting'),
      count(sql`attempts > 0`).as('retrying'),
      sql<number>`count(case when status = 'failed' then 1 end)`.as('failed'),
      count(sql`unknowns >= ${doubtfulFrom}`).as('doubtful'),
      count(sql`refused_since is not null`).as('wronglyRefused'),
      count(sql`created_at > ${now}`).as('fromFuture'),
      sql<number | null>`min(case when status <> 'waiting' then null
        when created_at > ${now} then coalesce(resumed_at, ${now}) else created_at end)`.as('oldest'),
    ])
    .where('status', 'in', ['waiting', 'failed'])
    .executeTakeFirstOrThrow()
  return {
    ...counts,
    ...(oldest !== null && { oldestWaitingAt: oldest }),
    ...(doubtful && { doubtful }),
    ...(wronglyRefused && { wronglyRefused }),
    ...(fromFuture && { fromFuture }),
  }
}
