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
  const { id, tokenHash, addressHash, client, createdAt, expiresAt } = request
  const hashes = { token_hash: tokenHash, address_hash: addressHash }
  const row = { id, ...hashes, client, created_at: createdAt, expires_at: expiresAt, used_at: null }
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
  return { forAddress: await count('address_hash', addressHash), byClient: await count('client', client) }
}

export async function selectRequest(
  db: Database['read'],
  tokenHash: string,
): Promise<{ id: string; addressHash: string; expiresAt: number; isUsed: boolean } | undefined> {
  const row = await db
    .selectFrom('sign_in')
    .select(['id', 'address_hash as addressHash', 'expires_at as expiresAt', 'used_at'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && { ...row, isUsed: row.used_at !== null }
}

export async function markUsed(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('sign_in').set({ used_at: at }).where('id', '=', id).execute()
}

/** What is over is forgotten after a day or two. */
export async function hasAnyoneSignedIn(db: Database['read']): Promise<boolean> {
  const sessions = db.selectFrom('staff_session').select('id')
  const used = db.selectFrom('sign_in').select('id').where('used_at', 'is not', null)
  return (await sessions.unionAll(used).limit(1).executeTakeFirst()) !== undefined
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
  return await db
    .selectFrom('staff_session')
    .select(['id', 'email', 'expires_at as expiresAt'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
}

export async function deleteSessions(tx: Tx, column: 'token_hash' | 'email', value: string): Promise<void> {
  await tx.deleteFrom('staff_session').where(column, '=', value).execute()
}

/** Also forgets what was made in the future. */
export async function deleteStale(
  tx: Tx,
  { askedBefore, now }: { askedBefore: number; now: number },
): Promise<void> {
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
