import { stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Document } from '#lib/content/document.ts'
import { readFiles } from '#lib/content/read-files.ts'
import { scan } from '#lib/content/scan.ts'
import { article, contentFolder } from './folder.ts'

const timeZone = 'Europe/London'
/** Worth a second thread. */
const manyFiles = 250

/** In order of the alphabet: which file is read first is left to the disk. */
function titles(fresh: ReadonlyMap<string, Document>): unknown[] {
  return [...fresh.values()]
    .map((document) => ('fields' in document ? document.fields : undefined))
    .map((fields) => (fields && 'title' in fields ? fields.title : undefined))
    .sort()
}

test('what was read ahead is taken when the file still holds the same bytes, and only then', async () => {
  const folder = await contentFolder({
    'articles/a.mdx': article('Words.', { title: 'One' }),
    'articles/b.mdx': article('Words.', { title: 'Two' }),
  })
  const read = { contentDir: folder.path, timeZone }
  const ahead = await readFiles(read, await scan(folder.path))
  expect(titles(ahead)).toEqual(['One', 'Two'])

  // As on a drive whose clock counts whole seconds: other bytes, of the same length, at the same time.
  const file = join(folder.path, 'articles/b.mdx')
  const { atime, mtime } = await stat(file)
  await writeFile(file, article('Words.', { title: 'Six' }))
  await utimes(file, atime, mtime)
  const fresh = await readFiles(read, await scan(folder.path), { ahead })
  expect(titles(fresh)).toEqual(['One', 'Six'])
  expect(fresh.get('articles/a.mdx')).toBe(ahead.get('articles/a.mdx'))
})

test('of many files each is read once, in several threads', async () => {
  const files = Object.fromEntries(
    Array.from({ length: manyFiles }, (_, n) => [
      `articles/x-${n}.mdx`,
      article('Words.', { title: `Title ${n}` }),
    ]),
  )
  const folder = await contentFolder(files)
  const read = { contentDir: folder.path, timeZone }
  const versions = await scan(folder.path)
  const all = Array.from({ length: manyFiles }, (_, n) => `Title ${n}`).sort()
  expect(titles(await readFiles(read, versions))).toEqual(all)
})
