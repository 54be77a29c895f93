import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type * as Scan from '#lib/content/scan.ts'
import { becomes } from '../../support/soon.ts'
import { article, contentFolder, png } from './folder.ts'

let duringScan: (() => Promise<void>) | undefined

vi.mock('#lib/content/scan.ts', async (original) => {
  const real = await original<typeof Scan>()
  return {
    ...real,
    async scan(folder: string) {
      const seen = await real.scan(folder)
      await duringScan?.()
      return seen
    },
  }
})

test('a folder that comes while all is being read through slowly is seen soon after', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('![A pixel](a.png)'),
    'articles/x/a.png': png,
  })
  const { library } = await folder.open({ watch: true })
  const scanned = new Promise<void>((resolve) => {
    duringScan = async () => {
      duringScan = undefined
      await folder.move('articles/x', 'articles/y')
      // As long as it takes on a slow disk; the next scan by the clock comes after twenty times that.
      await pause(250)
      resolve()
    }
  })
  await scanned
  await becomes(() => library.hasPicture('articles/y/a.png'), true)
  expect(library.hasPicture('articles/y/a.png')).toBe(true)
})
