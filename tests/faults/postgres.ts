import pg from 'pg'
import { pause } from './ask.ts'
import type { Lab } from './lab.ts'
import type { Run } from './run.ts'

const setting = { database: 'postgres' } as const
/** Milliseconds after which a visitor must have been told, whatever the database does. */
const patience = 20_000

function slowest(lab: Lab, limit: number): string[] {
  const slow = lab.posts.all.filter(({ ms }) => ms > limit).length
  return slow ? [`${slow} posts were told after more than ${limit / 1000} s, or not at all`] : []
}

async function away(lab: Lab): Promise<string[]> {
  lab.proxy.refuse()
  await pause(15_000)
  lab.proxy.mend()
  return slowest(lab, 10_000)
}

async function silent(lab: Lab): Promise<string[]> {
  lab.proxy.silence()
  await pause(20_000)
  return slowest(lab, patience)
}

async function silentForAll(lab: Lab): Promise<string[]> {
  lab.proxy.silenceAll()
  await pause(15_000)
  lab.proxy.mend()
  await pause(5_000)
  return slowest(lab, patience)
}

async function readOnly(lab: Lab): Promise<string[]> {
  const client = new pg.Client({ connectionString: lab.postgresUrl })
  await client.connect()
  await client.query('alter database postgres set default_transaction_read_only = on')
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'broadsheet'",
  )
  await pause(18_000)
  await client.query('set default_transaction_read_only = off')
  await client.query('alter database postgres reset default_transaction_read_only')
  await client.end()
  return []
}

/** The reply to each fifth COMMIT never arrives: its connection is cut in its place. */
async function commitsLost(lab: Lab): Promise<string[]> {
  const committing = new Set<object>()
  let commits = 0
  let cuts = 0
  lab.proxy.look = (from, data, connection) => {
    if (from === 'client' && data.includes('commit\0')) {
      if (++commits % 5 === 0) committing.add(connection)
      return 'pass'
    }
    if (from === 'client' || !committing.delete(connection)) return 'pass'
    cuts++
    return 'cut'
  }
  await pause(15_000)
  lab.proxy.look = undefined
  return cuts ? [] : ['no COMMIT was seen']
}

export const postgres: readonly Run[] = [
  { name: 'pg-control', what: 'PostgreSQL, no fault', setting, fault: () => pause(3_000).then(() => []) },
  { name: 'pg-away', what: 'PostgreSQL refuses connections, 15 s', setting, fault: away, ready: '503' },
  {
    name: 'pg-silent',
    what: 'open connections to PostgreSQL go silent for ever; new ones work',
    setting,
    fault: silent,
  },
  {
    name: 'pg-silent-all',
    what: 'all connections to PostgreSQL are silent, 15 s',
    setting,
    fault: silentForAll,
    ready: '503',
    most: { back: 20 },
  },
  { name: 'pg-read-only', what: 'PostgreSQL is read-only, 18 s', setting, fault: readOnly, ready: '503' },
  {
    name: 'pg-commit-lost',
    what: 'the reply to each fifth COMMIT is lost, 15 s',
    setting,
    fault: commitsLost,
  },
]
