import { sql, type Transaction } from 'kysely'
import type { DatabaseLocation } from '#lib/config.ts'
import type { Engine } from './engine.ts'
import { migrations, unknownMigration } from './migrations.ts'
import { type Observed, observe } from './observed.ts'
import type { PostgresOptions } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

export type Tx = Transaction<Tables>

export type Database = Omit<Engine, 'write' | 'aside'> & {
  /** `work` may be repeated, waits only for `tx`, never calls `write`. @throws an `isUnavailable` error after 5 s */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Safe when two instances start at once. @throws when a newer version of the site used the database */
  migrate(): Promise<string[]>
  probe(): Promise<void>
}

export type DatabaseOptions = PostgresOptions & { port?: number }

/** @param options.port of the process that serves: no other one may serve the same SQLite database */
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
    write: (work) => writing.watch(write(work)),
    migrate: () => migrate(engine),
    probe: () => writing.watch(probe(engine)),
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
      await sql`create table if not exists schema_migration (
        name text primary key, applied_at bigint not null
      )`.execute(tx)
      const rows = await tx.selectFrom('schema_migration').select('name').execute()
      const applied = rows.map(({ name }) => name)
      const unknown = unknownMigration(applied)
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

/** Milliseconds. */
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
