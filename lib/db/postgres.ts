import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Log } from '#lib/log.ts'
import { type Engine, oneAfterAnother, patience, persist } from './engine.ts'
import type { Tables } from './tables.ts'

const int8 = 20
/** Names the one lock that a writing transaction holds; advisory locks are a database's own. */
const writeLock = 7_262_447

/** SQLSTATEs after which the same transaction may succeed; its rollback is certain. */
const passing = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  '55P03', // the write lock was not free in time
  '53300', // too many connections
  '57P03', // the server is starting or stopping
])

const broken = /^(08...|57P01|57P02|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/
// The driver gives these no code.
const brokenWords = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/

/**
 * Opens a PostgreSQL database in UTF-8. Writing transactions run one at a time, over all instances, as they do
 * in SQLite: what holds in one database holds in the other.
 *
 * @throws when no connection can be made in time, or the database keeps another encoding
 */
export async function openPostgres(url: string, log: Log | undefined): Promise<Engine> {
  const writer = connect(url, log, { max: 2 })
  const reader = connect(url, log, { max: 8, options: '-c default_transaction_read_only=on' })
  const inTurn = oneAfterAnother()
  const engine: Engine = {
    dialect: 'postgres',
    read: reader,
    write(work) {
      const deadline = performance.now() + patience
      return inTurn(() => write(writer, work, deadline))
    },
    wipe: async () => undefined,
    findings: () => [],
    inspect() {},
    async close() {
      await inTurn(async () => {
        await reader.destroy()
        await writer.destroy()
      })
    },
  }
  try {
    await engine.write(assertUtf8)
  } catch (error) {
    await engine.close()
    throw error
  }
  return engine
}

function connect(url: string, log: Log | undefined, options: pg.PoolConfig): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'broadsheet',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 15_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
    ...options,
  })
  // The pool replaces a connection that breaks. Without listeners, for the idle and for those in use, it would
  // end the process.
  pool.on('error', (error) => log?.warn('A connection to the database broke', { error }))
  pool.on('connect', (client) => {
    client.on('error', (error) => log?.debug('A connection to the database broke', { error }))
  })
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

async function assertUtf8(tx: Transaction<Tables>): Promise<void> {
  const { rows } = await tx.executeQuery<{ server_encoding: string }>(
    CompiledQuery.raw('show server_encoding'),
  )
  const encoding = rows[0]?.server_encoding
  if (encoding !== 'UTF8') throw new Error(`The database keeps text as ${encoding}; it must be UTF8.`)
}

/**
 * One transaction, begun again after an error that has surely undone it. A connection that breaks while the
 * commit is under way leaves it unknown whether the rows are stored: that is not repeated.
 */
function write<T>(
  database: Kysely<Tables>,
  work: (tx: Transaction<Tables>) => Promise<T>,
  deadline: number,
): Promise<T> {
  const attempt = async () => {
    let committing = false
    let failure: unknown
    try {
      return await database.transaction().execute(async (tx) => {
        try {
          await tx.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${writeLock})`))
          const result = await work(tx)
          committing = true
          return result
        } catch (error) {
          failure = error
          throw error
        }
      })
    } catch (error) {
      if (committing && isBroken(error))
        throw new Error('The connection to the database broke during a commit: it may have been done', {
          cause: error,
        })
      // On a broken connection the rollback fails too, and its error would hide the first one.
      throw failure ?? error
    }
  }
  return persist(attempt, (error) => isPassing(error) || isBroken(error), deadline)
}

function isPassing(error: unknown): boolean {
  return passing.has(codeOf(error))
}

function isBroken(error: unknown): boolean {
  const said = error instanceof Error ? error.message : ''
  return broken.test(codeOf(error)) || brokenWords.test(said)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
