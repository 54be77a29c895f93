import { sql } from 'kysely'
import type { Database, Tx } from '#lib/db/client.ts'
import { anonymiseReplies, eraseReplies } from './erase.ts'
import { withDealings } from './queries.ts'
import type { DecidedReply } from './reply.ts'
import { fromRow } from './store.ts'

/** A reply with the network address it came from. */
export type HeldReply = DecidedReply & { client: string }

/** Everything that someone has replied, oldest first. @param email capitals or not */
export async function repliesOf(db: Database['read'], email: string): Promise<HeldReply[]> {
  const rows = await db
    .selectFrom('reply')
    .selectAll()
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const clients = new Map(rows.map(({ id, client }) => [id, client]))
  const replies = await withDealings(db, rows.map(fromRow))
  return replies.map(({ version, lastChange, ...reply }) => ({
    ...reply,
    client: clients.get(reply.id) ?? '',
  }))
}

/**
 * Erases everything that someone has replied.
 *
 * @param erased.keepPublished lets what is published stand, without the person
 * @returns how many replies are gone and how many stand, and the articles whose pages show less now
 */
export async function eraseRepliesOf(
  tx: Tx,
  erased: { email: string; keepPublished: boolean },
): Promise<{ erased: number; kept: number; articles: string[] }> {
  const replies = await repliesOf(tx, erased.email)
  const published = replies.filter(({ status }) => status === 'approved')
  const kept = erased.keepPublished ? published.map(({ id }) => id) : []
  const gone = replies.map(({ id }) => id).filter((id) => !kept.includes(id))
  await eraseReplies(tx, gone)
  await anonymiseReplies(tx, kept)
  const articles = [...new Set(published.map(({ article }) => article))]
  return { erased: gone.length, kept: kept.length, articles }
}
