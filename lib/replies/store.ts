import { sql } from 'kysely'
import { inBatches } from '#lib/db/batches.ts'
import type { Database, Tx } from '#lib/db/client.ts'
import { containsAll } from '#lib/db/contains.ts'
import { insertRow } from '#lib/db/insert.ts'
import type { ReplyRow } from '#lib/db/tables.ts'
import { searchText } from '#lib/fold.ts'
import { hashOf, remembered } from '#lib/forms/deduplicate-store.ts'
import { clocksApart } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import {
  openReplyStatuses,
  type PublicReply,
  type Reply,
  type ReplyStatus,
  type StaffAnswer,
} from './reply.ts'

/** @param client key of the sender's address, see lib/spam/client-key.ts */
export async function insertReply(tx: Tx, reply: Reply, client: string): Promise<void> {
  const { id, article, status, name, email, comment } = reply
  const row = {
    ...{ id, article, status, name, email, comment, client },
    reasons: JSON.stringify(reply.reasons),
    website: reply.website ?? null,
    created_at: reply.createdAt,
    decided_at: null,
    decided_by: null,
    search: searchText([comment, name, email]),
  }
  await insertRow(tx, 'reply', row)
}

export async function selectReply(db: Database['read'], id: string): Promise<Reply | undefined> {
  const row = await db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function selectApproved(db: Database['read'], keys: readonly string[]): Promise<PublicReply[]> {
  const rows = await shownRows(db).where('article', 'in', keys).where('status', '=', 'approved').execute()
  const answers = await selectAnswers(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...shown(row),
    answers: (answers.get(row.id) ?? []).map(({ id, text, createdAt }) => ({ id, text, createdAt })),
  }))
}

export async function selectUndecidedOf(
  db: Database['read'],
  ids: readonly string[],
): Promise<PublicReply[]> {
  const rows = await shownRows(db).where('id', 'in', ids).where('status', 'in', openReplyStatuses).execute()
  return rows.map((row) => ({ ...shown(row), answers: [] }))
}

function shownRows(db: Database['read']) {
  return db
    .selectFrom('reply')
    .select(['id', 'article', 'name', 'email', 'website', 'comment', 'created_at'])
    .orderBy('created_at')
    .orderBy('id')
}

function shown({
  created_at,
  website,
  email,
  ...row
}: Pick<ReplyRow, 'id' | 'article' | 'name' | 'email' | 'website' | 'comment' | 'created_at'>) {
  return {
    ...row,
    name: shownName({ name: row.name, email }),
    website: website ?? undefined,
    createdAt: created_at,
  }
}

/** Under which key, and when; of those that readers see or may come to see. */
export async function selectSince(
  db: Database['read'],
  since: number,
): Promise<{ article: string; createdAt: number }[]> {
  return await db
    .selectFrom('reply')
    .select(['article', 'created_at as createdAt'])
    .where('created_at', '>=', since)
    .where('status', 'in', ['waiting', 'approved'])
    .execute()
}

