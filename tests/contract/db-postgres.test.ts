import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '#lib/db/client.ts'

const name = `test_${randomUUID().replaceAll('-', '')}`
const databaseUrl = new URL(inject('postgresUrl'))
databaseUrl.pathname = `/${name}`
let db: Database
let admin: pg.Client
beforeEach(async () => {
  admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  db = await openDatabase({ kind: 'postgres', url: databaseUrl.href })
  await db.migrate()
})
afterEach(async () => {
  await db.close()
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
})

const endConnections = () =>
  admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
const names = async () =>
  (await db.read.selectFrom('heartbeat').select('name').execute()).map((row) => row.name)

test('a connection that breaks before the commit is replaced, and the work is done again', async () => {
  let attempts = 0
  await db.write(async (tx) => {
    attempts += 1
    await tx
      .insertInto('heartbeat')
      .values({ name: `attempt ${attempts}`, at: 1 })
      .execute()
    if (attempts === 1) await endConnections()
    await tx.selectFrom('heartbeat').select('name').execute()
  })
  expect(attempts).toBe(2)
  expect(await names()).toEqual(['attempt 2'])
})

test('connections that break while nobody uses them disturb nobody', async () => {
  await names()
  await endConnections()
  await expect.poll(() => names().catch(() => 'broken')).toEqual([])
  await db.probe()
})

test('a server that cannot be reached is an error with its reason', async () => {
  const opening = openDatabase({ kind: 'postgres', url: 'postgres://postgres@127.0.0.1:1/none' })
  await expect(opening).rejects.toThrow('ECONNREFUSED')
})
