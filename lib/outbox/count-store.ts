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
    sql<number | string>`sum(case when ${condition} then 1 else 0 end)`
  const rows = await db.read
    .selectFrom('outbox')
    .select(({ fn }) => [
      'status',
      fn.countAll<number>().as('count'),
      count(sql`attempts > 0`).as('tried'),
      count(sql`unknowns >= ${doubtfulFrom}`).as('doubtful'),
      count(sql`refused_since is not null`).as('refused'),
      count(sql`created_at > ${now}`).as('future'),
      sql<number>`min(case when created_at > ${now} then coalesce(resumed_at, ${now}) else created_at end)`.as(
        'oldest',
      ),
    ])
    .where('status', 'in', ['waiting', 'failed'])
    .groupBy('status')
    .execute()
  const waiting = rows.find((row) => row.status === 'waiting')
  const doubtful = Number(waiting?.doubtful ?? 0)
  const wronglyRefused = Number(waiting?.refused ?? 0)
  const fromFuture = Number(waiting?.future ?? 0)
  return {
    waiting: waiting?.count ?? 0,
    retrying: Number(waiting?.tried ?? 0),
    failed: rows.find((row) => row.status === 'failed')?.count ?? 0,
    ...(waiting ? { oldestWaitingAt: Number(waiting.oldest) } : {}),
    ...(doubtful && { doubtful }),
    ...(wronglyRefused && { wronglyRefused }),
    ...(fromFuture && { fromFuture }),
  }
}
