import type { Page } from 'playwright'
import { expect, vi } from 'vitest'
import { patience } from './patience.ts'
import type { Site } from './site.ts'

/** At a site whose mails lie in its mailbox, in whatever language it speaks. */
export async function signIn(page: Page, site: Site, address = 'staff@localhost'): Promise<void> {
  await page.goto(`${site.url}/staff/sign-in`)
  const links = () =>
    site
      .mailbox()
      .flatMap((mail) => mail.replace(/=\r?\n/g, '').match(/http:\S+\/staff\/sign-in\/[a-z0-9]+/g) ?? [])
  const before = new Set(links())
  const fresh = () => links().filter((link) => !before.has(link))
  await page.locator('main form input[name=email]').fill(address)
  await page.locator('main form button').click()
  await vi.waitFor(() => expect(fresh()).not.toEqual([]), { timeout: patience })
  await page.goto(fresh()[0] ?? '')
  await page.locator('main form button').click()
  await page.waitForURL(`${site.url}/staff`)
}
