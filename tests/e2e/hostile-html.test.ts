import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { accessibilityFaults, openBrowser } from '../support/browser.ts'
import { articleText } from '../support/content.ts'
import { hostileHtml, pixel } from '../support/hostile-html.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'

// HTML of an .md file as a browser takes it: nothing runs, nothing is asked for elsewhere.

const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

const write = (slug: string, text: string) =>
  writeFileSync(join(site.contentDir, 'articles', `${slug}.md`), text)

test('whatever attacks a page by its text, a browser runs nothing of it and asks nobody else', async () => {
  writeFileSync(join(site.contentDir, 'articles', 'x.png'), pixel)
  const tried = hostileHtml.filter(({ isRefused }, index) => !isRefused && index % 3 === 0)
  for (const [index, { html }] of tried.entries())
    write(`attacked-${index}`, articleText('Attacked', {}, html))
  const { page, trouble } = await browser.visit()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('dialog', (dialog) => void dialog.dismiss())
  for (const [index, { deed }] of tried.entries()) {
    const address = `${site.url}/articles/attacked-${index}`
    await vi.waitFor(async () => expect([deed, (await fetch(address)).status]).toEqual([deed, 200]), {
      timeout: patience,
      interval: 100,
    })
    await page.goto(address)
    await page.getByText('The end of Attacked.').waitFor()
    expect([deed, await page.evaluate(() => 'ran' in window), page.url()]).toEqual([deed, false, address])
    expect([deed, asked.filter((one) => !one.startsWith(site.url))]).toEqual([deed, []])
  }
  expect(trouble).toEqual([])
})

test('harmless HTML and boxes stand on the page as they are meant, wide and narrow', async () => {
  const body = [
    'H<sub>2</sub>O, <kbd>Ctrl</kbd>, <abbr title="general practitioner">GP</abbr>, one<br>two',
    '<h2 id="own">A heading of HTML</h2>',
    '> [!WARNING] Do not drive\n> For two hours.',
    ':::tip\nDrink a glass of *water*.\n:::',
    '<details>\n<summary>More about the ward</summary>\n\nHere is **Markdown** again.\n\n</details>',
    '<table><tr><th>A</th><th>B</th></tr><tr><td>1<br>2</td><td align="right">3</td></tr></table>',
    'Ward\n: Where patients stay',
    '<blockquote>Words <small>of someone</small></blockquote>',
  ].join('\n\n')
  write('harmless', articleText('Harmless', {}, body))
  await vi.waitFor(async () => expect((await fetch(`${site.url}/articles/harmless`)).status).toBe(200), {
    timeout: patience,
    interval: 100,
  })
  for (const width of [390, 1280]) {
    const { page, trouble } = await browser.visit({ viewport: { width, height: 900 } })
    await page.goto(`${site.url}/articles/harmless#own`)
    expect(await page.locator('#own').textContent()).toBe('A heading of HTML')
    expect(await page.locator('[role=note]').count()).toBe(2)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(await accessibilityFaults(page)).toEqual([])
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/harmless-${width}.png`, fullPage: true })
    expect(trouble).toEqual([])
  }
})
