import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { filesOf, tarOf } from '#lib/backup/archive.ts'
import { copySteadily } from '#lib/backup/content.ts'
import { backup } from '#lib/cli/backup.ts'
import { restore } from '#lib/cli/restore.ts'
import { parseSettings, type Settings } from '#lib/config.ts'
import { openDatabase } from '#lib/db/client.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** Files by their path below a folder. */
type Files = Record<string, string>

async function write(folder: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

async function read(folder: string): Promise<Files> {
  const found: Files = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) found[path.slice(folder.length + 1)] = await readFile(path, 'utf8')
  }
  return found
}

/** A site that was run once, with these places below one folder. */
async function site(
  files: Files,
  places: { data?: string; content?: string } = {},
): Promise<{ settings: Settings; file: string; folder: string; other: (env: Files) => Settings }> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-backup-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const other = (env: Files) => {
    const parsed = parseSettings(env)
    if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
    return parsed.settings
  }
  const { data = 'data', content = 'content' } = places
  const settings = other({ DATA_DIR: join(folder, data), CONTENT_DIR: join(folder, content) })
  await write(settings.contentDir, files)
  await write(settings.dataDir, { secret: 'a secret of more than thirty-two characters\n' })
  const db = await openDatabase(settings.database)
  await db.migrate()
  await db.close()
  return { settings, file: join(folder, 'backup.tar.gz'), folder, other }
}

async function run(command: typeof backup, settings: Settings, ...args: string[]) {
  const said = { out: '', err: '' }
  const code = await command(args, settings, {
    print: (text) => {
      said.out += `${text}\n`
    },
    complain: (text) => {
      said.err += `${text}\n`
    },
  })
  return { code, ...said }
}

const articles: Files = {
  'articles/our-new-clinic.mdx': '---\ntitle: Our new clinic\n---\nWords.\n',
  'articles/our-new-clinic/ward.jpg': 'a picture\u0000\u0001',
  'authors/jane-doe.yml': 'name: Jane Doe\n',
  'pages/about.mdx': 'About us',
  'site.yml': 'name: Ours\n',
  '.git/HEAD': 'ref: refs/heads/main\n',
}

test('a backup holds the articles, and they come back where CONTENT_DIR is now', async () => {
  const { settings, file, folder, other } = await site(articles)
  const made = await run(backup, settings, file)
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(made.out).toContain(`6 of ${settings.contentDir}`)
  expect(made.out).toContain('Not in it: the program')

  const there = other({ DATA_DIR: join(folder, 'new', 'data'), CONTENT_DIR: join(folder, 'new', 'texts') })
  const restored = await run(restore, there, file)
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect(restored.out).toContain(`They were in ${settings.contentDir} when the backup was made`)
  expect(await read(there.contentDir)).toEqual(articles)
  expect((await readdir(there.dataDir)).sort()).toEqual(['secret', 'site.db', 'site.db.marker'])
})

const names: Files = {
  'articles/健康/病房.jpg': 'a',
  'articles/עברית.mdx': 'b',
  'pages/Über uns & mehr – 100 %.mdx': 'c',
  'articles/U\u0308bersicht.jpg': 'd',
  'articles/Übersicht.jpg': 'e',
  [`articles/${'long'.repeat(50)}/${'longer'.repeat(40)}.jpg`]: 'f',
  [`articles/${'長い'.repeat(40)}.jpg`]: 'g',
  'articles/line\nbreak.jpg': 'h',
  'articles/😀 two  spaces .jpg': 'i',
  'articles/-rf.jpg': 'j',
  'articles/back\\slash.jpg': 'k',
  'files/__proto__': 'l',
}

