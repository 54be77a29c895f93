import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { tarOf } from '#lib/backup/archive.ts'
import { backup } from '#lib/cli/backup.ts'
import { restore } from '#lib/cli/restore.ts'
import { parseSettings, type Settings } from '#lib/config.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { article, openDoors } from '../support/doors.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-backup-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function settingsAt(dataDir: string, env: Record<string, string> = {}): Settings {
  const read = parseSettings({ DATA_DIR: dataDir, CONTENT_DIR: join(dataDir, '..', 'content'), ...env })
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  return read.settings
}

async function run(command: typeof backup, settings: Settings, ...args: string[]) {
  let out = ''
  let err = ''
  const code = await command(args, settings, {
    print: (text) => {
      out += `${text}\n`
    },
    complain: (text) => {
      err += `${text}\n`
    },
  })
  return { code, out, err }
}

/** A data folder as a site has it, with its database open. */
async function runningSite(env: Record<string, string> = {}) {
  const folder = await newFolder()
  const settings = settingsAt(join(folder, 'data'), env)
  await mkdir(join(settings.dataDir, 'mailbox'), { recursive: true })
  await writeFile(join(settings.dataDir, 'secret'), 'a secret of more than thirty-two characters\n')
  await writeFile(join(settings.dataDir, 'mailbox', '2026-11-23T09-00-00-000Z-abc.eml'), 'From: me\r\n')
  await writeFile(join(settings.dataDir, 'mailbox', '.half.eml.part'), 'Fr')
  await writeFile(join(settings.dataDir, 'content-index.json'), '{}')
  await mkdir(join(settings.contentDir, 'articles'), { recursive: true })
  await writeFile(join(settings.contentDir, 'articles', 'ward.mdx'), 'Words.')
  const db = await openDatabase(settings.database)
  let isOpen = true
  const stop = async () => {
    if (isOpen) await db.close()
    isOpen = false
  }
  undo.push(stop)
  await db.migrate()
  const { deps } = openDoors(db, { FORM_LIMITS: 'off' })
  const leave = (comment: string) => {
    const fields = { comment, name: 'Ada', email: 'ada@example.org', website: '' }
    return submitReply(deps, { article: article(), fields, client: '192.0.2.1' })
  }
  return { settings, db, leave, stop, file: join(folder, 'backup.tar.gz'), folder }
}

async function comments(db: Database): Promise<string[]> {
  const rows = await db.read.selectFrom('reply').select('comment').orderBy('id').execute()
  return rows.map(({ comment }) => comment)
}

async function reopened<T>(settings: Settings, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(settings.database)
  try {
    await db.migrate()
    return await work(db)
  } finally {
    await db.close()
  }
}

test('pictures that were made for readers are in no backup: they are made again', async () => {
  const site = await runningSite()
  await mkdir(join(site.settings.dataDir, 'cache', 'pictures'), { recursive: true })
  await writeFile(join(site.settings.dataDir, 'cache', 'pictures', 'abc'), 'RIFF of a picture')
  expect((await run(backup, site.settings, site.file)).code).toBe(0)
  const archive = gunzipSync(await readFile(site.file))
  expect([archive.includes('cache'), archive.includes('RIFF of a picture')]).toEqual([false, false])
})

test('a backup made while others write holds one moment, and comes back with every row of it', async () => {
  const { settings, db, leave, file, folder } = await runningSite()
  for (let number = 0; number < 50; number++) await leave(`Before ${number}`)
  let isWriting = true
  let written = 0
  const writing = (async () => {
    while (isWriting) {
      await leave(`Meanwhile ${written++}`)
      // Each write is done at once: without a turn for others the backup would never come to its next step.
      await new Promise(setImmediate)
    }
  })()
  const imports = '{"what":"an import wrote"}'
  await writeFile(join(settings.dataDir, 'import.json'), imports)
  const made = await run(backup, settings, file)
  isWriting = false
  await writing
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(written).toBeGreaterThan(0)
  await db.close()
  undo.splice(1)

  const other = settingsAt(join(folder, 'other'))
  const restored = await run(restore, other, file)
  expect(restored).toMatchObject({ code: 0, err: '' })
  await reopened(other, async (copy) => {
    const kept = await comments(copy)
    expect(kept.slice(0, 50)).toHaveLength(50)
    expect(kept.filter((comment) => comment.startsWith('Before'))).toHaveLength(50)
    const meanwhile = kept.filter((comment) => comment.startsWith('Meanwhile'))
    expect(new Set(meanwhile)).toEqual(new Set(meanwhile.map((_, number) => `Meanwhile ${number}`)))
    const mails = await copy.read.selectFrom('outbox').selectAll().execute()
    expect(mails).toHaveLength(2 * kept.length)
    expect(restored.out).toContain(`Replies ${kept.length}, enquiries 0, copies of mails 1.`)
    expect(restored.out).toContain(`leave when the site starts: ${mails.length}`)
  })
  const secret = (at: Settings) => readFile(join(at.dataDir, 'secret'), 'utf8')
  expect(await secret(other)).toBe(await secret(settings))
  expect(await readFile(join(other.dataDir, 'import.json'), 'utf8')).toBe(imports)
  expect(await readdir(join(other.dataDir, 'mailbox'))).toEqual(['2026-11-23T09-00-00-000Z-abc.eml'])
  expect((await readdir(other.dataDir)).filter((name) => name.startsWith('.'))).toEqual([])
})

