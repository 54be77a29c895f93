import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scan } from '#lib/content/scan.ts'
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
  const seen = await scan(folder.path, new Map(), {
    rest: async () => {
      rests++
    },
  })
  expect(rests).toBe(2)
  expect(seen).toEqual(await scan(folder.path))
  expect(seen.size).toBe(count)
})

test('a scan in a thread of its own sees the same', async () => {
  const folder = await manyFiles()
  await folder.write('pages/about.mdx', article())
  await symlink('a1.mdx', join(folder.path, 'articles', 'linked.mdx'))
  await symlink('nowhere.mdx', join(folder.path, 'articles', 'lost.mdx'))
  const seen = await scan(folder.path)
  expect(seen.size).toBe(count + 2)
  expect(await scan(folder.path, undefined, { isAlone: true })).toEqual(seen)
})

test('only what is not as it is known is told: what changed, came or went', async () => {
  const folder = await manyFiles()
  const known = await scan(folder.path)
  expect(await scan(folder.path, known)).toEqual(new Map())
  await folder.write('articles/a7.mdx', article('Something else'))
  await folder.write('articles/b1.mdx', article())
  await folder.remove('articles/a9.mdx')
  const seen = await scan(folder.path, known)
  expect([...seen.keys()]).toEqual(['articles/a7.mdx', 'articles/b1.mdx', 'articles/a9.mdx'])
  expect(seen.get('articles/a9.mdx')).toBeUndefined()
  expect(seen.get('articles/a7.mdx')).toEqual((await scan(folder.path)).get('articles/a7.mdx'))
})

test('a name with its accents apart is known by its letters, unless another has them already', async () => {
  const [composed, apart] = ['articles/caf\u00e9.mdx', 'articles/cafe\u0301.mdx']
  const folder = await contentFolder({ [apart]: article() })
  const known = await scan(folder.path)
  expect([...known].map(([path, { name }]) => [path, name])).toEqual([[composed, apart]])
  expect(await scan(folder.path, known)).toEqual(new Map())
  await folder.write(composed, article('Another'))
  const seen = await scan(folder.path, known)
  expect([...seen].map(([path, version]) => [path, version?.name]).sort()).toEqual(
    [
      [apart, undefined],
      [composed, undefined],
    ].sort(),
  )
})
