import { expect, test, vi } from 'vitest'
import { scan, type Version } from '#lib/content/scan.ts'
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
