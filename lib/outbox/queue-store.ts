import { sql } from 'kysely'
import type { Database, Tx } from '#lib/db/client.ts'
import type { OutboxRow } from '#lib/db/tables.ts'
import type { Message } from '#lib/mail/messages.ts'
import { doubtfulFrom } from './retry.ts'

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
  /** Attempts after which the server may have had the mail. */
  unknowns: number
  /** When a server first refused it for good, while it is tried again all the same. */
  refusedSince: number | undefined
  nextAt: number
}

/** How a claimed mail is put back: done, or to be tried again. */
export type Settlement =
  | { status: 'sent' | 'filed' | 'failed'; answer: string; at: number }
  | { status: 'waiting'; answer: string; nextAt: number; isUnknown?: true; refusedSince?: number }
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
      unknowns: 0,
      next_at: at,
    }
  })
  await tx.insertInto('outbox').values(rows).execute()
  return rows.map((row) => row.id)
}

/**
 * How many acknowledgements an address was sent, or is to be sent, between these moments; capitals make no difference.
 */
export async function acknowledgementsTo(
  tx: Tx,
  address: string,
  since: number,
  until: number,
): Promise<number> {
  const row = await tx
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(sql<boolean>`lower(recipient) = lower(${address})`)
    .where('created_at', '>=', since)
    .where('created_at', '<=', until)
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

/** A lease that runs for longer than any is none: the clock was set back. */
const longestLease = 10 * 60_000

/**
 * Takes up to `limit` mails that are due and that nobody holds, oldest first, and holds them under `token`
 * until `until`. Two claims never get the same mail.
 *
 * @param claiming.except ids of mails that are never taken, whatever has become of their lease
 */
export async function claim(
  tx: Tx,
  claiming: { limit: number; token: string; now: number; until: number; except?: readonly string[] },
): Promise<KeptMail[]> {
  const { limit, token, now, until, except = [] } = claiming
  const next = due(tx, now, except).orderBy('next_at').orderBy('id').limit(limit)
  const ids = (await next.execute()).map((row) => row.id)
  if (!ids.length) return []
  const rows = await tx
    .updateTable('outbox')
    .set({ lease_token: token, lease_until: until })
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  return rows.map(kept).sort(byAge)
}

/** Whether there is a mail to claim: a look costs less than the right to write. */
export async function isAnyDue(
  db: Database['read'],
  now: number,
  except: readonly string[],
): Promise<boolean> {
  return (await due(db, now, except).limit(1).executeTakeFirst()) !== undefined
}

function due(db: Database['read'], now: number, except: readonly string[]) {
  return db
    .selectFrom('outbox')
    .select('id')
    .where('status', '=', 'waiting')
    .where('next_at', '<=', now)
    .where((row) =>
      row.or([
        row('lease_until', 'is', null),
        row('lease_until', '<=', now),
        row('lease_until', '>', now + longestLease),
      ]),
    )
    .$if(except.length > 0, (query) => query.where('id', 'not in', except))
}

function byAge(one: KeptMail, other: KeptMail): number {
  return one.nextAt - other.nextAt || (one.id < other.id ? -1 : 1)
}

/** Holds what was claimed under these tokens for longer. @returns the ids of what is still held */
export async function renew(tx: Tx, tokens: readonly string[], until: number): Promise<string[]> {
  if (!tokens.length) return []
  const rows = await tx
    .updateTable('outbox')
    .set({ lease_until: until })
    .where('lease_token', 'in', tokens)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Puts a claimed mail back.
 *
 * @returns false when it is no longer held under this token: then nothing is changed
 */
export async function settle(
  tx: Tx,
  claimed: { id: string; token: string },
  settlement: Settlement,
): Promise<boolean> {
  const free = { lease_token: null, lease_until: null }
  const result = await tx
    .updateTable('outbox')
    .set((row) => {
      if (settlement.status === 'released') return free
      const tried = { ...free, attempts: row('attempts', '+', 1), last_answer: settlement.answer }
      if (settlement.status !== 'waiting')
        return { ...tried, status: settlement.status, settled_at: settlement.at }
      const { nextAt, isUnknown, refusedSince } = settlement
      return {
        ...{ ...tried, next_at: nextAt },
        ...(isUnknown && { unknowns: row('unknowns', '+', 1) }),
        ...(refusedSince !== undefined && { refused_since: refusedSince }),
      }
    })
    .where('id', '=', claimed.id)
    .where('lease_token', '=', claimed.token)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Has mails that failed tried again: it was the server that refused them, not their recipients. */
export async function revive(tx: Tx, ids: readonly string[], nextAt: number): Promise<void> {
  if (!ids.length) return
  await tx
    .updateTable('outbox')
    .set({ status: 'waiting', refused_since: sql<number>`settled_at`, settled_at: null, next_at: nextAt })
    .where('id', 'in', ids)
    .where('status', '=', 'failed')
    .execute()
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

/** What there is: what waits, since when, and what was refused for good. */
export type Counts = {
  waiting: number
  /** Of those that wait, the ones that were tried before. */
  retrying: number
  failed: number
  oldestWaitingAt?: number
  /** Of those that wait, the ones that may have arrived several times. */
  doubtful?: number
  /** Of those that wait, the ones that a server refused for good, most likely by its own fault. */
  wronglyRefused?: number
  /** Of those that wait, the ones that were made later than now. */
  fromFuture?: number
}

/** @param now milliseconds since 1970; without it no time is later than now */
export async function countMails(db: Database, now = Number.MAX_SAFE_INTEGER): Promise<Counts> {
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number | string>`sum(case when ${condition} then 1 else 0 end)`
  const rows = await db.read
    .selectFrom('outbox')
    .select(({ fn }) => [
      'status',
      fn.countAll<number>().as('count'),
      count(sql`attempts > 0`).as('tried'),
      count(sql`unknowns >= ${doubtfulFrom}`).as('doubtful'),
      count(sql`refused_since is not null`).as('refused'),
      count(sql`created_at > ${now}`).as('future'),
      sql<number>`min(case when created_at > ${now} then coalesce(resumed_at, ${now}) else created_at end)`.as(
        'oldest',
      ),
    ])
    .where('status', 'in', ['waiting', 'failed'])
    .groupBy('status')
    .execute()
  const waiting = rows.find((row) => row.status === 'waiting')
  const doubtful = Number(waiting?.doubtful ?? 0)
  const wronglyRefused = Number(waiting?.refused ?? 0)
  const fromFuture = Number(waiting?.future ?? 0)
  return {
    waiting: waiting?.count ?? 0,
    retrying: Number(waiting?.tried ?? 0),
    failed: rows.find((row) => row.status === 'failed')?.count ?? 0,
    ...(waiting ? { oldestWaitingAt: Number(waiting.oldest) } : {}),
    ...(doubtful && { doubtful }),
    ...(wronglyRefused && { wronglyRefused }),
    ...(fromFuture && { fromFuture }),
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
    unknowns: row.unknowns,
    refusedSince: row.refused_since ?? undefined,
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
