import { setTimeout as pause } from 'node:timers/promises'
import {
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Transaction,
} from 'kysely'
import type pg from 'pg'
import { codeOf } from '#lib/errors.ts'
import type { Log } from '#lib/log.ts'
import { type Engine, oneAfterAnother, patience, persist } from './engine.ts'
import { DatabaseUnavailable, isLost } from './errors.ts'
import type { Observed } from './observed.ts'
import { type Link, openPool, type Pool, type PostgresLimits } from './postgres-pool.ts'
import type { Tables } from './tables.ts'

/** Advisory locks are a database's own. */
const writeLock = 7_262_447

/** txid_status() of a transaction that this server has never seen. */
const invalidParameter = '22023'

const defaults: PostgresLimits & { patience: number; lookUp: number } = {
  patience,
  connect: 5_000,
  silence: 12_000,
  trust: 3_000,
  lookUp: 10_000,
}

/** Milliseconds. */
const closeWithin = 1_000

export type PostgresOptions = { limits?: Partial<typeof defaults>; log?: Log | undefined }

/** @throws when no connection can be made in time, or the database keeps another encoding than UTF-8 */
export async function openPostgres(
  url: string,
  observed: Observed,
  { limits: given, log }: PostgresOptions = {},
): Promise<Engine> {
  const limits = { ...defaults, ...given }
  const common = { url, limits, breaks: { count: 0 }, log }
  // The second one is for a probe, which has no place in the line, and for looking up what came of a commit.
  const writer = openPool({ ...common, max: 2 })
  const reader = openPool({ ...common, max: 8, readOnly: true })
  const inTurn = oneAfterAnother()

  function transact<T>(work: Work<T>, deadline: number, limit?: number): Promise<T> {
    const attempt = async () => {
      const use = (link: Link) => transaction(link, work, { first: limits.trust, limit })
      const { result, doubt } = await writer.use(use, deadline)
      if (doubt && !(await wasCommitted(writer, doubt.transactionId, limits))) throw doubt.cause
      return result
    }
    return persist(attempt, writer.isPassing, deadline)
  }

  function ask(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    // While it is known to be away a reader is not kept waiting for it.
    const isAway = observed.isAway()
    const deadline = performance.now() + limits.patience
    const attempt = (link: Link) => link.ask(sql, parameters, link.isFresh ? limits.silence : limits.trust)
    return persist(
      () => reader.use(attempt, deadline),
      (error) => !isAway && reader.isPassing(error),
      deadline,
    )
  }

  const engine: Engine = {
    dialect: 'postgres',
    read: new Kysely({ dialect: dialectOf(ask), log: observed.log }),
    write(work, { isLong = false } = {}) {
      const deadline = performance.now() + limits.patience
      return inTurn(() => transact(work, deadline, isLong ? Number.POSITIVE_INFINITY : undefined), deadline)
    },
    aside: (work, within) => transact(work, performance.now() + within),
    wipe: async () => undefined,
    findings: () => [],
    inspect() {},
    async close() {
      const closing = () => Promise.all([reader.close(), writer.close()])
      // What is asked of a server that is silent would keep a stop waiting.
      await inTurn(() => Promise.race([closing(), pause(closeWithin, undefined, { ref: false })]))
    },
  }
  try {
    await writer.use(assertUtf8, performance.now() + limits.patience)
  } catch (error) {
    await engine.close()
    throw error
  }
  return engine
}

type Work<T> = (tx: Transaction<Tables>) => Promise<T>

async function assertUtf8(link: Link): Promise<void> {
  const { rows } = await link.ask<{ server_encoding: string }>('show server_encoding')
  const encoding = rows[0]?.server_encoding
  if (encoding !== 'UTF8') throw new Error(`The database keeps text as ${encoding}; it must be UTF8.`)
}

/** @returns with `doubt` when the connection broke during the commit: it may have been done @throws when it was undone */
async function transaction<T>(
  link: Link,
  work: Work<T>,
  limits: { first: number; limit: number | undefined },
): Promise<{ result: T; doubt?: { transactionId: string; cause: unknown } }> {
  let transactionId: string
  let result: T
  try {
    await link.ask('begin', [], limits.first)
    transactionId = await takeLock(link, limits.first)
    const dialect = dialectOf((sql, parameters) => link.ask(sql, parameters, limits.limit))
    result = await new Kysely<Tables>({ dialect }).transaction().execute(work)
  } catch (error) {
    await link.rollback(limits.first)
    throw error
  }
  try {
    const { command } = await link.ask('commit')
    if (command !== 'ROLLBACK') return { result }
  } catch (cause) {
    if (!isLost(cause)) throw cause
    return { result, doubt: { transactionId, cause } }
  }
  throw new Error('The transaction was undone: a statement in it had failed')
}

async function takeLock(link: Link, limit: number): Promise<string> {
  const sql = `select pg_advisory_xact_lock(${writeLock}), txid_current()::text as id`
  const { rows } = await link.ask<{ id: string }>(sql, [], limit)
  return rows[0]?.id ?? ''
}

async function wasCommitted(writer: Pool, transactionId: string, limits: typeof defaults): Promise<boolean> {
  const deadline = performance.now() + limits.lookUp
  const ask = (link: Link) => statusOf(link, transactionId, limits.trust)
  const status = await persist(() => writer.use(ask, deadline), writer.isPassing, deadline).catch(
    (error: unknown) => {
      throw new DatabaseUnavailable(
        'The connection to the database broke during a commit, and whether it was done could not be found out.',
        { cause: error },
      )
    },
  )
  return status === 'committed'
}

/** Who has the lock knows that the transaction which had it before is over. */
async function statusOf(link: Link, transactionId: string, limit: number): Promise<string> {
  await link.ask('begin', [], limit)
  try {
    await takeLock(link, limit)
    const status = 'select txid_status($1::bigint) as status'
    const { rows } = await link.ask<{ status: string | null }>(status, [transactionId], limit)
    return rows[0]?.status ?? 'forgotten'
  } catch (error) {
    // A server that took over without it.
    if (codeOf(error) === invalidParameter) return 'aborted'
    throw error
  } finally {
    await link.rollback(limit)
  }
}

function dialectOf(ask: (sql: string, parameters: readonly unknown[]) => Promise<pg.QueryResult>) {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      const { command, rowCount, rows } = await ask(sql, parameters)
      const isChange = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
      return { rows: rows as R[], ...(isChange && { numAffectedRows: BigInt(rowCount ?? 0) }) }
    },
    streamQuery() {
      throw new Error('Rows are not streamed here')
    },
  }
  return {
    createDriver: () => Object.assign(new DummyDriver(), { acquireConnection: async () => connection }),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (database: Kysely<unknown>) => new PostgresIntrospector(database),
  }
}
