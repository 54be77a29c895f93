import { expect, test, vi } from 'vitest'
import { type FinishedPage, noTags, pack } from '#lib/http/page.ts'
import { createPageCache } from '#lib/http/page-cache.ts'
import { answerKey, createReady } from '#lib/http/ready.ts'
import type { Resolved } from '#lib/http/router.ts'

const near = { slug: 'near', path: '/articles/near', title: 'Near', lang: 'en' }

async function readiness(routes: Record<string, Resolved>) {
  const pages = createPageCache(1024 * 1024)
  const kept = new Map<string, FinishedPage>()
  const clock = { now: 0 }
  for (const [key, status] of [
    ['/articles/here', 200] as const,
    [answerKey(404), 404] as const,
    [answerKey(410), 410] as const,
  ]) {
    const page = await pack(status, 'text/html; charset=utf-8', key)
    kept.set(key, await pages.get(key, async () => ({ ...page, cacheTags: noTags })))
  }
  const find = vi.fn((path: string) => (path.includes('nea') ? [near] : []))
  const found = createReady({
    ...{ pages, nearest: { find }, isDev: false, clock: () => clock.now },
    files: { seen: () => undefined, find: async () => undefined },
    routes: (path) => routes[path] ?? { kind: 'missing' },
  })
  return { ...found, kept, find, clock }
}

const ways: Record<string, Resolved> = {
  '/articles/here': { kind: 'page' },
  '/articles/gone': { kind: 'gone' },
  '/articles/old': { kind: 'moved', to: '/articles/here' },
  '/articles/known-by-query': { kind: 'moved', to: '/articles/here', query: '' },
  '/articles/away': { kind: 'away' },
}

test('a page is ready by its path, with a query that changes nothing too, and is counted by its path alone', async () => {
  const { ready, kept } = await readiness(ways)
  for (const target of ['/articles/here', '/articles/here?utm_source=x', '/articles/%68ere'])
    expect(ready(target)).toMatchObject({ page: kept.get('/articles/here'), path: '/articles/here' })
})

test('what is not there, is gone or has moved is ready too, and counted nowhere', async () => {
  const { ready, kept } = await readiness(ways)
  const missing = ready('/articles/nothing?x=1')
  expect([missing?.page, missing?.path]).toEqual([kept.get(answerKey(404)), undefined])
  expect(ready('/articles/gone?x=1')?.page).toBe(kept.get(answerKey(410)))
  expect(ready('/articles/old?x=1')).toMatchObject({ page: { status: 308 }, location: '/articles/here?x=1' })
})

test('an address that is near others is left to the rest, which need not look again', async () => {
  const { ready, nearTo, find } = await readiness(ways)
  expect(ready('/articles/neat')).toBeUndefined()
  expect(nearTo('/articles/neat')).toEqual([near])
  expect(find).toHaveBeenCalledTimes(1)
  expect(nearTo('/articles/neat')).toEqual([near])
  expect(find).toHaveBeenCalledTimes(2)
})

test('what was near is looked for again where nobody asked for it at once: it may be withdrawn since', async () => {
  const { ready, nearTo, find, clock } = await readiness(ways)
  ready('/articles/neat')
  find.mockReturnValue([])
  clock.now += 1_001
  expect(nearTo('/articles/neat')).toEqual([])
})

test.each([
  '/articles/file.png',
  '/files/x',
  '/healthz',
  '/staff/replies',
  '/search?q=x',
  '/articles/known-by-query?p=1',
  '/articles/away',
  '/ARTICLES/here',
  `/articles/here?${'x'.repeat(3000)}`,
  'answer:404:',
])('%s is left to the rest', async (target) => {
  const { ready } = await readiness(ways)
  expect(ready(target)).toBeUndefined()
})
