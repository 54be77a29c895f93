import { codeOf } from '#lib/errors.ts'

export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}

/** Without CORRUPT and NOTADB: no second try mends a damaged file. https://sqlite.org/rescode.html */
const sqlite = /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|PROTOCOL|NOMEM)(_|$)/

/** PostgreSQL's SQLSTATEs, by class or whole. https://www.postgresql.org/docs/17/errcodes-appendix.html */
const postgres = new RegExp(
  `^(${[
    '08...', // connection exception
    '25006', // read-only: a standby, or a server set so
    '25P03', // the transaction was idle for too long
    '28...', // login refused
    '3D000', // no such database: it may be being restored
    '40001', // serialization failure
    '40P01', // deadlock
    '53...', // disk, memory or connections used up
    '55P03', // a lock was not free in time
    '57...', // cancelled, or the server is starting or stopping
    '58...', // the server's own system: I/O
  ].join('|')})$`,
)

const lost = new RegExp(
  `^(${[
    '08...', // connection exception
    '25P03', // ended, because its transaction was idle
    '57P0.', // the server is stopping, or ended it
    ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
    ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
  ].join('|')})$`,
)
const exhausted = /^(EADDRNOTAVAIL|EMFILE|ENFILE)$/

/** The drivers give these no code. */
const lostWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered|Client was closed)/
const closedWords =
  /^(Query read timeout|Cannot use a pool after|The database connection is not open|driver has already been destroyed)/

/** Of a connection to PostgreSQL that is there no more, or could not be made. */
export function isLost(error: unknown): boolean {
  return lost.test(codeOf(error)) || (error instanceof Error && lostWords.test(error.message))
}

/** Another connection of SQLite writes. */
export function isLocked(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))
}

/** SQLite cannot make sense of the file. */
export function isDamaged(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error))
}

/** By name and code along the chain of causes: the framework's bundle has classes of its own. */
export function isUnavailable(error: unknown): boolean {
  return chainOf(error).some(
    (each) =>
      each.name === 'DatabaseUnavailable' ||
      isLost(each) ||
      [sqlite, postgres, exhausted].some((codes) => codes.test(codeOf(each))) ||
      (codeOf(each) === 'ENOENT' && 'syscall' in each && each.syscall === 'connect') ||
      closedWords.test(each.message),
  )
}

/** Somebody has to correct a setting: the login is refused, or there is no such database. */
export function isRefusal(error: unknown): boolean {
  return chainOf(error).some((each) => /^(28...|3D000)$/.test(codeOf(each)))
}

function chainOf(error: unknown, depth = 8): Error[] {
  if (!(error instanceof Error) || depth === 0) return []
  const within = error instanceof AggregateError ? (error.errors as unknown[]).slice(0, depth) : []
  return [error, ...[error.cause, ...within].flatMap((each) => chainOf(each, depth - 1))]
}
