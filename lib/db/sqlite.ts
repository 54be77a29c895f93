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
import type { Log } from '#lib/log.ts'
import { type Commits, usualLog, watchCommits } from './commits.ts'
import { watchDamage } from './damage.ts'
import { type Engine, oneAfterAnother, patience, persist } from './engine.ts'
import { DatabaseUnavailable } from './errors.ts'
import { groupCommit, type Work } from './group-commit.ts'
import { checkAgainstMarker, ensureState, type Pulse, startPulse } from './marker.ts'
import type { Observed } from './observed.ts'
import { lockDatabase } from './process-lock.ts'
import { type SameFiles, watchFiles } from './same-files.ts'
import type { Tables } from './tables.ts'

// A wait for a lock blocks the event loop: it is kept short, and repeated from outside.
const busyTimeout = 100
const fullSynchronous = 2

/** Two connections, so that a read never stands inside another request's open transaction. */
export async function openSqlite(
  file: string,
  options: { log?: Log | undefined; port?: number; observed: Observed },
): Promise<Engine> {
  const { log, port, observed } = options
  await mkdir(dirname(file), { recursive: true })
  const unlock = port === undefined ? undefined : lockDatabase(file, port)
  const opened: { close(): void }[] = []
  try {
    checkAgainstMarker(file)
    if (!existsSync(file) || statSync(file).size === 0)
      log?.warn('A new, empty database is made: is this the first start here?', { file })
    const writer = connect(file)
    opened.push(writer)
    await persist(async () => ensureState(writer), isLocked, performance.now() + patience)
    const reader = new Sqlite(file, { readonly: true, timeout: busyTimeout })
    opened.push(reader)
    // With its first query it opens the log, which can be taken away later.
    reader.prepare('select count(*) from sqlite_schema').get()
    const pulse = startPulse(file, writer, log)
    opened.push(pulse)
    const files = watchFiles(file, log)
    return engineOf({
      file,
      writer,
      reader,
      pulse,
      files,
      observed,
      ...(log && { log }),
      ...(unlock && { unlock }),
    })
  } catch (error) {
    for (const each of opened.reverse()) each.close()
    unlock?.()
    throw error
  }
}

type Opened = {
  file: string
  writer: Sqlite.Database
  reader: Sqlite.Database
  pulse: Pulse
  files: SameFiles
  observed: Observed
  log?: Log
  unlock?: () => void
}

function engineOf({ file, writer, reader, pulse, files, observed, log, unlock }: Opened): Engine {
  const commits = watchCommits({ writer, pulse, files, ...(log && { log }) })
  const damage = watchDamage(file, log)
  const write = new Kysely<Tables>({ dialect: new ImmediateDialect(writer, commits) })
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
      await inTurn(async () => {
        reader.close()
        writer.close()
        pulse.close()
        unlock?.()
      })
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
class ImmediateDriver extends SqliteDriver {
  readonly #connection: Sqlite.Database
  readonly #commits: Commits

  constructor(connection: Sqlite.Database, commits: Commits) {
    super({ database: remembering(connection) })
    this.#connection = connection
    this.#commits = commits
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#commits.beforeBegin()
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const isChange = this.#commits.beforeCommit()
    await super.commitTransaction(connection)
    if (isChange) this.#commits.afterCommit()
  }

  // SQLite itself rolls back after some errors, a full disk among them: a second rollback would hide the first error.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await super.rollbackTransaction(connection)
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #connection: Sqlite.Database
  readonly #commits: Commits

  constructor(connection: Sqlite.Database, commits: Commits) {
    super({ database: connection })
    this.#connection = connection
    this.#commits = commits
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#connection, this.#commits)
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
}
