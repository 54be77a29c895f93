import type { Tx } from '#lib/db/client.ts'

/** Forgets the fingerprints of these replies or enquiries. */
export async function forgetSubmissions(tx: Tx, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length) await tx.deleteFrom('submission').where('item_id', 'in', itemIds).execute()
}

/** Forgets the fingerprints made before then (milliseconds since 1970). */
export async function forgetSubmissionsBefore(tx: Tx, before: number): Promise<void> {
  await tx.deleteFrom('submission').where('created_at', '<', before).execute()
}
