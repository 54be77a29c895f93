import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { whyNotDecoded } from '#lib/pictures/decoder.ts'
import { jpegPhoto } from '../../support/photos.ts'

test('of many pictures that are looked at together none is called damaged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-decoder-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'x.jpg')
  await writeFile(file, await jpegPhoto({ width: 40, height: 30 }))
  const reasons = await Promise.all(Array.from({ length: 1500 }, () => whyNotDecoded(file)))
  expect(reasons.filter((reason) => reason !== undefined)).toEqual([])
})
