import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scan } from '#lib/content/scan.ts'
import { scanAhead } from '#lib/content/scan-ahead.ts'
import { article, contentFolder } from './folder.ts'

async function ahead(folder: string, known: ReadonlyMap<string, { mtimeMs: number }> = new Map()) {
  const cacheFile = join(folder, 'index.json')
  await writeFile(cacheFile, 'kept')
  return scanAhead(
    folder,
    cacheFile,
    1,
  )((path) => {
    const version = known.get(path)
    return version && { path, version: version as never }
  })
}

test('a thread sees what a scan sees, and what is known is not kept twice', async () => {
  const { path } = await contentFolder({
    'articles/a.mdx': article('One.'),
    'articles/über.mdx': article('Two.'),
    'site.yml': 'name: A name\n',
  })
  // As other systems write its name.
  await writeFile(join(path, 'articles', 'e\u0301t\u00e9.mdx'.normalize('NFD')), article('Three.'))
  const seen = await scan(path)
  const first = await ahead(path)
  expect(first?.seen).toEqual(seen)
  expect(first && first.ended > first.begun).toBe(true)
  const second = await ahead(path, seen)
  for (const [name, version] of seen) expect(second?.seen.get(name)).toBe(version)
})

test('an empty folder has no files', async () => {
  const { path } = await contentFolder({})
  await mkdir(join(path, 'empty'))
  const cacheFile = join(path, 'kept')
  await writeFile(cacheFile, 'kept')
  const found = await scanAhead(join(path, 'empty'), cacheFile, 1)(() => undefined)
  expect([...(found?.seen ?? ['none'])]).toEqual([])
})

test('few files, or a first start, need no thread', async () => {
  const { path } = await contentFolder({})
  const cacheFile = join(path, 'kept')
  expect(await scanAhead(path, cacheFile)(() => undefined)).toBeUndefined()
  await writeFile(cacheFile, 'little')
  expect(await scanAhead(path, cacheFile)(() => undefined)).toBeUndefined()
})
