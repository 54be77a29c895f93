import { inBatches } from '#lib/db/batches.ts'
import type { Database, Tx } from '#lib/db/client.ts'

export async function toldAmong(db: Database['read'], names: readonly string[]): Promise<Set<string>> {
  const rows = await inBatches(names, (some) =>
    db.selectFrom('notice').select('name').where('name', 'in', some).execute(),
  )
  return new Set(rows.map(({ name }) => name))
}

export async function remember(tx: Tx, names: readonly string[], at: number): Promise<void> {
  for (const name of names) await tx.insertInto('notice').values({ name, at }).execute()
}