test('names in any script and of any length, modes, times and empty folders come back as they were', async () => {
  const { settings, file, folder, other } = await site(names)
  await mkdir(join(settings.contentDir, 'authors', 'nobody yet'), { recursive: true })
  await chmod(join(settings.contentDir, 'articles'), 0o775)
  await chmod(join(settings.contentDir, 'articles/עברית.mdx'), 0o664)
  await utimes(join(settings.contentDir, 'articles/עברית.mdx'), 1_600_000_000, 1_600_000_000)
  expect(await run(backup, settings, file)).toMatchObject({ code: 0, err: '' })
  const there = other({ DATA_DIR: join(folder, 'new/data'), CONTENT_DIR: join(folder, 'new/content') })
  expect(await run(restore, there, file)).toMatchObject({ code: 0, err: '' })
  expect(await read(there.contentDir)).toEqual(names)
  expect(await readdir(join(there.contentDir, 'authors'))).toEqual(['nobody yet'])
  expect((await stat(join(there.contentDir, 'articles'))).mode & 0o777).toBe(0o775)
  const kept = await stat(join(there.contentDir, 'articles/עברית.mdx'))
  expect([kept.mode & 0o777, kept.mtimeMs]).toEqual([0o664, 1_600_000_000_000])
})

test('any tar opens it, long names included', async () => {
  const { settings, file, folder } = await site(names)
  await run(backup, settings, file)
  await mkdir(join(folder, 'by-tar'))
  const { status, stderr } = spawnSync('tar', ['-xzf', file, '-C', join(folder, 'by-tar')], {
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
  expect(await read(join(folder, 'by-tar/content'))).toEqual(names)
})

test('a filled content folder is refused; by force it is moved aside; the same one is left alone', async () => {
  const { settings, file, other, folder } = await site(articles)
  await run(backup, settings, file)
  const fresh = (name: string) => other({ DATA_DIR: join(folder, name), CONTENT_DIR: settings.contentDir })

  const same = await run(restore, fresh('one'), file)
  expect(same).toMatchObject({ code: 0, err: '', out: expect.stringContaining('was left alone') })
  expect(await read(settings.contentDir)).toEqual(articles)

  const later = { ...articles, 'articles/later.mdx': 'Later.' }
  await write(settings.contentDir, later)
  const refused = await run(restore, fresh('two'), file)
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('With --force') })
  expect(await read(settings.contentDir)).toEqual(later)
  expect(await readdir(join(folder, 'two'))).toEqual([])

  const forced = await run(restore, fresh('two'), file, '--force')
  expect(forced).toMatchObject({ code: 0, err: '' })
  const aside = /is in (\S*before-restore-\S*)\./.exec(forced.out)?.[1] ?? ''
  expect(dirname(aside)).toBe(settings.contentDir)
  expect(await read(aside)).toEqual(later)
  const { [aside.slice(settings.contentDir.length + 1)]: _aside, ...rest } = await read(settings.contentDir)
  expect(
    Object.keys(rest)
      .filter((name) => !name.startsWith('before-restore-'))
      .sort(),
  ).toEqual(Object.keys(articles).sort())
  // What was moved aside is in no later backup.
  await run(backup, fresh('two'), join(folder, 'second.tar.gz'))
  expect(
    spawnSync('tar', ['-tzf', join(folder, 'second.tar.gz')], { encoding: 'utf8' }).stdout,
  ).not.toContain('before-restore')
})

test.each([
  ['content in the data folder', { data: 'site', content: 'site/content' }],
  ['content deep in the data folder', { data: 'site', content: 'site/var/content' }],
  ['data in the content folder', { data: 'site/data', content: 'site' }],
  ['data deep in the content folder', { data: 'site/var/data', content: 'site' }],
  ['one folder for both', { data: 'site', content: 'site' }],
])('%s: each is backed up once, and by force each comes back', async (_where, places) => {
  const { settings, file } = await site(articles, places)
  expect(await run(backup, settings, file)).toMatchObject({ code: 0, err: '' })
  const listed = spawnSync('tar', ['-tzf', file], { encoding: 'utf8' }).stdout.trim().split('\n')
  expect(listed.sort()).toEqual(
    ['site.db', 'secret', 'backup.json', ...Object.keys(articles).map((name) => `content/${name}`)].sort(),
  )
  await writeFile(join(settings.dataDir, 'secret'), 'another secret of more than thirty-two letters\n')
  await writeFile(join(settings.contentDir, 'pages/about.mdx'), 'Changed')
  await writeFile(join(settings.contentDir, 'pages/new.mdx'), 'New')
  expect(await run(restore, settings, file)).toMatchObject({ code: 1 })
  const forced = await run(restore, settings, file, '--force')
  expect(forced).toMatchObject({ code: 0, err: '' })
  expect(await readFile(join(settings.dataDir, 'secret'), 'utf8')).toContain('a secret of more')
  expect(await readFile(join(settings.contentDir, 'pages/about.mdx'), 'utf8')).toBe('About us')
  expect(await readdir(join(settings.contentDir, 'pages'))).toEqual(['about.mdx'])
  const db = await openDatabase(settings.database)
  await db.close()
  const asides = [...forced.out.matchAll(/is in (\S*before-restore-\S*)\./g)].map(([, path = '']) => path)
  const moved = Object.assign({}, ...(await Promise.all([...new Set(asides)].map(read))))
  expect(moved['pages/new.mdx']).toBe('New')
  expect(moved.secret).toContain('another secret')
})