export async function selectUndecided(db: Database['read']): Promise<Reply[]> {
  const rows = await db
    .selectFrom('reply')
    .selectAll()
    .where('status', 'in', openReplyStatuses)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** On how many other articles the same comment was left within the last day. */
export async function countSameElsewhere(
  tx: Tx,
  { comment, createdAt }: Pick<Reply, 'comment' | 'createdAt'>,
  keys: readonly string[],
): Promise<number> {
  const { count } = await tx
    .selectFrom('submission')
    .innerJoin('reply', 'reply.id', 'submission.item_id')
    .select(({ fn }) => fn.count<number>('reply.article').distinct().as('count'))
    .where('submission.text_hash', '=', hashOf(comment))
    .where('submission.created_at', '>', createdAt - remembered)
    .where('submission.created_at', '<=', createdAt + clocksApart)
    .where('reply.article', 'not in', keys)
    .executeTakeFirstOrThrow()
  return count
}

export async function placeReply(
  tx: Tx,
  placed: {
    id: string
    status: ReplyStatus
    decidedAt: number | undefined
    decidedBy: string | undefined
  },
): Promise<void> {
  const { id, status, decidedAt, decidedBy } = placed
  await tx
    .updateTable('reply')
    .set({ status, decided_at: decidedAt ?? null, decided_by: decidedBy ?? null })
    .where('id', '=', id)
    .execute()
}

type ReplyFilter = {
  status?: ReplyStatus
  search?: string
  keys?: readonly string[]
  person?: string
}

export async function selectReplies(
  db: Database['read'],
  filter: ReplyFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ replies: Reply[]; total: number }> {
  const { status, search, keys, person } = filter
  const found = db
    .selectFrom('reply')
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'waiting'))
    .$if(keys !== undefined, (query) => query.where('article', 'in', keys ?? []))
    .$if(person !== undefined, (query) => query.where(sql`lower(email)`, '=', person?.toLowerCase() ?? ''))
    .$if(search !== undefined, (query) => query.where(containsAll([sql.ref('search')], search ?? '')))
  const { total } = await found
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const isWaiting = status !== undefined && openReplyStatuses.includes(status)
  const rows = await found
    .selectAll()
    .orderBy(sql`coalesce(decided_at, created_at)`, isWaiting ? 'asc' : 'desc')
    .orderBy('id', isWaiting ? 'asc' : 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { replies: rows.map(fromRow), total }
}

/** In the order of their ids, behind one of them; of all articles, or of those with these keys. */
export async function selectAfter(
  db: Database['read'],
  after: string,
  limit: number,
  keys?: readonly string[],
): Promise<Reply[]> {
  const rows = await db
    .selectFrom('reply')
    .selectAll()
    .where('id', '>', after)
    .$if(keys !== undefined, (query) => query.where('article', 'in', keys ?? []))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

/** Without those of which there is none. */
export async function countByStatus(db: Database['read']): Promise<Map<ReplyStatus, number>> {
  const rows = await db
    .selectFrom('reply')
    .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute()
  return new Map(rows.map(({ status, count }) => [status, count]))
}

export async function selectRepliesOf(
  db: Database['read'],
  email: string,
): Promise<(Reply & { client: string })[]> {
  const rows = await db
    .selectFrom('reply')
    .selectAll()
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...fromRow(row), client: row.client }))
}

export async function deleteReplies(tx: Tx, ids: readonly string[]): Promise<void> {
  await inBatches(ids, (some) => tx.deleteFrom('reply').where('id', 'in', some).execute())
}

/** Stands for the name of who was erased, and is said in the language of the site. */
const nobody = 'A reader'

function shownName({ name, email }: { name: string; email: string }): string {
  return !email && name === nobody ? words()('desk-reply.a-reader') : name
}

export async function anonymise(tx: Tx, { id, comment }: Reply): Promise<void> {
  const person = { name: nobody, email: '', website: null, client: '', search: searchText([comment, nobody]) }
  await tx.updateTable('reply').set(person).where('id', '=', id).execute()
}

export async function insertAnswer(tx: Tx, replyId: string, answer: StaffAnswer): Promise<void> {
  const { id, text, by, createdAt } = answer
  await tx
    .insertInto('reply_answer')
    .values({ id, reply_id: replyId, text, by, created_at: createdAt })
    .execute()
}

export async function selectAnswers(
  db: Database['read'],
  replyIds: readonly string[],
): Promise<Map<string, StaffAnswer[]>> {
  const answers = await inBatches(replyIds, (some) =>
    db
      .selectFrom('reply_answer')
      .select(['reply_id', 'id', 'text', 'by', 'created_at as createdAt'])
      .where('reply_id', 'in', some)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )
  const byReply = [...Map.groupBy(answers, (answer) => answer.reply_id)]
  return new Map(byReply.map(([id, given]) => [id, given.map(({ reply_id, ...answer }) => answer)]))
}

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

function fromRow(row: ReplyRow): Reply {
  const { id, article, status, email, comment } = row
  return {
    ...{ id, article, status, name: shownName(row), email, comment },
    reasons: JSON.parse(row.reasons),
    website: row.website ?? undefined,
    createdAt: row.created_at,
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
  }
}
