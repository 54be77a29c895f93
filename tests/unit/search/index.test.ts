import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { nearTag } from '#lib/search/near-tag.ts'
import { patience } from '../../support/patience.ts'
import { article, contentFolder } from '../content/folder.ts'
import { indexOf, openedOn, today } from './index-of.ts'

const found = (slugs: (q: string) => Promise<string[]>, q: string, expected: string[]) =>
  vi.waitFor(async () => expect((await slugs(q)).sort()).toEqual(expected), patience)

test('what is saved is found, what is removed, withdrawn or not yet due is not', async () => {
  const site = await indexOf({
    'articles/a.mdx': article('Of apples.'),
    'articles/draft.mdx': article('Of apples.', { draft: 'true' }),
    'articles/later.mdx': article('Of apples.', { date: '2026-11-24' }),
    'articles/over.mdx': article('Of apples.', { expires: '2026-11-22' }),
    'authors/ann.yml': 'name: Ann\n',
  })
  const { folder, library, slugs, clock } = site
  expect(await slugs('apples')).toEqual(['a'])
  await folder.write('articles/b.mdx', article('Of apples and pears.', { author: 'ann' }))
  await library.refresh()
  await found(slugs, 'apples', ['a', 'b'])
  await folder.write('articles/b.mdx', article('Of pears.', { author: 'ann' }))
  await folder.write('authors/ann.yml', 'name: Berta\n')
  await library.refresh()
  // What stood there is gone at once, whatever the index knows by then.
  await found(slugs, 'apples', ['a'])
  await found(slugs, 'berta', ['b'])
  await folder.remove('articles/b.mdx')
  await library.refresh()
  expect(await slugs('pears')).toEqual([])
  clock.time = today + 24 * 3_600_000
  await library.refresh()
  await found(slugs, 'apples', ['a', 'later'])
  await found(slugs, 'pears', [])
  expect((await site.search.find({ q: 'pears' })).total).toBe(0)
})

test('an index of a thousand texts, which warms its own code, answers from the first search on', async () => {
  const files: Record<string, string> = {}
  // Titles that are no query: nothing that is made of them may do harm.
  const titles = ['“', '" "" -', 'a', 'NEAR( OR', 'One two three', '']
  const wordOf = (at: number) =>
    `apple${String(at).replace(/\d/g, (digit) => String.fromCharCode(97 + Number(digit)))}`
  for (let at = 1_000; at < 2_000; at++)
    files[`articles/a${at}.mdx`] = article(`Of ${wordOf(at)}.`, {
      title: JSON.stringify(`${titles[at % titles.length]} ${at}`),
    })
  const folder = await contentFolder(files)
  const before = await openedOn(folder)
  await found(before.slugs, wordOf(1_999), ['a1999'])
  await before.close()
  const { slugs } = await openedOn(folder, before)
  for (const at of [1_000, 1_007, 1_500, 1_999]) expect(await slugs(wordOf(at))).toEqual([`a${at}`])
})

// Nine starts, each of which may take its time.
const ofMany = { timeout: 9 * patience }

test(
  'a start reads only what changed, and makes anew what is missing, damaged or of another version',
  ofMany,
  async () => {
    const folder = await contentFolder({
      'articles/a.mdx': article('Of apples.'),
      'articles/b.mdx': article('Of pears.'),
    })
    const site = await openedOn(folder)
    const file = join(site.dataDir, 'cache', 'search.db')
    await site.close()
    const text = () => {
      const db = new Sqlite(file, { readonly: true })
      const ids = db
        .prepare<[], string>(`select key || ' ' || id || ' ' || mark from docs order by key`)
        .pluck()
        .all()
      db.close()
      return ids
    }
    const before = text()
    await folder.write('articles/b.mdx', article('Of plums.'))
    const again = await openedOn(folder, site)
    await found(again.slugs, 'plums', ['b'])
    await found(again.slugs, 'pears', [])
    await again.close()
    expect(text()[0]).toBe(before[0])
    expect(text()[1]).not.toBe(before[1])

    const spoil: Record<string, () => void> = {
      missing: () => rmSync(file),
      'no database': () => writeFileSync(file, 'x'.repeat(50_000)),
      'cut off': () => writeFileSync(file, readFileSync(file).subarray(0, 20_000)),
      'partly overwritten': () => {
        const bytes = readFileSync(file)
        writeFileSync(file, bytes.fill(7, 8_192, bytes.length - 4_096))
      },
      'of another version': () => {
        const db = new Sqlite(file)
        db.exec(`update meta set value = '0' where name = 'version'; delete from terms`)
        db.close()
      },
      'half built': () => {
        const db = new Sqlite(file)
        db.exec(`delete from meta where name = 'built'; delete from docs; delete from terms`)
        db.close()
      },
    }
    for (const [how, make] of Object.entries(spoil)) {
      make()
      const next = await openedOn(folder, { ...site, isReadyAwaited: false })
      await vi.waitFor(async () => expect(await next.slugs('apples'), how).toEqual(['a']), patience)
      await found(next.slugs, 'plums', ['b'])
      await next.close()
    }
  },
)

