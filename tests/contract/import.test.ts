import dns from 'node:dns'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { check } from '#lib/cli/article/check.ts'
import { importCommand } from '#lib/cli/import.ts'
import { parseSettings } from '#lib/config.ts'
import { show, usual } from '#lib/content/organisation/live.ts'
import { openDatabase } from '#lib/db/client.ts'
import { repliesTo } from '#lib/replies/queries.ts'
import { eachDatabase } from '../support/databases.ts'
import { comment, oldAddress, post, term, wxr } from '../support/wxr.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  show(usual)
})

function place(databaseUrl?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-import-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  const env = {
    ...{ DATA_DIR: join(folder, 'data'), CONTENT_DIR: join(folder, 'content') },
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  }
  const read = parseSettings(env)
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  const { settings } = read
  mkdirSync(settings.contentDir)
  mkdirSync(settings.dataDir)
  const at = (...parts: string[]) => join(folder, ...parts)
  const run = async (work: (screen: Parameters<typeof importCommand>[2]) => Promise<number>) => {
    const out: string[] = []
    const err: string[] = []
    const screen = {
      ...{ print: (text: string) => out.push(text), complain: (text: string) => err.push(text) },
      ...{ isScreen: false, colour: false, annotations: false },
    }
    const code = await work(screen)
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  return {
    settings,
    at,
    put: (name: string, text: string) => writeFileSync(at(name), text),
    import: (...args: string[]) => run((screen) => importCommand(args, settings, screen)),
    check: () => run((screen) => check(settings, screen, { annotations: false, all: true, strict: false })),
    files: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:md|yml|json|png)$/.test(name) && !name.startsWith('export'))
        .sort(),
  }
}

const three = wxr([
  post(1, {}, term('category', 'health', 'Health') + comment(1)),
  post(
    2,
    { 'content:encoded': '<h1>Way</h1><h4>Deep</h4><p>See <a href="/2016/05/post-1/">the first</a>.</p>' },
    comment(2) + comment(3, { 'wp:comment_parent': '2' }),
  ),
  post(3, { 'wp:post_type': 'page', 'wp:post_name': 'about', link: `${oldAddress}/about/` }),
])

test('the language of the old site is written as this one writes it', async () => {
  for (const [typed, lang] of [
    ['en-us', 'en-US'],
    ['fr_FR.UTF-8', 'fr-FR'],
  ]) {
    const site = place()
    mkdirSync(site.at('old', '_posts'), { recursive: true })
    site.put('old/_config.yml', `title: Harbour news\nlang: ${typed}\n`)
    site.put('old/_posts/2020-01-02-open.md', '---\ntitle: Open\n---\n\nIt is. Come in.\n')
    const { code, err } = await site.import('markdown', site.at('old'))
    expect([err, code]).toEqual(['', 0])
    expect(readFileSync(site.at('content', 'site.yml'), 'utf8')).toContain(`\nlang: ${lang}\n`)
    expect(readFileSync(site.at('content', 'articles', 'open.md'), 'utf8')).not.toContain('lang:')
  }
})

test('a plan writes nothing', async () => {
  const site = place()
  site.put('export.xml', three)
  const { code, out } = await site.import('wordpress', site.at('export.xml'), '--dry-run')
  expect(code).toBe(0)
  expect(out).toMatch(/^Taken:\n/)
  expect(out).toContain('     2  articles\n')
  expect(out).toContain('     3  replies\n')
  expect(out).toContain('Nothing was written: this is the plan.')
  expect(site.files()).toEqual([])
  expect(readdirSync(site.settings.dataDir)).toEqual([])
})

test('what was imported passes the check, a second import writes nothing, and editors have the last word', async () => {
  const site = place()
  site.put('export.xml', three)
  const first = await site.import('wordpress', site.at('export.xml'))
  expect([first.code, first.err]).toEqual([0, ''])
  expect((await site.check()).code).toBe(0)
  const read = (name: string) => readFileSync(site.at('content', name), 'utf8')
  const before = site.files().map((name) => readFileSync(site.at(name), 'utf8'))
  const second = await site.import('wordpress', site.at('export.xml'))
  expect(second.out).toContain('2  articles, here already and the same')
  expect(second.out).toContain('3  replies that an earlier import brought')
  expect(site.files().map((name) => readFileSync(site.at(name), 'utf8'))).toEqual(before)

  appendFileSync(site.at('content/articles/post-1.md'), '\nAn editor’s own.\n')
  rmSync(site.at('content/pages/about.md'))
  site.put(
    'export.xml',
    three.replaceAll('the first', 'the very first').replaceAll('Words of', 'Other words of'),
  )
  const third = await site.import('wordpress', site.at('export.xml'))
  expect(third.out).toContain('1  articles, changed here since and left as they are')
  expect(third.out).toContain('1  pages, removed here since and left away')
  expect(third.out).toContain('1  articles, written anew as the export has changed')
  expect(read('articles/post-1.md')).toContain('Words of post 1')
  expect(read('articles/post-1.md')).toContain('An editor’s own.')
  expect(read('articles/post-2.md')).toContain('the very first')
  expect(existsSync(site.at('content/pages/about.md'))).toBe(false)
})

