import { existsSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
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
import { watchLoad } from '#lib/event-loop-load.ts'
import type { Log } from '#lib/log.ts'
import { type Commits, usualLog, watchCommits } from './commits.ts'
import { type Damage, watchDamage } from './damage.ts'
import { type Engine, oneAfterAnother, patience, persist } from './engine.ts'
import { DatabaseUnavailable, isLocked } from './errors.ts'
import { groupCommit, type Work } from './group-commit.ts'
import { checkAgainstMarker, ensureState, startPulse } from './marker.ts'
import type { Observed } from './observed.ts'
import { lockDatabase } from './process-lock.ts'
import { type SameFiles, watchFiles } from './same-files.ts'
import type { Tables } from './tables.ts'

// A wait for a lock blocks the event loop: it is kept short, and repeated from outside.
const busyTimeout = 100
const fullSynchronous = 2
/** Event-loop utilisation: where the way to the readers is the slower part, it is never full. */
const busy = 0.7

/** Two connections, so that a read never stands inside another request's open transaction. */
export async function openSqlite(
  file: string,
  options: { log?: Log | undefined; port?: number; observed: Observed },
): Promise<Engine> {
  const { log, port, observed } = options
  await mkdir(dirname(file), { recursive: true })
  const closing = port === undefined ? [] : [lockDatabase(file, port)]
  const close = () => {
    for (const each of closing.reverse()) each()
  }
  try {
    checkAgainstMarker(file)
    if (!existsSync(file) || statSync(file).size === 0)
      log?.warn('A new, empty database is made: is this the first start here?', { file })
    const writer = connect(file)
    closing.push(() => writer.close())
    const ensure = async () => ensureState(writer)
    const state = await persist(ensure, isLocked, performance.now() + patience)
    const reader = new Sqlite(file, { readonly: true, timeout: busyTimeout })
    closing.push(() => reader.close())
    // With its first query it opens the log, which can be taken away later.
    reader.prepare('select count(*) from sqlite_schema').get()
    const pulse = startPulse(file, state, writer, log)
    closing.push(pulse.close)
    const files = watchFiles(file, log)
    const commits = watchCommits({ writer, pulse, files, log })
    return engineOf({ writer, reader, files, commits, damage: watchDamage(file, log), observed, close })
  } catch (error) {
    close()
    throw error
  }
}

type Opened = {
  writer: Sqlite.Database
  reader: Sqlite.Database
  files: SameFiles
  commits: Commits
  damage: Damage
  observed: Observed
  close: () => void
}

function engineOf({ writer, reader, files, commits, damage, observed, close }: Opened): Engine {
  const createDriver = () => immediateDriver(writer, commits)
  const write = new Kysely<Tables>({
    dialect: Object.assign(new SqliteDialect({ database: writer }), { createDriver }),
  })
  const read = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: remembering(reader) }),
    log: observed.log,
  })
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

  const grouped = groupCommit({
    alone: transaction,
    all: atOnce,
    isForAll: (reason) => isLocked(reason) || reason instanceof DatabaseUnavailable,
    patience,
    commitTook: commits.took,
    isBusy: watchLoad(busy),
  })

  return {
    dialect: 'sqlite',
    read,
    write: (work) => grouped(work),
    // Only one connection writes: nothing can be beside the line.
    aside: (work) => grouped(work),
    findings: () => [...files.findings(), ...damage.findings(), ...commits.findings()],
    inspect: damage.inspect,
    async wipe() {
      // The log still holds the pages as they were.
      await inTurn(async () => void writer.pragma('wal_checkpoint(TRUNCATE)'))
    },
    async close() {
      await damage.stop()
      await inTurn(async () => close())
    },
  }
}

function connect(file: string): Sqlite.Database {
  const connection = new Sqlite(file, { timeout: busyTimeout })
  try {
    makeDurable(connection)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function makeDurable(connection: Sqlite.Database): void {
  connection.pragma('journal_mode = WAL')
  // better-sqlite3 opens WAL databases with NORMAL, with which a power cut loses acknowledged rows.
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  // What is deleted is overwritten: else it could be read in the file for months.
  connection.pragma('secure_delete = ON')
  // When the log begins anew after a checkpoint, what a long reader had made it grow by is given back.
  connection.pragma(`journal_size_limit = ${usualLog}`)
  const journal = connection.pragma('journal_mode', { simple: true })
  const synchronous = connection.pragma('synchronous', { simple: true })
  if (journal === 'wal' && synchronous === fullSynchronous) return
  throw new Error(
    `${connection.name} cannot be written durably: journal ${journal}, synchronous ${synchronous}. Is it on a network drive?`,
  )
}

const mostStatements = 500

/** Compiling a statement takes longer than running most of them. */
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
function immediateDriver(writer: Sqlite.Database, commits: Commits): SqliteDriver {
  const run = (connection: DatabaseConnection, statement: string) =>
    connection.executeQuery(CompiledQuery.raw(statement))
  return Object.assign(new SqliteDriver({ database: remembering(writer) }), {
    async beginTransaction(connection: DatabaseConnection) {
      commits.beforeBegin()
      await run(connection, 'begin immediate')
    },
    async commitTransaction(connection: DatabaseConnection) {
      const isChange = commits.beforeCommit()
      await run(connection, 'commit')
      if (isChange) commits.afterCommit()
    },
    // SQLite itself rolls back after some errors, as a full disk: a second rollback would hide the first error.
    async rollbackTransaction(connection: DatabaseConnection) {
      if (writer.inTransaction) await run(connection, 'rollback')
    },
  })
}
