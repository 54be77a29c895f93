import { sql } from 'kysely'
import type { Database, Tx } from '#lib/db/client.ts'
import type { OutboxRow } from '#lib/db/tables.ts'
import type { Message } from '#lib/mail/messages.ts'

/** What a mail is about. */
export type MailItem = { kind: 'reply' | 'enquiry'; id: string }

/** A mail for one recipient, a plain address. */
export type OutgoingMail = { recipient: string; message: Message; item?: MailItem }

/** A mail as it is kept, for the drain. Times are in milliseconds since 1970. */
export type KeptMail = {
  id: string
  recipient: string
  kind: string
  /** Undefined when what is kept of it cannot be read. */
  message: Message | undefined
  /** With angle brackets; the same at every attempt. */
  messageId: string
  createdAt: number
  /** Since when it has been tried: its creation, or when staff had it sent again. */
  triedSince: number
  attempts: number
  nextAt: number
}

/** How a claimed mail is put back: done, or to be tried again. */
export type Settlement =
  | { status: 'sent' | 'failed'; answer: string; at: number }
  | { status: 'waiting'; answer: string; nextAt: number }
  /** As if it had not been tried. */
  | { status: 'released' }

/**
 * Puts mails into the outbox, in the transaction that stores what they tell of: then either both are kept or
 * neither. They leave after the commit; call `outbox.wake()` then.
 *
 * @param deps.messageIdHost the host of the sender's address
 * @returns their ids
 */
export async function enqueue(
  tx: Tx,
  mails: readonly OutgoingMail[],
  deps: { now: () => number; newId: () => string; messageIdHost: string },
): Promise<string[]> {
  if (!mails.length) return []
  const at = deps.now()
  const rows = mails.map(({ recipient, message, item }) => {
    const id = deps.newId()
    return {
      id,
      message_id: `<${id}@${deps.messageIdHost}>`,
      recipient,
      kind: message.kind,
      message: JSON.stringify(message),
      item_kind: item?.kind ?? null,
      item_id: item?.id ?? null,
      created_at: at,
      status: 'waiting' as const,
      attempts: 0,
      next_at: at,
    }
  })
  await tx.insertInto('outbox').values(rows).execute()
  return rows.map((row) => row.id)
}

/** How many acknowledgements an address was sent, or is to be sent, since then; capitals make no difference. */
export async function acknowledgementsTo(tx: Tx, address: string, since: number): Promise<number> {
  const row = await tx
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(sql<boolean>`lower(recipient) = lower(${address})`)
    .where('created_at', '>=', since)
    .where('kind', '=', 'enquiry-acknowledgement' satisfies Message['kind'])
    .executeTakeFirstOrThrow()
  return row.count
}

/** Message-IDs of the mails that someone has had about an item and can answer to, oldest first. */
export async function threadWith(tx: Tx, item: MailItem, address: string): Promise<string[]> {
  const answerable: Message['kind'][] = ['enquiry-acknowledgement', 'enquiry-answer']
  const rows = await tx
    .selectFrom('outbox')
    .select('message_id')
    .where('item_kind', '=', item.kind)
    .where('item_id', '=', item.id)
    .where('recipient', '=', address)
    .where('kind', 'in', answerable)
    .where('status', 'in', ['waiting', 'sent'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.message_id)
}

/**
 * Takes up to `limit` mails that are due and that nobody holds, oldest first, and holds them under `token`
 * until `until`. Two claims never get the same mail.
 */
export async function claim(
  db: Database,
  claiming: { limit: number; token: string; now: number; until: number },
): Promise<KeptMail[]> {
  const { limit, token, now, until } = claiming
  // Most turns find nothing: a look costs less than the right to write.
  if (!(await due(db.read, now).limit(1).executeTakeFirst())) return []
  return await db.write(async (tx) => {
    const next = due(tx, now).orderBy('next_at').orderBy('id').limit(limit)
    const ids = (await next.execute()).map((row) => row.id)
    if (!ids.length) return []
    const rows = await tx
      .updateTable('outbox')
      .set({ lease_token: token, lease_until: until })
      .where('id', 'in', ids)
      .returningAll()
      .execute()
    return rows.map(kept).sort(byAge)
  })
}

function due(db: Database['read'], now: number) {
  return db
    .selectFrom('outbox')
    .select('id')
    .where('status', '=', 'waiting')
    .where('next_at', '<=', now)
    .where((row) => row.or([row('lease_until', 'is', null), row('lease_until', '<=', now)]))
}

function byAge(one: KeptMail, other: KeptMail): number {
  return one.nextAt - other.nextAt || (one.id < other.id ? -1 : 1)
}

/** Holds what was claimed under these tokens for longer. */
export async function renew(db: Database, tokens: readonly string[], until: number): Promise<void> {
  await db.write((tx) =>
    tx.updateTable('outbox').set({ lease_until: until }).where('lease_token', 'in', tokens).execute(),
  )
}

/**
 * Puts a claimed mail back.
 *
 * @returns false when it is no longer held under this token: then nothing is changed
 */
export async function settle(
  db: Database,
  claimed: { id: string; token: string },
  settlement: Settlement,
): Promise<boolean> {
  const free = { lease_token: null, lease_until: null }
  const result = await db.write((tx) =>
    tx
      .updateTable('outbox')
      .set((row) => {
        if (settlement.status === 'released') return free
        const tried = { ...free, attempts: row('attempts', '+', 1), last_answer: settlement.answer }
        return settlement.status === 'waiting'
          ? { ...tried, next_at: settlement.nextAt }
          : { ...tried, status: settlement.status, settled_at: settlement.at }
      })
      .where('id', '=', claimed.id)
      .where('lease_token', '=', claimed.token)
      .executeTakeFirst(),
  )
  return result.numUpdatedRows === 1n
}

/** Frees every mail that anyone holds: only for when nobody else can be alive. */
export async function releaseAll(db: Database): Promise<void> {
  await db.write((tx) =>
    tx
      .updateTable('outbox')
      .set({ lease_token: null, lease_until: null })
      .where('lease_token', 'is not', null)
      .execute(),
  )
}

/** How much there is: what waits (of it, what was tried before), since when, and what was refused for good. */
export async function countMails(
  db: Database,
): Promise<{ waiting: number; retrying: number; failed: number; oldestWaitingAt?: number }> {
  const rows = await db.read
    .selectFrom('outbox')
    .select(({ fn }) => [
      'status',
      fn.countAll<number>().as('count'),
      fn.sum<number | string>(sql`case when attempts > 0 then 1 else 0 end`).as('tried'),
      fn.min('created_at').as('oldest'),
    ])
    .where('status', 'in', ['waiting', 'failed'])
    .groupBy('status')
    .execute()
  const waiting = rows.find((row) => row.status === 'waiting')
  return {
    waiting: waiting?.count ?? 0,
    retrying: Number(waiting?.tried ?? 0),
    failed: rows.find((row) => row.status === 'failed')?.count ?? 0,
    ...(waiting ? { oldestWaitingAt: waiting.oldest } : {}),
  }
}

function kept(row: OutboxRow): KeptMail {
  return {
    id: row.id,
    messageId: row.message_id,
    recipient: row.recipient,
    kind: row.kind,
    message: readMessage(row.message),
    createdAt: row.created_at,
    triedSince: row.resumed_at ?? row.created_at,
    attempts: row.attempts,
    nextAt: row.next_at,
  }
}

/** Only `enqueue` writes it; a damaged disk or a hand in the database may have changed it. */
function readMessage(text: string): Message | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? (read as Message) : undefined
  } catch {
    return undefined
  }
}
