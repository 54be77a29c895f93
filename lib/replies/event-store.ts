import type { Database, Tx } from '#lib/db/client.ts'
import type { ReplyEventRow } from '#lib/db/tables.ts'
import { type Decider, signature } from '#lib/events/transition.ts'
import type { ReplyEvent, ReplyStatus } from './reply.ts'

/** Something new in the history of a reply. */
export type NewEvent = { id: string; replyId: string; at: number } & Decider &
  (
    | { kind: 'decided'; decisionId: string; from: ReplyStatus; to: ReplyStatus }
    | { kind: 'undone'; from: ReplyStatus; to: ReplyStatus }
    | { kind: 'answered' | 'answer-withdrawn' }
  )

/** Writes an event after all others of its reply. */
export async function noteEvent(tx: Tx, event: NewEvent): Promise<void> {
  const { last } = await tx
    .selectFrom('reply_event')
    .select(({ fn }) => fn.max<number | null>('number').as('last'))
    .where('reply_id', '=', event.replyId)
    .executeTakeFirstOrThrow()
  const row = {
    id: event.id,
    reply_id: event.replyId,
    number: (last ?? 0) + 1,
    kind: event.kind,
    at: event.at,
    by: event.by ?? null,
    via: event.fromMail ? ('mail' as const) : null,
    from_status: 'from' in event ? event.from : null,
    to_status: 'to' in event ? event.to : null,
    decision_id: 'decisionId' in event ? event.decisionId : null,
    undone_at: null,
  }
  await tx.insertInto('reply_event').values(row).execute()
}

/** The histories of these replies, oldest first. */
export async function selectEvents(
  db: Database['read'],
  replyIds: readonly string[],
): Promise<Map<string, ReplyEvent[]>> {
  const histories = new Map<string, ReplyEvent[]>()
  if (!replyIds.length) return histories
  const rows = await db
    .selectFrom('reply_event')
    .selectAll()
    .where('reply_id', 'in', replyIds)
    .orderBy('number')
    .execute()
  for (const row of rows) histories.set(row.reply_id, [...(histories.get(row.reply_id) ?? []), fromRow(row)])
  return histories
}

/** The replies that this decision was about, where it has not been undone. */
export async function selectDecided(db: Database['read'], decisionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('reply_event')
    .select('reply_id')
    .where('decision_id', '=', decisionId)
    .where('kind', '=', 'decided')
    .where('undone_at', 'is', null)
    .execute()
  return rows.map(({ reply_id }) => reply_id)
}

export async function markUndone(tx: Tx, decisionId: string, replyId: string, at: number): Promise<void> {
  await tx
    .updateTable('reply_event')
    .set({ undone_at: at })
    .where('decision_id', '=', decisionId)
    .where('reply_id', '=', replyId)
    .execute()
}

function fromRow(row: ReplyEventRow): ReplyEvent {
  const { kind, at, by, from_status: from, to_status: to, decision_id: decisionId } = row
  // Before it was kept to whom a mail was sent, only its link decided in nobody's name.
  const fromMail = row.via === 'mail' || (kind === 'decided' && by === null)
  const event = { at, ...signature({ by: by ?? undefined, fromMail }) }
  if (kind === 'decided' && from && to && decisionId)
    return { ...event, kind, decisionId, from, to, isUndone: row.undone_at !== null }
  if (kind === 'undone' && from && to) return { ...event, kind, from, to }
  if (kind === 'answered' || kind === 'answer-withdrawn') return { ...event, kind }
  throw new Error(`The event ${row.id} of a reply is not whole.`)
}
