import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#lib/db/client.ts'
import { clocksApart } from '#lib/time/format.ts'
import { doubtfulFrom, longestPauses } from './retry.ts'

const hour = 60 * 60_000

/**
 * Lets mails leave whose time lies further ahead than any pause: they were made, or put off, before the clock was set
 * back. What is reckoned from such times begins anew.
 *
 * @returns how many there were
 */
export async function mendTimes(db: Database, now: () => number): Promise<number> {
  if (!(await wrong(db.read, now()).limit(1).executeTakeFirst())) return 0
  return await db.write(async (tx) => {
    const at = now()
    const result = await tx
      .updateTable('outbox')
      .set({
        next_at: at,
        resumed_at: sql<number>`case when coalesce(resumed_at, created_at) > ${at} then ${at} else resumed_at end`,
        refused_since: sql<number>`case when refused_since > ${at} then ${at} else refused_since end`,
      })
      .where('id', 'in', wrong(tx, at))
      .executeTakeFirst()
    return Number(result.numUpdatedRows)
  })
}

function wrong(db: Database['read'], now: number) {
  return db
    .selectFrom('outbox')
    .select('id')
    .where('status', '=', 'waiting')
    .where('next_at', '>', now + clocksApart)
    .where(sql<boolean>`next_at > ${mostAhead(now)}`)
}

function mostAhead(now: number): RawBuilder<number> {
  const inDoubt = now + longestPauses.inDoubt + hour / 2
  const usual = now + longestPauses.usual + hour / 2
  // PostgreSQL takes a parameter for text where nothing says what it is.
  return sql<number>`case when unknowns >= ${doubtfulFrom} then cast(${inDoubt} as bigint)
    when attempts > 0 then cast(${usual} as bigint) else cast(${now} as bigint) end`
}
