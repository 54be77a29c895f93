import type { Database, Tx } from '#lib/db/client.ts'
import type { ReplyRow } from '#lib/db/tables.ts'
import type { PublicReply, Reply } from './reply.ts'

/** @param client key of the sender's address, see lib/spam/limits.ts */
export async function insertReply(tx: Tx, reply: Reply, client: string): Promise<void> {
  const { id, article, status, name, email, comment } = reply
  const row = {
    ...{ id, article, status, name, email, comment, client },
    reasons: JSON.stringify(reply.reasons),
    website: reply.website ?? null,
    created_at: reply.createdAt,
    decided_at: null,
    decided_by: null,
  }
  await tx.insertInto('reply').values(row).execute()
}

export async function selectReply(db: Database['read'], id: string): Promise<Reply | undefined> {
  const row = await db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Those of an article that everyone may see, oldest first. */
export async function selectApproved(db: Database['read'], article: string): Promise<PublicReply[]> {
  const rows = await db
    .selectFrom('reply')
    .select(['id', 'name', 'website', 'comment', 'created_at'])
    .where('article', '=', article)
    .where('status', '=', 'approved')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ created_at, website, ...row }) => ({
    ...row,
    website: website ?? undefined,
    createdAt: created_at,
  }))
}

/** Those that nobody has decided about, oldest first. */
export async function selectUndecided(db: Database['read']): Promise<Reply[]> {
  const rows = await db
    .selectFrom('reply')
    .selectAll()
    .where('status', 'in', undecided)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** On how many other articles the same comment was left within the last day. */
export async function countSameElsewhere(
  tx: Tx,
  { comment, article }: Pick<Reply, 'comment' | 'article'>,
): Promise<number> {
  // Submissions are forgotten after a day: through them no older reply is looked at.
  const { count } = await tx
    .selectFrom('submission')
    .innerJoin('reply', 'reply.id', 'submission.item_id')
    .select(({ fn }) => fn.count<number>('reply.article').distinct().as('count'))
    .where('reply.comment', '=', comment)
    .where('reply.article', '!=', article)
    .executeTakeFirstOrThrow()
  return count
}

/** Decides about a reply, unless that was done already. @returns whether it was done now */
export async function decideReply(
  tx: Tx,
  { id, status, at, by }: { id: string; status: Reply['status']; at: number; by: string | undefined },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('reply')
    .set({ status, decided_at: at, decided_by: by ?? null })
    .where('id', '=', id)
    .where('status', 'in', undecided)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

const undecided: ReplyRow['status'][] = ['waiting', 'held']

function fromRow(row: ReplyRow): Reply {
  const { id, article, status, name, email, comment } = row
  return {
    ...{ id, article, status, name, email, comment },
    reasons: JSON.parse(row.reasons),
    website: row.website ?? undefined,
    createdAt: row.created_at,
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
  }
}