test('links within the folder come back as links; one that leads out, or nowhere, is told and left out', async () => {
  const { settings, file, folder, other } = await site(articles)
  const at = (path: string) => join(settings.contentDir, path)
  await writeFile(join(folder, 'outside.jpg'), 'not ours')
  await symlink('our-new-clinic/ward.jpg', at('articles/beside.jpg'))
  await symlink(at('articles/our-new-clinic'), at('pages/absolute'))
  await symlink(join(folder, 'outside.jpg'), at('articles/outside.jpg'))
  await symlink(folder, at('articles/all'))
  await symlink('nowhere', at('articles/dangling.jpg'))
  await symlink('loop', at('articles/loop'))
  spawnSync('mkfifo', [at('articles/pipe.mdx')])
  const made = await run(backup, settings, file)
  expect(made).toMatchObject({ code: 0, err: '' })
  for (const name of ['outside.jpg', 'all', 'dangling.jpg', 'loop', 'pipe.mdx'])
    expect(made.out).toContain(`Not in it: ${at(`articles/${name}`)}, because it is`)
  const there = other({ DATA_DIR: join(folder, 'new/data'), CONTENT_DIR: join(folder, 'new/content') })
  expect(await run(restore, there, file)).toMatchObject({ code: 0, err: '' })
  expect(await read(there.contentDir)).toEqual(articles)
  expect(await readlink(join(there.contentDir, 'articles/beside.jpg'))).toBe('our-new-clinic/ward.jpg')
  expect(await readlink(join(there.contentDir, 'pages/absolute'))).toBe('../articles/our-new-clinic')
  // The same folder again, with what was left out: nothing is to be overwritten.
  expect(
    await run(restore, other({ DATA_DIR: join(folder, 'x'), CONTENT_DIR: settings.contentDir }), file),
  ).toMatchObject({ code: 0 })
})

test('a content folder that is a link stays one', async () => {
  const { settings, file, folder, other } = await site(articles, { content: 'real' })
  await symlink(settings.contentDir, join(folder, 'link'))
  const linked = other({ DATA_DIR: settings.dataDir, CONTENT_DIR: join(folder, 'link') })
  expect(await run(backup, linked, file)).toMatchObject({ code: 0 })
  await writeFile(join(settings.contentDir, 'pages/about.mdx'), 'Changed')
  expect(await run(restore, linked, file, '--force')).toMatchObject({ code: 0 })
  expect(await readFile(join(settings.contentDir, 'pages/about.mdx'), 'utf8')).toBe('About us')
  expect(await readlink(join(folder, 'link'))).toBe(settings.contentDir)
})

test('what cannot be read is told, the rest is backed up, and the command says that something is missing', async () => {
  const { settings, file } = await site(articles)
  const nameless = Buffer.concat([
    Buffer.from(join(settings.contentDir, 'articles/')),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('.jpg'),
  ])
  await writeFile(nameless, 'x')
  const made = await run(backup, settings, file)
  expect(made.code).toBe(1)
  expect(made.err).toContain('its name is not UTF-8')
  const listed = spawnSync('tar', ['-tzf', file], { encoding: 'utf8' }).stdout
  for (const name of Object.keys(articles)) expect(listed).toContain(`content/${name}`)
})

