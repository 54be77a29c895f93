import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type Site, startSite } from '../support/site.ts'
import { passesSoon } from '../support/soon.ts'

// A typeface that comes late moves nothing that is being read.

const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

const article = '/articles/the-value-of-social-media-for-healthcare'
/** Where lines are most easily broken anew. */
const worst = [
  [article, 800],
  ['/contact', 390],
] as const
const pages = ['/', article, '/contact'].flatMap((path) =>
  [390, 800, 1280].map((width) => [path, width] as const),
)

type Shift = PerformanceEntry & { value: number }

/** Layout shift (https://web.dev/articles/cls) of a page whose fonts come when all else is there. */
async function shiftOf(path: string, width: number): Promise<number> {
  const { page, context } = await browser.visit({ viewport: { width, height: 800 } })
  let send = () => {}
  const held = new Promise<void>((resolve) => {
    send = resolve
  })
  let asked = 0
  await page.route('**/*.woff2', async (route) => {
    asked++
    await held
    await route.continue()
  })
  await page.addInitScript(() => {
    const all = globalThis as unknown as { shift: number }
    all.shift = 0
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries() as Shift[]) all.shift += value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(site.url + path, { waitUntil: 'commit' })
  await page.locator('footer').waitFor()
  const painted = () =>
    page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  // With the stand-in: longer than a browser holds back text for a typeface.
  await page.waitForFunction(() => {
    const [first] = performance.getEntriesByName('first-contentful-paint')
    return first && performance.now() - first.startTime > 200
  })
  await painted()
  send()
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle')
  await painted()
  expect(asked).toBeGreaterThan(0)
  const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)
  await context.close()
  return shift
}

test.each([
  ['serif', pages],
  ['sans', worst],
  ['our.woff2', worst],
])('%s: nothing moves when its file comes late', async (typeface, some) => {
  cpSync('public/fonts/sans.woff2', join(site.contentDir, 'our.woff2'))
  writeFileSync(join(site.contentDir, 'theme.yml'), `typeface: ${typeface}\n`)
  const family = { serif: 'Newsreader', sans: 'Humanist' }[typeface] ?? 'Own'
  await passesSoon(async () =>
    expect(await (await fetch(site.url)).text()).toContain(`:root{--text:${family},`),
  )
  const most = 0.02
  for (const [path, width] of some)
    expect([path, width, await shiftOf(path, width)]).toEqual([
      path,
      width,
      expect.toSatisfy((shift: number) => shift < most),
    ])
})