test('two that share a data folder share the index, also when both make it', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `articles/a${n}.mdx`)
  const folder = await contentFolder(Object.fromEntries(names.map((name) => [name, article('Of apples.')])))
  const dataDir = `${folder.path}-data`
  const both = await Promise.all([openedOn(folder, { dataDir }), openedOn(folder, { dataDir })])
  await folder.write('articles/a1.mdx', article('Of pears.'))
  for (const { library, search, slugs } of both) {
    await library.refresh()
    await found(slugs, 'pears', ['a1'])
    expect((await search.find({ q: 'apples' })).total).toBe(39)
  }
})

test('a file that goes while the site runs is made anew', async () => {
  const { dataDir, search, clock, slugs } = await indexOf({ 'articles/a.mdx': article('Of apples.') })
  expect(await slugs('apples')).toEqual(['a'])
  const file = join(dataDir, 'cache', 'search.db')
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  await vi.waitFor(async () => {
    clock.time += 5_000
    await search.find({ q: 'apples' })
    expect(readFileSync(file).length).toBeGreaterThan(0)
  }, patience)
  await found(slugs, 'apples', ['a'])
})

const spoiled: readonly (readonly [what: string, spoil: (file: string) => void])[] = [
  ['went with its folder', (file) => rmSync(dirname(file), { recursive: true })],
  [
    'gave way to a folder',
    (file) => {
      for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
      mkdirSync(join(file, 'within'), { recursive: true })
    },
  ],
]

test.each(spoiled)('an index that %s while the site runs is made anew at once', async (_, spoil) => {
  const folder = await contentFolder({ 'articles/a.mdx': article('Of apples.') })
  // Whatever waits for another try comes too late for this test.
  const { dataDir, clock, slugs, search } = await openedOn(folder, { retryAfter: 3_600_000 })
  expect(await slugs('apples')).toEqual(['a'])
  spoil(join(dataDir, 'cache', 'search.db'))
  await vi.waitFor(async () => {
    clock.time += 5_000
    // Other words, for those asked before are remembered.
    expect(await slugs(`apples of ${clock.time}`)).toEqual(['a'])
    expect(statSync(join(dataDir, 'cache', 'search.db')).isFile()).toBe(true)
  }, patience)
  await vi.waitFor(() => expect(search.isReady()).toBe(true), patience)
  const db = new Sqlite(join(dataDir, 'cache', 'search.db'), { readonly: true })
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  db.close()
})

test('where no file can be kept the search is away, says so, and comes back by itself', async () => {
  const folder = await contentFolder({ 'articles/a.mdx': article('Of apples.') })
  const dataDir = `${folder.path}-data`
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'cache'), 'not a folder')
  const { search, slugs, logged } = await openedOn(folder, { dataDir, isReadyAwaited: false })
  await vi.waitFor(() => expect(search.findings()).toMatchObject([{ severity: 'warning' }]), patience)
  expect([await slugs('apples'), search.isReady(), await search.near('a', 3)]).toEqual([[], false, []])
  expect(logged.filter((line) => line.includes('cannot be kept'))).toHaveLength(1)
  rmSync(join(dataDir, 'cache'))
  await found(slugs, 'apples', ['a'])
  expect(search.findings()).toEqual([])
})

test('an index that is being made is told as such, also where its disk was away before', async () => {
  const names = Array.from({ length: 60 }, (_, n) => `articles/a${n}.mdx`)
  const folder = await contentFolder(Object.fromEntries(names.map((name) => [name, article('Of apples.')])))
  const dataDir = `${folder.path}-data`
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'cache'), 'not a folder')
  const { search } = await openedOn(folder, { dataDir, isReadyAwaited: false })
  const told = () => search.findings().map(({ severity, message }) => `${severity}: ${message}`)
  await vi.waitFor(() => expect(told().join()).toContain('cannot be kept'), patience)
  const seen = new Set<string>()
  rmSync(join(dataDir, 'cache'))
  for (; told().length; await setImmediate()) seen.add(told().join())
  expect([...seen].at(-1)).toMatch(/^warning: .*is being made/)
})

