import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { afterEach, expect, inject, test } from 'vitest'
import type { DatabaseLocation } from '#lib/config.ts'
import type { Database } from '#lib/db/client.ts'
import { isUnavailable } from '#lib/db/errors.ts'
import { openDatabaseInTime } from '#lib/db/startup.ts'
import { createLog } from '#lib/log.ts'
import { openFaultyLine } from '../support/faulty-line.ts'
import { patience } from '../support/patience.ts'

const undo: (() => unknown)[] = []
const told: string[] = []
const log = createLog('info', (line) => told.push(JSON.parse(line).message))
afterEach(async () => {
  told.length = 0
  for (const step of undo.splice(0).reverse()) await step()
})

async function newDatabase(options = ''): Promise<URL> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  await admin.query(`create database ${name} ${options}`)
  undo.push(async () => {
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  })
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  return url
}

async function begin(location: DatabaseLocation) {
  const limits = { patience: 500, connect: 400, trust: 300 }
  const opening = await openDatabaseInTime(location, { log, limits, every: 50 })
  undo.push(() => opening.db.close())
  return opening
}

const store = (db: Database) =>
  db.write((tx) => tx.insertInto('heartbeat').values({ name: 'a', at: 1 }).execute())
const read = (db: Database) => db.read.selectFrom('heartbeat').select('name').execute()

async function refusesAllWork(db: Database): Promise<void> {
  const outcomes = await Promise.allSettled([store(db), read(db), db.probe()])
  outcomes.push(...(await Promise.allSettled([read(db), read(db)])))
  for (const outcome of outcomes)
    expect(outcome.status === 'rejected' && isUnavailable(outcome.reason)).toBe(true)
}

test('a database that does not answer at the start is opened and migrated when it does; work is refused until then', async () => {
  const line = await openFaultyLine((await newDatabase()).href)
  undo.push(line.close)
  line.swallowAll()
  const { db, isOpen, opened } = await begin({ kind: 'postgres', url: line.url })
  expect(isOpen()).toBe(false)
  await refusesAllWork(db)
  line.mend()
  await opened
  await expect.poll(() => store(db).then(() => 'stored', String), { timeout: patience }).toBe('stored')
  await expect.poll(() => read(db).catch(String), { timeout: patience }).toEqual([{ name: 'a' }])
  expect(told[0]).toMatch(/^The database cannot be used yet/)
  expect(told).toContain('The database can be used now')
})

test('a file that another process has locked at the start is opened when it is free', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-'))
  undo.push(() => rm(folder, { recursive: true }))
  const file = join(folder, 'site.db')
  const other = new Sqlite(file)
  undo.push(() => other.close())
  other.exec('begin exclusive')
  const { db, isOpen, opened } = await begin({ kind: 'sqlite', file })
  expect(isOpen()).toBe(false)
  await refusesAllWork(db)
  other.exec('commit')
  await opened
  await store(db)
  expect(await read(db)).toEqual([{ name: 'a' }])
})

test('closed before it could be opened, it is no longer tried', async () => {
  const line = await openFaultyLine((await newDatabase()).href)
  undo.push(line.close)
  line.swallowAll()
  const { db } = await begin({ kind: 'postgres', url: line.url })
  await db.close()
  const made = line.made()
  line.mend()
  await new Promise((resolve) => setImmediate(resolve))
  expect(line.made()).toBe(made)
})

test('what somebody has to correct stops the start: no such database, a wrong encoding, a newer version', async () => {
  const missing = new URL(inject('postgresUrl'))
  missing.pathname = '/nowhere'
  await expect(begin({ kind: 'postgres', url: missing.href })).rejects.toThrow('does not exist')
  const latin = await newDatabase("encoding 'LATIN1' template template0")
  await expect(begin({ kind: 'postgres', url: latin.href })).rejects.toThrow('it must be UTF8')
  const newer = await newDatabase()
  const { db } = await begin({ kind: 'postgres', url: newer.href })
  await db.write((tx) =>
    tx.insertInto('schema_migration').values({ name: '9999-later', applied_at: 1 }).execute(),
  )
  await expect(begin({ kind: 'postgres', url: newer.href })).rejects.toThrow('newer than this version')
})
