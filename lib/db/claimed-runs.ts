import { clocksApart } from '#lib/time/format.ts'
import type { Database } from './client.ts'

/** True for one instance only within `pause` milliseconds; `now` is in milliseconds since 1970. */
export async function claimRun(
  db: Database,
  { name, now, pause }: { name: string; now: number; pause: number },
): Promise<boolean> {
  const isDone = async (reader: Database['read']) => {
    const row = await reader.selectFrom('heartbeat').select('at').where('name', '=', name).executeTakeFirst()
    return row !== undefined && row.at > now - pause && row.at <= now + clocksApart
  }
  // Most looks find it done: a read costs less than the right to write.
  if (await isDone(db.read)) return false
  return await db.write(async (tx) => {
    if (await isDone(tx)) return false
    await tx
      .insertInto('heartbeat')
      .values({ name, at: now })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ at: now }))
      .execute()
    return true
  })
}

export async function releaseRun(db: Database, name: string): Promise<void> {
  await db.write((tx) => tx.updateTable('heartbeat').set({ at: 0 }).where('name', '=', name).execute())
}

/** Marks something as done for good, whichever instance did it. */
export async function noteDone(db: Database, { name, now }: { name: string; now: number }): Promise<void> {
  await db.write((tx) =>
    tx
      .insertInto('heartbeat')
      .values({ name, at: now })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ at: now }))
      .execute(),
  )
}

export async function isNoted(db: Database, name: string): Promise<boolean> {
  const row = await db.read.selectFrom('heartbeat').select('at').where('name', '=', name).executeTakeFirst()
  return row !== undefined
}

/** All whose name begins so but one. */
export async function forgetDone(db: Database, before: string, but: string): Promise<void> {
  await db.write((tx) =>
    tx.deleteFrom('heartbeat').where('name', 'like', `${before}%`).where('name', '!=', but).execute(),
  )
}
