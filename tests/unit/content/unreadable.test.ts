import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { inWorker } from '#lib/content/parse-pool.ts'
import { unreadable } from '#lib/content/read-document.ts'
import { article, contentFolder } from './folder.ts'

vi.mock('#lib/content/parse-pool.ts', async (original) => {
  const real = await original<typeof import('#lib/content/parse-pool.ts')>()
  return { ...real, inWorker: vi.fn(real.inWorker) }
})

const files = { 'articles/x.mdx': article('Good words.') }

/** As when a network drive is away for a moment. */
function failOnce(): void {
  const error = Object.assign(new Error('i/o error'), { code: 'EIO' })
  vi.mocked(inWorker as () => Promise<unknown>).mockResolvedValueOnce({
    document: unreadable({ kind: 'article', diagnostics: [] }, error),
  })
}

test('a file that could not be read is read again, though nothing of it has changed', async () => {
  const folder = await contentFolder(files)
  failOnce()
  const { library } = await folder.open()
  expect(library.faults()).toMatchObject([{ message: expect.stringContaining('cannot be read (EIO)') }])
  await library.refresh()
  expect(library.faults()).toEqual([])
  expect(library.articles()).toHaveLength(1)
})

test('a file that could not be read is read by the next start', async () => {
  const folder = await contentFolder(files)
  const cacheFile = join(folder.path, 'index.json')
  failOnce()
  const { library } = await folder.open({ cacheFile })
  expect(library.articles()).toEqual([])
  library.close()
  const { library: second } = await folder.open({ cacheFile })
  expect(second.articles()).toHaveLength(1)
})
