import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { openLibrary } from '#lib/content/content.ts'
import { createLog } from '#lib/log.ts'
import { openSearch } from '#lib/search/open.ts'
import type { Found, Marked } from '#lib/search/search.ts'
import { patience } from '../../support/patience.ts'
import { contentFolder, type Folder } from '../content/folder.ts'

export const today = Date.parse('2026-11-23T12:00:00Z')

/** A site's content with its index, gone when the test is over. */
export async function indexOf(files: Record<string, string> = {}) {
  const folder = await contentFolder(files)
  return openedOn(folder)
}

export async function openedOn(
  folder: Folder,
  options: { dataDir?: string; isReadyAwaited?: boolean; leastFree?: number; retryAfter?: number } = {},
) {
  const { dataDir = `${folder.path}-data`, isReadyAwaited = true, ...disk } = options
  const clock = { time: today }
  const logged: string[] = []
  const dropped: string[] = []
  const log = createLog('debug', (line) => logged.push(line))
  const now = () => clock.time
  const invalidate = (...tags: string[]) => void dropped.push(...tags)
  const search = openSearch({
    ...{ dataDir, contentDir: folder.path, log, now, invalidate, retryAfter: 50 },
    ...disk,
  })
  const library = await openLibrary({
    ...{ contentDir: folder.path, now, log, invalidate, watch: false, follower: search.follower },
    cacheFile: join(dataDir, 'content-index.json'),
  })
  search.start()
  const close = async () => {
    library.close()
    await search.close()
  }
  onTestFinished(async () => {
    await close()
    await rm(dataDir, { recursive: true, force: true })
  })
  if (isReadyAwaited)
    await vi.waitFor(() => search.isReady() || Promise.reject(new Error('no index')), patience)
  const slugs = async (q: string) => (await search.find({ q })).hits.map(({ slug }) => slug)
  return { folder, dataDir, library, search, clock, logged, dropped, slugs, close }
}

export const text = (marked: Marked | undefined = []) => marked.map((part) => part.text).join('')

export const marks = (marked: Marked | undefined = []) =>
  marked.filter(({ isFound }) => isFound).map((part) => part.text)

export const first = ({ hits }: Found) => hits[0]
