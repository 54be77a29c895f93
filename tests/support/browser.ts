import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright'
import { afterAll, beforeAll, inject } from 'vitest'
import { patience } from './patience.ts'

/** Keeps the browser from asking for anything but the pages under test. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A quarter of the browser's work, and never seen: two pages below the address field of each window, and a process ahead of need. */
const unseen = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess']

/** A view transition that the browser gives up on a busy machine: the page is shown at once, without fading in. */
const givenUp =
  /^Transition was aborted because of (?:invalid state\. Page already revealed|timeout in DOM update)/

/** A page under test, and what went wrong on it: console errors, policy violations, requests to other hosts. */
export type Visit = { page: Page; context: BrowserContext; trouble: string[] }

/** One browser for the tests of a file. */
export function openBrowser(): { visit(options?: BrowserContextOptions): Promise<Visit> } {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: inject('chromium'),
      args: [...quiet, `--disable-features=${[...inject('switchedOff'), ...unseen].join(',')}`],
      timeout: patience,
      // Readers' browsers have it.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
  })
  afterAll(() => browser.close())
  return {
    async visit(options = {}) {
      const context = await browser.newContext(options)
      context.setDefaultTimeout(patience)
      const page = await context.newPage()
      const trouble: string[] = []
      const note = (text: string) => void (givenUp.test(text) || trouble.push(text))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') note(message.text())
      })
      page.on('pageerror', (error) => note(error.message))
      page.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url())
        if (protocol !== 'data:' && hostname !== 'localhost') trouble.push(`asked ${request.url()}`)
      })
      return { page, context, trouble }
    },
  }
}

/** Does what leads to another page, and waits until all of that is there: a click may end before the next page begins. */
export async function turnPage(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()])
}

/** Waits for what only the next page shows, and for the rest of it: a browser shows a page while it is still coming. */
export async function arrival(shown: Locator): Promise<void> {
  await shown.waitFor()
  await shown.page().waitForLoadState()
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on a page as it stands: rule and element, one line each. Empty when there is nothing. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.waitForLoadState()
  // Evaluated, not added as a script: the page's own policy stays in force.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
      }
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
    )
  })
}
