import { closeSync, openSync, readSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'

/** Another process serves the database: trying again does not help before that one has ended. */
export class DatabaseServed extends Error {
  override name = 'DatabaseServed'
}

/**
 * Makes this process the only one that serves a database file, for as long as it lives: an exclusive lock on a file
 * of its own, which the system lets go also at a kill. Two would send mails twice and not learn of each other's
 * changes. Never open the file by other means in the process that holds it: closing it again would free the lock
 * (https://sqlite.org/howtocorrupt.html, 2.2).
 * @param port what the process serves on, 0 if nothing: told to whoever comes second
 * @returns what frees the lock
 * @throws DatabaseServed with the process that holds it
 */
export function lockDatabase(file: string, port: number): () => void {
  const path = lockOf(file)
  const lock = new Sqlite(path, { timeout: 0 })
  try {
    // Nothing in it has to survive, and no second file is left behind by a kill.
    lock.pragma('journal_mode = MEMORY')
    lock.pragma('synchronous = OFF')
    // From the first write on, the file stays locked until the connection is closed.
    lock.pragma('locking_mode = EXCLUSIVE')
    // Two numbers of the header that SQLite itself has no use for, and that can be read without it.
    lock.pragma(`user_version = ${process.pid}`)
    lock.pragma(`application_id = ${port}`)
  } catch (error) {
    lock.close()
    if (!isLocked(error)) throw error
    const holder = readHolder(path)
    throw new DatabaseServed(
      holder.port
        ? `The site is running already on this database: process ${holder.pid}, port ${holder.port}. ` +
            `Stop that one first, or set DATA_DIR to another folder (${file}).`
        : `The database ${file} is being restored by process ${holder.pid}: wait until it has ended.`,
    )
  }
  return () => void lock.close()
}

/** The file of the lock; without it, nobody has ever served the database. */
export function lockOf(file: string): string {
  return join(realFolder(dirname(file)), `${basename(file).replace(/\.db$/, '')}.lock`)
}

/** A database that is reached by two names is one: links to its folder are followed. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}

/** See https://sqlite.org/fileformat2.html#the_database_header. */
function readHolder(path: string): { pid: number; port: number } {
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  try {
    readSync(file, header, 0, header.length, 0)
  } finally {
    closeSync(file)
  }
  return { pid: header.readUInt32BE(60), port: header.readUInt32BE(68) }
}

function isLocked(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
}
