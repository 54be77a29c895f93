import type { Database, Tx } from '#lib/db/client.ts'
import type { EnquiryEventRow } from '#lib/db/tables.ts'
import { type Change, type Decider, signature } from '#lib/events/transition.ts'
import type { Enquiry } from './enquiry.ts'

type Status = Enquiry['status']

/** How an enquiry was answered elsewhere. */
export const answeredBy = ['telephone', 'mail'] as const

/** What has happened to an enquiry. */
export type Happening =
  | { kind: 'step'; from: Status; to: Status; how?: (typeof answeredBy)[number] }
  /** A step was taken back. */
  | { kind: 'undo'; from: Status; to: Status }
  /** Assigned to one of the staff, or to nobody. */
  | { kind: 'assigned'; to?: string }
  | { kind: 'answer'; from: Status; to: Status; text: string; mailId: string }
  | { kind: 'note'; text: string }

/** One line of an enquiry's history. */
export type HistoryEntry = Happening & {
  id: string
  /** Milliseconds since 1970. */
  at: number
  /** Address of the one who did it, where it is known. */
  by?: string
  /** It was done by the link of a mail, which was sent to `by`. */
  fromMail?: true
  /** Whether this step was taken back later. */
  isUndone: boolean
}

/** Writes down what has happened. */
export async function record(
  tx: Tx,
  enquiryId: string,
  happening: Happening,
  happened: { id: string; at: number } & Decider,
): Promise<void> {
  const { last } = await tx
    .selectFrom('enquiry_event')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('enquiry_id', '=', enquiryId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('enquiry_event')
    .values({
      id: happened.id,
      enquiry_id: enquiryId,
      number: (last ?? 0) + 1,
      kind: happening.kind,
      at: happened.at,
      by: happened.by ?? null,
      via: happened.fromMail ? 'mail' : null,
      from_status: 'from' in happening ? happening.from : null,
      to_status: 'from' in happening ? happening.to : null,
      text: textOf(happening),
      mail_id: happening.kind === 'answer' ? happening.mailId : null,
      undone_at: null,
    })
    .execute()
}

function textOf(happening: Happening): string | null {
  if ('text' in happening) return happening.text
  if (happening.kind === 'assigned') return happening.to ?? null
  return happening.kind === 'step' ? (happening.how ?? null) : null
}

/** Everything that has happened to an enquiry since it came in, oldest first. */
export async function historyOf(db: Database['read'], enquiryId: string): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('enquiry_event')
    .selectAll()
    .where('enquiry_id', '=', enquiryId)
    .orderBy('number')
    .execute()
  return rows.map(entry)
}

/** Notes that a step was taken back. */
export async function markUndone(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('enquiry_event').set({ undone_at: at }).where('id', '=', id).execute()
}

/** Before it was kept to whom a mail was sent, only its link did something in nobody's name. */
function isOldLink({ kind, by }: EnquiryEventRow): boolean {
  return kind === 'step' && by === null
}

/** The last change of an enquiry's status; undefined when there was none. */
export function lastChange(
  enquiry: Pick<Enquiry, 'status' | 'decidedAt' | 'decidedBy'>,
  history: readonly HistoryEntry[],
): Change<Status> | undefined {
  const { status, decidedAt, decidedBy } = enquiry
  const last = history.findLast(({ kind }) => kind === 'step' || kind === 'answer' || kind === 'undo')
  if (last) return { status, at: last.at, ...signature(last), ...(last.kind === 'undo' && { isUndo: true }) }
  // Decided before there was a history.
  return decidedAt === undefined ? undefined : { status, at: decidedAt, ...signature({ by: decidedBy }) }
}

function entry(row: EnquiryEventRow): HistoryEntry {
  return {
    ...happening(row),
    id: row.id,
    at: row.at,
    ...signature({ by: row.by ?? undefined, fromMail: row.via === 'mail' || isOldLink(row) }),
    isUndone: row.undone_at !== null,
  }
}

function happening(row: EnquiryEventRow): Happening {
  const text = row.text ?? ''
  // A step, an undo and an answer always have both.
  const way = { from: row.from_status ?? 'new', to: row.to_status ?? 'new' }
  switch (row.kind) {
    case 'step': {
      const how = answeredBy.find((known) => known === text)
      return { kind: row.kind, ...way, ...(how && { how }) }
    }
    case 'undo':
      return { kind: row.kind, ...way }
    case 'assigned':
      return { kind: row.kind, ...(text && { to: text }) }
    case 'answer':
      return { kind: row.kind, ...way, text, mailId: row.mail_id ?? '' }
    case 'note':
      return { kind: row.kind, text }
  }
}
