import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { isDamaged } from './errors.ts'

const connection = new Sqlite(String(workerData), { readonly: true, timeout: 5_000 })
try {
  parentPort?.postMessage(verdict())
} finally {
  connection.close()
}

function verdict(): string {
  try {
    const tables = connection.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all()
    for (const table of tables) {
      const told = String(connection.pragma(`quick_check('${String(table)}')`, { simple: true }))
      if (told !== 'ok') return `${String(table)}: ${told}`
    }
    return 'ok'
  } catch (error) {
    // Of a page that it cannot make sense of at all, SQLite says so by an error.
    if (error instanceof Error && isDamaged(error)) return error.message
    throw error
  }
}
