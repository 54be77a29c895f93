import { hash } from 'node:crypto'
import { inBatches } from '#lib/db/batches.ts'
import type { Tx } from '#lib/db/client.ts'
import { insertRow } from '#lib/db/insert.ts'
import { clocksApart } from '#lib/time/format.ts'

export const remembered = 24 * 60 * 60 * 1000

type Submission = {
  kind: 'reply' | 'enquiry'
  /** What the article is known by, or the path of the page. */
  from: string
  fields: Readonly<Record<string, string | undefined>>
  text: string
}

/** @returns the id of the item made of it the first time: `itemId` itself when this is the first */
export async function deduplicate(
  tx: Tx,
  submission: Submission,
  itemId: string,
  at: number,
): Promise<string> {
  const { kind, text } = submission
  const fingerprint = fingerprintOf(submission)
  const row = { kind, text_hash: hashOf(text), item_id: itemId, created_at: at }
  if (await insertRow(tx, 'submission', { fingerprint, ...row }, { unlessThere: true })) return itemId
  const { numUpdatedRows: renewed } = await tx
    .updateTable('submission')
    .set(row)
    .where('fingerprint', '=', fingerprint)
    .where((before) =>
      before.or([before('created_at', '<=', at - remembered), before('created_at', '>', at + clocksApart)]),
    )
    .executeTakeFirstOrThrow()
  if (renewed) return itemId
  const first = await tx
    .selectFrom('submission')
    .select('item_id')
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirstOrThrow()
  return first.item_id
}

function fingerprintOf({ kind, from, fields }: Submission): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = sorted.map(([name, value]) => [name, value ?? ''])
  return hashOf(JSON.stringify([kind, from, parts]))
}

export function hashOf(text: string): string {
  return hash('sha256', text)
}

export async function forgetSubmissions(tx: Tx, itemIds: readonly string[]): Promise<void> {
  await inBatches(itemIds, (some) => tx.deleteFrom('submission').where('item_id', 'in', some).execute())
}

export async function forgetSubmissionsBefore(tx: Tx, before: number): Promise<void> {
  await tx.deleteFrom('submission').where('created_at', '<', before).execute()
}
