import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { isDamaged, isLocked } from './errors.ts'
import { checkAgainstMarker, type State, stateIn } from './marker.ts'
import { unknownMigration } from './migrations.ts'

const everyPage = 2 ** 31 - 1

/** @throws when the database is not the one that was here: its copy would take the place of a good one */
export async function copyDatabase(file: string, to: string): Promise<void> {
  checkAgainstMarker(file)
  const source = new Sqlite(file, { fileMustExist: true, timeout: 5_000 })
  try {
    // All pages at once: each write of another process between two parts begins the copy anew.
    await source.backup(to, { progress: () => everyPage })
  } finally {
    source.close()
  }
}

export type CopiedDatabase = {
  replies: number
  enquiries: number
  waitingMails: number
  state: State | undefined
}

/** @throws with the reason when it is damaged or of a newer version of the site */
export function checkCopy(file: string): CopiedDatabase {
  const copy = new Sqlite(file, { fileMustExist: true })
  try {
    const verdict = copy.pragma('integrity_check', { simple: true })
    if (verdict !== 'ok') throw new Error(`The database in it is damaged: ${String(verdict)}`)
    const applied = copy.prepare<[], string>('select name from schema_migration').pluck().all()
    const unknown = unknownMigration(applied)
    if (unknown) throw new Error(`It was made by a newer version of the site: it has ${unknown}.`)
    const count = (from: string) => Number(copy.prepare(`select count(*) from ${from}`).pluck().get())
    return {
      replies: count('reply'),
      enquiries: count('enquiry'),
      waitingMails: count(`outbox where status = 'waiting'`),
      state: stateIn(copy),
    }
  } finally {
    copy.close()
  }
}

/** Only a process that is alone may leave the write-ahead log. */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false
  const connection = new Sqlite(file, { timeout: 0 })
  try {
    connection.pragma('journal_mode = DELETE')
    connection.pragma('journal_mode = WAL')
    return false
  } catch (error) {
    if (isLocked(error)) return true
    // Whoever restores may do so because of just that.
    if (isDamaged(error)) return false
    throw error
  } finally {
    connection.close()
  }
}