test('without a content folder the data is backed up, and the command says that the articles are missing', async () => {
  const { settings, file, other, folder } = await site(articles)
  const away = other({ DATA_DIR: settings.dataDir, CONTENT_DIR: join(folder, 'away') })
  const made = await run(backup, away, file)
  expect(made).toMatchObject({ code: 1, err: expect.stringContaining('There is no content folder at') })
  const there = other({ DATA_DIR: join(folder, 'new'), CONTENT_DIR: settings.contentDir })
  const restored = await run(restore, there, file)
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('has no articles') })
  expect(await read(settings.contentDir)).toEqual(articles)
})

test('a file that changes while it is read is read again; one that never rests is taken as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-backup-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const [from, to] = [join(folder, 'from'), join(folder, 'to')]
  const large = 'x'.repeat(4_000_000)
  await writeFile(from, large)
  let isWriting = true
  const writing = (async () => {
    for (let number = 0; isWriting; number++) {
      await writeFile(`${from}.new`, `${large}${number}`)
      await rename(`${from}.new`, from)
    }
  })()
  for (let number = 0; number < 10; number++) {
    const copy = await copySteadily(from, to)
    const text = await readFile(to, 'utf8')
    // Written under another name and renamed, each version is whole.
    expect([text.length, text.startsWith(large)]).toEqual([copy.bytes, true])
  }
  isWriting = false
  await writing
  expect(await copySteadily(from, to)).toMatchObject({ isChanging: false })
})

test('an article that is renamed while the folder is backed up is in it under one of its names', async () => {
  const many: Files = {}
  for (let number = 0; number < 300; number++) many[`articles/m${number}.mdx`] = `Words ${number}.`
  const { settings, file } = await site(many)
  const making = run(backup, settings, file)
  // Half of them to a name that was passed already, half to one that is still to come.
  for (let number = 0; number < 300; number++) {
    const fresh = `${number % 2 ? 'a' : 'z'}${number}.mdx`
    await rename(
      join(settings.contentDir, `articles/m${number}.mdx`),
      join(settings.contentDir, 'articles', fresh),
    )
    await new Promise(setImmediate)
  }
  expect(await making).toMatchObject({ code: 0, err: '' })
  const texts = new Set(
    spawnSync('tar', ['-xzOf', file, '--wildcards', 'content/articles/*'], { encoding: 'utf8' }).stdout.match(
      /Words \d+\./g,
    ),
  )
  expect(texts.size).toBe(300)
})

test('a backup may be made into the content folder, and is not in itself', async () => {
  const { settings, other, folder } = await site(articles)
  const file = join(settings.contentDir, 'backup.tar.gz')
  for (const args of [[file], [file, '--force']])
    expect(await run(backup, settings, ...args)).toMatchObject({ code: 0, err: '' })
  const there = other({ DATA_DIR: join(folder, 'new/data'), CONTENT_DIR: join(folder, 'new/content') })
  expect(await run(restore, there, file)).toMatchObject({ code: 0 })
  expect(await read(there.contentDir)).toEqual(articles)
})

