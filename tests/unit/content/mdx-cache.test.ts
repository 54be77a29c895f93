import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { BodyFacts } from '#lib/content/document.ts'
import { createMdxCache, deflated } from '#lib/content/mdx-cache.ts'
import { openSpill } from '#lib/content/spill.ts'
import { patience } from '../../support/patience.ts'
import { seeded } from '../../support/storm.ts'
import { openFiles } from './open-files.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

type MdxCache = ReturnType<typeof createMdxCache>

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'broadsheet-bodies-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

function opened(file: string, fewest?: number): MdxCache {
  const cache = createMdxCache(file, fewest)
  onTestFinished(() => cache.close())
  return cache
}

function kept(cache: MdxCache, text: string): BodyFacts {
  const body = { hash: text } as BodyFacts
  cache.keep(body, deflated(text), false)
  return body
}

/** The texts of those that are not read back as they are, after the disk had its turns. */
async function wrong(cache: MdxCache, bodies: readonly BodyFacts[], turns = 5): Promise<string[]> {
  for (let turn = 0; turn < turns; turn++) await stat('/')
  const texts = await Promise.all(bodies.map(async (body) => [body.hash, await cache.read(body)] as const))
  return texts.flatMap(([hash, read]) => (read?.text.toString() === hash ? [] : [hash]))
}

function noise(length: number): string {
  return Array.from({ length }, () => Math.random().toString(36).at(2)).join('')
}

test('a text lies on the disk, and nothing of it is seen in the folder, nor what a kill left', async () => {
  const path = join(folder(), 'cache')
  mkdirSync(path)
  for (const name of ['bodies-1-1', 'pictures']) writeFileSync(join(path, name), 'left')
  const cache = opened(join(path, 'bodies'))
  const bodies = Array.from({ length: 300 }, (_, number) => kept(cache, `text ${number}`))
  await vi.waitFor(() => expect(readdirSync(path)).toEqual(['pictures']), patience)
  expect(await wrong(cache, bodies)).toEqual([])
  for (const body of bodies) cache.keep(body, deflated(`${body.hash} compiled`), true)
  const [first] = bodies
  const read = first && (await cache.read(first))
  expect([read?.isCompiled, read?.text.toString()]).toEqual([true, 'text 0 compiled'])
})

test('two with one place on the disk keep their own texts', async () => {
  const file = join(folder(), 'bodies')
  const both = ['one', 'other'].map((name) => {
    const cache = opened(file)
    return { cache, bodies: Array.from({ length: 50 }, (_, number) => kept(cache, `${name} ${number}`)) }
  })
  await vi.waitFor(() => expect(openFiles(file)).toHaveLength(2), patience)
  for (const { cache, bodies } of both) expect(await wrong(cache, bodies)).toEqual([])
})

test('very many texts at once are no waste, and each can be read', async () => {
  const cache = opened(join(folder(), 'bodies'), 1_000)
  const bodies = Array.from({ length: 2_000 }, (_, number) => kept(cache, `${number}`))
  for (let round = 0; round < 3; round++) expect(await wrong(cache, bodies)).toEqual([])
})

test('what is no longer needed leaves the disk, and what is needed stays readable meanwhile', async () => {
  const file = join(folder(), 'bodies')
  const cache = opened(file, 20_000)
  const bodies = Array.from({ length: 20 }, () => kept(cache, noise(100)))
  const largest = () => Math.max(0, ...openFiles(file).map(({ size }) => size))
  let most = 0
  for (let round = 0; round < 20; round++) {
    for (let count = 0; count < 50; count++) kept(cache, noise(500))
    // They come while others are written, or move.
    bodies.push(kept(cache, noise(100)), kept(cache, noise(100)))
    collectGarbage()
    // Enough to move each of them.
    expect(await wrong(cache, bodies, 100)).toEqual([])
    most = Math.max(most, largest())
  }
  // Half a million letters were kept, deflated to 0.3 MB.
  expect(most).toBeGreaterThan(20_000)
  expect(most).toBeLessThan(150_000)
})

test('what has moved to a new file is not moved again and again', async () => {
  const file = join(folder(), 'bodies')
  const cache = opened(file, 2_000)
  const bodies = Array.from({ length: 30 }, () => kept(cache, noise(200)))
  const moves = new Set<string>()
  for (let round = 0; round < 30; round++) {
    for (let count = 0; count < 10; count++) kept(cache, noise(round < 10 ? 200 : 1))
    collectGarbage()
    expect(await wrong(cache, bodies, 150)).toEqual([])
    for (const { target } of openFiles(file)) moves.add(target)
  }
  expect(moves.size).toBeGreaterThan(1)
  expect(moves.size).toBeLessThan(10)
})

test('without a place on the disk everything stays in memory, until there is one', async () => {
  const taken = join(folder(), 'taken')
  writeFileSync(taken, '')
  const file = join(taken, 'bodies')
  const cache = opened(file)
  const first = kept(cache, 'one')
  await expect(openSpill(file)).rejects.toThrow()
  expect(await wrong(cache, [first])).toEqual([])
  rmSync(taken)
  await vi.waitFor(async () => {
    const more = kept(cache, 'more')
    expect(openFiles(file)).toMatchObject([{ size: expect.any(Number) }])
    expect(await wrong(cache, [first, more])).toEqual([])
  }, patience)
})

test('a disk that is full again and again loses nothing, and no file stays open for ever', async () => {
  const file = join(folder(), 'bodies')
  const probe = await open(`${file}.probe`, 'w')
  const random = seeded(20261129)
  const realWrite = probe.write
  await probe.close()
  const write = vi.spyOn(Object.getPrototypeOf(probe) as FileHandle, 'write')
  onTestFinished(() => write.mockRestore())
  const cache = opened(file, 5_000)
  const bodies = Array.from({ length: 50 }, () => kept(cache, noise(100)))
  let isFull = false
  let refused = 0
  write.mockImplementation(function (this: FileHandle, ...values: Parameters<FileHandle['write']>) {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    if (!isFull || random() >= 0.3) return Reflect.apply(realWrite, this, values)
    refused++
    return Promise.reject(full)
  } as FileHandle['write'])
  for (let round = 0; round < 60; round++) {
    isFull = round % 10 < 5
    for (let count = 0; count < 10; count++) kept(cache, noise(300))
    if (round % 5 === 0) collectGarbage()
    expect(await wrong(cache, bodies)).toEqual([])
  }
  expect(refused).toBeGreaterThan(50)
  expect(openFiles(file).length).toBeLessThan(4)
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
