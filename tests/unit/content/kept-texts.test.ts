import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { compileBody } from '#lib/content/mdx.ts'
import { patience } from '../../support/patience.ts'
import { article, contentFolder } from './folder.ts'
import { openFiles } from './open-files.ts'

vi.mock(import('#lib/content/mdx.ts'), async (original) => {
  const real = await original()
  return { ...real, compileBody: vi.fn(real.compileBody) }
})

/** More files than are compiled when a site starts. */
const many = 205

test('a text that the data folder no longer gives is taken from its article again', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('Good words.') })
  const bodiesFile = join(folder.path, 'cache', 'bodies')
  const { library } = await folder.open({ bodiesFile })
  const [x] = library.articles()
  if (!x) return expect.fail('the article is not there')
  const open = () => openFiles(bodiesFile)
  await vi.waitFor(() => expect(open()[0]?.size).toBeGreaterThan(0), patience)
  for (const { path } of open()) truncateSync(path)
  for (let round = 0; round < 2; round++) expect((await library.body(x)).code).toContain('Good words.')
})

test('a library whose texts found no place on the disk closes in peace', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('Good words.'), taken: '' })
  const { library } = await folder.open({ bodiesFile: join(folder.path, 'taken', 'bodies') })
  const [x] = library.articles()
  expect(x && (await library.body(x)).code).toContain('Good words.')
  const refused: unknown[] = []
  const note = (reason: unknown) => void refused.push(reason)
  process.on('unhandledRejection', note)
  library.close()
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
  process.off('unhandledRejection', note)
  expect(refused).toEqual([])
})

test('a small text that turns out to be no page is taken off and told, not answered with an error for ever', async () => {
  const names = Array.from({ length: many }, (_, number) => `articles/x-${number}.mdx`)
  const folder = await contentFolder(Object.fromEntries(names.map((name) => [name, article()])))
  const { library } = await folder.open()
  const found = library.article('x-7')
  if (found.kind !== 'here') return expect.fail('the article is not there')
  vi.mocked(compileBody).mockRejectedValueOnce(new Error('no page'))
  await expect(library.body(found.item)).rejects.toThrow('no page')
  await vi.waitFor(() => expect(library.article('x-7').kind).toBe('missing'), patience)
  expect(library.faults()).toMatchObject([
    {
      message: expect.stringContaining(
        'cannot be made into a page, although nothing seems wrong with it: no page',
      ),
    },
  ])
  const other = library.article('x-8')
  expect(other.kind === 'here' && (await library.body(other.item)).code).toContain('Words.')
})

test('where taking it off fails, that is logged, and nothing ends the process', async () => {
  const names = Array.from({ length: many }, (_, number) => `articles/x-${number}.mdx`)
  const folder = await contentFolder(Object.fromEntries(names.map((name) => [name, article()])))
  let isFailing = false
  const invalidate = () => {
    if (isFailing) throw new Error('no room')
  }
  const { library, logged } = await folder.open({ invalidate })
  const found = library.article('x-7')
  if (found.kind !== 'here') return expect.fail('the article is not there')
  const refused: unknown[] = []
  const note = (reason: unknown) => void refused.push(reason)
  process.on('unhandledRejection', note)
  isFailing = true
  vi.mocked(compileBody).mockRejectedValueOnce(new Error('no page'))
  await expect(library.body(found.item)).rejects.toThrow('no page')
  await vi.waitFor(
    () =>
      expect(logged.map(({ message }) => message)).toContain(
        'an article that cannot be rendered could not be taken off the site',
      ),
    patience,
  )
  process.off('unhandledRejection', note)
  expect(refused).toEqual([])
})
