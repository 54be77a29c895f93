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
  '::video[A walk]{src=tour.mp4 poster=wall.png captions=tour.vtt}',
  '::video[Elsewhere]{src="https://www.youtube.com/watch?v=abc_DEF-123" poster=wall.png}',
  '::audio[A talk]{src=talk.wav transcript=/contact}',
  '::::columns\n:::column\nOn one side\n:::\n:::column\nOn the other\n:::\n::::',
  '::map[How to find us]{href="https://example.org/map" src=wall.png alt="Our street"}',
].join('\n\n')

/** A second of it: RIFF, 8,000 samples of 8 bits. */
function silence(): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(8036, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    head.writeUInt16LE(value, at)
  for (const at of [24, 28]) head.writeUInt32LE(8000, at)
  head.write('data', 36)
  head.writeUInt32LE(8000, 40)
  return Buffer.concat([head, Buffer.alloc(8000, 128)])
}

async function write(slug: string, fields: Record<string, string>): Promise<string> {
  mkdirSync(join(site.contentDir, 'articles', slug), { recursive: true })
  writeFileSync(join(site.contentDir, 'articles', slug, 'exercises.pdf'), '%PDF-1.7\n'.repeat(40_000))
  writeFileSync(join(site.contentDir, 'articles', slug, 'wall.png'), wall)
  writeFileSync(join(site.contentDir, 'articles', slug, 'tour.mp4'), 'no film')
  writeFileSync(join(site.contentDir, 'articles', slug, 'tour.vtt'), 'WEBVTT\n')
  writeFileSync(join(site.contentDir, 'articles', slug, 'talk.wav'), silence())
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

test('a film of another site asks it for nothing, and a sound of this one plays under the policy of the page', async () => {
  const address = await write('blocks', {})
  const { page, trouble } = await browser.visit({ viewport: { width: 390, height: 900 } })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(address)
  await page.locator('audio').scrollIntoViewIfNeeded()
  expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([])
  expect(asked.filter((url) => /\.(?:mp4|vtt|wav)$/.test(url))).toEqual([])
  const film = page.locator('video')
  const before = await film.boundingBox()
  expect(before && Math.round((before.width / before.height) * 100)).toBe(Math.round((1200 / 630) * 100))
  await page.locator('audio').evaluate((sound: HTMLAudioElement) => sound.play())
  expect(asked.some((url) => url.endsWith('/talk.wav'))).toBe(true)
  const link = page.getByRole('link', { name: /Elsewhere.*Watch on YouTube/ })
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
  expect(trouble).toEqual([])
  const plain = await page.request.get(`${site.url}/contact`)
  expect(plain.headers()['content-security-policy']).not.toContain('media-src')
})
