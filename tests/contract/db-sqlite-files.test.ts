import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { isUnavailable } from '#lib/db/errors.ts'
import { createLog } from '#lib/log.ts'

let folder = ''
let file = ''
const lines: string[] = []
const log = createLog('debug', (line) => lines.push(JSON.parse(line).message))
const undo: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  lines.length = 0
  folder = await mkdtemp(join(tmpdir(), 'broadsheet-files-'))
  file = join(folder, 'data', 'site.db')
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await rm(folder, { recursive: true, force: true })
})

async function open(at = file): Promise<Database> {
  const db = await openDatabase({ kind: 'sqlite', file: at }, { log })
  undo.push(() => db.close().catch(() => undefined))
  await db.migrate()
  return db
}

const keep = (db: Database, name: string) =>
  db.write((tx) => tx.insertInto('heartbeat').values({ name, at: 1 }).execute())
const names = async (db: Database) =>
  (await db.read.selectFrom('heartbeat').select('name').orderBy('name').execute()).map((row) => row.name)

const takenAway: Record<string, () => Promise<unknown>> = {
  'the file removed': () => unlink(file),
  'the log removed': () => unlink(`${file}-wal`),
  'the shared memory removed': () => unlink(`${file}-shm`),
  'the folder removed': () => rm(join(folder, 'data'), { recursive: true }),
  'the folder moved, and another in its place': async () => {
    await rename(join(folder, 'data'), join(folder, 'aside'))
    await mkdir(join(folder, 'data'))
    await copyFile(join(folder, 'aside', 'site.db'), file)
  },
  'the file replaced by a copy': async () => {
    await copyFile(file, `${file}.copy`)
    await rename(`${file}.copy`, file)
  },
  'the log replaced by a copy': async () => {
    await copyFile(`${file}-wal`, `${file}.copy`)
    await rename(`${file}.copy`, `${file}-wal`)
  },
  'the file emptied': () => truncate(file),
}

for (const [what, takeAway] of Object.entries(takenAway))
  test(`while it is open, ${what}: nothing is accepted, in words that say what to do`, async () => {
    const db = await open()
    await keep(db, 'before')
    expect(db.findings()).toEqual([])
    await takeAway()
    const outcomes = await Promise.allSettled([keep(db, 'a'), keep(db, 'b'), db.probe()])
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('was replaced or removed: stop the site') },
      })
      if (outcome.status === 'rejected') expect(isUnavailable(outcome.reason)).toBe(true)
    }
    expect(db.findings()).toMatchObject([
      { severity: 'problem', message: expect.stringContaining('was replaced or removed: stop the site') },
    ])
    if (what !== 'the file emptied') expect(await names(db)).toContain('before')
    expect(lines.filter((line) => line.includes('replaced or removed'))).toHaveLength(1)
  })

test('what is taken away during a transaction is not called stored', async () => {
  const db = await open()
  const writing = db.write(async (tx) => {
    await unlink(file)
    await tx.insertInto('heartbeat').values({ name: 'lost', at: 1 }).execute()
  })
  await expect(writing).rejects.toThrow('was replaced or removed')
})

test('when only its log was removed, an orderly end still saves what was in it', async () => {
  const db = await open()
  await keep(db, 'before')
  await unlink(`${file}-wal`)
  await expect(keep(db, 'after')).rejects.toThrow('was replaced or removed')
  await db.close()
  expect(await names(await open())).toEqual(['before'])
})

test('a file that comes back to its place is written to again', async () => {
  const db = await open()
  await rename(file, `${file}.aside`)
  await expect(keep(db, 'meanwhile')).rejects.toThrow('was replaced or removed')
  await rename(`${file}.aside`, file)
  await keep(db, 'after')
  expect(await names(db)).toEqual(['after'])
  expect(db.findings()).toEqual([])
})

test('a database that is reached by a link is watched where it is, and where the link leads', async () => {
  await mkdir(join(folder, 'real'))
  await symlink(join(folder, 'real'), join(folder, 'data'))
  const db = await open()
  await keep(db, 'before')
  await mkdir(join(folder, 'other'))
  await rm(join(folder, 'data'))
  await symlink(join(folder, 'other'), join(folder, 'data'))
  await expect(keep(db, 'after')).rejects.toThrow('was replaced or removed')
})

