import { sql } from 'kysely'
import type { Tx } from '#lib/db/client.ts'
import { searchText } from '#lib/fold.ts'
import { forgetSubmissions } from '#lib/forms/forget.ts'
import { eraseMailsAbout } from '#lib/outbox/erase-store.ts'
import type { ReplyStatus } from './reply.ts'

/** How whoever wants to be forgotten is called under a reply that stays. */
export const nobody = 'A reader'

/** Erases replies with their history, their answers, the mails about them and their fingerprints. */
export async function eraseReplies(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await eraseMailsAbout(tx, ids)
  await forgetSubmissions(tx, ids)
  // Answers and history go with them: the tables say so.
  await tx.deleteFrom('reply').where('id', 'in', ids).execute()
}

/** Lets replies stand without the person: no name, no addresses. What was written stays. */
export async function anonymiseReplies(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await eraseMailsAbout(tx, ids)
  await forgetSubmissions(tx, ids)
  const person = { name: nobody, email: '', website: null, client: '' }
  const rows = await tx.selectFrom('reply').select(['id', 'comment']).where('id', 'in', ids).execute()
  for (const { id, comment } of rows)
    await tx
      .updateTable('reply')
      .set({ ...person, search: searchText([comment, nobody]) })
      .where('id', '=', id)
      .execute()
}

/**
 * Erases replies that stand so since before then (milliseconds since 1970), at most `limit`.
 *
 * @returns how many
 */
export async function eraseStaleReplies(
  tx: Tx,
  stale: { status: readonly ReplyStatus[]; before: number; limit: number },
): Promise<number> {
  const rows = await tx
    .selectFrom('reply')
    .select('id')
    .where('status', 'in', stale.status)
    .where(sql<boolean>`coalesce(decided_at, created_at) < ${stale.before}`)
    .limit(stale.limit)
    .execute()
  await eraseReplies(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length
}
