import type { Database, Tx } from '#lib/db/client.ts'
import type { OutboxRow } from '#lib/db/tables.ts'
import type { Message } from '#lib/mail/message.ts'
import { hasText } from './erase-store.ts'
import type { MailItem } from './mail.ts'
import { doubtfulFrom } from './retry.ts'

/** Times are in milliseconds since 1970. */
export type StaffMail = {
  id: string
  recipient: string
  kind: string
  item?: MailItem
  createdAt: number
  status: OutboxRow['status']
  attempts: number
  unknowns: number
  /** It may have arrived several times: a server had its text again and again, and never answered. */
  isDoubtful: boolean
  nextAt?: number
  lastAnswer?: string
  settledAt?: number
  handledBy?: string
  /** Another one after each thing that staff have done about it; what a server answers changes nothing. */
  version: string
}

/** `filed`: with a text that can still be sent to someone. */
export type MailList = 'waiting' | 'retrying' | 'failed' | 'filed'

/** Whoever asked for one of these has forgotten it by the time there is a server. */
const shortLived: Message['kind'][] = ['sign-in', 'test-mail']

export async function selectMails(
  db: Database['read'],
  list: MailList,
  limit: number,
): Promise<{ mails: StaffMail[]; total: number }> {
  const isOver = list === 'failed' || list === 'filed'
  const wanted = db
    .selectFrom('outbox')
    .where('status', '=', isOver ? list : 'waiting')
    .$if(!isOver, (query) => query.where('attempts', list === 'waiting' ? '=' : '>', 0))
    .$if(list === 'filed', (query) => query.where('kind', 'not in', shortLived).where(hasText))
  const { total } = await wanted
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const order = isOver ? 'desc' : 'asc'
  const rows = await wanted
    .selectAll()
    .orderBy('created_at', order)
    .orderBy('id', order)
    .limit(limit)
    .execute()
  return { mails: rows.map(fate), total }
}

export async function mailsAbout(db: Database['read'], item: MailItem): Promise<StaffMail[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('item_kind', '=', item.kind)
    .where('item_id', '=', item.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(fate)
}

export type Reviewed =
  | { kind: 'done' }
  /** It had left, or somebody was quicker. */
  | { kind: 'already'; status: OutboxRow['status'] }
  | { kind: 'missing' }

/** `seen` is the version on the page: when it is another one, somebody was quicker. */
export type SeenMail = { id: string; seen?: string | undefined }

export async function resumeMails(
  db: Database,
  mails: readonly SeenMail[],
  now: number,
): Promise<Reviewed[]> {
  return await review(db, mails, (status) => (status === 'sent' ? undefined : resumed(now)))
}

export async function resumeFailed(db: Database, now: number): Promise<number> {
  return await db.write(async (tx) => {
    const result = await tx
      .updateTable('outbox')
      .set(resumed(now))
      .where('status', '=', 'failed')
      .executeTakeFirst()
    return Number(result.numUpdatedRows)
  })
}

function resumed(now: number): Change {
  return {
    ...{ status: 'waiting', attempts: 0, unknowns: 0, refused_since: null, next_at: now, resumed_at: now },
    ...{ settled_at: null, handled_by: null },
  }
}

export async function handleMails(
  db: Database,
  mails: readonly SeenMail[],
  handled: { by: string; at: number },
): Promise<Reviewed[]> {
  const change = { status: 'handled', settled_at: handled.at, handled_by: handled.by } as const
  const isFit = (status: OutboxRow['status']) => ['failed', 'waiting', 'filed'].includes(status)
  return await review(db, mails, (status) => (isFit(status) ? change : undefined))
}

type Change = Partial<OutboxRow>

async function review(
  db: Database,
  mails: readonly SeenMail[],
  changeOf: (status: OutboxRow['status']) => Change | undefined,
): Promise<Reviewed[]> {
  return await db.write(async (tx) => {
    const reviewed: Reviewed[] = []
    for (const mail of mails) reviewed.push(await reviewOne(tx, mail, changeOf))
    return reviewed
  })
}

async function reviewOne(
  tx: Tx,
  { id, seen }: SeenMail,
  changeOf: (status: OutboxRow['status']) => Change | undefined,
): Promise<Reviewed> {
  const row = await tx
    .selectFrom('outbox')
    .select(['status', 'resumed_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return { kind: 'missing' }
  const change = seen === undefined || seen === versionOf(row) ? changeOf(row.status) : undefined
  if (!change) return { kind: 'already', status: row.status }
  await tx.updateTable('outbox').set(change).where('id', '=', id).execute()
  return { kind: 'done' }
}

function versionOf({ status, resumed_at }: Pick<OutboxRow, 'status' | 'resumed_at'>): string {
  return status === 'handled' ? status : String(resumed_at ?? 0)
}

function fate(row: OutboxRow): StaffMail {
  const { id, recipient, kind, status, attempts, unknowns } = row
  return {
    ...{ id, recipient, kind, status, attempts, unknowns },
    ...{ isDoubtful: unknowns >= doubtfulFrom, version: versionOf(row) },
    ...(row.item_kind && row.item_id && { item: { kind: row.item_kind, id: row.item_id } }),
    createdAt: row.created_at,
    ...(status === 'waiting' && { nextAt: row.next_at }),
    ...(row.last_answer !== null && { lastAnswer: row.last_answer }),
    ...(row.settled_at !== null && { settledAt: row.settled_at }),
    ...(status === 'handled' && row.handled_by !== null && { handledBy: row.handled_by }),
  }
}

export async function selectMail(db: Database['read'], id: string): Promise<StaffMail | undefined> {
  const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fate(row)
}
