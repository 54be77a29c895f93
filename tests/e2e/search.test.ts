import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibilityFaults, openBrowser, turnPage } from '../support/browser.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { type Site, startSite } from '../support/site.ts'
import { passesSoon } from '../support/soon.ts'

const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
  const files = articleFiles(site)
  for (let number = 1; number <= 20; number++) {
    const year = number <= 5 ? 2024 : 2025
    const topics = number % 2 ? '[Breathing]' : '[Breathing, Live]'
    const date = `${year}-03-${String(number).padStart(2, '0')}`
    const title = `Lungs and inhalers, part ${number}`
    files.write(`lungs-${number}`, articleText(title, { date, topics }, 'How a spirometer measures breath.'))
  }
  await passesSoon(async () => {
    expect(await (await fetch(`${site.url}/search?q=spirometer`)).text()).toContain('20 results')
  })
})
afterAll(() => site.remove())

const results = (page: Page) => page.locator('main ol > li')
const told = (page: Page) => page.getByRole('status').innerText()
const open = (page: Page, path: string) => page.goto(site.url + path)

test('without JavaScript a reader finds, narrows, turns the page and takes a filter off again', async () => {
  const { page, context } = await browser.visit({ javaScriptEnabled: false })
  await open(page, '/')
  const field = page.getByRole('search').locator('[name=q]')
  await field.fill('spirometer')
  await field.press('Enter')
  await page.waitForURL(`${site.url}/search?q=spirometer`)
  expect(await told(page)).toBe('20 results for “spirometer”')
  expect([await results(page).count(), await page.locator('main ol').count()]).toEqual([15, 1])
  expect(await results(page).locator('mark').first().innerText()).toBe('spirometer')
  expect(await page.locator('meta[name=robots]').getAttribute('content')).toMatch(/^noindex/)
  expect(await field.inputValue()).toBe('spirometer')

  await turnPage(page, () => page.getByRole('link', { name: 'Next results' }).click())
  expect(await results(page).count()).toBe(5)

  const filter = page.locator('#filters li').filter({ hasText: 'Live' })
  expect(await filter.innerText()).toMatch(/\b10$/)
  await turnPage(page, () => filter.getByRole('link').click())
  expect(page.url()).toContain('topic=live')
  expect(await told(page)).toBe('10 results for “spirometer”')
  const years = page.locator('#filters li a[href*="year=2024"]')
  await turnPage(page, () => years.click())
  expect([await told(page), await results(page).count()]).toEqual(['2 results for “spirometer”', 2])
  await turnPage(page, () => page.getByRole('link', { name: 'Remove filter: Live' }).click())
  expect(await told(page)).toBe('5 results for “spirometer”')

  await results(page).first().getByRole('link').first().click()
  await page.waitForURL(/\/articles\/lungs-/)
  await context.close()
})

test('what is not found leads on: a word that was meant, fewer filters, and every wrong value is told', async () => {
  const { page, context } = await browser.visit()
  await open(page, '/search?q=spirometr')
  await page.getByText('Did you mean').getByRole('link', { name: 'spirometer' }).waitFor()
  expect([await told(page), await results(page).count()]).toEqual(['20 results for “spirometer”', 15])

  await open(page, '/search?q=zzyzx')
  expect(await told(page)).toBe('0 results for “zzyzx”')
  await page.locator('main').getByRole('link', { name: 'See all topics' }).waitFor()
  await page.locator('main').getByRole('link', { name: 'Write to us' }).waitFor()

  await open(page, '/search?q=spirometer&q=other&topic=nothing&author=nobody&year=soon&page=99')
  const text = await page.locator('main').innerText()
  for (const one of ['topic “nothing”', 'author “nobody”', '“soon” is not a year', 'only 2 pages'])
    expect(text).toContain(one)
  expect(await told(page)).toBe('20 results for “spirometer”')

  await open(page, `/search?q=${'spirometer '.repeat(30)}`)
  expect(await page.locator('main').innerText()).toContain('first 200 characters')
  expect((await page.locator('[name=q]').inputValue()).length).toBeLessThanOrEqual(200)

  // One frame serves all queries: whatever is typed is text in it.
  const typed = `spirometer $& </main><script>alert("1")</script> 'of'`
  for (const q of [typed, 'spirometer']) {
    await open(page, `/search?q=${encodeURIComponent(q)}`)
    expect(await page.title()).toBe(`Search: ${q} – Broadsheet`)
    expect(await page.locator('meta[property="og:title"]').getAttribute('content')).toBe(`Search: ${q}`)
    expect([await page.locator('[name=q]').inputValue(), await page.locator('main').count()]).toEqual([q, 1])
  }
  const display = (part: string) =>
    page
      .locator(part)
      .first()
      .evaluate((one) => getComputedStyle(one).display)
  expect([await display('#filters li'), await display('main nav')]).toEqual(['flex', 'grid'])

  await open(page, '/search')
  expect(await page.locator('main ol, main [role=status], main mark').count()).toBe(0)
  expect(site.log()).not.toContain('zzyzx')
  await context.close()
})

