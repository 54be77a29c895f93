import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { codeOf } from '#lib/errors.ts'
import type { Log } from '#lib/log.ts'
import { DatabaseUnavailable, isLost } from './errors.ts'

/** Milliseconds. */
export type PostgresLimits = {
  connect: number
  /** A connection silent for so long is given up: no statement may last as long. */
  silence: number
  /** The same at the first question to a used connection: it may have died unseen. */
  trust: number
}

const int8 = 20

/** It leads to a standby now, or to a server set so. */
const readOnlyTransaction = '25006'

/** SQLSTATEs after which the rollback is certain. */
const passing = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  '55P03', // the write lock was not free in time
  '53300', // too many connections
])

export type Link = {
  isFresh: boolean
  /** After `limit` milliseconds without an answer the connection is given up. */
  ask<Row extends pg.QueryResultRow>(
    sql: string,
    parameters?: readonly unknown[],
    limit?: number,
  ): Promise<pg.QueryResult<Row>>
  /** Where it fails the connection is given up, too. */
  rollback(limit: number): Promise<void>
}

export type Pool = {
  /** `deadline`, by `performance.now()`, is for getting a connection; a broken one is ended. */
  use<T>(work: (link: Link) => Promise<T>, deadline: number): Promise<T>
  /** Surely undone, or never begun: another attempt may do. */
  isPassing(error: unknown): boolean
  close(): Promise<void>
}

const farewell = 1_000

export function openPool(options: {
  url: string
  max: number
  limits: PostgresLimits
  /** Of all pools: a connection from before the last one may lead to a server that has gone or changed. */
  breaks: { count: number }
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
  const used = new WeakSet<pg.ClientBase>()
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

  const isBroken = (error: unknown) => isLost(error) || (!readOnly && codeOf(error) === readOnlyTransaction)

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
      const link: Link = {
        isFresh: !used.has(client),
        async ask(sql, parameters = [], limit = limits.silence) {
          const timer = limit === Number.POSITIVE_INFINITY ? undefined : setTimeout(giveUp, limit, client)
          try {
            return await client.query(sql, [...parameters])
          } catch (error) {
            isSpoilt ||= isBroken(error)
            throw error
          } finally {
            clearTimeout(timer)
          }
        },
        async rollback(limit) {
          await link.ask('rollback', [], limit).catch(() => {
            isSpoilt = true
          })
        },
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
    isPassing: (error) => isBroken(error) || passing.has(codeOf(error)),
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

/** @throws when it is not there in time: it is given back when it comes */
async function inTime(connecting: Promise<pg.PoolClient>, deadline: number): Promise<pg.PoolClient> {
  const made = new AbortController()
  const options = { signal: made.signal }
  const late = pause(Math.max(0, deadline - performance.now()), undefined, options).then(() => {
    connecting.then(
      (client) => client.release(),
      () => undefined,
    )
    throw new DatabaseUnavailable('No connection to the database could be made in time.')
  })
  return await Promise.race([connecting, late]).finally(() => made.abort())
}
