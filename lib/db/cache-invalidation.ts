import type { Transaction } from 'kysely'
import { startJob } from '#lib/jobs/every.ts'
import type { Log } from '#lib/log.ts'
import type { Database } from './client.ts'
import type { Tables } from './tables.ts'

export type SharedInvalidations = {
  publish(...tags: string[]): void
  stop(): Promise<void>
}

type Options = {
  db: Database
  instance: string
  invalidate: (...tags: string[]) => void
  invalidateAll: () => void
  log: Log
  /** Milliseconds. */
  every?: number
}

const day = 24 * 60 * 60 * 1000

/**
 * Through a table that each instance polls: what is stale is gone from the others within about a second. On SQLite there
 * is one instance, which publishes nothing; commands do.
 */
export async function shareInvalidations(options: Options): Promise<SharedInvalidations> {
  const { db, instance, invalidate, invalidateAll, log, every = 700 } = options
  let seen: number | undefined
  let isFirstLook = true
  let unpublished: string[] = []

  async function look(): Promise<void> {
    const hasMissed = seen === undefined && !isFirstLook
    isFirstLook = false
    seen ??= await lastNumber(db.read)
    if (hasMissed) invalidateAll()
    await publishRest()
    const rows = await db.read
      .selectFrom('page_drop')
      .selectAll()
      .where('number', '>', seen)
      .orderBy('number')
      .execute()
    const [first] = rows
    if (first && first.number > seen + 1) invalidateAll()
    for (const row of rows) {
      seen = row.number
      if (row.instance !== instance) invalidate(...(JSON.parse(row.tags) as string[]))
    }
  }

  async function publishRest(): Promise<void> {
    if (!unpublished.length) return
    const publishing = unpublished
    await db.write((tx) => appendInvalidations(tx, instance, publishing))
    unpublished = unpublished.slice(publishing.length)
  }

  const fails = 'Dropped pages cannot be shared with the other instances'
  const works = 'Dropped pages are shared with the other instances again'
  const job = startJob({ every, first: every, run: look, fails, works }, log)
  await job.wake()
  return {
    publish(...tags) {
      if (db.dialect === 'sqlite') return
      unpublished = [...unpublished, ...tags]
      void job.wake()
    },
    async stop() {
      if (unpublished.length) await job.wake()
      await job.stop()
    },
  }
}

/** In the transaction that made them stale; `instance` takes it as known already. */
export async function appendInvalidations(
  tx: Transaction<Tables>,
  instance: string,
  tags: readonly string[],
): Promise<void> {
  const at = Date.now()
  const number = (await lastNumber(tx)) + 1
  await tx
    .insertInto('page_drop')
    .values({ number, instance, tags: JSON.stringify([...new Set(tags)]), at })
    .execute()
  // The last one stays, so that numbers never begin anew.
  await tx
    .deleteFrom('page_drop')
    .where('at', '<', at - day)
    .where('number', '<', number)
    .execute()
}

async function lastNumber(db: Database['read']): Promise<number> {
  const { last } = await db
    .selectFrom('page_drop')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}