test('what is left of a disk that is nearly full is left for messages', async () => {
  const folder = await contentFolder({ 'articles/a.mdx': article('Of apples.') })
  const { search, logged } = await openedOn(folder, { leastFree: 1e18, isReadyAwaited: false })
  const away = [{ severity: 'warning', message: expect.stringContaining('cannot be kept') }]
  await vi.waitFor(() => expect(search.findings()).toMatchObject(away), patience)
  expect(logged.filter((line) => line.includes('nearly full'))).toHaveLength(1)
})

test('what was indexed before is found on a full disk, too, but for what has changed', async () => {
  const folder = await contentFolder({
    'articles/a.mdx': article('Of apples.'),
    'articles/b.mdx': article('Of apples and a secret.'),
    'articles/c.mdx': article('Of apples and cherries.'),
  })
  const dataDir = `${folder.path}-data`
  const before = await openedOn(folder, { dataDir })
  await before.close()
  await folder.write('articles/b.mdx', article('Of apples.'))
  await folder.remove('articles/c.mdx')
  await folder.write('articles/d.mdx', article('Of apples and dates.'))
  const { search, slugs, logged } = await openedOn(folder, { dataDir, leastFree: 1e18 })
  const behind = [{ severity: 'warning', message: expect.stringContaining('finds what it knew before') }]
  await vi.waitFor(() => expect(search.findings()).toMatchObject(behind), patience)
  expect(await slugs('apples')).toEqual(['a'])
  expect([await slugs('secret'), await slugs('dates'), search.isReady()]).toEqual([[], [], true])
  expect(await search.suggest('of')).not.toContainEqual(expect.objectContaining({ path: '/articles/b' }))
  expect(logged.filter((line) => line.includes('nearly full'))).toHaveLength(1)
})

test('while another process keeps the index locked, what it knows is found, and then what is new', async () => {
  const { folder, dataDir, library, search, slugs } = await indexOf({
    'articles/a.mdx': article('Of apples.'),
  })
  const other = new Sqlite(join(dataDir, 'cache', 'search.db'))
  other.exec('begin immediate')
  await folder.write('articles/b.mdx', article('Of pears.'))
  await library.refresh()
  await vi.waitFor(() => expect(search.findings()).toHaveLength(1), patience)
  expect([await slugs('apples'), await slugs('pears')]).toEqual([['a'], []])
  other.exec('rollback')
  other.close()
  await found(slugs, 'pears', ['b'])
  await vi.waitFor(() => expect(search.findings()).toEqual([]), patience)
})

test('articles alike by content are known, and pages that show them follow', async () => {
  const of = (words: string, fields = {}) =>
    article(`${words} And this is what we all know of it, as everyone says.`, fields)
  const site = await indexOf({
    'articles/knee.mdx': of('The meniscus of the knee tears when runners twist it.', {
      title: 'Torn meniscus',
    }),
    'articles/run.mdx': of('Runners strain the knee and its meniscus on hard roads.', {
      title: 'Running shoes',
    }),
    'articles/tea.mdx': of('Green tea from the hills.', { title: 'Tea' }),
    'articles/tee.mdx': of('Der Meniskus, the meniscus, runners, knee.', { title: 'Meniskus', lang: 'de' }),
    'articles/jam.mdx': of('Plum jam in jars.', { title: 'Jam', topics: '[Kitchen]' }),
    'articles/oven.mdx': of('Ovens and their heat.', { title: 'Ovens', topics: '[Kitchen]' }),
  })
  const { search, folder, library, dropped } = site
  // A page waits for it two seconds, which a busy machine may need.
  await vi.waitFor(async () => expect(await search.near('knee', 2)).toEqual(['run', 'tee']), patience)
  await vi.waitFor(async () => expect(await search.near('jam', 1)).toEqual(['oven']), patience)
  expect(await search.near('nowhere', 3)).toEqual([])
  await folder.write(
    'articles/twist.mdx',
    of('When runners twist the knee, the meniscus tears.', { title: 'The torn meniscus' }),
  )
  await library.refresh()
  await vi.waitFor(() => expect(dropped).toContain(nearTag('knee')), patience)
  await vi.waitFor(async () => expect(await search.near('knee', 1)).toEqual(['twist']), patience)
  dropped.length = 0
  await folder.remove('articles/twist.mdx')
  await library.refresh()
  expect(await search.near('knee', 3)).not.toContain('twist')
  await vi.waitFor(() => expect(dropped).toContain(nearTag('knee')), patience)
  await vi.waitFor(async () => expect(await search.near('knee', 1)).toEqual(['run']), patience)
})
