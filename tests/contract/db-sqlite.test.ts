import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase, type Tx } from '#lib/db/client.ts'
import { createLog } from '#lib/log.ts'

let folder = ''
let file = ''
let db: Database
const lines: string[] = []
const log = createLog('debug', (line) => lines.push(JSON.parse(line).message))
beforeEach(async () => {
  lines.length = 0
  folder = await mkdtemp(join(tmpdir(), 'broadsheet-'))
  file = join(folder, 'deep', 'er', 'site.db')
  db = await openDatabase({ kind: 'sqlite', file }, { log })
  await db.migrate()
})
afterEach(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

const keep = (name: string, at = 1) => db.write((tx) => insert(tx, name, at))
const insert = (tx: Tx, name: string, at: number) => tx.insertInto('heartbeat').values({ name, at }).execute()
const names = async () =>
  (await db.read.selectFrom('heartbeat').select('name').orderBy('name').execute()).map((row) => row.name)

test('the live connection writes ahead, waits for the disk at each commit, and checks foreign keys', async () => {
  const pragma = (name: string) => db.write(async (tx) => (await sql.raw(`pragma ${name}`).execute(tx)).rows)
  expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }])
  expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }])
  expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }])
})

test('the first start makes the folder and says that the database is new; the second says nothing', async () => {
  expect(lines).toEqual(['A new, empty database is made: is this the first start here?'])
  await db.close()
  db = await openDatabase({ kind: 'sqlite', file }, { log })
  expect(lines).toHaveLength(1)
})

test('a database that was here and is gone is not replaced by an empty one', async () => {
  await db.close()
  for (const ending of ['', '-wal', '-shm']) await rm(file + ending, { force: true })
  const opening = openDatabase({ kind: 'sqlite', file }, { log })
  await expect(opening).rejects.toThrow(/site\.db is missing, though it was here before/)
  await expect(access(file)).rejects.toThrow()
  await rm(`${file}.marker`)
  db = await openDatabase({ kind: 'sqlite', file }, { log })
})

/** Another process that holds the right to write until it is told to let go. */
async function hold() {
  const program = `
    const database = new (require('better-sqlite3'))(process.argv[1])
    database.exec("begin immediate; insert into heartbeat values ('other', 1)")
    process.stdout.write('held')
    process.stdin.once('data', () => { database.exec('commit'); process.exit() })`
  const child = spawn(process.execPath, ['-e', program, file], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const gone = once(child, 'exit')
  return async () => {
    child.stdin.write('go')
    await gone
  }
}

test('a write waits for another process without stopping this one, and then is done', async () => {
  const letGo = await hold()
  let turns = 0
  let longest = 0
  let last = performance.now()
  const turn = setInterval(() => {
    turns += 1
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  const writing = keep('ours')
  await expect.poll(() => turns).toBeGreaterThan(30)
  expect(await names()).toEqual([])
  await letGo()
  await writing
  clearInterval(turn)
  expect(await names()).toEqual(['other', 'ours'])
  // The busy timeout is 100 ms; five thousand is what a plain wait would have taken.
  expect(longest).toBeLessThan(4_000)
})

test('a write gives up after some seconds, says why, and leaves nothing behind', async () => {
  const letGo = await hold()
  const before = performance.now()
  const [written, probed] = await Promise.allSettled([keep('ours'), db.probe()])
  expect(performance.now() - before).toBeGreaterThan(4_500)
  expect(written).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_BUSY' } })
  expect(probed).toMatchObject({ status: 'rejected' })
  await letGo()
  await keep('later')
  expect(await names()).toEqual(['later', 'other'])
})

test('on a full disk a write fails with the reason, reading goes on, and room makes it work again', async () => {
  await keep('before')
  const limit = (pages: number) =>
    db.write(async (tx) => void (await sql.raw(`pragma max_page_count = ${pages}`).execute(tx)))
  await limit(1)
  const large = 'x'.repeat(100_000)
  await expect(keep(large)).rejects.toThrow('database or disk is full')
  expect(await names()).toEqual(['before'])
  await limit(1_000_000)
  await keep('after')
  await db.probe()
  expect(await names()).toEqual(['after', 'before', 'probe'])
})

test('of transactions that come together one that fails leaves nothing behind, and harms no other', async () => {
  const one = (number: number) =>
    db.write(async (tx) => {
      await insert(tx, `n${number}`, 1)
      if (number % 5 === 2) await insert(tx, 'n0', 1)
      if (number % 5 === 3) throw new Error(`not ${number}`)
      const rows = await tx.selectFrom('heartbeat').selectAll().execute()
      return rows.length
    })
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, number) => one(number)))
  const good = Array.from({ length: 20 }, (_, number) => number).filter(
    (number) => ![2, 3].includes(number % 5),
  )
  expect(await names()).toEqual(good.map((number) => `n${number}`).sort())
  const values = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  expect(values).toEqual(good.map((_, index) => index + 1))
  expect(outcomes[3]).toMatchObject({ status: 'rejected', reason: { message: 'not 3' } })
  expect(outcomes[2]).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' } })
})

test('when the disk is full, of transactions that come together those are kept that find room', async () => {
  const pages = (name: string) =>
    db.write(async (tx) => Object.values((await sql.raw(`pragma ${name}`).execute(tx)).rows[0] ?? {})[0])
  await pages(`max_page_count = ${Number(await pages('page_count')) + 4}`)
  await keep('before')
  const long = 'x'.repeat(100_000)
  const outcomes = await Promise.allSettled(['a', long, 'b', `${long}y`, 'c'].map((name) => keep(name)))
  expect(outcomes.map(({ status }) => status)).toEqual([
    ...['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
  ])
  expect(await names()).toEqual(['a', 'b', 'before', 'c'])
})