async function archive(...files: [name: string, content: string][]): Promise<Buffer> {
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

type Written = { format?: number; content?: unknown }

/** An archive with a list that proves each of its files. */
async function proven(files: Files, { format = 2, content }: Written = {}): Promise<Buffer> {
  const proofs = Object.entries(files).map(([name, text]) => [
    name,
    { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') },
  ])
  const manifest = {
    format,
    madeAt: '2026-11-23T09:00:00.000Z',
    database: 'sqlite',
    files: Object.fromEntries(proofs),
    ...(content ? { content } : {}),
  }
  return await archive(...Object.entries(files), ['backup.json', JSON.stringify(manifest)])
}

test('a backup of before, without articles, can still be restored, and says so', async () => {
  const { settings, file, other, folder } = await site(articles)
  await writeFile(
    file,
    await proven({ secret: 'a secret of more than thirty-two characters\n' }, { format: 1 }),
  )
  const there = other({ DATA_DIR: join(folder, 'new'), CONTENT_DIR: settings.contentDir })
  const restored = await run(restore, there, file)
  expect(restored).toMatchObject({ code: 0, err: '', out: expect.stringContaining('took the data alone') })
  expect(await read(settings.contentDir)).toEqual(articles)
})

test('hostile content is refused before anything is touched', async () => {
  const { file, folder, other } = await site({})
  const there = other({ DATA_DIR: join(folder, 'new/data'), CONTENT_DIR: join(folder, 'new/content') })
  const at = { dir: '/srv/content', folders: [], links: [] }
  const link = (path: string, to: string) => ({ ...at, links: [{ path, to }] })
  const long = `content/${'x'.repeat(5000)}`
  const bad: Record<string, Buffer> = {
    'a way out': await proven({ 'content/../evil': 'x' }, { content: at }),
    'a way out below': await proven({ 'content/articles/../../../evil': 'x' }, { content: at }),
    'an absolute path': await proven({ 'content//etc/evil': 'x' }, { content: at }),
    'the folder itself': await proven({ 'content/.': 'x' }, { content: at }),
    'a folder as a file': await proven({ 'content/': 'x' }, { content: at }),
    'a file and a folder of one name': await proven(
      { 'content/a': 'x', 'content/a/b': 'x' },
      { content: at },
    ),
    'a name without end': await proven({ [long]: 'x' }, { content: at }),
    'an empty folder outside': await proven(
      {},
      { content: { ...at, folders: [{ path: '../evil', mode: 0 }] } },
    ),
    'a link that leads out': await proven({}, { content: link('a', '../evil') }),
    'a link that leads out from below': await proven({}, { content: link('a/b', '../../evil') }),
    'a link that leads out on the way': await proven({}, { content: link('a', 'b/../../evil') }),
    'an absolute link': await proven({}, { content: link('a', '/etc') }),
    'a link outside': await proven({}, { content: link('../evil', 'a') }),
    'a link below a link': await proven(
      {},
      {
        content: {
          ...at,
          links: [
            { path: 'a', to: '.' },
            { path: 'a/b', to: '..' },
          ],
        },
      },
    ),
    'a link in place of a file': await proven({ 'content/a': 'x' }, { content: link('a', 'b') }),
    'a changed file': gzipSync(
      Buffer.from(
        gunzipSync(await proven({ 'content/a': 'xyz' }, { content: at }))
          .toString('latin1')
          .replace('xyz', 'xyy'),
        'latin1',
      ),
    ),
  }
  for (const [what, bytes] of Object.entries(bad)) {
    await writeFile(file, bytes)
    const refused = await run(restore, there, file, '--force')
    expect([what, refused.code, refused.out]).toEqual([what, 1, ''])
    expect([what, refused.err]).toEqual([what, expect.stringMatching(/was not restored: .+/)])
    expect([what, await readdir(there.dataDir).catch(() => [])]).toEqual([what, []])
    expect([what, await readdir(there.contentDir).catch(() => [])]).toEqual([what, []])
  }
  expect(await read(folder).then((all) => Object.keys(all).filter((name) => name.includes('evil')))).toEqual(
    [],
  )
})

test('a record of a long name that was tampered with is refused: by its size, or by the list of contents', async () => {
  const { settings, folder } = await site({})
  const whole = gunzipSync(await proven({ [`content/${'a'.repeat(120)}`]: 'x' }))
  const tampered = async (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(whole)
    change(bytes)
    const file = join(folder, 'tampered.tar.gz')
    await writeFile(file, gzipSync(bytes))
    return await run(restore, settings, file, '--force')
  }
  const size = await tampered((bytes) => bytes.write('size', bytes.indexOf('path=')))
  expect([size.code, size.err]).toEqual([1, expect.stringContaining('not an archive that the site made')])
  const length = await tampered((bytes) => bytes.write('9', 512))
  expect([length.code, length.err]).toEqual([1, expect.stringContaining('is missing or damaged')])
})

test('a file of more than 8 GiB has a header of its own, that any reader understands', async () => {
  const bytes = 9 * 1024 ** 3
  const entries = (async function* () {
    yield { name: 'content/film.mp4', bytes, body: (async function* () {})() }
  })()
  const chunks: Buffer[] = []
  const begun = async () => {
    for await (const chunk of tarOf(entries, () => {})) chunks.push(chunk)
  }
  await expect(begun()).rejects.toThrow('changed its size')
  const found = filesOf(
    (async function* () {
      yield Buffer.concat(chunks)
    })(),
  )
  expect((await found.next()).value).toMatchObject({ name: 'content/film.mp4', bytes })
  await found.return(undefined)
})

test('an archive keeps what a file may be read by, nobody too, and when it was changed, after 2038 too', async () => {
  const later = 2_208_988_800
  const entries = (async function* () {
    yield { name: 'locked', bytes: 1, body: [Buffer.from('x')], mode: 0, mtime: 1_795_000_000 }
    yield { name: 'later', bytes: 1, body: [Buffer.from('x')], mode: 0o640, mtime: later }
  })()
  const found: unknown[] = []
  for await (const { body, ...entry } of filesOf(tarOf(entries, () => {}))) {
    for await (const chunk of body) expect(String(chunk)).toBe('x')
    found.push(entry)
  }
  expect(found).toEqual([
    { name: 'locked', bytes: 1, mode: 0, mtime: 1_795_000_000 },
    { name: 'later', bytes: 1, mode: 0o640, mtime: later },
  ])
})

test('an archive that is read no further has let go of what it reads', async () => {
  let isClosed = false
  async function* endless() {
    try {
      for (;;) yield Buffer.alloc(50_000)
    } finally {
      isClosed = true
    }
  }
  const entries = (async function* () {
    yield { name: 'content/a', bytes: 1e9, body: endless() }
  })()
  const reading = tarOf(entries, () => {})
  await reading.next()
  await reading.return(undefined)
  expect(isClosed).toBe(true)
})

test('an archive that ends within a file says so', async () => {
  const { settings, folder } = await site({})
  const whole = gunzipSync(await proven({ 'content/a': 'x'.repeat(5000) }))
  const file = join(folder, 'short.tar.gz')
  for (const bytes of [600, 512, 4000]) {
    await writeFile(file, gzipSync(whole.subarray(0, bytes)))
    const refused = await run(restore, settings, file, '--force')
    expect([bytes, refused.code, refused.err]).toEqual([
      bytes,
      1,
      expect.stringContaining('It ends too early: a part of it is missing'),
    ])
  }
})

/** Made by the archive writer of commit cf2dc89: a secret, and an article with a name of 142 bytes. */
const ofBefore = [
  'H4sIAAAAAAACA+2Xz2rcMBDGfe5TmDl7d0cjS7INOfQdCoWWHvS368Rrp5LSJoR9oD5HX6w4YSGhh+Sybmn8u8wwl2+Q5huhYRq/',
  'bkZ98MX5QESUiA8R/4xInBVMcOTIOeesQFRSUVHeFgtwk7KOBWLxNmGCl9c67y/sNGY/5p2OubeDT7vhNBmbZbNfP7cHd/uuWFmC',
  'Ba79Rf8jqoIJUmpeAHN9jrIocfX/2fk4RZe2q9veKsnb6PN5NV70v6if+x8VIV/9vwS6fJyAcgrlYYq+zHs9lnnfx3y3yT+m0u51',
  '1Db7mNYl8R9itL26ud5epmn8a/5XxJ/7nyFb3/9luIcwxYPO0FEFB+38+wwdEJLcMLYh/gHbDrFD3CLiJ6jA6ayNTh46SN+GPnuo',
  'IPSDT9Ddwz/2iZhbMnd57k1VkPaahIQOsG5bcoGkNY5bJTQPjJhA5olYQ7xpuNGBt4yw8Zp7a5R0lixra0tO1nCs4HFrPhGo6ycK',
  'tW2ME6zFwJC84Q0RMqNlY4LQFKxr21YJoUItmwZrWcswP4PeCmx8sAaOx+p0mLOG6yN0sEvx++5UrSBMg/MxQff5SwVDP149pMfj',
  'utRWVlZexW9H0629ABQAAA==',
].join('')

test('an archive that an earlier version wrote, a long name in it, is restored', async () => {
  const { settings, folder } = await site({})
  const file = join(folder, 'before.tar.gz')
  await writeFile(file, Buffer.from(ofBefore, 'base64'))
  expect(await run(restore, settings, file, '--force')).toMatchObject({ code: 0 })
  expect(await read(settings.contentDir)).toMatchObject({
    [`articles/${'long-name-'.repeat(12)}é.mdx`]: 'Words.\n',
  })
})
