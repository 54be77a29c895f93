import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { keyboardOf } from '../support/keyboard.ts'

const [anna, ben] = ['anna@example.org', 'ben@example.org']
const browser = openBrowser()
let desk: Desk

beforeAll(async () => {
  desk = await startDesk([anna, ben])
})
afterAll(() => desk.remove())

for (const javaScriptEnabled of [true, false])
  test(`by keyboard alone, staff sign in, moderate, answer and sign out, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
    const how = javaScriptEnabled ? 'with' : 'without'
    const comment = `A comment ${how} a keyboard.`
    const prospect = `prospect-${how}@example.org`
    await desk.leaveReply(`A reader ${how}`, comment)
    const reference = await desk.enquire(prospect)
    const { page, context, trouble } = await browser.visit({
      javaScriptEnabled,
      viewport: { width: 1280, height: 720 },
    })
    const { goTo, press, type, use } = keyboardOf(page)
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const told = (text: string) => page.getByRole('status').getByText(text).waitFor()
    const pageOf = (name: string) =>
      page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name })

    await page.goto(`${desk.site.url}/staff`)
    await goTo(page.getByLabel('Email'))
    await type(anna)
    const link = await desk.linkAfter(() => use(button('Send link')), anna)
    await told('on its way')
    await page.goto(link)
    await use(button('Sign in'), 'Space')
    expect(page.url()).toBe(`${desk.site.url}/staff`)

    await use(pageOf('Replies'))
    const row = page.getByRole('listitem').filter({ hasText: comment })
    await goTo(row.getByRole('checkbox'))
    await press('Space')
    expect(await row.getByRole('checkbox').isChecked()).toBe(true)
    await use(row.getByRole('button', { name: 'Approve' }))
    await told('1 reply approved')
    await goTo(page.getByLabel('Answer'))
    await type(`An answer ${how} a keyboard.`)
    await use(button('Publish answer'), 'Space')
    await told('Your answer stands under the article')
    await use(page.getByRole('link', { name: 'The value of social media' }))
    expect(await page.getByText(`An answer ${how} a keyboard.`).count()).toBe(1)

    await page.goto(`${desk.site.url}/staff`)
    await use(pageOf('Enquiries'))
    await use(page.getByRole('link', { name: reference }))
    await goTo(page.getByLabel('Assigned to'))
    await press('ArrowDown')
    await press('ArrowDown')
    await use(button('Assign'))
    await told('Assigned.')
    expect(await page.getByLabel('Assigned to').inputValue()).toBe(ben)
    await goTo(page.getByLabel('Note'))
    await type('Prefers mornings.')
    await use(button('Add note'))
    await told('The note is kept')
    await goTo(page.getByLabel('Answer'))
    await type('Dear prospect,')
    await press('Enter')
    await type('we would be glad to.')
    await use(button('Send answer'))
    await told('The enquiry is answered')
    const mail = await desk.smtp.waitFor(({ to, text }) => to === prospect && text.includes('be glad to'))
    expect(mail.text).toContain('Dear prospect,\nwe would be glad to.')

    await goTo(page.getByLabel('Note'))
    await use(button('Sign out'), 'Enter', 'Shift+Tab')
    await told('You are signed out')
    expect(trouble).toEqual([])
    await context.close()
  })

test('the first stop of each page leads past the navigation to what is to be done', async () => {
  const { page, context } = await browser.visit()
  const { goTo, press } = keyboardOf(page)
  const ask = async () => {
    await page.goto(`${desk.site.url}/staff`)
    await goTo(page.getByLabel('Email'))
    await page.keyboard.type(anna)
    await press('Enter')
  }
  await page.goto(await desk.linkAfter(ask, anna))
  await goTo(page.getByRole('button', { name: 'Sign in' }))
  await press('Enter')
  await page.waitForURL(`${desk.site.url}/staff`)
  await page.goto(`${desk.site.url}/staff/people`)
  await press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the desk')
  await press('Enter')
  await press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main')?.id)).toBe('main')
  await context.close()
})
