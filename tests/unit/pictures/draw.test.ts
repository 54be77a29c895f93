import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { versionOf } from '#lib/as-found.ts'
import { createLog } from '#lib/log.ts'
import { openPictureCache } from '#lib/pictures/cache.ts'
import { createPictures } from '#lib/pictures/pictures.ts'
import { jpegPhoto } from '../../support/photos.ts'
import { drawingFor } from '../../support/processes.ts'

async function picturesIn() {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-draw-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 50 }))
  const lines: string[] = []
  const log = createLog('info', (line) => lines.push(line))
  const pictures = createPictures(
    openPictureCache({ folder: join(folder, 'cache'), maxBytes: 1e6, log }),
    log,
  )
  const file = join(folder, 'photo.jpg')
  await writeFile(file, await jpegPhoto())
  const version = versionOf(file, await stat(file, { bigint: true }))
  return { lines, get: (width: number) => pictures.get(file, version, { kind: 'width', width }) }
}

/** Whatever draws is ended at once, until the picture is there or given up. */
async function endedWhile<T>(picture: Promise<T>, mostEnds: number): Promise<T> {
  const ended = new Set<number>()
  const ending = setInterval(() => {
    for (const pid of drawingFor(process.pid)) {
      if (ended.size === mostEnds) break
      ended.add(pid)
      process.kill(pid, 'SIGKILL')
    }
  }, 5)
  try {
    return await picture
  } finally {
    clearInterval(ending)
    expect(ended.size).toBe(mostEnds)
  }
}

test('a picture whose process ends is drawn by the next one', async () => {
  const { get, lines } = await picturesIn()
  expect(await endedWhile(get(480), 1)).toHaveProperty('bytes')
  expect(lines).toEqual([])
})

test('a picture that ends two processes is not there, which is told, and not tried again at once', async () => {
  const { get, lines } = await picturesIn()
  expect(await endedWhile(get(480), 2)).toBeUndefined()
  expect(await get(480)).toBeUndefined()
  expect(lines).toEqual([expect.stringContaining('could not be drawn')])
  expect(lines[0]).toContain('SIGKILL')
  expect(lines[0]).toContain('photo.jpg')
  expect(await get(800)).toHaveProperty('bytes')
})
