import { inBatches } from '#lib/db/batches.ts'
import type { Database, Tx } from '#lib/db/client.ts'
import type { EventRow } from '#lib/db/tables.ts'
import { answeredBy, type Event, type Happening, type StatusChange } from './event.ts'
import { type Decider, signature } from './transition.ts'

type Subject = { kind: EventRow['subject']; id: string }

type Stamp = { id: string; at: number } & Decider

export function stampOf(
  { newId, now }: { newId: () => string; now: () => number },
  { by, fromMail }: Decider,
): Stamp {
  return { id: newId(), at: now(), by, fromMail }
}

export async function record<Status extends string>(
  tx: Tx,
  subject: Subject,
  happening: Happening<Status>,
  stamp: Stamp,
): Promise<void> {
  const { last } = await tx
    .selectFrom('event')
    .select(({ fn }) => fn.max<number | null>('number').as('last'))
    .where('subject_id', '=', subject.id)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('event')
    .values({
      id: stamp.id,
      subject: subject.kind,
      subject_id: subject.id,
      number: (last ?? 0) + 1,
      kind: happening.kind,
      at: stamp.at,
      by: stamp.by ?? null,
      via: stamp.fromMail ? 'mail' : null,
      from_status: 'from' in happening ? happening.from : null,
      to_status: 'from' in happening ? happening.to : null,
      decision_id: happening.kind === 'step' ? (happening.decisionId ?? null) : null,
      text: textOf(happening),
      mail_id: happening.kind === 'answer' ? happening.mailId : null,
      undone_at: null,
    })
    .execute()
}

function textOf(happening: Happening<string>): string | null {
  if ('text' in happening) return happening.text
  if (happening.kind === 'assigned') return happening.to ?? null
  return happening.kind === 'step' ? (happening.how ?? null) : null
}

/** Oldest first. */
export async function selectHistories<Status extends string>(
  db: Database['read'],
  subjectIds: readonly string[],
): Promise<Map<string, Event<Status>[]>> {
  const rows = await inBatches(subjectIds, (some) =>
    db.selectFrom('event').selectAll().where('subject_id', 'in', some).orderBy('number').execute(),
  )
  const histories = [...Map.groupBy(rows, (row) => row.subject_id)]
  return new Map(histories.map(([id, history]) => [id, history.map(fromRow<Status>)]))
}

export async function selectHistory<Status extends string>(
  db: Database['read'],
  subjectId: string,
): Promise<Event<Status>[]> {
  return (await selectHistories<Status>(db, [subjectId])).get(subjectId) ?? []
}

/** Ids of what a decision was about and that was not taken back. */
export async function selectDecided(db: Database['read'], decisionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('event')
    .select('subject_id')
    .where('decision_id', '=', decisionId)
    .where('undone_at', 'is', null)
    .execute()
  return rows.map((row) => row.subject_id)
}

export async function recordUndo<Status extends string>(
  tx: Tx,
  subject: Subject,
  { id, from, to }: StatusChange<Status>,
  stamp: Stamp,
): Promise<void> {
  await tx.updateTable('event').set({ undone_at: stamp.at }).where('id', '=', id).execute()
  await record(tx, subject, { kind: 'undo', from: to, to: from }, stamp)
}

export async function eraseHistories(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  await inBatches(subjectIds, (some) => tx.deleteFrom('event').where('subject_id', 'in', some).execute())
}

function fromRow<Status extends string>(row: EventRow): Event<Status> {
  return {
    ...happening<Status>(row),
    id: row.id,
    at: row.at,
    ...signature({ by: row.by ?? undefined, fromMail: row.via === 'mail' }),
    isUndone: row.undone_at !== null,
  }
}

function happening<Status extends string>(row: EventRow): Happening<Status> {
  const { kind, from_status, to_status, decision_id: decisionId } = row
  const text = row.text ?? ''
  if (kind === 'published' || kind === 'withdrawn') return { kind }
  if (kind === 'assigned') return { kind, ...(text && { to: text }) }
  if (kind === 'note') return { kind, text }
  if (!from_status || !to_status) throw new Error(`The event ${row.id} is not whole.`)
  const way = { from: from_status as Status, to: to_status as Status }
  if (kind === 'answer') return { kind, ...way, text, mailId: row.mail_id ?? '' }
  if (kind === 'undo') return { kind, ...way }
  const how = answeredBy.find((known) => known === text)
  return { kind, ...way, ...(decisionId && { decisionId }), ...(how && { how }) }
}
