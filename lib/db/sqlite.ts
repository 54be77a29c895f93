import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type Transaction,
} from 'kysely'
import { watchLoad } from '#lib/load.ts'
import type { Log } from '#lib/log.ts'
import { type Engine, oneAfterAnother, patience, persist } from './engine.ts'
import type { Tables } from './tables.ts'
import { together, type Work } from './together.ts'

// A wait for a lock blocks the event loop: it is kept short, and repeated from outside.
const busyTimeout = 100
const fullSynchronous = 2
/** From this share of the time on that the process is at work, transactions wait longer for company. */
const worthCompany = 0.5

/**
 * Opens a database file: one connection for writing, one that can only read, so that a read never stands
 * inside another request's open transaction.
 *
 * @throws when the file was here before and is gone, or cannot be made durable
 */
export async function openSqlite(file: string, log: Log | undefined): Promise<Engine> {
  await findFile(file, log)
  const writer = connect(file)
  const reader = new Sqlite(file, { readonly: true, timeout: busyTimeout })
  const write = new Kysely<Tables>({ dialect: new ImmediateDialect(writer) })
  const read = new Kysely<Tables>({ dialect: new SqliteDialect({ database: remembering(reader) }) })
  // kysely's driver hands the one connection to everyone: without turns, two transactions would become one.
  const inTurn = oneAfterAnother()

  function transaction<T>(work: (tx: Transaction<Tables>) => Promise<T>, deadline: number): Promise<T> {
    return inTurn(() => persist(() => write.transaction().execute(work), isLocked, deadline))
  }

  function atOnce(works: readonly Work<Transaction<Tables>>[], deadline: number): Promise<unknown[]> {
    return transaction(async (tx) => {
      const values: unknown[] = []
      for (const work of works) values.push(await work(tx))
      return values
    }, deadline)
  }

  return {
    dialect: 'sqlite',
    read,
    write: together({
      alone: transaction,
      all: atOnce,
      isForAll: isLocked,
      isBusy: watchLoad(worthCompany),
      patience,
    }),
    async wipe() {
      // The log still holds the pages as they were.
      await inTurn(async () => void writer.pragma('wal_checkpoint(TRUNCATE)'))
    },
    async close() {
      await inTurn(async () => {
        reader.close()
        writer.close()
      })
    },
  }
}

function connect(file: string): Sqlite.Database {
  const connection = new Sqlite(file, { timeout: busyTimeout })
  connection.pragma('journal_mode = WAL')
  // better-sqlite3 opens WAL databases with NORMAL, with which a power cut loses acknowledged rows.
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  // What is deleted is overwritten: else it could be read in the file for months.
  connection.pragma('secure_delete = ON')
  const journal = connection.pragma('journal_mode', { simple: true })
  const synchronous = connection.pragma('synchronous', { simple: true })
  if (journal === 'wal' && synchronous === fullSynchronous) return connection
  connection.close()
  throw new Error(
    `${file} cannot be written durably: journal ${journal}, synchronous ${synchronous}. Is it on a network drive?`,
  )
}

/**
 * A file that was here once and is gone means a lost disk or another volume mounted: then no empty database
 * takes its place. The marker beside the file remembers (docs/decisions/0003-database.md).
 */
async function findFile(file: string, log: Log | undefined): Promise<void> {
  const marker = `${file}.marker`
  const exists = existsSync(file)
  if (!exists && existsSync(marker))
    throw new Error(
      `The database ${file} is missing, though it was here before. Restore it, or mount the right volume; ` +
        `to begin with an empty one, remove ${marker}.`,
    )
  await mkdir(dirname(file), { recursive: true })
  if (!exists) log?.warn('A new, empty database is made: is this the first start here?', { file })
  if (existsSync(marker)) return
  await writeFile(
    marker,
    `${basename(file)} is kept in this folder. If only this file is here, the database was lost.\n`,
  )
}

/** Queries with lists of other lengths are other statements: more than the site has by far. */
const mostStatements = 500

/** A connection that compiles each statement once: compiling takes longer than running most of them. */
function remembering(connection: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, Sqlite.Statement<unknown[]>>()
  return {
    prepare(text) {
      const known = statements.get(text)
      if (known) return known
      if (statements.size >= mostStatements) statements.clear()
      const statement = connection.prepare<unknown[]>(text)
      statements.set(text, statement)
      return statement
    },
    close: () => void connection.close(),
  }
}

/** Begins with the write lock, so that a transaction that reads first cannot fail with a stale snapshot. */
class ImmediateDriver extends SqliteDriver {
  readonly #connection: Sqlite.Database

  constructor(connection: Sqlite.Database) {
    super({ database: remembering(connection) })
    this.#connection = connection
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  // SQLite itself rolls back after some errors, a full disk among them: a second rollback would hide the first error.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await super.rollbackTransaction(connection)
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #connection: Sqlite.Database

  constructor(connection: Sqlite.Database) {
    super({ database: connection })
    this.#connection = connection
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#connection)
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
}