test('suggestions are JSON, in the form of browsers too, which learn of the search from each page', async () => {
  const ask = async (query: string) => fetch(`${site.url}/search/suggest?q=${query}`)
  const found = await ask('lungs')
  expect(found.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const list = (await found.json()) as { title: string; url: string }[]
  expect(list).toHaveLength(8)
  expect(list[0]?.title).toMatch(/^Lungs and inhalers/)
  expect((await fetch(new URL(list[0]?.url ?? '', site.url))).status).toBe(200)
  expect(await (await ask('')).json()).toEqual([])
  expect(await (await ask('lungs&format=opensearch')).json()).toMatchObject(['lungs', { length: 8 }, {}, {}])

  const { page, context } = await browser.visit()
  await open(page, '/')
  const link = page.locator('link[rel=search]')
  expect(await link.getAttribute('type')).toBe('application/opensearchdescription+xml')
  const description = await fetch(new URL((await link.getAttribute('href')) ?? '', site.url))
  expect(description.headers.get('content-type')).toMatch(/^application\/opensearchdescription\+xml/)
  const parsed = await page.evaluate(
    (xml) => {
      const whole = new DOMParser().parseFromString(xml, 'text/xml')
      const { namespaceURI, localName } = whole.documentElement
      const urls = [...whole.querySelectorAll('Url')].map((one) => one.getAttribute('template') ?? '')
      return { namespaceURI, localName, urls, name: whole.querySelector('ShortName')?.textContent }
    },
    await description.text(),
  )
  expect(parsed).toMatchObject({
    ...{ namespaceURI: 'http://a9.com/-/spec/opensearch/1.1/', localName: 'OpenSearchDescription' },
    name: 'Broadsheet',
  })
  expect(parsed.urls[0]).toBe(`${site.url}/search?q={searchTerms}`)
  await context.close()
})

test('the field suggests by keyboard, with a script that is small and asked for at its first focus', async () => {
  const { page, context, trouble } = await browser.visit()
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await open(page, '/articles')
  await page.getByRole('link', { name: 'Topics' }).first().focus()
  expect(scripts).toEqual([])
  const field = page.locator('[name=q]')
  await field.focus()
  await page.getByRole('combobox', { name: 'Search this site' }).waitFor()
  const [script = '', ...others] = scripts
  expect(others).toEqual([])
  const sent = await fetch(script)
  expect(sent.headers.get('cache-control')).toContain('immutable')
  expect(gzipSync(await sent.text(), { level: 9 }).length).toBeLessThanOrEqual(1536)

  // All at once: typed slowly, it would be asked for in parts, and each answer chooses anew.
  await field.fill('lungs')
  const options = page.getByRole('listbox').getByRole('option')
  await options.nth(7).waitFor()
  const state = () =>
    field.evaluate((one) => [
      one.getAttribute('aria-expanded'),
      document.getElementById(one.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '',
    ])
  expect(await state()).toEqual(['true', ''])
  expect(await accessibilityFaults(page)).toEqual([])
  await field.press('ArrowDown')
  await field.press('ArrowDown')
  const second = await options.nth(1).innerText()
  expect([...(await state()), await options.nth(1).getAttribute('aria-selected')]).toEqual([
    'true',
    second,
    'true',
  ])
  expect(await accessibilityFaults(page)).toEqual([])
  await field.press('Home')
  expect(await state()).toEqual(['true', ''])
  await field.press('Escape')
  expect(await state()).toEqual(['false', ''])
  expect(await field.inputValue()).toBe('lungs')
  await field.press('ArrowUp')
  const last = await options.nth(7).innerText()
  expect(await state()).toEqual(['true', last])
  await field.press('Enter')
  await page.getByRole('heading', { level: 1, name: last }).waitFor()
  expect(trouble).toEqual([])
  await context.close()
})

test('an answer that comes late is dropped, and Enter sends what was typed', async () => {
  const { page, context } = await browser.visit()
  await open(page, '/')
  const late = Promise.withResolvers<void>()
  await page.route('**/search/suggest?q=video', async (route) => {
    await late.promise
    await route.continue()
  })
  const field = page.locator('[name=q]')
  await field.focus()
  await page.getByRole('combobox').waitFor()
  const first = page.waitForRequest('**/search/suggest?q=video')
  await field.fill('video')
  const answered = page.waitForResponse('**/search/suggest?q=video')
  await first
  await field.fill('lungs')
  await page
    .getByRole('option', { name: /^Lungs/ })
    .first()
    .waitFor()
  late.resolve()
  await (await answered).finished()
  expect(await page.getByRole('option', { name: /^Video/ }).count()).toBe(0)
  await field.press('Enter')
  await page.waitForURL(`${site.url}/search?q=lungs`)
  await context.close()
})

test('an address that is not there offers the field, and the addresses that are nearest to it', async () => {
  const { page, context } = await browser.visit()
  await passesSoon(async () => {
    await open(page, '/articles/video-interveiws-done-farly')
    expect(await page.getByRole('link', { name: 'Video interviews, done fairly' }).count()).toBe(1)
  })
  expect(await page.locator('[name=q]').count()).toBe(1)
  // Where it is the page's subject there is room for a whole question.
  await page.setViewportSize({ width: 1280, height: 900 })
  expect((await page.getByRole('search').boundingBox())?.width).toBeGreaterThan(500)
  expect(await accessibilityFaults(page)).toEqual([])
  const answer = await fetch(page.url(), { headers: { 'accept-encoding': 'br' } })
  // It weighs no more than a page that is there.
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([404, 'br'])
  await context.close()
})
