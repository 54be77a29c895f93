import { hash } from 'node:crypto'
import type { Tx } from '#lib/db/client.ts'
import { clocksApart } from '#lib/time/format.ts'

/** How long the exact repeat of a form, or of its text, is recognised, in milliseconds. */
export const remembered = 24 * 60 * 60 * 1000

/** A form as it was sent, its fields made fit to be kept. */
export type Submission = {
  kind: 'reply' | 'enquiry'
  /** What the article is known by, or the path of the page. */
  from: string
  fields: Readonly<Record<string, string | undefined>>
  /** The field that people write in their own words. */
  text: string
}

/**
 * Notes that `itemId` is made of `submission`, unless the very same was sent within the last day.
 *
 * @param at milliseconds since 1970
 * @returns the id of the item made of it the first time: `itemId` itself when this is the first
 */
export async function deduplicate(
  tx: Tx,
  submission: Submission,
  itemId: string,
  at: number,
): Promise<string> {
  const { kind, text } = submission
  const fingerprint = fingerprintOf(submission)
  const row = { kind, text_hash: hashOf(text), item_id: itemId, created_at: at }
  // Not with `returning`: SQLite makes a table of its own for that, which takes several times as long as the insert.
  const { numInsertedOrUpdatedRows: noted } = await tx
    .insertInto('submission')
    .values({ fingerprint, ...row })
    .onConflict((conflict) =>
      conflict
        .column('fingerprint')
        .doUpdateSet(row)
        .where((row) =>
          row.or([
            row('submission.created_at', '<=', at - remembered),
            row('submission.created_at', '>', at + clocksApart),
          ]),
        ),
    )
    .executeTakeFirst()
  if (noted) return itemId
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

/** What a text is known by among those of the last day: SHA-256 in hexadecimal digits. */
export function hashOf(text: string): string {
  return hash('sha256', text)
}

/** Forgets the fingerprints of these replies or enquiries. */
export async function forgetSubmissions(tx: Tx, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length) await tx.deleteFrom('submission').where('item_id', 'in', itemIds).execute()
}

/** Forgets the fingerprints made before then (milliseconds since 1970). */
export async function forgetSubmissionsBefore(tx: Tx, before: number): Promise<void> {
  await tx.deleteFrom('submission').where('created_at', '<', before).execute()
}
