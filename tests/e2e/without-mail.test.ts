import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { accessibilityFaults, arrival, openBrowser } from '../support/browser.ts'
import { testSecret } from '../support/build.ts'
import { anEnquiry, aReply, postForm, readForm } from '../support/forms.ts'
import { layoutFaults } from '../support/layout.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'
import { startSmtp } from '../support/smtp.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const article = '/articles/the-value-of-social-media-for-healthcare'
const staff = 'anna@example.org'
const noServer = 'No mail server is set'
const browser = openBrowser()
let site: Site

beforeAll(async () => {
  site = await startSite({ env: { STAFF_EMAIL: `${staff}, ben@example.org` } })
})
afterAll(() => site.remove())

const linkIn = (text: string) => /http:\/\/\S+\/staff\/sign-in\/\S+/.exec(text)?.[0]

/** A command in a terminal of its own, which knows where the data is and not which port the server got. */
function command(script: string, ...args: string[]): string {
  const { stdout } = spawnSync(process.execPath, [`lib/cli/${script}.ts`, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      SECRET: testSecret,
      DATA_DIR: site.dataDir,
      CONTENT_DIR: site.contentDir,
      STAFF_EMAIL: `${staff}, ben@example.org`,
    },
  })
  return stdout
}

async function enquire(more: Partial<typeof anEnquiry> = {}): Promise<string> {
  const sent = await postForm(await readForm(`${site.url}/contact`, 'enquiry'), { ...anEnquiry, ...more })
  const received = await fetch(site.url + sent.headers.get('location'))
  return /E-[A-Z0-9]{5}/.exec(await received.text())?.[0] ?? expect.fail('no reference')
}

async function textAt(page: Page, path: string): Promise<string> {
  await page.goto(site.url + path)
  return await page.locator('main').innerText()
}

const warnings = async () => (await (await fetch(`${site.url}/readyz`)).json()).warnings.join()

test('the first start prints a way in for each of the staff, which no log line holds', async () => {
  const steps = site.steps()
  expect(steps).toContain(
    `${noServer} (SMTP_URL): mails are kept as files in ${join(site.dataDir, 'mailbox')}`,
  )
  expect(steps).toMatch(/Sign in to the desk as anna@example\.org, once, until .*\n {2}http:/)
  expect(steps).toMatch(/Sign in to the desk as ben@example\.org, once, until .*\n {2}http:/)
  expect(linkIn(steps)).toContain(`http://localhost:${site.port}/staff/sign-in/`)
  expect(site.log()).not.toContain('/staff/sign-in/')
})

test('links of the commands lead to the port that the server got from its own environment', () => {
  expect(linkIn(command('desk', 'link', staff))).toContain(`http://localhost:${site.port}/`)
  expect(command('article', 'preview', article.split('/').at(-1) ?? '')).toContain(
    `http://localhost:${site.port}/preview/`,
  )
})

test('whoever watches the site learns that no mail leaves, and it is ready all the same', async () => {
  expect((await fetch(`${site.url}/readyz`)).status).toBe(200)
  expect(await warnings()).toContain(noServer)
  expect(await (await fetch(`${site.url}/metrics`)).text()).toMatch(/^broadsheet_outbox_up 0$/m)
})

test('the door to the desk says the same to everyone: where a link is, and how to make one', async () => {
  const { page } = await browser.visit()
  const said = []
  for (const address of [staff, 'nobody@example.org']) {
    await page.goto(`${site.url}/staff`)
    await page.getByText(noServer).waitFor()
    await page.getByLabel('Email').fill(address)
    await page.getByRole('button', { name: 'Send link' }).click()
    said.push(await page.getByRole('status').innerText())
  }
  expect(said[0]).toBe(said[1])
  expect(said[0]).toContain('kept as a file')
  expect(said[0]).toContain('npm run desk -- link')
  expect(said[0]).not.toContain('on its way')
})

