import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { article, contentFolder } from './folder.ts'
import { openFiles } from './open-files.ts'

test('a text that the data folder no longer gives is taken from its article again', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('Good words.') })
  const bodiesFile = join(folder.path, 'cache', 'bodies')
  const { library } = await folder.open({ bodiesFile })
  const [x] = library.articles()
  if (!x) return expect.fail('the article is not there')
  const open = () => openFiles(bodiesFile)
  await vi.waitFor(() => expect(open()[0]?.size).toBeGreaterThan(0))
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
