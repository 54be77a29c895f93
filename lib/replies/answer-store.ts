import type { Database, Tx } from '#lib/db/client.ts'
import type { StaffAnswer } from './reply.ts'

export async function insertAnswer(tx: Tx, replyId: string, answer: StaffAnswer): Promise<void> {
  const { id, text, by, createdAt } = answer
  await tx
    .insertInto('reply_answer')
    .values({ id, reply_id: replyId, text, by, created_at: createdAt })
    .execute()
}

/** The answers to each of these replies that has any, oldest first. */
export async function selectAnswers(
  db: Database['read'],
  replyIds: readonly string[],
): Promise<Map<string, StaffAnswer[]>> {
  const answers = new Map<string, StaffAnswer[]>()
  if (!replyIds.length) return answers
  const rows = await db
    .selectFrom('reply_answer')
    .selectAll()
    .where('reply_id', 'in', replyIds)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  for (const { id, reply_id, text, by, created_at } of rows)
    answers.set(reply_id, [...(answers.get(reply_id) ?? []), { id, text, by, createdAt: created_at }])
  return answers
}

/** The reply that an answer belongs to, and its article. */
export async function selectAnswered(
  db: Database['read'],
  answerId: string,
): Promise<{ replyId: string; article: string } | undefined> {
  return await db
    .selectFrom('reply_answer')
    .innerJoin('reply', 'reply.id', 'reply_answer.reply_id')
    .select(['reply.id as replyId', 'reply.article'])
    .where('reply_answer.id', '=', answerId)
    .executeTakeFirst()
}

export async function deleteAnswer(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('reply_answer').where('id', '=', id).execute()
}
