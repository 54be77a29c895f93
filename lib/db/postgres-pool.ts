import pg from 'pg'
import { codeOf } from '#lib/errors.ts'
import type { Log } from '#lib/log.ts'
import { DatabaseUnavailable } from './errors.ts'

/** Milliseconds. */
export type PostgresLimits = {
  connect: number
  /** A connection silent for so long is given up: no statement may last as long. */
  silence: number
  /** The same at the first question to a used connection: it may have died unseen. */
  trust: number
}

const int8 = 20

const broken = new RegExp(
  `^(${[
    '08...', // connection exception
    '25006', // read-only: it leads to a standby now, or to a server set so
    '25P03', // ended, because its transaction was idle
    '57P0.', // the server is stopping, or ended it
    ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
    ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
  ].join('|')})$`,
)
const brokenWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered|Client was closed)/

const readOnlyTransaction = '25006'

export function isBroken(error: unknown): boolean {
  const said = error instanceof Error ? error.message : ''
  return broken.test(codeOf(error)) || brokenWords.test(said)
}

export type Link = {
  isFresh: boolean
  /** After `limit` milliseconds without an answer the connection is given up. */
  ask(sql: string, parameters?: readonly unknown[], limit?: number): Promise<pg.QueryResult>
  spoil(): void
}

export type Pool = {
  /** `deadline`, by `performance.now()`, is for getting a connection; a broken one is ended. */
  use<T>(work: (link: Link) => Promise<T>, deadline: number): Promise<T>
  isBroken(error: unknown): boolean
  close(): Promise<void>
}

/** A connection from before the last break may lead to a server that has gone or changed. */
export type Breaks = { count: number }

const farewell = 1_000

export function openPool(options: {
  url: string
  max: number
  limits: PostgresLimits
  breaks: Breaks
  log: Log | undefined
  readOnly?: boolean
}): Pool {
  const { url, max, limits, breaks, log, readOnly } = options
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'broadsheet',
    keepAlive: true,
    connectionTimeoutMillis: limits.connect,
    statement_timeout: 10_000,
    lock_timeout: 2_000,
    // Short: a connection that is lost to us keeps the write lock for so long.
    idle_in_transaction_session_timeout: 5_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
    ...(readOnly && { options: '-c default_transaction_read_only=on' }),
  })
  const madeAt = new WeakMap<pg.ClientBase, number>()
  // Without listeners, for the idle and for those in use, a connection that breaks would end the process.
  const note = (error: Error) => log?.debug('A connection to the database broke', { error })
  pool.on('error', (error) => {
    breaks.count++
    note(error)
  })
  pool.on('connect', (client) => {
    madeAt.set(client, breaks.count)
    client.on('error', note)
  })
  const used = new WeakSet<pg.ClientBase>()

  const isBrokenHere = (error: unknown) =>
    isBroken(error) && !(readOnly && codeOf(error) === readOnlyTransaction)

  async function borrow(deadline: number): Promise<pg.PoolClient> {
    for (;;) {
      const client = await inTime(pool.connect(), deadline)
      if (madeAt.get(client) === breaks.count) return client
      discard(client)
    }
  }

  return {
    async use(work, deadline) {
      const client = await borrow(deadline)
      let isSpoilt = false
      const spoil = () => {
        isSpoilt = true
      }
      const link: Link = {
        isFresh: !used.has(client),
        async ask(sql, parameters = [], limit = limits.silence) {
          const timer = limit === Number.POSITIVE_INFINITY ? undefined : setTimeout(giveUp, limit, client)
          try {
            return await client.query(sql, [...parameters])
          } catch (error) {
            if (isBrokenHere(error)) spoil()
            throw error
          } finally {
            clearTimeout(timer)
          }
        },
        spoil,
      }
      used.add(client)
      try {
        return await work(link)
      } finally {
        if (!isSpoilt) client.release()
        else {
          breaks.count++
          discard(client)
        }
      }
    },
    isBroken: isBrokenHere,
    close: () => pool.end(),
  }
}

function streamOf(client: pg.ClientBase): { destroy(error?: Error): void } {
  return (client as unknown as { connection: { stream: { destroy(error?: Error): void } } }).connection.stream
}

function giveUp(client: pg.ClientBase): void {
  const error = new Error('The database does not answer: the connection was given up')
  streamOf(client).destroy(Object.assign(error, { code: 'ETIMEDOUT' }))
}

function discard(client: pg.PoolClient): void {
  client.release(true)
  setTimeout(() => streamOf(client).destroy(), farewell).unref()
}

function inTime(connecting: Promise<pg.PoolClient>, deadline: number): Promise<pg.PoolClient> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const timer = setTimeout(
      () => {
        isOver = true
        reject(new DatabaseUnavailable('No connection to the database could be made in time.'))
      },
      Math.max(0, deadline - performance.now()),
    )
    connecting.then(
      (client) => {
        clearTimeout(timer)
        if (isOver) client.release()
        else resolve(client)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