test('every page of the desk, and a page behind a signed link, says that no mail leaves; none calls one sent', async () => {
  const reference = await enquire()
  expect((await postForm(await readForm(site.url + article, 'reply'), aReply)).status).toBe(303)
  await vi.waitFor(() => expect(site.mailbox().length).toBeGreaterThanOrEqual(5), patience)
  const { page, trouble } = await browser.visit({ viewport: { width: 320, height: 700 } })
  await page.goto(linkIn(site.steps()) ?? expect.fail('no link'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${site.url}/staff`)

  const moderate = /\/moderate\/\S+/.exec(command('desk', 'link', reference))?.[0] ?? expect.fail('no link')
  const paths = ['', '/enquiries', `/enquiries/${reference}`, '/replies', '/mail', '/content', '/people']
  for (const path of [...paths.map((path) => `/staff${path}`), moderate]) {
    const text = await textAt(page, path)
    expect([path, text]).toEqual([path, expect.stringContaining(noServer)])
    expect(text).not.toMatch(/Mail is working|\bSent,|on its way|leaves at once/)
    expect(await layoutFaults(page)).toEqual([])
    expect(await accessibilityFaults(page)).toEqual([])
  }
  expect(await textAt(page, `/staff/enquiries/${reference}`)).toMatch(/Kept as a file, not sent, today/)
  expect(await textAt(page, '/staff/mail')).toMatch(/Kept as files, not sent/)
  expect(await textAt(page, `/staff/people?email=${anEnquiry.email}`)).toContain('Kept as a file, not sent')

  await page.goto(`${site.url}/staff/enquiries/${reference}`)
  await page.getByLabel('Answer', { exact: true }).fill('Dear Grace, thank you.')
  await page.getByRole('button', { name: 'Send answer' }).click()
  await arrival(page.getByRole('status').getByText('Your answer is kept as a file, not sent'))
  expect(await page.locator('main').innerText()).not.toMatch(/Answered in time|Answered from the desk/)
  await page.goto(`${site.url}/staff/mail`)
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  await page.getByRole('status').getByText('kept as a file, not sent').waitFor()
  expect(trouble).toEqual([])
})

test('several mails are put aside at once, all of a list without ticking each, also without a script', async () => {
  for (const email of ['one@example.org', 'two@example.org']) await enquire({ email })
  const { page, trouble } = await browser.visit({ javaScriptEnabled: false })
  await page.goto(linkIn(command('desk', 'link', staff)) ?? expect.fail('no link'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${site.url}/staff`)
  const kept = page.locator('#filed')
  const ticked = kept.getByRole('group', { name: 'All that are ticked' })
  const rows = kept.getByRole('checkbox')
  await vi.waitFor(
    async () => {
      await page.goto(`${site.url}/staff/mail`)
      expect(await page.locator('#waiting').getByRole('listitem').count()).toBe(0)
      for (const email of ['one@example.org', 'two@example.org'])
        expect(await kept.getByText(`to ${email}`).count()).toBe(1)
    },
    { timeout: patience },
  )
  const all = await rows.count()

  await ticked.getByRole('button', { name: 'Handled' }).click()
  await arrival(page.getByRole('status').getByText('tick at least one mail'))
  expect(await rows.count()).toBe(all)

  for (const email of ['one@example.org', 'two@example.org'])
    await kept
      .getByRole('listitem')
      .filter({ hasText: `to ${email}` })
      .getByRole('checkbox')
      .check()
  await ticked.getByRole('button', { name: 'Handled' }).click()
  await arrival(page.getByRole('status').getByText('2 mails are put aside as dealt with.'))
  expect(await rows.count()).toBe(all - 2)

  await kept.getByRole('link', { name: 'Tick all' }).click()
  await expect.poll(() => kept.getByRole('checkbox', { checked: true }).count()).toBe(all - 2)
  // A colleague is quicker with one of them.
  const { page: other } = await browser.visit({ storageState: await page.context().storageState() })
  await other.goto(`${site.url}/staff/mail`)
  await other.locator('#filed').getByRole('listitem').last().getByRole('button', { name: 'Handled' }).click()
  await other.getByRole('status').getByText('put aside as dealt with').waitFor()
  await ticked.getByRole('button', { name: 'Handled' }).click()
  await arrival(page.getByRole('status').getByText('1 other was changed meanwhile and left as it is.'))
  expect(await kept.getByRole('listitem').count()).toBe(0)
  expect(trouble).toEqual([])
})

test('the second start prints no link: somebody has found the way in', async () => {
  await site.stop()
  expect(existsSync(join(site.dataDir, 'port'))).toBe(false)
  await site.start()
  expect(site.steps()).toContain(noServer)
  expect(linkIn(site.steps())).toBeUndefined()
})

test('with a server that refuses the login nothing is promised either, at the desk and at its door', async () => {
  const smtp = await startSmtp()
  smtp.behave('refuse-login')
  const other = await startSite({ env: { SMTP_URL: smtp.url, STAFF_EMAIL: staff } })
  try {
    expect(linkIn(other.steps())).toBeUndefined()
    expect(other.steps()).not.toContain(noServer)
    const ready = async () => (await (await fetch(`${other.url}/readyz`)).json()).warnings.join()
    await vi.waitFor(async () => expect(await ready()).toContain('refuses our login'), patience)
    const { page } = await browser.visit()
    await page.goto(`${other.url}/staff`)
    await page.getByLabel('Email').fill(staff)
    await page.getByRole('button', { name: 'Send link' }).click()
    await page.getByRole('status').getByText('no mail leaves at the moment').waitFor()
  } finally {
    await other.remove()
    await smtp.stop()
  }
})
