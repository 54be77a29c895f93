import { appendInvalidations } from '#lib/db/cache-invalidation.ts'
import type { Database } from '#lib/db/client.ts'
import { searchText } from '#lib/fold.ts'
import type { MovedReply } from './reply.ts'

/** Those that are there already stay as they are, whatever staff have decided since. */
export async function insertMoved(
  db: Pick<Database, 'write'>,
  replies: readonly MovedReply[],
): Promise<void> {
  if (!replies.length) return
  const rows = replies.map(({ id, article, name, email, website, comment, createdAt }) => ({
    ...{ id, article, name, email, comment },
    status: 'approved' as const,
    reasons: '[]',
    website: website ?? null,
    client: '',
    created_at: createdAt,
    decided_at: createdAt,
    decided_by: null,
    search: searchText([comment, name, email]),
  }))
  await db.write(async (tx) => {
    await tx
      .insertInto('reply')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    // A site that runs on this database has pages without them.
    await appendInvalidations(
      tx,
      'import',
      rows.map(({ article }) => `replies:${article}`),
    )
  })
}
