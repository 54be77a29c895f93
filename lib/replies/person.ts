import type { Database, Tx } from '#lib/db/client.ts'
import { eraseHistories } from '#lib/events/store.ts'
import { forgetSubmissions } from '#lib/forms/deduplicate-store.ts'
import { eraseMailsAbout } from '#lib/outbox/erase-store.ts'
import { withDealings } from './queries.ts'
import type { DecidedReply } from './reply.ts'
import { anonymise, deleteReplies, selectRepliesOf } from './store.ts'

export type HeldReply = DecidedReply & { client: string }

export async function repliesOf(db: Database['read'], email: string): Promise<HeldReply[]> {
  const replies = await withDealings(db, await selectRepliesOf(db, email))
  return replies.map(({ version, lastChange, ...reply }) => reply)
}

/** @param erased.keepPublished lets what is published stand, without the person */
export async function eraseRepliesOf(
  tx: Tx,
  erased: { email: string; keepPublished: boolean },
): Promise<{ erased: number; kept: number; articles: string[] }> {
  const replies = await selectRepliesOf(tx, erased.email)
  const published = replies.filter(({ status }) => status === 'approved')
  const kept = erased.keepPublished ? published : []
  const gone = replies.filter((reply) => !kept.includes(reply)).map(({ id }) => id)
  await eraseReplies(tx, gone)
  await forgetTraces(
    tx,
    kept.map(({ id }) => id),
  )
  for (const reply of kept) await anonymise(tx, reply)
  const articles = [...new Set(published.map(({ article }) => article))]
  return { erased: gone.length, kept: kept.length, articles }
}

export async function eraseReplies(tx: Tx, ids: readonly string[]): Promise<void> {
  await forgetTraces(tx, ids)
  await eraseHistories(tx, ids)
  await deleteReplies(tx, ids)
}

async function forgetTraces(tx: Tx, ids: readonly string[]): Promise<void> {
  await eraseMailsAbout(tx, ids)
  await forgetSubmissions(tx, ids)
}
