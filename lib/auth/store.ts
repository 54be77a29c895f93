import type { Database, Tx } from '#lib/db/client.ts'
import { clocksApart } from '#lib/time/format.ts'

export type SignInRequest = {
  id: string
  tokenHash: string
  addressHash: string
  client: string
  createdAt: number
  expiresAt: number
}

export async function insertRequest(tx: Tx, request: SignInRequest): Promise<void> {
  const row = {
    id: request.id,
    token_hash: request.tokenHash,
    address_hash: request.addressHash,
    client: request.client,
    created_at: request.createdAt,
    expires_at: request.expiresAt,
    used_at: null,
  }
  await tx.insertInto('sign_in').values(row).execute()
}

export async function countRequests(
  tx: Tx,
  asked: { addressHash: string; client: string; since: number; until: number },
): Promise<{ forAddress: number; byClient: number }> {
  const { addressHash, client, since, until } = asked
  const count = async (column: 'address_hash' | 'client', value: string) => {
    const row = await tx
      .selectFrom('sign_in')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where(column, '=', value)
      .where('created_at', '>', since)
      .where('created_at', '<=', until)
      .executeTakeFirstOrThrow()
    return row.count
  }
  return {
    forAddress: await count('address_hash', addressHash),
    byClient: await count('client', client),
  }
}

export async function selectRequest(
  db: Database['read'],
  tokenHash: string,
): Promise<{ id: string; addressHash: string; expiresAt: number; isUsed: boolean } | undefined> {
  const row = await db
    .selectFrom('sign_in')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      addressHash: row.address_hash,
      expiresAt: row.expires_at,
      isUsed: row.used_at !== null,
    }
  )
}

export async function markUsed(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('sign_in').set({ used_at: at }).where('id', '=', id).execute()
}

/** What is over is forgotten after a day or two. */
export async function hasAnyoneSignedIn(db: Database['read']): Promise<boolean> {
  const session = await db.selectFrom('staff_session').select('id').limit(1).executeTakeFirst()
  if (session) return true
  const used = await db
    .selectFrom('sign_in')
    .select('id')
    .where('used_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return used !== undefined
}

export async function insertSession(
  tx: Tx,
  session: { id: string; tokenHash: string; email: string; createdAt: number; expiresAt: number },
): Promise<void> {
  const { id, tokenHash, email, createdAt, expiresAt } = session
  const row = { id, token_hash: tokenHash, email, created_at: createdAt, expires_at: expiresAt }
  await tx.insertInto('staff_session').values(row).execute()
}

export async function selectSession(
  db: Database['read'],
  tokenHash: string,
): Promise<{ id: string; email: string; expiresAt: number } | undefined> {
  const row = await db
    .selectFrom('staff_session')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && { id: row.id, email: row.email, expiresAt: row.expires_at }
}

export async function deleteSessions(tx: Tx, column: 'token_hash' | 'email', value: string): Promise<void> {
  await tx.deleteFrom('staff_session').where(column, '=', value).execute()
}

/** Also forgets what was made in the future. */
export async function deleteStale(tx: Tx, askedBefore: number, now: number): Promise<void> {
  const latest = now + clocksApart
  await tx
    .deleteFrom('sign_in')
    .where((row) => row.or([row('created_at', '<', askedBefore), row('created_at', '>', latest)]))
    .execute()
  await tx
    .deleteFrom('staff_session')
    .where((row) => row.or([row('expires_at', '<=', now), row('created_at', '>', latest)]))
    .execute()
}
