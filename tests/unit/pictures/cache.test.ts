import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { versionOf } from '#lib/as-found.ts'
import { createLog } from '#lib/log.ts'
import { openPictureCache, type PictureCache } from '#lib/pictures/cache.ts'
import { createPictures } from '#lib/pictures/pictures.ts'
import { patience } from '../../support/patience.ts'
import { jpegPhoto, movingGif } from '../../support/photos.ts'

async function dataFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'broadsheet-cache-'))
  onTestFinished(() => rm(path, { recursive: true, force: true, maxRetries: 50 }))
  return path
}

async function openIn(data: string, { maxBytes = 1e6 } = {}) {
  const lines: string[] = []
  const log = createLog('info', (line) => lines.push(line))
  const folder = join(data, 'cache', 'pictures')
  return { folder, lines, cache: openPictureCache({ folder, maxBytes, log }) }
}

const kept = async (cache: PictureCache, key: string) => {
  const file = await cache.find(key)
  return file && (await readFile(file, 'utf8'))
}

const versionNow = async (file: string) => versionOf(file, await stat(file, { bigint: true }))

test('what was kept is found by another process, and after a restart', async () => {
  const data = await dataFolder()
  const first = await openIn(data)
  const second = await openIn(data)
  expect(await kept(first.cache, 'a1')).toBeUndefined()
  await first.cache.keep('a1', Buffer.from('picture'))
  expect(await kept(second.cache, 'a1')).toBe('picture')
  await Promise.all([
    first.cache.keep('a1', Buffer.from('picture')),
    second.cache.keep('a1', Buffer.from('picture')),
  ])
  expect(await kept(first.cache, 'a1')).toBe('picture')
  expect(await readdir(first.folder)).toEqual(['a1'])
})

test('what was not asked for for longest goes when there are too many', async () => {
  const data = await dataFolder()
  const { cache, folder } = await openIn(data, { maxBytes: 10_000 })
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  for (const [index, key] of ['old', 'older', 'oldest'].entries()) {
    await cache.keep(key, Buffer.alloc(3000))
    await utimes(join(folder, key), minutesAgo(index + 1), minutesAgo(index + 1))
  }
  // Asked for again, the oldest is the newest.
  expect(await cache.find('oldest')).toBeDefined()
  await cache.keep('new', Buffer.alloc(3000))
  await vi.waitFor(
    async () => expect((await readdir(folder)).sort()).toEqual(['new', 'old', 'oldest']),
    patience,
  )
})

test('what a killed process left half-written goes, what another one is writing stays', async () => {
  const data = await dataFolder()
  const { folder } = await openIn(data)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'a1.left.new'), 'half')
  await utimes(join(folder, 'a1.left.new'), new Date(0), new Date(0))
  await writeFile(join(folder, 'a2.now.new'), 'half')
  const { cache } = await openIn(data)
  await cache.keep('a3', Buffer.from('picture'))
  await vi.waitFor(async () => expect((await readdir(folder)).sort()).toEqual(['a2.now.new', 'a3']), patience)
})

test('a folder that cannot be written fails nothing, and is told once', async () => {
  const data = await dataFolder()
  await writeFile(join(data, 'cache'), 'a file in its place')
  const { cache, lines } = await openIn(data)
  const file = join(data, 'photo.jpg')
  await writeFile(file, await jpegPhoto())
  const pictures = createPictures(cache)
  for (const width of [480, 800]) {
    const picture = await pictures.get(file, await versionNow(file), { kind: 'width', width })
    expect(picture && 'bytes' in picture && picture.bytes.length).toBeGreaterThan(100)
  }
  await vi.waitFor(() => expect(lines).toHaveLength(1), patience)
  expect(lines[0]).toContain('cannot be kept')
})

test('a data folder that is away is not made anew', async () => {
  const data = await dataFolder()
  const { cache } = await openIn(join(data, 'volume'))
  expect(await cache.keep('a1', Buffer.from('picture'))).toBeUndefined()
  expect(await readdir(data)).toEqual([])
})

test('a picture is made once, then read; deleted, it is made again; changed, it is another', async () => {
  const data = await dataFolder()
  const { cache, folder } = await openIn(data)
  const file = join(data, 'photo.jpg')
  await writeFile(file, await jpegPhoto())
  const get = async () => createPictures(cache).get(file, await versionNow(file), { kind: 'whole' })
  expect(await get()).toHaveProperty('bytes')
  // Under its own name, no longer under that of one that is being written.
  await vi.waitFor(
    async () => expect(await readdir(folder)).toEqual([expect.not.stringContaining('.')]),
    patience,
  )
  const again = await get()
  expect(again).toHaveProperty('file')
  const [name = ''] = await readdir(folder)
  const { mtimeMs } = await stat(join(folder, name))
  expect(Date.now() - mtimeMs).toBeLessThan(600_000)
  await rm(join(data, 'cache'), { recursive: true })
  expect(await get()).toHaveProperty('bytes')
  await writeFile(file, await jpegPhoto({ width: 500 }))
  expect(await get()).toHaveProperty('bytes')
  await vi.waitFor(async () => expect(await readdir(folder)).toHaveLength(2), patience)
})

test('a file that has nothing to hide is not copied, one that is no picture is not tried again', async () => {
  const data = await dataFolder()
  const { cache, folder } = await openIn(data)
  const file = join(data, 'drawing.gif')
  await writeFile(file, await movingGif())
  const pictures = createPictures(cache)
  const get = async () => pictures.get(file, await versionNow(file), { kind: 'whole' })
  const clean = await get()
  if (!clean || !('bytes' in clean)) throw new Error('it was not made')
  await vi.waitFor(async () => expect(await readdir(folder)).toHaveLength(1), patience)
  await writeFile(file, clean.bytes)
  for (let time = 0; time < 2; time++) expect(await get()).toEqual({ file, mark: await versionNow(file) })
  await writeFile(file, 'no picture')
  for (let time = 0; time < 2; time++) expect(await get()).toBeUndefined()
  expect(await readdir(folder)).toHaveLength(1)
})

test('cards of many articles, asked for at once, let a picture of a reader pass', async () => {
  const data = await dataFolder()
  const { cache } = await openIn(data)
  const file = join(data, 'photo.jpg')
  await writeFile(file, await jpegPhoto())
  const pictures = createPictures(cache)
  const colours = { accent: '#00574b', paper: '#ffffff', ink: '#111111' }
  const plain = { byline: '', dir: 'ltr', name: 'Acorn Clinic', logo: undefined, face: 'serif' } as const
  let made = 0
  const cards = Array.from({ length: 10 }, async (_, at) => {
    await pictures.card({ ...plain, colours, title: `Title ${at}` }, undefined)
    made++
  })
  expect(await pictures.get(file, await versionNow(file), { kind: 'width', width: 480 })).toBeDefined()
  expect(made).toBeLessThan(8)
  await Promise.all(cards)
})
