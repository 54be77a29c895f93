import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Document } from '#lib/content/document.ts'
import { openCache } from '#lib/content/parse-cache.ts'
import { article, contentFolder, type Folder } from './folder.ts'

/** Worth a second thread. */
const manyFiles = 250

const files = {
  'articles/x.mdx': article('Good words.', { redirectFrom: '[/old]' }),
  'articles/bad.mdx': article('A <5 b'),
}

async function openTwice(
  folder: Folder,
  between: (cacheFile: string) => Promise<unknown> = async () => undefined,
) {
  const cacheFile = join(folder.path, 'index.json')
  const first = await folder.open({ cacheFile })
  first.library.close()
  await between(cacheFile)
  return { first: first.library, second: (await folder.open({ cacheFile })).library, cacheFile }
}

test('a second start finds what the first one read', async () => {
  const { first, second } = await openTwice(await contentFolder(files))
  expect(second.articles()).toEqual(first.articles())
  expect(second.faults()).toEqual(first.faults())
  const [x] = second.articles()
  expect(x && (await second.body(x)).code).toContain('Good words.')
})

test('a file that changed between two starts is read again', async () => {
  const folder = await contentFolder(files)
  const { second } = await openTwice(folder, () =>
    folder.write('articles/x.mdx', article('Other.', { title: 'Other' })),
  )
  expect(second.articles().map(({ title }) => title)).toEqual(['Other'])
})

test.each([
  ['cut', async (file: string) => writeFile(file, (await readFile(file, 'utf8')).slice(0, -20))],
  ['of another version', (file: string) => writeFile(file, '{"mark":"old"}\n{"path":"articles/x.mdx"}\n')],
  ['no text', (file: string) => writeFile(file, Buffer.from([0, 1, 2, 255]))],
  ['followed by something else', (file: string) => appendFile(file, 'hello\n{}\n')],
])('a cache that is %s does no harm', async (_, spoil) => {
  const { first, second } = await openTwice(await contentFolder(files), spoil)
  expect(second.articles()).toEqual(first.articles())
  expect(second.faults()).toEqual(first.faults())
})

test('a change on the running server is in the cache of the next start', async () => {
  const folder = await contentFolder(files)
  const cacheFile = join(folder.path, 'index.json')
  const { library } = await folder.open({ cacheFile })
  await folder.write('articles/x.mdx', article('New words.', { title: 'New' }))
  await library.refresh()
  const lines = (await readFile(cacheFile, 'utf8')).trim().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    path: 'articles/x.mdx',
    document: { fields: { title: 'New' } },
  })
})

test('so many files that threads read them are read no differently', async () => {
  const many = Object.fromEntries(
    Array.from({ length: manyFiles }, (_, number) => [
      `articles/a-${number}.mdx`,
      article(`Words of ${number}.`),
    ]),
  )
  const folder = await contentFolder({ ...many, ...files })
  const { library } = await folder.open()
  expect(library.articles()).toHaveLength(manyFiles + 1)
  expect(library.faults().map(({ line, column }) => [line, column])).toEqual([[6, 3]])
  const found = library.article('a-7')
  expect(found.kind === 'here' && (await library.body(found.item)).code).toContain('Words of 7.')
})

test('a body that nobody asked for is not taken from a version that was refused', async () => {
  const folder = await contentFolder(files)
  const { second } = await openTwice(folder)
  await folder.write('articles/x.mdx', article('Refused words.', { titel: 'x' }))
  await second.refresh()
  const [x] = second.articles()
  if (!x) throw new Error('The article went dark.')
  await expect(second.body(x)).rejects.toThrow('changed before it was kept')
  await folder.write('articles/x.mdx', files['articles/x.mdx'])
  await second.refresh()
  const [again] = second.articles()
  expect(again && (await second.body(again)).code).toContain('Good words.')
})

test('a site that is edited often does not make its cache ever longer', async () => {
  const folder = await contentFolder(files)
  const cacheFile = join(folder.path, 'index.json')
  const { library } = await folder.open({ cacheFile })
  for (let round = 0; round < 120; round++) {
    await folder.write('articles/x.mdx', article('New words.', { title: `New ${round}` }))
    await library.refresh()
  }
  const lines = (await readFile(cacheFile, 'utf8')).trim().split('\n')
  expect(lines.length).toBeLessThan(60)
  library.close()
  const { library: second } = await folder.open({ cacheFile })
  expect(second.articles().map(({ title }) => title)).toEqual(['New 119'])
})

test('what a kill left while the cache was written goes', async () => {
  const folder = await contentFolder(files)
  const cacheFile = join(folder.path, 'index.json')
  const left = `${cacheFile}.4711.new`
  await writeFile(left, 'half')
  await folder.open({ cacheFile })
  expect(await readdir(folder.path)).not.toContain('index.json.4711.new')
})

test('a cache that could not be written is made whole by the next change', async () => {
  const folder = await contentFolder(files)
  const cacheFile = join(folder.path, 'data', 'index.json')
  await folder.write('data', '')
  const { library } = await folder.open({ cacheFile })
  await folder.remove('data')
  await folder.write('articles/x.mdx', article('New words.'))
  await library.refresh()
  const lines = (await readFile(cacheFile, 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).path)).toEqual(
    expect.arrayContaining(['articles/x.mdx', 'articles/bad.mdx']),
  )
})

test('what another version of the site adds meanwhile is not taken', async () => {
  const folder = await contentFolder(files)
  const { second } = await openTwice(folder, async (cacheFile) => {
    const text = await readFile(cacheFile, 'utf8')
    const others = text.replaceAll(/"mark":"[^"]*"/g, '"mark":"other"').replaceAll('A title', 'Of another')
    expect(others).toContain('Of another')
    await appendFile(cacheFile, `\n${others}`)
  })
  expect(second.articles().map(({ title }) => title)).toEqual(['A title'])
})

test('what is kept is read in pieces, in whatever script it is and wherever a piece ends', async () => {
  const cacheFile = join((await contentFolder({})).path, 'index.json')
  const named = Array.from({ length: 60 }, (_, number) => {
    const description = ['日本語', 'ü', '👩‍⚕️', 'plain'][number % 4]?.repeat(5_000 + number) ?? ''
    const document = { kind: 'author', diagnostics: [], fields: { name: `${number}`, description } }
    return [`authors/a-${number}.yml`, document as unknown as Document] as const
  })
  const version = { mtimeMs: 1.5, size: 2, ino: 3, mode: 4, uid: 5 }
  const versions = new Map(named.map(([path]) => [path, version]))
  const first = await openCache(cacheFile, 'UTC', new Map(named), versions)
  await first.settle()
  const second = await openCache(cacheFile, 'UTC', new Map(), new Map())
  for (const [path, document] of named) expect(second.get(path, version)).toEqual(document)
})
