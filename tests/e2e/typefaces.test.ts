import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type Site, startSite } from '../support/site.ts'
import { article } from '../unit/content/folder.ts'

// Whose letters a page holds decides which files are fetched for it, and no letter is left to another typeface.

const texts = [
  ['en-GB', [], 'Plain words, “quoted” – 24 of them… → ← ↗ ‹so› non‑breaking, and Þórður from Iceland.'],
  ['fr-FR', [], 'Cœur, façade, Œuvres : « déjà vu » — l’été à Nîmes\u202f!'],
  ['pl', ['latin'], 'Zażółć gęślą jaźń. Łódź, Kraków.'],
  ['tr', ['latin'], 'İyi günler, ağrı için öğüt: sıcak şişe.'],
  ['vi', ['latin', 'vietnamese'], 'Tất cả mọi người sinh ra đều được tự do, ở nước Việt Nam.'],
  ['el', ['greek'], 'Υγεία για όλους: ρωτήστε τον γιατρό σας· η Αθήνα 2026.'],
  ['ru', ['cyrillic'], 'Здоровье людей: спросите врача. Ёжик съел № 5.'],
  ['uk', ['cyrillic'], 'Здоров’я: ґанок, їжа, Європа, іній.'],
  ['kk', ['cyrillic', 'cyrillic-more'], 'Қазақ тілі, денсаулық, өмір, ұл, һ, ә, ғ, ң, ү, і.'],
] as const

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-typefaces-'))
let site: Site
beforeAll(async () => {
  mkdirSync(join(folder, 'content/articles'), { recursive: true })
  for (const [lang, , text] of texts)
    writeFileSync(
      join(folder, `content/articles/in-${lang.toLowerCase()}.md`),
      article(`${text}\n\n**${text}**\n\n## ${text}`, { title: 'A title', lang }),
    )
  site = await startSite({ folder })
})
afterAll(async () => {
  await site.remove()
  rmSync(folder, { recursive: true })
})
const browser = openBrowser()

test.each(texts)('a page in %s fetches of our fonts, beside the first, %j', async (lang, parts, text) => {
  const { page, context, trouble } = await browser.visit()
  const fetched: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fetched.push(new URL(request.url()).pathname)
  })
  await page.goto(`${site.url}/articles/in-${lang.toLowerCase()}`, { waitUntil: 'networkidle' })
  await page.evaluate(() => document.fonts.ready)
  const expected = ['/fonts/serif.woff2', ...parts.map((part) => `/fonts/serif-${part}.woff2`)]
  expect(fetched.sort()).toEqual(expected.sort())
  for (const element of ['main p:has(+ p > strong)', 'main strong', 'main h2[id]'])
    expect([element, text, await strangers(page, element)]).toEqual([element, text, []])
  expect(trouble).toEqual([])
  await context.close()
})

/** Fonts of the system that an element's letters were taken from. */
async function strangers(page: Page, selector: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  expect(fonts.length).toBeGreaterThan(0)
  return fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName)
}