/** Opens the database in a process of its own, stores rows, and is killed with the database open. */
async function killedAfter(rows: number): Promise<void> {
  const program = `
    const { openDatabase } = await import(process.argv[1])
    const db = await openDatabase({ kind: 'sqlite', file: process.argv[2] })
    await db.migrate()
    for (let n = 0; n < Number(process.argv[3]); n++)
      await db.write((tx) => tx.insertInto('heartbeat').values({ name: 'n' + process.pid + n, at: 1 }).execute())
    process.stdout.write('stored')
    setInterval(() => {}, 1000)`
  const client = new URL('../../lib/db/client.ts', import.meta.url).href
  const args = ['--input-type=module', '-e', program, client, file, String(rows)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const lost: Record<string, [harm: () => Promise<unknown>, told: RegExp]> = {
  'its log removed': [() => unlink(`${file}-wal`), /lacks what was stored last/],
  'its log filled with something else': [
    () => writeFile(`${file}-wal`, Buffer.alloc(50_000, 'garbage ')),
    /lacks what was stored last/,
  ],
  'its log emptied': [() => truncate(`${file}-wal`), /lacks what was stored last/],
  'its file emptied': [() => truncate(file), /is empty, though it held something/],
  'all but the marker removed': [
    () => Promise.all(['', '-wal', '-shm'].map((ending) => unlink(file + ending))),
    /is missing, though it was here/,
  ],
}

for (const [what, [harm, told]] of Object.entries(lost))
  test(`after a kill, ${what}: the start is refused, nothing is touched, and whoever means it can go on`, async () => {
    await killedAfter(3)
    await harm()
    const wal = await readFile(`${file}-wal`).catch(() => Buffer.alloc(0))
    await expect(open()).rejects.toThrow(told)
    await expect(open()).rejects.toThrow(`remove ${file}.marker and start again`)
    expect(await readFile(`${file}-wal`).catch(() => Buffer.alloc(0))).toEqual(wal)
    await unlink(`${file}.marker`)
    await keep(await open(), 'after')
  })

test('after a kill with nothing lost, all is there', async () => {
  await killedAfter(3)
  await killedAfter(2)
  expect(await names(await open())).toHaveLength(5)
})

test('an older copy that was put back is refused, and so is the database of another site', async () => {
  const db = await open()
  await keep(db, 'one')
  await db.close()
  await copyFile(file, join(folder, 'older.db'))
  await killedAfter(1)
  for (const ending of ['-wal', '-shm']) await unlink(file + ending)
  await copyFile(join(folder, 'older.db'), file)
  await expect(open()).rejects.toThrow('it is an older copy')
  const other = await open(join(folder, 'other.db'))
  await other.close()
  await copyFile(join(folder, 'other.db'), file)
  await expect(open()).rejects.toThrow('is another one than the one that was here')
})

test('a first start that died before its first commit is begun anew', async () => {
  await mkdir(join(folder, 'data'))
  await writeFile(file, '')
  await keep(await open(), 'first')
})

test('a marker of an earlier version is taken, and then says more', async () => {
  const db = await open()
  await db.close()
  await writeFile(`${file}.marker`, 'site.db is kept in this folder.\n')
  await keep(await open(), 'first')
  expect(await readFile(`${file}.marker`, 'utf8')).toMatch(/^id [0-9a-f]{32}$/m)
})

test('the log is bounded although others read all the time, and after one who read for long', async () => {
  const db = await open()
  const program = `
    const Sqlite = require('better-sqlite3')
    const open = () => new Sqlite(process.argv[1], { readonly: true })
    const [first, second] = [open(), open()]
    const long = open()
    long.exec('begin'); long.prepare('select count(*) from heartbeat').get()
    process.stdin.once('data', () => { long.exec('commit'); process.stdout.write('ended') })
    let turn = 0
    first.exec('begin'); first.prepare('select count(*) from heartbeat').get()
    setInterval(() => {
      const [next, last] = turn++ % 2 ? [first, second] : [second, first]
      next.exec('begin'); next.prepare('select count(*) from heartbeat').get(); last.exec('commit')
    }, 5)
    process.stdout.write('reading')`
  const child = spawn(process.execPath, ['-e', program, file], { stdio: ['pipe', 'pipe', 'inherit'] })
  undo.push(async () => void child.kill())
  await once(child.stdout, 'data')
  const bytes = async () => (await stat(`${file}-wal`)).size
  const text = 'x'.repeat(1_000_000)
  for (let number = 0; number < 20; number++) await keep(db, `${number}${text}`)
  expect(await bytes()).toBeGreaterThan(16 * 1024 * 1024)
  child.stdin.write('end')
  await once(child.stdout, 'data')
  await expect
    .poll(async () => {
      await keep(db, String(performance.now()))
      return await bytes()
    })
    .toBeLessThan(9 * 1024 * 1024)
})

test('damage in any table is found without reading it, and told', async () => {
  const db = await open()
  for (let number = 0; number < 100; number++) await keep(db, `${number}${'x'.repeat(2_000)}`)
  await db.close()
  const content = await readFile(file)
  content.fill(0xaa, content.length - 3 * 4096)
  await writeFile(file, content)
  const damaged = await openDatabase({ kind: 'sqlite', file }, { log })
  undo.push(() => damaged.close())
  damaged.inspect()
  await expect
    .poll(() => damaged.findings())
    .toMatchObject([
      { severity: 'problem', message: 'The database file is damaged: stop the site and restore a backup.' },
    ])
})

test('whole, it is found to be so', async () => {
  const db = await open()
  db.inspect()
  await keep(db, 'meanwhile')
  await db.close()
  expect(db.findings().filter(({ message }) => message.includes('damaged'))).toEqual([])
})

test('one process serves a database; the second is told which, and may once the first was killed', async () => {
  const program = `
    const { openDatabase } = await import(process.argv[1])
    await openDatabase({ kind: 'sqlite', file: process.argv[2] }, { port: 4321 })
    process.stdout.write('open')
    setInterval(() => {}, 1000)`
  const client = new URL('../../lib/db/client.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, client, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  undo.push(async () => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  const second = openDatabase({ kind: 'sqlite', file }, { port: 4322 })
  await expect(second).rejects.toThrow(`process ${child.pid}, port 4321`)
  await expect(second.catch((error: unknown) => isUnavailable(error))).resolves.toBe(false)
  const aside = await openDatabase({ kind: 'sqlite', file })
  await aside.close()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const third = await openDatabase({ kind: 'sqlite', file }, { port: 4322 })
  await expect(openDatabase({ kind: 'sqlite', file }, { port: 4323 })).rejects.toThrow(
    `process ${process.pid}, port 4322`,
  )
  await third.close()
  await (await openDatabase({ kind: 'sqlite', file }, { port: 4324 })).close()
})