test('the archive is one that any tar opens, and that only its owner can read', async () => {
  const { settings, leave, file } = await runningSite()
  await leave('One')
  await run(backup, settings, file)
  const listed = spawnSync('tar', ['-tzf', file], { encoding: 'utf8' })
  expect(listed.stdout.trim().split('\n')).toEqual([
    ...['site.db', 'secret', 'mailbox/2026-11-23T09-00-00-000Z-abc.eml', 'content/articles/ward.mdx'],
    'backup.json',
  ])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a running site is not restored into, even by force', async () => {
  const { settings, leave, file } = await runningSite()
  await leave('One')
  await run(backup, settings, file)
  await leave('Two')
  for (const args of [[file], [file, '--force']])
    expect(await run(restore, settings, ...args)).toMatchObject({
      code: 1,
      err: expect.stringContaining('The site is running'),
    })
  await leave('Three')
})

test('a folder in use is refused; by force what was there is moved aside', async () => {
  const { settings, leave, file, stop } = await runningSite()
  await leave('One')
  await run(backup, settings, file)
  await leave('Two')
  await stop()
  expect(await run(restore, settings, file)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nothing was touched'),
  })
  expect(await reopened(settings, comments)).toEqual(['One', 'Two'])
  const forced = await run(restore, settings, file, '--force')
  expect(forced).toMatchObject({ code: 0 })
  expect(await reopened(settings, comments)).toEqual(['One'])
  const aside = /is in (\S*before-restore-\S*)\./.exec(forced.out)?.[1] ?? ''
  expect(await readdir(aside)).toEqual(expect.arrayContaining(['site.db', 'secret', 'mailbox']))
})

test('an existing backup is not overwritten unless that is asked for', async () => {
  const { settings, file } = await runningSite()
  await writeFile(file, 'an older backup')
  expect(await run(backup, settings, file)).toMatchObject({ code: 1 })
  expect(await readFile(file, 'utf8')).toBe('an older backup')
  expect(await run(backup, settings, file, '--force')).toMatchObject({ code: 0 })
})

test('a damaged, shortened, foreign or hostile archive is refused before anything is touched', async () => {
  const { settings, leave, file, folder } = await runningSite()
  await leave('One')
  await run(backup, settings, file)
  const good = await readFile(file)
  const plain = gunzipSync(good)
  const flipped = Buffer.from(plain)
  flipped[5000] = (flipped[5000] ?? 0) ^ 1
  const renamed = Buffer.from(plain)
  renamed.write('site.dx', 0)
  const archive = async (...files: [name: string, content: string | Buffer][]) => {
    const entries = (async function* () {
      for (const [name, content] of files) {
        const body = Buffer.from(content)
        yield { name, bytes: body.length, body: [body] }
      }
    })()
    const chunks: Buffer[] = []
    for await (const chunk of tarOf(entries, () => {})) chunks.push(chunk)
    return gzipSync(Buffer.concat(chunks))
  }
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const list = (sum: string): [string, string] => {
    const files = { secret: { bytes: 1, sha256: sum } }
    const manifest = { format: 1, madeAt: '2026-11-23T09:00:00.000Z', database: 'sqlite', files }
    return ['backup.json', JSON.stringify(manifest)]
  }
  const bad: Record<string, Buffer> = {
    'not an archive': Buffer.from('hello'),
    empty: Buffer.alloc(0),
    cut: good.subarray(0, good.length - 100),
    'cut between files': gzipSync(Buffer.concat([plain.subarray(0, 512), Buffer.alloc(0)])),
    'a changed byte': gzipSync(flipped),
    'a changed header': gzipSync(renamed),
    'no list': await archive(['secret', 'x']),
    'a way out': await archive(['../evil', 'x']),
    'a way out below': await archive(['mailbox/../../evil.eml', 'x']),
    'two lists': await archive(['secret', 'x'], list(sha256('x')), list(sha256('y'))),
    'a list of blanks without end': await archive(['backup.json', Buffer.alloc(17 * 1024 * 1024, ' ')]),
    'a file twice': await archive(['secret', 'x'], ['secret', 'x'], list(sha256('x'))),
    'a file of another size than listed': await archive(['secret', 'xx'], list(sha256('xx'))),
  }
  const other = settingsAt(join(folder, 'other'))
  for (const [what, bytes] of Object.entries(bad)) {
    await writeFile(file, bytes)
    const refused = await run(restore, other, file)
    expect([what, refused.code, refused.out]).toEqual([what, 1, ''])
    expect(refused.err).toMatch(/was not restored: .+/)
    expect([what, await readdir(other.dataDir)]).toEqual([what, []])
  }
  expect(existsSync(join(folder, 'evil'))).toBe(false)
})

