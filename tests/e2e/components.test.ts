import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { accessibilityFaults, openBrowser } from '../support/browser.ts'
import { articleText } from '../support/content.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'

// Building blocks of an article as browsers show them: without programs, in both directions, on paper.

const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

const wall = readFileSync('public/site.png')

const body = [
  ':::key-facts\n- One\n- Two\n:::',
  ':::steps\n1. First\n2. Second\n\n   More\n:::',
  ':::do\n- This\n:::',
  ':::dont[at night]\n- That\n:::',
  ':::details[What it costs]\nNothing at all.\n:::',
  '::file[The exercises]{name=exercises.pdf}',
  '::button[Ask us]{href=/contact}',
  ':::gallery\n![One wall](wall.png)\n![Another wall](wall.png)\n:::',
  '::map[How to find us]{href="https://example.org/map" src=wall.png alt="Our street"}',
].join('\n\n')

async function write(slug: string, fields: Record<string, string>): Promise<string> {
  mkdirSync(join(site.contentDir, 'articles', slug), { recursive: true })
  writeFileSync(join(site.contentDir, 'articles', slug, 'exercises.pdf'), '%PDF-1.7\n'.repeat(40_000))
  writeFileSync(join(site.contentDir, 'articles', slug, 'wall.png'), wall)
  writeFileSync(join(site.contentDir, 'articles', `${slug}.md`), articleText('Blocks', fields, body))
  const address = `${site.url}/articles/${slug}`
  await vi.waitFor(async () => expect(await (await fetch(address)).text()).toContain('PDF, '), {
    timeout: patience,
    interval: 100,
  })
  return address
}

test.each([
  ['blocks', 'ltr', 390, 'dark'],
  ['blocks', 'ltr', 1280, 'light'],
  ['blocks-he', 'rtl', 390, 'light'],
] as const)(
  '%s: the blocks stand %s at %i pixels without programs, %s',
  async (slug, dir, width, colorScheme) => {
    const address = await write(slug, dir === 'rtl' ? { lang: 'he' } : {})
    const { page, trouble } = await browser.visit({
      viewport: { width, height: 900 },
      colorScheme,
      javaScriptEnabled: false,
    })
    await page.goto(address)
    const details = page.getByText('Nothing at all.')
    await expect.poll(() => details.isVisible()).toBe(false)
    await page.getByText('What it costs').click()
    await details.waitFor()
    expect(await page.locator('[role=note]').count()).toBe(3)
    const file = page.getByRole('link', { name: /The exercises/ })
    expect(await file.evaluate((link) => getComputedStyle(link).direction)).toBe(dir)
    const response = await page.request.get(new URL((await file.getAttribute('href')) ?? '', address).href)
    expect([response.status(), response.headers()['content-type']]).toEqual([200, 'application/pdf'])
    if (process.env.SHOTS)
      await page.screenshot({
        path: `${process.env.SHOTS}/${slug}-${width}-${colorScheme}.png`,
        fullPage: true,
      })
    await page.getByRole('link', { name: 'Ask us' }).click()
    await page.waitForURL(`${site.url}/contact`)
    expect(trouble).toEqual([])
  },
)

test.each([390, 1280])(
  'they have no fault that axe finds at %i pixels, and are whole on paper',
  async (width) => {
    const address = await write('blocks', {})
    const { page, trouble } = await browser.visit({ viewport: { width, height: 900 } })
    await page.goto(address)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('Nothing at all.').boundingBox()).toMatchObject({
      height: expect.any(Number),
    })
    expect(await page.getByText('Nothing at all.').isVisible()).toBe(true)
    expect(trouble).toEqual([])
  },
)
