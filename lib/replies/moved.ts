import type { Database } from '#lib/db/client.ts'
import { insertMoved } from './moved-store.ts'
import type { MovedReply } from './reply.ts'

/** Values that both databases take in one statement. */
const atOnce = 500

export async function takeMovedReplies(
  db: Pick<Database, 'write'>,
  replies: readonly MovedReply[],
): Promise<void> {
  for (let from = 0; from < replies.length; from += atOnce)
    await insertMoved(db, replies.slice(from, from + atOnce))
}
