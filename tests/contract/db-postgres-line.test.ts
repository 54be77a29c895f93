import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { isUnavailable } from '#lib/db/errors.ts'
import type { PostgresOptions } from '#lib/db/postgres.ts'
import { createLog } from '#lib/log.ts'
import { type FaultyLine, openFaultyLine } from '../support/faulty-line.ts'
import { patience } from '../support/patience.ts'

const name = `test_${randomUUID().replaceAll('-', '')}`
const direct = new URL(inject('postgresUrl'))
direct.pathname = `/${name}`
const lines: { level: string; message: string }[] = []
const log = createLog('info', (line) => lines.push(JSON.parse(line)))
let admin: pg.Client
let line: FaultyLine
let db: Database
beforeEach(async () => {
  lines.length = 0
  admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  line = await openFaultyLine(direct.href)
})
afterEach(async () => {
  line.cut()
  await db.close()
  await line.close()
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
})

/** Short limits where a test waits for their end, long ones where it must not. */
async function open(limits: PostgresOptions['limits'] = {}) {
  db = await openDatabase({ kind: 'postgres', url: line.url }, { log, limits: { trust: 300, ...limits } })
  await db.migrate()
  await names()
}

const store = (name: string) => db.write((tx) => tx.insertInto('heartbeat').values({ name, at: 1 }).execute())
const names = async () =>
  (await db.read.selectFrom('heartbeat').select('name').orderBy('name').execute()).map((row) => row.name)

/** For tests whose limits are so short that a busy machine may miss them. */
const storeSoon = (name: string) =>
  expect
    .poll(
      () =>
        store(name).then(
          () => 'stored',
          () => 'refused',
        ),
      { timeout: patience },
    )
    .toBe('stored')

test('connections that died without a word are replaced: what is asked meanwhile is done on new ones', async () => {
  await open()
  line.swallowOld()
  await Promise.all([store('a'), store('b')])
  expect(await names()).toEqual(['a', 'b'])
  line.swallowOld()
  expect(await names()).toEqual(['a', 'b'])
  await db.probe()
})

test('a line that goes silent in the middle of a transaction is given up, and the work is done again', async () => {
  await open({ silence: 1_500 })
  let attempts = 0
  await db.write(async (tx) => {
    attempts += 1
    if (attempts === 1) line.swallowOld()
    await tx
      .insertInto('heartbeat')
      .values({ name: `attempt ${attempts}`, at: 1 })
      .execute()
  })
  expect(attempts).toBe(2)
  expect(await names()).toEqual(['attempt 2'])
})

test('while nothing answers, each is refused when its own time is over, the probe too; then all work at once', async () => {
  await open({ patience: 700, trust: 200, connect: 500 })
  line.swallowAll()
  const outcomes = await Promise.allSettled([store('a'), store('b'), store('c'), names(), db.probe()])
  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'rejected'))
  for (const outcome of outcomes) expect('reason' in outcome && isUnavailable(outcome.reason)).toBe(true)
  line.mend()
  await storeSoon('d')
  await expect.poll(() => names().catch(() => []), { timeout: patience }).toEqual(['d'])
})

test('who is waited for in the line keeps nobody waiting beyond the own time', async () => {
  await open({ patience: 300 })
  let letGo = () => {}
  const holding = db.write(
    () =>
      new Promise<void>((resolve) => {
        letGo = resolve
      }),
  )
  const error = await store('late').catch((reason: unknown) => reason)
  expect(isUnavailable(error)).toBe(true)
  letGo()
  await holding
  await storeSoon('on time')
  expect(await names()).toEqual(['on time'])
})

test('a commit whose answer is lost is looked up: it was done, so it is not done again', async () => {
  await open()
  let attempts = 0
  line.loseCommitReplies(1)
  const result = await db.write(async (tx) => {
    attempts += 1
    await tx
      .insertInto('heartbeat')
      .values({ name: `attempt ${attempts}`, at: 1 })
      .execute()
    return 'stored'
  })
  expect(result).toBe('stored')
  expect(attempts).toBe(1)
  expect(await names()).toEqual(['attempt 1'])
})

test('a commit that never arrived is looked up: it was not done, so the work is done again', async () => {
  await open()
  let attempts = 0
  line.loseCommits(1)
  await db.write(async (tx) => {
    attempts += 1
    await tx
      .insertInto('heartbeat')
      .values({ name: `attempt ${attempts}`, at: 1 })
      .execute()
  })
  expect(attempts).toBe(2)
  expect(await names()).toEqual(['attempt 2'])
})

test('a commit of which nothing can be found out is told as open, and is not repeated', async () => {
  await open({ lookUp: 400 })
  let attempts = 0
  line.loseCommitReplies(1)
  const error = await db
    .write(async (tx) => {
      attempts += 1
      await tx.insertInto('heartbeat').values({ name: 'open', at: 1 }).execute()
      line.swallowNew()
    })
    .catch((reason: unknown) => reason)
  expect(isUnavailable(error)).toBe(true)
  expect(attempts).toBe(1)
})

test('a server that has become read-only is left: its connections are replaced until one can write', async () => {
  await open()
  const setReadOnly = (value: string) =>
    admin.query(`alter database ${name} set default_transaction_read_only = ${value}`)
  await setReadOnly('on')
  line.cut()
  let attempts = 0
  const writing = db.write(async (tx) => {
    attempts += 1
    if (attempts === 2) await setReadOnly('off')
    await tx.insertInto('heartbeat').values({ name: 'a', at: 1 }).execute()
  })
  await writing
  expect(attempts).toBe(3)
  await store('b')
  expect(await names()).toEqual(['a', 'b'])
})

test('where a connection for writing breaks, those for reading are made anew: they may lead elsewhere now', async () => {
  await open()
  const before = line.made()
  await names()
  expect(line.made()).toBe(before)
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query not like '%heartbeat%'",
    [name],
  )
  await store('a')
  const between = line.made()
  await names()
  expect(line.made()).toBe(between + 1)
})

test('a database that is away is told once in the log, and once when it is back', async () => {
  await open({ patience: 500, trust: 200, connect: 400 })
  line.swallowAll()
  for (const each of ['a', 'b', 'c']) {
    await store(each).catch(() => undefined)
    await names().catch(() => undefined)
  }
  line.mend()
  await storeSoon('d')
  await expect.poll(() => names().catch(() => []), { timeout: patience }).toEqual(['d'])
  expect(lines.map(({ message }) => message)).toEqual([
    'The database does not store',
    'The database cannot be read',
    'The database stores again',
    'The database can be read again',
  ])
})
