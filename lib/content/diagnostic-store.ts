import type { Deps } from '#lib/deps.ts'

type Db = Deps['db']

const batch = 500

/** Of what staff have been mailed and was not mended since. */
export async function notified(db: Db['read']): Promise<string[]> {
  const rows = await db.selectFrom('content_fault').select('fingerprint').execute()
  return rows.map(({ fingerprint }) => fingerprint)
}

export async function keepNotified(
  tx: Db['read'],
  fingerprints: readonly string[],
  told_at: number,
): Promise<void> {
  for (const some of batches(fingerprints)) {
    const rows = some.map((fingerprint) => ({ fingerprint, told_at }))
    await tx.insertInto('content_fault').values(rows).execute()
  }
}

export async function forgetNotified(db: Db, fingerprints: readonly string[]): Promise<void> {
  for (const some of batches(fingerprints))
    await db.write((tx) => tx.deleteFrom('content_fault').where('fingerprint', 'in', some).execute())
}

function batches(all: readonly string[]): string[][] {
  const count = Math.ceil(all.length / batch)
  return Array.from({ length: count }, (_, n) => all.slice(n * batch, (n + 1) * batch))
}
