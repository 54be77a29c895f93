import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Transaction,
} from 'kysely'
import type pg from 'pg'
import { codeOf } from '#lib/errors.ts'
import type { Log } from '#lib/log.ts'
import { type Engine, oneAfterAnother, patience, persist } from './engine.ts'
import { DatabaseUnavailable } from './errors.ts'
import type { Observed } from './observed.ts'
import { isBroken, type Link, openPool, type Pool, type PostgresLimits } from './postgres-pool.ts'
import type { Tables } from './tables.ts'

/** Advisory locks are a database's own. */
const writeLock = 7_262_447

/** SQLSTATEs after which the rollback is certain. */
const passing = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  '55P03', // the write lock was not free in time
  '53300', // too many connections
])
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
      try {
        return await writer.use((link) => transaction(link, work, { first: limits.trust, limit }), deadline)
      } catch (error) {
        if (!(error instanceof LostCommit)) throw error
        if (await wasCommitted(writer, error, limits)) return error.result as T
        throw error.cause
      }
    }
    return persist(attempt, isPassing, deadline)
  }

  const engine: Engine = {
    dialect: 'postgres',
    read: new Kysely({ dialect: dialectOf(readingDriver(reader, observed, limits)), log: observed.log }),
    write(work, { isLong = false } = {}) {
      const deadline = performance.now() + limits.patience
      return inTurn(() => transact(work, deadline, isLong ? Number.POSITIVE_INFINITY : undefined), deadline)
    },
    aside: (work, within) => transact(work, performance.now() + within),
    wipe: async () => undefined,
    findings: () => [],
    inspect() {},
    async close() {
      await inTurn(() => inTime(Promise.all([reader.close(), writer.close()])))
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
  const { rows } = await link.ask('show server_encoding')
  const encoding = (rows as { server_encoding: string }[])[0]?.server_encoding
  if (encoding !== 'UTF8') throw new Error(`The database keeps text as ${encoding}; it must be UTF8.`)
}

/** A connection broke during a commit: it may have been done. */
class LostCommit extends Error {
  readonly transactionId: string
  readonly result: unknown

  constructor(transactionId: string, result: unknown, cause: unknown) {
    super('The answer to a commit was lost', { cause })
    this.transactionId = transactionId
    this.result = result
  }
}

/** @throws {LostCommit} when it is open whether it was committed; after every other error it was undone */
async function transaction<T>(
  link: Link,
  work: Work<T>,
  limits: { first: number; limit: number | undefined },
): Promise<T> {
  let transactionId: string
  let result: T
  try {
    await link.ask('begin', [], limits.first)
    transactionId = await takeLock(link, limits.first)
    const kysely = new Kysely<Tables>({ dialect: dialectOf(transactionDriver(link, limits.limit)) })
    result = await kysely.transaction().execute(work)
  } catch (error) {
    await link.ask('rollback', [], limits.first).catch(link.spoil)
    throw error
  }
  const committed = await link.ask('commit').catch((error: unknown) => {
    if (isBroken(error)) throw new LostCommit(transactionId, result, error)
    throw error
  })
  if (committed.command === 'ROLLBACK')
    throw new Error('The transaction was undone: a statement in it had failed')
  return result
}

async function takeLock(link: Link, limit: number): Promise<string> {
  const sql = `select pg_advisory_xact_lock(${writeLock}), txid_current()::text as id`
  const { rows } = await link.ask(sql, [], limit)
  return (rows as { id: string }[])[0]?.id ?? ''
}

async function wasCommitted(writer: Pool, lost: LostCommit, limits: typeof defaults): Promise<boolean> {
  const deadline = performance.now() + limits.lookUp
  const ask = (link: Link) => statusOf(link, lost.transactionId, limits.trust)
  const status = await persist(() => writer.use(ask, deadline), isPassing, deadline).catch(
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
    const { rows } = await link.ask('select txid_status($1::bigint) as status', [transactionId], limit)
    return (rows as { status: string | null }[])[0]?.status ?? 'forgotten'
  } catch (error) {
    // A server that took over without it.
    if (codeOf(error) === invalidParameter) return 'aborted'
    throw error
  } finally {
    await link.ask('rollback', [], limit).catch(link.spoil)
  }
}

/** What is asked of a server that is silent would keep a stop waiting. */
async function inTime(closing: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeWithin)
  })
  await Promise.race([closing, over])
  clearTimeout(timer)
}

function isPassing(error: unknown): boolean {
  return passing.has(codeOf(error)) || isBroken(error)
}

function dialectOf(driver: Driver) {
  return {
    createDriver: () => driver,
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (database: Kysely<unknown>) => new PostgresIntrospector(database),
  }
}

function readingDriver(reader: Pool, observed: Observed, limits: typeof defaults): Driver {
  return driverOf(
    connectionOf((sql, parameters) => {
      // While it is known to be away a reader is not kept waiting for it.
      const isAway = observed.isAway()
      const deadline = performance.now() + limits.patience
      return persist(
        () =>
          reader.use(
            (link) => link.ask(sql, parameters, link.isFresh ? limits.silence : limits.trust),
            deadline,
          ),
        (error) => !isAway && (passing.has(codeOf(error)) || reader.isBroken(error)),
        deadline,
      )
    }),
  )
}

function transactionDriver(link: Link, limit: number | undefined): Driver {
  return driverOf(connectionOf((sql, parameters) => link.ask(sql, parameters, limit)))
}

function driverOf(connection: DatabaseConnection): Driver {
  const nothing = async () => undefined
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  }
}

function connectionOf(
  ask: (sql: string, parameters: readonly unknown[]) => Promise<pg.QueryResult>,
): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      const { command, rowCount, rows } = await ask(sql, parameters)
      const isChange = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
      return {
        rows: rows as R[],
        ...(isChange && { numAffectedRows: BigInt(rowCount ?? 0) }),
      } satisfies QueryResult<R>
    },
    streamQuery() {
      throw new Error('Rows are not streamed here')
    },
  }
}