test('a backup of a newer version is refused', async () => {
  const { settings, db, file, folder } = await runningSite()
  await db.write((tx) =>
    tx.insertInto('schema_migration').values({ name: '9999-later', applied_at: 0 }).execute(),
  )
  await run(backup, settings, file)
  expect(await run(restore, settingsAt(join(folder, 'other')), file)).toMatchObject({
    code: 1,
    err: expect.stringContaining('made by a newer version of the site: it has 9999-later'),
  })
})

test('with PostgreSQL the rest of the folder is backed up, and both commands say what is not', async () => {
  const folder = await newFolder()
  const url = { DATABASE_URL: 'postgres://localhost/site' }
  const settings = settingsAt(join(folder, 'data'), url)
  await mkdir(settings.dataDir)
  await writeFile(join(settings.dataDir, 'secret'), 'a secret of more than thirty-two characters\n')
  const file = join(folder, 'backup.tar.gz')
  await mkdir(settings.contentDir)
  const made = await run(backup, settings, file)
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining('pg_dump') })
  const other = settingsAt(join(folder, 'other'), url)
  expect(await run(restore, other, file)).toMatchObject({
    code: 0,
    out: expect.stringContaining('pg_restore'),
  })
  expect(await readdir(other.dataDir)).toEqual(['secret'])
})

test('a backup with a database does not go where the database is another', async () => {
  const { settings, file, folder } = await runningSite()
  await run(backup, settings, file)
  const other = settingsAt(join(folder, 'other'), { DATABASE_URL: 'postgres://localhost/site' })
  expect(await run(restore, other, file)).toMatchObject({
    code: 1,
    err: expect.stringContaining('PostgreSQL'),
  })
})

test('wrong words, a missing file and a missing database are told', async () => {
  const folder = await newFolder()
  const settings = settingsAt(join(folder, 'data'))
  for (const command of [backup, restore])
    for (const args of [[], ['a', 'b'], ['--help']])
      expect(await run(command, settings, ...args)).toMatchObject({
        code: 1,
        err: expect.stringContaining('Usage'),
      })
  expect((await run(backup, settings, join(folder, 'x'))).err).toContain('There is no database at')
  expect((await run(restore, settings, join(folder, 'x'))).err).toContain('There is no')
  expect(await readdir(folder)).toEqual([])
})

test('a restored database is the one that was here: what is lost of it later stops the start', async () => {
  const { settings, leave, file, stop } = await runningSite()
  await leave('One')
  await run(backup, settings, file)
  await leave('Two')
  await stop()
  expect(await run(restore, settings, file, '--force')).toMatchObject({ code: 0 })
  const { database } = settings
  if (database.kind !== 'sqlite') throw new Error('no file')
  expect(await reopened(settings, comments)).toEqual(['One'])
  await truncate(database.file)
  await expect(openDatabase(database)).rejects.toThrow('is empty, though it held something')
})

test('what was lost is not backed up in place of a good backup', async () => {
  const { settings, leave, file, stop } = await runningSite()
  await leave('One')
  await stop()
  expect(await run(backup, settings, file)).toMatchObject({ code: 0 })
  const good = await readFile(file)
  await truncate(join(settings.dataDir, 'site.db'))
  expect(await run(backup, settings, file, '--force')).toMatchObject({
    code: 1,
    err: expect.stringContaining('is empty, though it held something'),
  })
  expect(await readFile(file)).toEqual(good)
})
