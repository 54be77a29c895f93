import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
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

/** Passes everything on, until it is told to cut the line between a commit and its answer. */
async function lineToCut() {
  let cutting = false
  const server = createServer((client) => {
    const database = connect(Number(databaseUrl.port), databaseUrl.hostname)
    let committing = false
    client.on('data', (data) => {
      committing = cutting && data.includes('commit')
      database.write(data)
    })
    database.on('data', (data) => (committing ? client.destroy() : client.write(data)))
    client.on('error', () => undefined).on('close', () => database.destroy())
    database.on('error', () => undefined).on('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  const address = server.address()
  if (address && typeof address === 'object') url.port = String(address.port)
  const cut = () => {
    cutting = true
  }
  return { url: url.href, cut, close: () => server.close() }
}

test('a commit whose answer is lost is not repeated, because it may have been done', async () => {
  const line = await lineToCut()
  const through = await openDatabase({ kind: 'postgres', url: line.url })
  line.cut()
  let attempts = 0
  const writing = through.write(async (tx) => {
    attempts += 1
    await tx
      .insertInto('heartbeat')
      .values({ name: `attempt ${attempts}`, at: 1 })
      .execute()
  })
  await expect(writing).rejects.toThrow('broke during a commit: it may have been done')
  expect(attempts).toBe(1)
  expect(await names()).toEqual(['attempt 1'])
  await through.close()
  line.close()
})

test('a server that cannot be reached is an error with its reason', async () => {
  const opening = openDatabase({ kind: 'postgres', url: 'postgres://postgres@127.0.0.1:1/none' })
  await expect(opening).rejects.toThrow('ECONNREFUSED')
})
