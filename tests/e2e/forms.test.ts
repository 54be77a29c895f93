import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibilityFaults, arrival, openBrowser } from '../support/browser.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

async function open(javaScriptEnabled: boolean, path = article) {
  const visit = await browser.visit({ javaScriptEnabled })
  await visit.page.goto(site.url + path)
  const { page } = visit
  return {
    ...visit,
    reply: page.getByRole('form', { name: 'Leave a Reply' }),
    enquiry: page.getByRole('form', { name: 'Enquiry' }),
    alert: page.getByRole('alert'),
  }
}

for (const script of [true, false]) {
  const how = script ? 'with JavaScript' : 'without JavaScript'

  test(`${how}, a reply is sent and received`, async () => {
    const { page, reply, context, trouble } = await open(script)
    await reply.getByLabel('Comment *').fill(`A reply ${how}.`)
    await reply.getByLabel('Name *').fill('A reader')
    await reply.getByLabel('Email *').fill('reader@example.org')
    await reply.getByLabel('Website').fill('example.org')
    await reply.getByRole('button', { name: 'Post Comment' }).click()
    await page.waitForURL(`**${article}/reply-received`)
    await page.getByRole('status').getByText('awaiting moderation').waitFor()
    await page.reload()
    const mails = () => site.mailbox().filter((mail) => mail.includes(`A reply ${how}.`))
    await expect.poll(mails, { timeout: patience }).toHaveLength(1)
    expect(trouble).toEqual([])
    await context.close()
  })

  test(`${how}, an enquiry is sent and received with its reference`, async () => {
    const { page, enquiry, context, trouble } = await open(script)
    await enquiry.getByLabel('Name *').fill('A prospect')
    await enquiry.getByLabel('Email *').fill('prospect@example.org')
    await enquiry.getByLabel('Phone').fill('+44 20 7946 0000')
    await enquiry.getByLabel('Your requirements *').fill(`An enquiry ${how}.`)
    await enquiry.getByRole('button', { name: 'Send enquiry' }).click()
    await page.waitForURL('**/enquiry-received/*')
    await page.getByText(/^E-[A-Z0-9]{5}$/).waitFor()
    if (script) expect(await accessibilityFaults(page)).toEqual([])
    expect(trouble).toEqual([])
    await context.close()
  })

  test(`${how}, what is wrong is told beside each field and nothing typed is lost`, async () => {
    const { page, reply, alert, context } = await open(script)
    await reply.getByLabel('Comment *').fill('Kept\nword for word')
    await reply.getByLabel('Email *').fill('not an address')
    await reply.getByRole('button', { name: 'Post Comment' }).click()
    await arrival(alert.getByRole('heading', { name: 'There is a problem' }))
    await expect.poll(() => alert.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await page.title()).toMatch(/^Error: /)
    expect(await reply.getByLabel('Comment *').inputValue()).toBe('Kept\nword for word')
    expect(await reply.getByLabel('Email *').inputValue()).toBe('not an address')
    for (const label of ['Name *', 'Email *'])
      expect(await reply.getByLabel(label).getAttribute('aria-invalid')).toBe('true')
    expect(await reply.getByLabel('Comment *').getAttribute('aria-invalid')).toBeNull()
    await alert.getByRole('link', { name: 'Enter your name' }).click()
    const isFocused = () =>
      reply.getByLabel('Name *').evaluate((element) => element === document.activeElement)
    await expect.poll(isFocused).toBe(true)
    // The form that came back works like the first one.
    await reply.getByLabel('Name *').fill('A reader')
    await reply.getByLabel('Email *').fill('reader@example.org')
    await reply.getByRole('button', { name: 'Post Comment' }).click()
    await page.waitForURL(`**${article}/reply-received`)
    await page.getByRole('link', { name: /^Back to/ }).click()
    const own = page.getByRole('region', { name: /is waiting for approval\. Only you see it here/ })
    const text = own.getByText('word for word')
    expect(await text.evaluate((one) => getComputedStyle(one).whiteSpace)).toBe('pre-wrap')
    if (script) expect(await accessibilityFaults(page)).toEqual([])
    await context.close()
  })
}

test('a page with errors has no accessibility fault', async () => {
  const { page, enquiry, alert, context } = await open(true, '/contact')
  await enquiry.getByRole('button', { name: 'Send enquiry' }).click()
  await alert.waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await context.close()
})

test('when the network fails while sending, the text stays and can be sent again', async () => {
  const { page, reply, alert, context } = await open(true)
  await reply.getByLabel('Comment *').fill('Written on a train')
  await reply.getByLabel('Name *').fill('A traveller')
  await reply.getByLabel('Email *').fill('traveller@example.org')
  await context.setOffline(true)
  await reply.getByRole('button', { name: 'Post Comment' }).click()
  await alert.getByText('We could not reach the site').waitFor()
  expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.title()).toMatch(/^Error: (?!Error)/)
  expect(await reply.getByLabel('Comment *').inputValue()).toBe('Written on a train')
  await alert.evaluate((element) => element.setAttribute('data-seen', ''))
  await reply.getByRole('button', { name: 'Post Comment' }).click()
  await page.locator('[role=alert]:not([data-seen])').getByText('We could not reach the site').waitFor()
  expect(await alert.count()).toBe(1)
  await context.setOffline(false)
  await reply.getByRole('button', { name: 'Post Comment' }).click()
  await page.waitForURL(`**${article}/reply-received`)
  await context.close()
})

test('a double click and a return to the form send nothing twice', async () => {
  const { page, enquiry, context } = await open(true, '/contact')
  await enquiry.getByLabel('Name *').fill('An eager prospect')
  await enquiry.getByLabel('Email *').fill('eager@example.org')
  await enquiry.getByLabel('Your requirements *').fill('Pressed twice.')
  await enquiry.getByRole('button', { name: 'Send enquiry' }).dblclick()
  await page.waitForURL('**/enquiry-received/*')
  const first = page.url()
  await page.goBack({ waitUntil: 'commit' })
  await enquiry.getByLabel('Name *').fill('An eager prospect')
  await enquiry.getByLabel('Email *').fill('eager@example.org')
  await enquiry.getByLabel('Your requirements *').fill('Pressed twice.')
  await enquiry.getByRole('button', { name: 'Send enquiry' }).click()
  await page.waitForURL('**/enquiry-received/*')
  expect(page.url()).toBe(first)
  await context.close()
})

test('both forms can be filled and sent by keyboard alone', async () => {
  const { page, reply, context } = await open(true)
  await reply.getByLabel('Comment *').focus()
  for (const text of ['By keyboard', 'A typist', 'typist@example.org', '']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  // The privacy link stands between the last field and the button; the hidden field is passed over.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${article}/reply-received`)
  await context.close()
})
