import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { articleFiles, articleText } from '../support/content.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'

// What search engines, networks and feed readers are told of an article.

let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

async function published(slug: string, text: string): Promise<string> {
  articleFiles(site).write(slug, text)
  await vi.waitFor(
    async () => expect((await fetch(`${site.url}/articles/${slug}`)).status).toBe(200),
    patience,
  )
  return (await fetch(`${site.url}/articles/${slug}`)).text()
}

function dataIn(html: string): Record<string, unknown> {
  const text = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1]
  return text ? JSON.parse(text)['@graph'][0] : {}
}

const meta = (html: string, property: string) =>
  new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html)?.[1]

test('an author with a role is a person, the editors are not, and nobody is an empty list', async () => {
  writeFileSync(join(site.contentDir, 'authors', 'jane-doe.yml'), 'name: Jane Doe\nrole: Practice nurse\n')
  const both = await published('by-both', articleText('By both', { author: '[jane-doe, editors]' }))
  expect(dataIn(both).author).toMatchObject([
    { '@type': 'Person', name: 'Jane Doe', jobTitle: 'Practice nurse' },
    { '@type': 'Organization', name: 'The Broadsheet editors' },
  ])
  const bare = dataIn(await published('bare', articleText('Bare', { author: undefined, topics: undefined })))
  expect(bare.headline).toBe('Bare')
  expect(Object.values(bare).filter((value) => Array.isArray(value) && !value.length)).toEqual([])
})

test('an article that has its place elsewhere says so to everyone', async () => {
  const canonical = 'https://other.example/first'
  const html = await published('elsewhere', articleText('Elsewhere', { canonical }))
  expect(html).toContain(`<link rel="canonical" href="${canonical}"/>`)
  expect(meta(html, 'og:url')).toBe(canonical)
  expect(dataIn(html).mainEntityOfPage).toBe(canonical)
  expect(html).toContain(`sharer.php?u=${encodeURIComponent(canonical)}`)
  expect(await (await fetch(`${site.url}/sitemap.xml`)).text()).not.toContain('/articles/elsewhere<')
})

test.each([
  ['fr', 'fr_FR'],
  ['de-CH', 'de_CH'],
  ['ar', 'ar_EG'],
  ['es-419', 'es_ES'],
  ['tlh', undefined],
])('an article in %s has the Open Graph locale %s', async (lang, locale) => {
  const html = await published(`in-${lang.toLowerCase()}`, articleText(`In ${lang}`, { lang }))
  expect(meta(html, 'og:locale')).toBe(locale)
})
