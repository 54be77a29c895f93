import { type Kysely, sql, type Transaction } from 'kysely'
import type { DatabaseLocation } from '#lib/config.ts'
import type { HealthCheck } from '#lib/health.ts'
import type { Engine } from './engine.ts'
import { migrations } from './migrations.ts'
import { type Observed, observe } from './observed.ts'
import type { PostgresOptions } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

export type Tx = Transaction<Tables>

/** The one door to the database; lib/db is the only folder that knows a driver. */
export type Database = {
  dialect: 'sqlite' | 'postgres'
  /** For queries outside a transaction. Sees everything that was committed before it began. */
  read: Kysely<Tables>
  /**
   * One transaction; writing transactions run one after another in the whole database, on both dialects, so `work`
   * may read, decide and store. It is repeated when the database was busy or the connection broke, and nothing was
   * committed: it must be repeatable, wait for nothing but `tx`, and never call `write` itself.
   * @throws what `work` throws, after a rollback; an error that `isUnavailable` (./errors.ts) when the database was
   * busy or away for over 5 s from when it was asked, or, rarely, when it cannot be found out whether the commit was
   * done
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Runs the outstanding migrations in one transaction; safe when two instances start at once.
   * @returns their names
   * @throws when the database was last used by a newer version of the site
   */
  migrate(): Promise<string[]>
  /** Proves that a row can be stored, by storing one within 2 s. @throws the reason when it cannot */
  probe(): Promise<void>
  /**
   * Leaves nothing of what was deleted in the files of SQLite, unless another process is reading at that moment; the
   * next time does. PostgreSQL clears up by itself.
   */
  wipe(): Promise<void>
  /** What is wrong with the files of SQLite, for `/readyz`. */
  findings: HealthCheck
  /** Begins to read all of SQLite's file for damage, in a thread; what it finds is then among `findings`. */
  inspect(): void
  close(): Promise<void>
}

export type DatabaseOptions = PostgresOptions & { port?: number }

/**
 * Opens the database, making its folder and file if there was none; see lib/config.ts for the location.
 * @param options.port of the process that serves: with SQLite, no other process may serve the database meanwhile
 */
export async function openDatabase(
  location: DatabaseLocation,
  options: DatabaseOptions = {},
): Promise<Database> {
  const { log } = options
  const reading = observe(log, {
    fails: 'The database cannot be read',
    works: 'The database can be read again',
  })
  const writing = observe(log, { fails: 'The database does not store', works: 'The database stores again' })
  const engine = await open(location, reading, options)
  const { write } = engine
  return {
    ...engine,
    write: (work) => observing(writing, write(work)),
    migrate: () => migrate(engine),
    probe: () => observing(writing, probe(engine)),
  }
}

async function observing<T>(observed: Observed, work: Promise<T>): Promise<T> {
  try {
    const result = await work
    observed.worked()
    return result
  } catch (error) {
    observed.failed(error)
    throw error
  }
}

async function open(
  location: DatabaseLocation,
  reading: Observed,
  options: DatabaseOptions,
): Promise<Engine> {
  if (location.kind === 'sqlite') return await openSqlite(location.file, { ...options, observed: reading })
  // Few need its driver, and a start would take longer for it.
  const { openPostgres } = await import('./postgres.ts')
  return await openPostgres(location.url, reading, options)
}

async function migrate(engine: Engine): Promise<string[]> {
  // Filling a new column or index may take longer than a request ever should.
  const isLong = true
  return await engine.write(
    async (tx) => {
      if (engine.dialect === 'postgres') await sql`set local statement_timeout = 0`.execute(tx)
      await tx.schema
        .createTable('schema_migration')
        .ifNotExists()
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('applied_at', 'bigint', (column) => column.notNull())
        .execute()
      const applied = (await tx.selectFrom('schema_migration').select('name').execute()).map(
        (row) => row.name,
      )
      const unknown = applied.find((name) => !migrations.some((migration) => migration.name === name))
      if (unknown) throw new Error(`The database is newer than this version of the site: it has ${unknown}.`)
      const outstanding = migrations.filter((migration) => !applied.includes(migration.name))
      for (const { name, up } of outstanding) {
        await up(tx)
        await tx.insertInto('schema_migration').values({ name, applied_at: Date.now() }).execute()
      }
      return outstanding.map((migration) => migration.name)
    },
    { isLong },
  )
}

/** Milliseconds in which a probe has to be stored. */
const probeWithin = 2_000

// A row that is rolled back would prove nothing: the disk is written at the commit.
async function probe(engine: Engine): Promise<void> {
  const at = Date.now()
  const store = (tx: Tx) =>
    tx
      .insertInto('heartbeat')
      .values({ name: 'probe', at })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ at }))
      .execute()
  await engine.aside(store, probeWithin)
}
