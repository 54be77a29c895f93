import { DummyDriver, Kysely, PostgresAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { DatabaseLocation } from '#lib/config.ts'
import { codeOf, messageOf } from '#lib/errors.ts'
import type { Log } from '#lib/log.ts'
import { type Database, type DatabaseOptions, openDatabase } from './client.ts'
import { DatabaseUnavailable, isRefusal, isUnavailable } from './errors.ts'
import type { Tables } from './tables.ts'

/** Milliseconds, and by chance up to half as much again. */
const defaultEvery = 1_000

/** Goes on in the background while the database is away. @throws when somebody has to correct something */
export async function openDatabaseInTime(
  location: DatabaseLocation,
  options: DatabaseOptions & { log: Log; every?: number },
): Promise<{ db: Database; isOpen: () => boolean; opened: Promise<void> }> {
  const { log, every = defaultEvery, ...opening } = options
  let current: Database | undefined
  let reason = new DatabaseUnavailable('The database has not been opened yet.')
  let toldAsPassing: boolean | undefined
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let attempt = Promise.resolve()
  const opened = Promise.withResolvers<void>()

  async function openAndMigrate(): Promise<void> {
    const db = await openDatabase(location, { ...opening, log })
    try {
      await db.migrate()
    } catch (error) {
      await db.close()
      throw error
    }
    current = db
    opened.resolve()
  }

  function keepReason(cause: unknown): void {
    const message = messageOf(cause)
    reason = new DatabaseUnavailable(`The database has not been reached since the start: ${message}`, {
      cause,
    })
    const isPassing = passesByItself(cause)
    if (isPassing === toldAsPassing) return
    toldAsPassing = isPassing
    log.error('The database cannot be used yet: articles are served, forms are refused, it is tried again', {
      error: cause,
    })
  }

  function tryLater(): void {
    if (isClosed) return
    timer = setTimeout(
      () => {
        attempt = openAndMigrate().then(
          () => log.info('The database can be used now'),
          (error: unknown) => {
            keepReason(error)
            tryLater()
          },
        )
      },
      every + Math.random() * (every / 2),
    )
  }

  const refusal = () => new DatabaseUnavailable(reason.message, { cause: reason.cause })
  const ready = () => {
    if (!current) throw refusal()
    return current
  }

  const refusing = new Kysely<Tables>({
    dialect: {
      createDriver: () =>
        Object.assign(new DummyDriver(), { acquireConnection: () => Promise.reject(refusal()) }),
      // SQLite's has one connection, and whoever is refused it keeps its lock: the next would wait for ever.
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createIntrospector: (database) => new SqliteIntrospector(database),
    },
  })

  try {
    await openAndMigrate()
  } catch (error) {
    if (!passesByItself(error)) throw error
    keepReason(error)
    tryLater()
  }

  const db: Database = {
    dialect: location.kind,
    get read() {
      return current?.read ?? refusing
    },
    write: async (work) => await ready().write(work),
    migrate: async () => await ready().migrate(),
    probe: async () => await ready().probe(),
    wipe: async () => await ready().wipe(),
    findings: () => current?.findings() ?? [],
    inspect() {
      void opened.promise.then(() => current?.inspect())
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await attempt
      await current?.close()
    },
  }
  return { db, isOpen: () => current !== undefined, opened: opened.promise }
}

/** Not a refused login or a file that cannot be opened: a setting is wrong, and who starts has to know. */
function passesByItself(error: unknown): boolean {
  return isUnavailable(error) && !isRefusal(error) && codeOf(error) !== 'SQLITE_CANTOPEN'
}
