import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { articleText } from '../support/content.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'

// The same page on paper, under a finger, and in a window of middling width.

const browser = openBrowser()
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-'))
const count = 14
let site: Site

const body = `A [link](https://example.org/) and [another](/articles/part-2).

<Callout kind="warning">

Call us.

</Callout>

<Details title="More">

Words.

</Details>

<Video src="https://www.youtube.com/watch?v=dQw4w9WgXcQ">A film</Video>`

beforeAll(async () => {
  const content = join(folder, 'content')
  for (const kind of ['articles', 'authors', 'pages']) mkdirSync(join(content, kind), { recursive: true })
  writeFileSync(join(content, 'site.yml'), 'articlesPerPage: 6\n')
  writeFileSync(
    join(content, 'authors', 'editors.yml'),
    'name: The editors\nbio: Who writes here.\nlinks: { Elsewhere: https://example.org/ }\n',
  )
  writeFileSync(join(content, 'authors', 'desk.yml'), 'name: The desk\n')
  for (let part = 1; part <= count; part++)
    writeFileSync(
      join(content, 'articles', `part-${part}.mdx`),
      articleText(`Part ${part}`, { series: 'Parts', date: `2020-05-${10 + part}` }, body),
    )
  const long = ['Before you come', 'When to call', 'Afterwards'].map((title) => `## ${title}\n\nText.`)
  writeFileSync(
    join(content, 'articles', 'long.mdx'),
    articleText(
      'A long one',
      { author: 'desk', topics: '[Long]', date: '2019-05-10' },
      `Text.\n\n${long.join('\n\n')}`,
    ),
  )
  site = await startSite({ folder })
  const found = async () => (await fetch(`${site.url}/search?q=part`)).text()
  await vi.waitFor(async () => expect(await found()).toContain('<mark>'), { timeout: patience })
})
afterAll(async () => {
  await site.remove()
  rmSync(folder, { recursive: true })
})

const paths = ['/articles/part-2', '/search?q=part&year=2020', '/articles', '/articles/nothing', '/contact']

/** Whatever is seen of some elements, by the words in them. */
const seen = (page: Page, selector: string) =>
  page.evaluate(
    (selector) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((one) => one.checkVisibility())
        .map((one) => one.outerHTML.slice(0, 80)),
    selector,
  )

test('on paper there is nothing to press and nothing underlined, and what a reader keeps is whole', async () => {
  const { page, context } = await browser.visit()
  await page.emulateMedia({ media: 'print' })
  for (const path of paths) {
    await page.goto(site.url + path)
    expect([path, ...(await seen(page, 'nav, form, button, input, [role=search]'))]).toEqual([path])
    const underlined = await page.evaluate(() =>
      [...document.querySelectorAll('a, a *')]
        .filter((one) => one.checkVisibility() && getComputedStyle(one).textDecorationLine !== 'none')
        .map((one) => one.outerHTML.slice(0, 80)),
    )
    expect([path, ...underlined]).toEqual([path])
  }
  await page.goto(`${site.url}/articles/part-2`)
  expect(await seen(page, 'a[href="#series_parts"]')).toHaveLength(1)
  expect(await seen(page, 'a[href="https://example.org/"][rel~=me]')).toEqual([])
  const warning = page.getByRole('note').filter({ hasText: 'Call us.' })
  expect(await warning.evaluate((one) => getComputedStyle(one).breakInside)).toBe('avoid')
  expect(
    await page
      .locator('summary')
      .first()
      .evaluate((one) => getComputedStyle(one).listStyleType),
  ).toBe('none')
  // The number of its address stands in the line of its words.
  const film = page.locator('figure a', { hasText: 'A film' })
  const { height } = (await film.boundingBox()) ?? expect.fail()
  expect(height).toBeLessThan(40)
  await context.close()
})

test('on a telephone, what a reader is led to press is high enough for a finger', async () => {
  const { page, context } = await browser.visit({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  })
  const pressed = [
    ...['header nav a', '[role=search] input', '[role=search] button', 'form button', '#filters li a'],
    ...['nav[aria-label="Share this article"] a', 'nav a[rel=next]', 'main a[href="/articles"]'],
  ].join()
  for (const path of paths) {
    await page.goto(site.url + path)
    const low = await page.evaluate(
      (pressed) =>
        [...document.querySelectorAll<HTMLElement>(pressed)]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
          .map((one) => `${one.getBoundingClientRect().height} ${one.outerHTML.slice(0, 80)}`),
      pressed,
    )
    expect([path, ...low]).toEqual([path])
    expect((await seen(page, pressed)).length).toBeGreaterThan(5)
  }
  await context.close()
})

test('a table of contents is a line to open before the text, and stands open beside it, without a script', async () => {
  const { page, context } = await browser.visit({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, javaScriptEnabled: false },
  })
  const contents = page.getByRole('navigation', { name: 'Contents' })
  const link = contents.getByRole('link', { name: 'When to call' })
  await page.goto(`${site.url}/articles/long`)
  expect(await link.count()).toBe(0)
  const fold = contents.locator('summary')
  expect((await fold.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await fold.focus()
  await page.keyboard.press('Enter')
  await link.click()
  expect(page.url()).toContain('#when-to-call')

  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${site.url}/articles/long`)
  expect(await fold.isVisible()).toBe(false)
  await link.focus()
  await page.keyboard.press('Enter')
  expect(page.url()).toContain('#when-to-call')
  await context.close()
})

test('a list of a topic does not name it again with each article', async () => {
  const named = async (path: string) =>
    (await (await fetch(site.url + path)).text()).split('href="/topics/live"').length - 1
  expect(await named('/articles')).toBeGreaterThan(1)
  expect(await named('/topics/live')).toBe(0)
})

test.each([700, 768, 900])('at %i px the navigation has a line, and the search its end', async (width) => {
  const { page, context } = await browser.visit({ viewport: { width, height: 900 } })
  await page.goto(`${site.url}/articles`)
  const boxOf = async (selector: string) =>
    (await page.locator(selector).first().boundingBox()) ?? expect.fail()
  const [header, link, search] = [
    await boxOf('header'),
    await boxOf('header nav a'),
    await boxOf('header form'),
  ]
  expect(link.x).toBeCloseTo(header.x, 0)
  expect(search.x + search.width).toBeCloseTo(header.x + header.width, 0)
  expect(search.y).toBeLessThan(link.y + link.height)
  await context.close()
})

test('a topic, an author and a year say how many articles there are', async () => {
  const { page, context } = await browser.visit({ javaScriptEnabled: false })
  for (const path of ['/topics/live', '/authors/editors', '/archive/2020']) {
    await page.goto(site.url + path)
    expect(await page.locator('main').innerText()).toContain(`${count} articles`)
  }
  await context.close()
})
