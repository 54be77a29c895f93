import type { Database, Tx } from '#lib/db/client.ts'

/** Fewer than either database takes in one query. */
const atOnce = 500

export async function toldAmong(db: Database['read'], names: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>()
  for (let from = 0; from < names.length; from += atOnce) {
    const some = names.slice(from, from + atOnce)
    const rows = await db.selectFrom('notice').select('name').where('name', 'in', some).execute()
    for (const { name } of rows) told.add(name)
  }
  return told
}

export async function remember(tx: Tx, names: readonly string[], at: number): Promise<void> {
  for (const name of names) await tx.insertInto('notice').values({ name, at }).execute()
}
