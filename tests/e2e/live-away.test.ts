import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { articleFiles, articleText } from '../support/content.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes } from '../support/soon.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

async function statusOf(path: string): Promise<number> {
  const answer = await fetch(site.url + path, { redirect: 'manual' })
  await answer.arrayBuffer()
  return answer.status
}

test('an emptied folder takes nothing off the site at once, and one article that goes is gone', async () => {
  const files = articleFiles(site)
  const slugs = Array.from({ length: 60 }, (_, index) => `many-${index}`)
  for (const slug of slugs) files.write(slug, articleText(slug))
  for (const slug of slugs) await becomes(() => statusOf(`/articles/${slug}`), 200)
  rmSync(join(site.contentDir, 'articles', 'many-0.mdx'))
  await becomes(() => statusOf('/articles/many-0'), 404)
  for (const slug of slugs.slice(1)) rmSync(join(site.contentDir, 'articles', `${slug}.mdx`))
  await becomes(async () => (await (await fetch(`${site.url}/readyz`)).text()).includes('are gone'), true)
  expect(await statusOf('/readyz')).toBe(200)
  for (const slug of slugs.slice(1)) expect(await statusOf(`/articles/${slug}`)).toBe(200)
  for (const slug of slugs.slice(1)) files.write(slug, articleText(slug))
  await becomes(async () => (await (await fetch(`${site.url}/readyz`)).text()).includes('are gone'), false)
})

test('a start while the content is away asks readers to come back, and is right as soon as it is there', async () => {
  await site.stop()
  renameSync(site.contentDir, `${site.contentDir}-aside`)
  await site.start()
  expect(await statusOf('/healthz')).toBe(200)
  const ready = await fetch(`${site.url}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.text()).toContain('The articles are away')
  for (const path of [
    '/',
    '/articles',
    '/articles/many-1',
    '/topics',
    '/feed.xml',
    '/sitemap.xml',
    '/about',
  ]) {
    const answer = await fetch(site.url + path)
    expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 503, '10'])
    expect(await answer.text()).toContain('not available just now')
  }
  renameSync(`${site.contentDir}-aside`, site.contentDir)
  for (const path of ['/', '/articles', '/articles/many-1', '/feed.xml', '/about', '/readyz'])
    await becomes(() => statusOf(path), 200)
})
