import { type RawBuilder, sql } from 'kysely'
import { hostOf } from '#lib/address.ts'
import type { Database, Tx } from '#lib/db/client.ts'
import { insertRow } from '#lib/db/insert.ts'
import type { OutboxRow } from '#lib/db/tables.ts'
import type { Deps } from '#lib/deps.ts'
import type { Message } from '#lib/mail/message.ts'
import { clocksApart } from '#lib/time/format.ts'
import type { Completion, OutgoingMail, QueuedMail } from './mail.ts'
import { doubtfulFrom, longestPauses } from './retry.ts'

/** In the transaction that stores what the mails tell of: both are kept or neither. Call `outbox.wake()` after it. */
export async function enqueue(
  tx: Tx,
  mails: readonly OutgoingMail[],
  deps: Pick<Deps, 'now' | 'newId'> & { settings: Pick<Deps['settings'], 'mailFrom'> },
): Promise<string[]> {
  const at = deps.now()
  const host = hostOf(deps.settings.mailFrom)
  const rows = mails.map(({ recipient, message, item }) => {
    const id = deps.newId()
    return {
      id,
      message_id: `<${id}@${host}>`,
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
  for (const row of rows) await insertRow(tx, 'outbox', row)
  return rows.map((row) => row.id)
}

/** A lease that runs for longer than any is none: the clock was set back. */
const longestLease = 10 * 60_000

/** Two claims never get the same mail; those of `except` are not taken, whatever has become of their lease. */
export async function claim(
  tx: Tx,
  claiming: { limit: number; token: string; now: number; until: number; except?: readonly string[] },
): Promise<QueuedMail[]> {
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
  return rows.map(queuedMail).sort(byAge)
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

function byAge(one: QueuedMail, other: QueuedMail): number {
  return one.nextAt - other.nextAt || (one.id < other.id ? -1 : 1)
}

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

/** @returns false when it is no longer held under this token: then nothing is changed */
export async function complete(
  tx: Tx,
  claimed: { id: string; token: string },
  completion: Completion,
): Promise<boolean> {
  const free = { lease_token: null, lease_until: null }
  const result = await tx
    .updateTable('outbox')
    .set((row) => {
      const nextAt = 'nextAt' in completion ? completion.nextAt : undefined
      const next = { ...free, ...(nextAt !== undefined && { next_at: nextAt }) }
      if (completion.status === 'released') return next
      const tried = { ...next, attempts: row('attempts', '+', 1), last_answer: completion.answer }
      if (completion.status !== 'waiting')
        return { ...tried, status: completion.status, settled_at: completion.at }
      const { isUnknown, refusedSince } = completion
      return {
        ...tried,
        ...(isUnknown && { unknowns: row('unknowns', '+', 1) }),
        ...(refusedSince !== undefined && { refused_since: refusedSince }),
      }
    })
    .where('id', '=', claimed.id)
    .where('lease_token', '=', claimed.token)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Has failed mails tried again: it was the server that bounced them, not their recipients. */
export async function revive(tx: Tx, ids: readonly string[], nextAt: number): Promise<void> {
  if (!ids.length) return
  await tx
    .updateTable('outbox')
    .set({ status: 'waiting', refused_since: sql<number>`settled_at`, settled_at: null, next_at: nextAt })
    .where('id', 'in', ids)
    .where('status', '=', 'failed')
    .execute()
}

/** Only for when nobody else can be alive. */
export async function releaseAll(db: Database): Promise<void> {
  await db.write((tx) =>
    tx
      .updateTable('outbox')
      .set({ lease_token: null, lease_until: null })
      .where('lease_token', 'is not', null)
      .execute(),
  )
}

/** For mails that were made or put off before the clock was set back: what is reckoned from their times begins anew. */
export async function mendTimes(db: Database, now: () => number): Promise<number> {
  if (!(await fromFuture(db.read, now()).limit(1).executeTakeFirst())) return 0
  return await db.write(async (tx) => {
    const at = now()
    const result = await tx
      .updateTable('outbox')
      .set({
        next_at: at,
        resumed_at: sql<number>`case when coalesce(resumed_at, created_at) > ${at} then ${at} else resumed_at end`,
        refused_since: sql<number>`case when refused_since > ${at} then ${at} else refused_since end`,
      })
      .where('id', 'in', fromFuture(tx, at))
      .executeTakeFirst()
    return Number(result.numUpdatedRows)
  })
}

function fromFuture(db: Database['read'], now: number) {
  return db
    .selectFrom('outbox')
    .select('id')
    .where('status', '=', 'waiting')
    .where('next_at', '>', now + clocksApart)
    .where(sql<boolean>`next_at > ${mostAhead(now)}`)
}

function mostAhead(now: number): RawBuilder<number> {
  const inDoubt = now + longestPauses.inDoubt + 30 * 60_000
  const usual = now + longestPauses.usual + 30 * 60_000
  // PostgreSQL takes a parameter for text where nothing says what it is.
  return sql<number>`case when unknowns >= ${doubtfulFrom} then cast(${inDoubt} as bigint)
    when attempts > 0 then cast(${usual} as bigint) else cast(${now} as bigint) end`
}

function queuedMail(row: OutboxRow): QueuedMail {
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
