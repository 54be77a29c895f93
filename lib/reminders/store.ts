import type { Database, Tx } from '#lib/db/client.ts'

/** Names in one query: fewer than either database takes. */
const atOnce = 500

/** Which of these staff have been told. */
export async function toldAmong(db: Database['read'], names: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>()
  for (let from = 0; from < names.length; from += atOnce) {
    const some = names.slice(from, from + atOnce)
    const rows = await db.selectFrom('notice').select('name').where('name', 'in', some).execute()
    for (const { name } of rows) told.add(name)
  }
  return told
}

/** Remembers that staff are told, in the transaction that stores the mails which tell them. */
export async function remember(tx: Tx, names: readonly string[], at: number): Promise<void> {
  for (const name of names) await tx.insertInto('notice').values({ name, at }).execute()
}
