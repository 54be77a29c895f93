import { createHash } from 'node:crypto'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessibilityFaults, openBrowser } from '../support/browser.ts'
import { type Site, startSite } from '../support/site.ts'
import { passesSoon } from '../support/soon.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
const paths = ['/', '/articles', article, '/contact', '/nothing-here']
const strong =
  'accent: { light: "#0b2fd4", dark: "#ffe14a" }\npaper: { light: "#fff7c2", dark: "#001a4d" }\nink: { light: "#00113f", dark: "#fff3b0" }\n'

const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())
const own = ['theme.yml', 'our.woff2']
afterEach(() => {
  for (const file of own) rmSync(join(site.contentDir, file), { force: true })
})

function write(file: string, text: string): void {
  writeFileSync(join(site.contentDir, file), text)
}

async function html(path: string): Promise<string> {
  return (await fetch(site.url + path)).text()
}

async function themed(): Promise<void> {
  write('theme.yml', strong)
  await passesSoon(async () => {
    for (const path of paths)
      expect([path, await html(path)]).toEqual([path, expect.stringContaining('#0b2fd4')])
  })
}

function colour(page: Page, selector: string, property: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property)
}

test.each([
  ['light', 390, ['rgb(255, 247, 194)', 'rgb(0, 17, 63)', 'rgb(11, 47, 212)']],
  ['dark', 1280, ['rgb(0, 26, 77)', 'rgb(255, 243, 176)', 'rgb(255, 225, 74)']],
] as const)(
  'strong colours are exact and without a fault, in %s at %i px',
  async (colorScheme, width, expected) => {
    await themed()
    const { page, context, trouble } = await browser.visit({ colorScheme, viewport: { width, height: 900 } })
    for (const path of paths) {
      await page.goto(site.url + path)
      expect([path, ...(await accessibilityFaults(page))]).toEqual([path])
    }
    await page.goto(site.url + article)
    expect([
      await colour(page, 'body', 'background-color'),
      await colour(page, 'body', 'color'),
      await colour(page, 'main form button:not([name="preview"])', 'background-color'),
    ]).toEqual(expected)
    expect(trouble.filter((line) => !line.includes('404'))).toEqual([])
    await page.emulateMedia({ media: 'print' })
    expect([await colour(page, 'body', 'background-color'), await colour(page, 'body', 'color')]).toEqual([
      'rgb(255, 255, 255)',
      'rgb(0, 0, 0)',
    ])
    await context.close()
  },
)

test('a page names its colour and its one style, and weighs what it did when the theme goes', async () => {
  const plain = await html(article)
  await themed()
  const answer = await fetch(site.url + article)
  const page = await answer.text()
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text)
  expect(styles.length).toBe(1)
  const hash = createHash('sha256')
    .update(styles[0] ?? '')
    .digest('base64')
  expect(answer.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}';`)
  const metas = [...page.matchAll(/<meta name="theme-color"[^>]*>/g)].map(([meta]) => meta)
  expect(metas.map((meta) => /content="([^"]+)"/.exec(meta)?.[1])).toEqual(['#fff7c2', '#001a4d'])
  rmSync(join(site.contentDir, 'theme.yml'))
  await passesSoon(async () => expect((await html(article)) === plain).toBe(true))
})

test('each typeface is fetched alone, one’s own by an address that is kept for ever', async () => {
  const { page, context, trouble } = await browser.visit()
  const fetched: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fetched.push(new URL(request.url()).pathname)
  })
  const font = readFileSync('public/fonts/sans.woff2')
  cpSync('public/fonts/sans.woff2', join(site.contentDir, 'our.woff2'))
  const address = `/_site/${createHash('sha256').update(font).digest('hex').slice(0, 12)}/our.woff2`
  for (const [typeface, file] of [
    ['sans', '/fonts/sans.woff2'],
    ['system', undefined],
    ['our.woff2', address],
  ] as const) {
    write('theme.yml', `typeface: ${typeface}\n`)
    const family = { sans: 'Humanist', system: 'system-ui', 'our.woff2': 'Own' }[typeface]
    await passesSoon(async () => expect(await html('/contact')).toContain(`:root{--text:${family},`))
    fetched.length = 0
    await page.goto(`${site.url}/contact`, { waitUntil: 'networkidle' })
    expect([typeface, ...new Set(fetched)]).toEqual([typeface, ...(file ? [file] : [])])
  }
  const answer = await fetch(site.url + address)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(font)
  expect(answer.headers.get('content-type')).toBe('font/woff2')
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(trouble).toEqual([])
  await context.close()
})
