import { existsSync, renameSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import Sqlite from 'better-sqlite3'
import { stateIn, writeMarker } from './marker.ts'
import { unknownMigration } from './migrations.ts'
import { lockDatabase } from './process-lock.ts'

/**
 * After an upgrade that was taken back: where its version migrated the database before it failed, the copy of before takes
 * its place. Nothing is erased.
 *
 * @returns where the migrated one is now; undefined when it can be used as it is
 */
export async function putBack(copy: string, file: string): Promise<string | undefined> {
  const unlock = lockDatabase(file, 0)
  try {
    if (!unknownMigration(appliedIn(file))) return undefined
    const state = settle(copy)
    const aside = `${file}.taken-back`
    rmSync(`${aside}-wal`, { force: true })
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`)
    rmSync(`${file}-shm`, { force: true })
    renameSync(file, aside)
    await copyFile(copy, `${file}.part`)
    renameSync(`${file}.part`, file)
    writeMarker(file, state)
    return aside
  } finally {
    unlock()
  }
}

function appliedIn(file: string): string[] {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true })
  try {
    return database.prepare<[], string>('select name from schema_migration').pluck().all()
  } finally {
    database.close()
  }
}

/** Closed by its only user, it is whole without a write-ahead log. */
function settle(copy: string) {
  const database = new Sqlite(copy, { fileMustExist: true })
  try {
    return stateIn(database)
  } finally {
    database.close()
  }
}
