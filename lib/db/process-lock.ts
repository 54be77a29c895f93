import { closeSync, openSync, readSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { isLocked } from './errors.ts'

/** Trying again does not help before the other process has ended. */
export class DatabaseServed extends Error {
  override name = 'DatabaseServed'
}

/** Opening the file by other means here would free the lock at its close: https://sqlite.org/howtocorrupt.html, 2.2. */
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

export function lockOf(file: string): string {
  return join(realFolder(dirname(file)), `${basename(file).replace(/\.db$/, '')}.lock`)
}

/** Links are followed: a database that is reached by two names is one. */
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
