import { expect, test, vi } from 'vitest'
import { scan } from '#lib/content/scan.ts'
import type { Version } from '#lib/content/version.ts'
import { createWatcher } from '#lib/content/watcher.ts'
import { createLog } from '#lib/log.ts'
import { patience } from '../../support/patience.ts'
import { article, contentFolder } from './folder.ts'

test('while a removal waits not all has been seen', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article(), 'articles/y.mdx': article() })
  const known = new Map<string, Version>(await scan(folder.path))
  await folder.remove('articles/x.mdx')
  const since = performance.now()
  const [waiting, taken]: [boolean[], boolean[]] = [[], []]
  const watcher = createWatcher({
    ...{ contentDir: folder.path, log: createLog('error', () => {}), patience, known },
    ...{ hasArticles: () => true, ahead() {}, until: () => Number.POSITIVE_INFINITY },
    async take(changed) {
      for (const path of changed.keys()) known.delete(path)
    },
    async work(look) {
      await look()
      const seen = known.has('articles/x.mdx') ? waiting : taken
      seen.push(watcher.hasSeenAll(since))
    },
  })
  await watcher.follow()
  await vi.waitFor(() => expect(taken).not.toEqual([]), patience)
  watcher.close()
  expect(waiting.length).toBeGreaterThan(0)
  expect(new Set(waiting)).toEqual(new Set([false]))
  expect(taken[0]).toBe(true)
})

test('articles that come back after a mass removal end the hold before they are taken anew', async () => {
  const paths = Array.from({ length: 12 }, (_, index) => `articles/a${index}.mdx`)
  const folder = await contentFolder(Object.fromEntries(paths.map((path) => [path, article()])))
  const holding: boolean[] = []
  const known = new Map<string, Version>(await scan(folder.path))
  const watcher = createWatcher({
    ...{ contentDir: folder.path, log: createLog('error', () => {}), patience, known },
    ...{ hasArticles: () => true, ahead() {}, until: () => Number.POSITIVE_INFINITY },
    async take(changed) {
      holding.push(watcher.findings().length > 0)
      for (const [path, version] of changed) if (version) known.set(path, version)
    },
    work: (look) => look(),
  })
  await watcher.follow()
  for (const path of paths) await folder.remove(path)
  await vi.waitFor(() => expect(watcher.findings()[0]?.message).toMatch(/^12 articles are gone/), patience)
  const since = performance.now()
  await vi.waitFor(() => expect(watcher.hasSeenAll(since)).toBe(true), { timeout: patience, interval: 5 })
  for (const path of paths) await folder.write(path, article())
  await vi.waitFor(() => expect(holding).not.toEqual([]), patience)
  watcher.close()
  expect(holding[0]).toBe(false)
})