test('an article of one’s own is never taken for an imported one', async () => {
  const site = place()
  mkdirSync(site.at('content/articles'))
  site.put(
    'content/articles/post-1.mdx',
    '---\ntitle: Ours\ndescription: d\ndate: 2026-01-01\n---\n\nOurs.\n',
  )
  site.put('export.xml', three)
  await site.import('wordpress', site.at('export.xml'))
  expect(readFileSync(site.at('content/articles/post-1.mdx'), 'utf8')).toContain('Ours.')
  expect(readFileSync(site.at('content/articles/post-1-2.md'), 'utf8')).toContain('Words of post 1')
})

test('what cannot be read is told with file, line and column, the rest is taken, and the end is 1', async () => {
  const site = place()
  site.put('export.xml', three.replace('</channel>', '</chanel>'))
  const { code, out } = await site.import('wordpress', site.at('export.xml'))
  expect(code).toBe(1)
  expect(out).toMatch(
    /Could not be read:\n +1 {2}XML: the closing tag <\/chanel> closes nothing that is open\n +\S*export\.xml:\d+:1\n/,
  )
  expect(site.files()).toContain('content/articles/post-2.md')
  site.put('export.xml', '<html><body>No export</body></html>')
  const other = await site.import('wordpress', site.at('export.xml'))
  expect(other.code).toBe(1)
  expect(other.out).toContain('files that are no export of WordPress')
})

test('a wrong word is answered before anything is read', async () => {
  const site = place()
  for (const [args, told] of [
    [[], 'Say what to import.'],
    [['joomla', 'x'], 'There is no import from "joomla".'],
    [['wordpress'], 'Name the file that WordPress wrote.'],
    [['wordpress', '/nowhere.xml'], 'There is no file /nowhere.xml. Nothing was written.'],
    [['wordpress', '--frobnicate'], 'frobnicate'],
  ] as const) {
    const { code, err } = await site.import(...args)
    expect([code, err]).toEqual([1, expect.stringContaining(told)])
  }
  site.put('export.xml', three)
  const zone = await site.import('wordpress', site.at('export.xml'), '--time-zone', 'Mars/Base')
  expect([zone.code, zone.err]).toEqual([1, expect.stringContaining('"Mars/Base" is no time zone')])
})

test('pictures are fetched only when asked, from the old site', async () => {
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/there.png') response.end(pixel)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => new Promise((resolve) => server.close(resolve)))
  const old = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const site = place()
  const text = `<img src="${old}/there.png" alt="A"> <img src="${old}/gone.png" alt="B"> <img src="http://localhost:9/x.png" alt="C">`
  site.put('export.xml', wxr([post(1, { 'content:encoded': text })]).replaceAll(oldAddress, old))
  await site.import('wordpress', site.at('export.xml'))
  expect(asked).toEqual([])
  const { code, out } = await site.import('wordpress', site.at('export.xml'), '--fetch-pictures')
  expect([code, asked]).toEqual([0, ['/there.png', '/gone.png']])
  expect(readFileSync(site.at('content/articles/post-1.md'), 'utf8')).toContain('![A](there.png)')
  expect(site.files()).toContain('content/articles/post-1/there.png')
  expect(out).toContain('gone.png (the other site answers 404)')
  expect(out).toContain('x.png (its address lies within a network, not on the internet)')
})

test('no name leads into a network by leading elsewhere the second time that it is asked for', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => new Promise((resolve) => server.close(resolve)))
  const { port } = server.address() as AddressInfo
  const far = [{ address: '8.8.8.8', family: 4 }]
  const first = vi.spyOn(dns.promises, 'lookup').mockImplementation((async () => far) as never)
  const second = vi
    .spyOn(dns, 'lookup')
    .mockImplementation(((_host: string, _options: object, done: (error: null, found: typeof far) => void) =>
      done(null, [{ address: '127.0.0.1', family: 4 }])) as never)
  syncBuiltinESMExports()
  undo.push(() => {
    first.mockRestore()
    second.mockRestore()
    syncBuiltinESMExports()
  })
  const site = place()
  const text = `<img src="http://rebound.example:${port}/x.png" alt="A">`
  site.put('export.xml', wxr([post(1, { 'content:encoded': text })]))
  const { out } = await site.import('wordpress', site.at('export.xml'), '--fetch-pictures')
  expect(asked).toEqual([])
  expect(out).toContain('x.png (its address lies within a network, not on the internet)')
})

eachDatabase((name, _open, newPlace) =>
  test(`${name}: approved comments stand as replies, once, however often they are imported`, async () => {
    const database = await newPlace()
    const site = place(database.kind === 'postgres' ? database.url : `file:${database.file}`)
    site.put('export.xml', three)
    await site.import('wordpress', site.at('export.xml'))
    rmSync(site.at('data/import.json'))
    await site.import('wordpress', site.at('export.xml'))
    const db = await openDatabase(database)
    undo.push(() => db.close())
    const shown = await repliesTo({ db }, 'post-2')
    expect(shown.map(({ name, comment }) => [name, comment])).toEqual([
      ['Reader 2', 'What reader 2 says.'],
      ['Reader 3', '@Reader 2: What reader 3 says.'],
    ])
    expect(JSON.stringify(shown)).not.toContain('@example.org')
  }),
)
