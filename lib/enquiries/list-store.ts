import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '#lib/db/client.ts'
import { containsAll } from '#lib/db/contains.ts'
import type { Tables } from '#lib/db/tables.ts'
import { type Enquiry, type EnquiryStatus, enquiryStatuses, openStatuses } from './enquiry.ts'
import type { EnquiryFilter, EnquiryQuery } from './filter.ts'
import { fromRow } from './store.ts'

const statuses: Record<EnquiryFilter, readonly EnquiryStatus[]> = {
  open: openStatuses,
  new: ['new'],
  held: ['held'],
  'in-progress': ['in_progress'],
  answered: ['answered'],
  spam: ['spam'],
  all: enquiryStatuses,
}

const searched = [sql.ref('search'), sql`lower(assigned_to)`]

export async function selectList(
  db: Database['read'],
  asked: { query: EnquiryQuery; by: string; now: number },
  part: { limit: number; offset: number },
): Promise<Enquiry[]> {
  const { query, by, now } = asked
  const rows = await db
    .selectFrom('enquiry')
    .selectAll()
    .where((row) => meant(row, query, by))
    .orderBy(urgency(now))
    .orderBy(sql`case when status in ('answered', 'spam') then -created_at else due_at end`)
    .orderBy('id')
    .limit(part.limit)
    .offset(part.offset)
    .execute()
  return rows.map(fromRow)
}

export async function countList(db: Database['read'], query: EnquiryQuery, by: string): Promise<number> {
  const { count } = await db
    .selectFrom('enquiry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where((row) => meant(row, query, by))
    .executeTakeFirstOrThrow()
  return count
}

function meant(row: ExpressionBuilder<Tables, 'enquiry'>, query: EnquiryQuery, by: string) {
  return row.and([
    row('status', 'in', statuses[query.filter ?? 'open']),
    ...(query.assigned === 'mine' ? [row('assigned_to', '=', by)] : []),
    ...(query.assigned === 'unassigned' ? [row('assigned_to', 'is', null)] : []),
    ...(query.search ? [containsAll(searched, query.search)] : []),
  ])
}

// A flood of held messages must not bury what was promised an answer.
function urgency(now: number) {
  return sql<number>`case
    when status in ('new', 'in_progress') and answered_at is null and due_at < ${now} then 0
    when status in ('new', 'in_progress') then 1
    when status = 'held' then 2
    else 3 end`
}

/** `overdue`, `mine` and `unassigned` are of the open ones. */
export async function countForOverview(db: Database['read'], by: string, now: number) {
  const sum = (condition: ReturnType<typeof sql<SqlBool>>) =>
    sql<number>`cast(coalesce(sum(case when ${condition} then 1 else 0 end), 0) as integer)`
  const open = sql<SqlBool>`status in (${sql.join(openStatuses)})`
  return await db
    .selectFrom('enquiry')
    .select([
      sum(open).as('open'),
      sum(sql`status = 'new'`).as('new'),
      sum(sql`status = 'held'`).as('held'),
      sum(sql`status = 'in_progress'`).as('inProgress'),
      sum(sql`status = 'answered'`).as('answered'),
      sum(sql`status = 'spam'`).as('spam'),
      sum(sql`${open} and answered_at is null and due_at < ${now}`).as('overdue'),
      sum(sql`${open} and assigned_to = ${by}`).as('mine'),
      sum(sql`${open} and assigned_to is null`).as('unassigned'),
    ])
    .executeTakeFirstOrThrow()
}

export async function selectForStats(
  db: Database['read'],
  since: number,
): Promise<{ page: string; createdAt: number; dueAt: number; answeredAt: number | undefined }[]> {
  const rows = await db
    .selectFrom('enquiry')
    .select(['page', 'created_at', 'due_at', 'answered_at'])
    .where('created_at', '>=', since)
    .where('status', 'in', ['new', 'in_progress', 'answered'])
    .execute()
  return rows.map((row) => ({
    page: row.page,
    createdAt: row.created_at,
    dueAt: row.due_at,
    answeredAt: row.answered_at ?? undefined,
  }))
}
