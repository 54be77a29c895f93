import { expect, test } from 'vitest'
import { scan, type Version } from '#lib/content/scan.ts'
import { article, contentFolder } from './folder.ts'

const count = 250

function manyFiles() {
  return contentFolder(
    Object.fromEntries(Array.from({ length: count }, (_, number) => [`articles/a${number}.mdx`, article()])),
  )
}

test('a scan may rest after each hundred files, and sees the same', async () => {
  const folder = await manyFiles()
  let rests = 0
  const seen = await scan(folder.path, new Map(), async () => {
    rests++
  })
  expect(rests).toBe(2)
  expect(seen).toEqual(await scan(folder.path))
  expect(seen.size).toBe(count)
})

test('a file that is as it was keeps its version, one that changed has another', async () => {
  const folder = await manyFiles()
  const known: ReadonlyMap<string, Version> = await scan(folder.path)
  await folder.write('articles/a7.mdx', article('Something else'))
  const seen = await scan(folder.path, known)
  const other = [...seen].filter(([path, version]) => version !== known.get(path)).map(([path]) => path)
  expect(other).toEqual(['articles/a7.mdx'])
})
