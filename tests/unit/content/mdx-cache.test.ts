import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createMdxCache, pack, type Source, unpack } from '#lib/content/mdx-cache.ts'
import { openSpill } from '#lib/content/spill.ts'

const source = (path: string): Source => ({ path, hash: path, isLight: true })

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'broadsheet-bodies-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

test('a text lies on the disk and is compiled once, and nothing of it is seen in the folder', async () => {
  const path = folder()
  let compiled = 0
  const cache = createMdxCache(
    async (_source, file) => {
      compiled++
      return `code of ${unpack(file)}`
    },
    join(path, 'cache', 'bodies'),
  )
  onTestFinished(() => cache.close())
  for (let number = 0; number < 300; number++) cache.keep(source(`${number}`), pack('file', `text ${number}`))
  for (const number of [0, 17, 299, 17])
    expect(await cache.code(source(`${number}`))).toBe(`code of text ${number}`)
  expect(await cache.code(source('17'))).toBe('code of text 17')
  expect(compiled).toBe(3)
  expect(readdirSync(join(path, 'cache'))).toEqual([])
})

test('very many texts at once are no waste, and each can be read', async () => {
  const cache = createMdxCache(async (_source, file) => `${unpack(file)}`, join(folder(), 'bodies'), 1_000)
  onTestFinished(() => cache.close())
  const all = Array.from({ length: 2_000 }, (_, number) => source(`${number}`))
  for (const one of all) cache.keep(one, pack('file', one.path))
  for (let round = 0; round < 3; round++) for (const one of all) expect(await cache.code(one)).toBe(one.path)
})

test('what is no longer needed leaves the disk, and what is needed stays readable meanwhile', async () => {
  const cache = createMdxCache(
    async (_source, file) => `${unpack(file).length}`,
    join(folder(), 'bodies'),
    2_000,
  )
  onTestFinished(() => cache.close())
  const noise = (length: number) => Array.from({ length }, () => Math.random().toString(36).at(2)).join('')
  const kept = source('kept')
  cache.keep(kept, pack('file', 'stays'))
  for (let round = 0; round < 40; round++) {
    const gone = source(`${round}`)
    cache.keep(gone, pack('file', noise(500)))
    expect(await cache.code(gone)).toBe('500')
    cache.retire(gone, 0)
    cache.sweep(100_000)
    expect(cache.has(gone)).toBe(false)
    expect(await cache.code(kept)).toBe('5')
  }
})

test('without a place on the disk everything stays in memory', async () => {
  const taken = join(folder(), 'taken')
  writeFileSync(taken, '')
  const file = join(taken, 'bodies')
  const cache = createMdxCache(async (_source, packed) => `${unpack(packed)}`, file)
  cache.keep(source('one'), pack('file', 'text'))
  await expect(openSpill(file)).rejects.toThrow()
  expect(await cache.code(source('one'))).toBe('text')
})

test('what has been written can be read back, whenever it came while others were written', async () => {
  const spill = await openSpill(join(folder(), 'bodies'))
  onTestFinished(() => spill.close())
  const wrong: string[] = []
  async function writer(name: number): Promise<void> {
    for (let round = 0; round < 300; round++) {
      const text = `${name} ${round}`
      const at = await spill.write(Buffer.from(text))
      const read = await spill.read(at, text.length).catch(String)
      if (String(read) !== text && Buffer.from(read as Uint8Array).toString() !== text) wrong.push(text)
      for (let turn = 0; turn < name; turn++) await undefined
    }
  }
  await Promise.all(Array.from({ length: 12 }, (_, name) => writer(name)))
  expect(wrong).toEqual([])
})
