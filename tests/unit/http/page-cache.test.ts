import { expect, test, vi } from 'vitest'
import { type FinishedPage, packPlain } from '#lib/http/page.ts'
import { createPageCache } from '#lib/http/page-cache.ts'

const rendered = (text: string, tags: string[], size = 10): FinishedPage => ({
  ...packPlain('text/plain', Buffer.from(text.padEnd(size))),
  cacheTags: new Set(tags),
})
const textOf = ({ bytes }: FinishedPage) => ('plain' in bytes ? bytes.plain.toString().trim() : '')

test('a page is rendered once however many ask at the same time', async () => {
  const pages = createPageCache(1e6)
  let renders = 0
  const render = async () => {
    renders++
    return rendered('one', [])
  }
  await Promise.all(Array.from({ length: 50 }, () => pages.get('/a', render)))
  await pages.get('/a', render)
  expect(renders).toBe(1)
})

test('a change drops the pages that show it, and no others', async () => {
  const pages = createPageCache(1e6)
  await pages.get('/a', async () => rendered('a', ['article:a', 'articles']))
  await pages.get('/b', async () => rendered('b', ['article:b']))
  pages.invalidate('article:a')
  expect(pages.cached('/a')).toBeUndefined()
  expect(pages.cached('/b')).toBeDefined()
})

test('a page that was begun before a change is neither kept nor given to who asks after it', async () => {
  const pages = createPageCache(1e6)
  let finishOld = (_: FinishedPage) => {}
  const old = pages.get('/a', () => new Promise<FinishedPage>((resolve) => (finishOld = resolve)))
  pages.invalidate('article:a')
  const fresh = pages.get('/a', async () => rendered('new', ['article:a']))
  expect(textOf(await fresh)).toBe('new')
  finishOld(rendered('old', ['article:a']))
  expect(textOf(await old)).toBe('old')
  expect(textOf(pages.cached('/a') as FinishedPage)).toBe('new')
})

test('when all is dropped, nothing is kept, nor what was begun before', async () => {
  const pages = createPageCache(1e6)
  await pages.get('/a', async () => rendered('a', ['article:a']))
  let finish = (_: FinishedPage) => {}
  const begun = pages.get('/b', () => new Promise<FinishedPage>((resolve) => (finish = resolve)))
  pages.invalidateAll()
  finish(rendered('b', []))
  await begun
  expect(pages.size()).toEqual({ pages: 0, bytes: 0 })
})

test('a page without cache tags is given out, and made anew for the next who asks', async () => {
  const pages = createPageCache(1e6)
  const { cacheTags: _, ...page } = rendered('one', [])
  const render = vi.fn(async () => page)
  for (let time = 0; time < 2; time++) expect(textOf(await pages.get('/a', render))).toBe('one')
  expect(render).toHaveBeenCalledTimes(2)
  expect(pages.size()).toEqual({ pages: 0, bytes: 0 })
})

test('a page that fails to render is tried again by the next who asks', async () => {
  const pages = createPageCache(1e6)
  await expect(pages.get('/a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(textOf(await pages.get('/a', async () => rendered('yes', [])))).toBe('yes')
})

test('memory is bounded: what nobody asks for goes first', async () => {
  const pages = createPageCache(40_000)
  await pages.get('/a', async () => rendered('a', ['t'], 1000))
  await pages.get('/b', async () => rendered('b', ['t'], 1000))
  pages.cached('/a')
  for (let more = 0; more < 15; more++)
    await pages.get(`/more/${more}`, async () => rendered('more', ['t'], 1000))
  expect(pages.cached('/a')).toBeDefined()
  expect(pages.cached('/b')).toBeUndefined()
  expect(pages.size().bytes).toBeLessThanOrEqual(40_000)
  pages.invalidate('t')
  expect(pages.size()).toEqual({ pages: 0, bytes: 0 })
})

test('what is larger than a sixteenth of the memory is given out, and sends nothing else away', async () => {
  const pages = createPageCache(40_000)
  for (const path of ['/a', '/b', '/c']) await pages.get(path, async () => rendered(path, []))
  const large = await pages.get('/large', async () => rendered('large', [], pages.largest + 1))
  expect(textOf(large)).toBe('large')
  expect(['/a', '/b', '/c', '/large'].map((path) => pages.cached(path) !== undefined)).toEqual([
    true,
    true,
    true,
    false,
  ])
  await pages.get('/just', async () => rendered('just', [], pages.largest))
  expect(pages.cached('/just')).toBeDefined()
})
