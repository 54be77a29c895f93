import type { BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { accessibilityFaults, arrival, openBrowser } from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { layoutFaults } from '../support/layout.ts'
import { patience } from '../support/patience.ts'

const [anna, ben] = ['anna@example.org', 'ben@example.org']
const links = 'https://a.example https://b.example https://c.example https://d.example'
const browser = openBrowser()
let desk: Desk

beforeAll(async () => {
  desk = await startDesk([anna, ben])
})
afterAll(() => desk.remove())

async function signedIn(address: string, options: BrowserContextOptions = {}) {
  const visit = await browser.visit(options)
  const { page } = visit
  const ask = async () => {
    await page.goto(`${desk.site.url}/staff`)
    await page.getByLabel('Email').fill(address)
    await page.getByRole('button', { name: 'Send link' }).click()
    await page.getByRole('status').getByText('on its way').waitFor()
  }
  await page.goto(await desk.linkAfter(ask, address))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${desk.site.url}/staff`)
  return visit
}

/** The link of the mail that one of the staff got about something. */
async function mailedLink(to: string, about: string): Promise<string> {
  const mail = await desk.smtp.waitFor(
    (mail) => mail.to === to && mail.text.includes(about) && mail.text.includes('/moderate/'),
  )
  return /http:\/\/\S+\/moderate\/[a-z0-9-]+/.exec(mail.text)?.[0] ?? expect.fail('no link')
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript'

  test(`${how}, the page behind a mail says who decided, takes it back, and overwrites no colleague in silence`, async () => {
    const comment = `For two to decide ${how}.`
    await desk.leaveReply('A reader', comment)
    const [forAnna, forBen] = [await mailedLink(anna, comment), await mailedLink(ben, comment)]
    expect(forAnna).not.toBe(forBen)
    const annas = await browser.visit({ javaScriptEnabled })
    const bens = await browser.visit({ javaScriptEnabled })
    const [first, second] = [annas.page, bens.page]
    await first.goto(forAnna)
    await second.goto(forBen)
    await button(first, 'Approve').click()
    await arrival(first.getByRole('status').getByText(`Approved from the mail to ${anna}, `))
    expect(await button(first, 'Approve').count()).toBe(0)

    await button(second, 'Spam').click()
    await arrival(second.getByRole('alert').getByText(`Approved from the mail to ${anna}, `))
    expect(await second.title()).toMatch(/^Error: /)
    const isFocused = (alert: Element) => alert === document.activeElement
    await expect.poll(() => second.getByRole('alert').evaluate(isFocused)).toBe(true)
    expect(await second.getByText('Status: approved').count()).toBe(1)
    await button(second, 'Spam all the same').click()
    await arrival(second.getByRole('status').getByText(`Marked as spam from the mail to ${ben}, `))
    expect(await second.getByText('Status: spam').count()).toBe(1)

    await button(first, 'Undo').click()
    await first.getByRole('alert').getByText(`Marked as spam from the mail to ${ben}, `).waitFor()
    await button(first, 'Undo').click()
    await first.getByRole('status').getByText(`Approved again from the mail to ${anna}, `).waitFor()

    const { page, context } = await signedIn(anna, { javaScriptEnabled })
    await page.goto(`${desk.site.url}/staff/replies?queue=approved`)
    await row(page, comment).getByText(`Approved again from the mail to ${anna}, today`).waitFor()
    for (const visit of [annas, bens]) {
      expect(visit.trouble).toEqual([])
      await visit.context.close()
    }
    await context.close()
  })

  test(`${how}, single buttons and bulk at the desk leave what a colleague decided, say so, and do it all the same`, async () => {
    const names = ['First', 'Second', 'Third', 'Fourth'].map((name) => `${name} ${how}`)
    for (const name of names) await desk.leaveReply(name, `A comment by ${name}.`)
    const [one, two] = [
      await signedIn(anna, { javaScriptEnabled }),
      await signedIn(ben, { javaScriptEnabled }),
    ]
    for (const { page } of [one, two]) await page.goto(`${desk.site.url}/staff/replies`)
    await row(one.page, `by ${names[0]}.`).getByRole('button', { name: 'Approve' }).click()
    await one.page.getByRole('status').getByText('1 reply approved').waitFor()

    const told = two.page.getByRole('status')
    await row(two.page, `by ${names[0]}.`).getByRole('button', { name: 'Bin' }).click()
    await told.getByText(`“${names[0]}”: Approved by ${anna}, today`).waitFor()
    await button(two.page, 'Bin all the same').click()
    await told.getByText('1 reply put into the bin').waitFor()

    await two.page.goto(`${desk.site.url}/staff/replies`)
    await row(one.page, `by ${names[1]}.`).getByRole('button', { name: 'Approve' }).click()
    await one.page.getByRole('status').getByText('1 reply approved').waitFor()
    for (const name of names.slice(1)) await two.page.getByRole('checkbox', { name }).check()
    await two.page
      .getByRole('group', { name: 'All that are ticked' })
      .getByRole('button', { name: 'Spam' })
      .click()
    await told.getByText('2 replies marked as spam').waitFor()
    await told.getByText(`“${names[1]}”: Approved by ${anna}, today`).waitFor()
    await button(two.page, 'Spam all the same').click()
    await told.getByText('1 reply marked as spam').waitFor()
    await one.context.close()
    await two.context.close()
  })

  test(`${how}, two who work on one enquiry tell each other: steps, answers and who takes care`, async () => {
    const reference = await desk.enquire(`two-${javaScriptEnabled}@example.org`)
    const [one, two] = [
      await signedIn(anna, { javaScriptEnabled }),
      await signedIn(ben, { javaScriptEnabled }),
    ]
    // Each of these tabs shows the enquiry as it came in.
    const opened = async (context: BrowserContext) => {
      const page = await context.newPage()
      await page.goto(`${desk.site.url}/staff/enquiries/${reference}`)
      return page
    }
    const { page } = one
    await page.goto(`${desk.site.url}/staff/enquiries/${reference}`)
    const [steps, answer, assign] = [
      await opened(two.context),
      await opened(two.context),
      await opened(two.context),
    ]
    await page.getByLabel('Assigned to').selectOption(anna)
    await button(page, 'Assign').click()
    await page.getByRole('status').getByText('Assigned.').waitFor()
    await button(page, 'In progress').click()
    await page.getByRole('status').getByText('in progress').waitFor()

    await answer.getByLabel('Answer').fill('We would be glad to.')
    await button(answer, 'Send answer').click()
    await arrival(answer.getByRole('alert').getByText(`Marked as in progress by ${anna}, today`))
    expect(await answer.getByLabel('Answer').inputValue()).toBe('We would be glad to.')

    await assign.getByLabel('Assigned to').selectOption(ben)
    await button(assign, 'Assign').click()
    await assign.getByRole('status').getByText(`Assigned to ${anna} by ${anna}, today`).waitFor()
    await button(assign, `Assign to ${ben} all the same`).click()
    await arrival(assign.getByRole('status').getByText('Assigned.'))
    expect(await assign.getByLabel('Assigned to').inputValue()).toBe(ben)

    await button(steps, 'Spam').click()
    await steps.getByRole('status').getByText(`Marked as in progress by ${anna}, today`).waitFor()
    await button(steps, 'Spam all the same').click()
    await steps.getByRole('status').getByText('Marked as spam').waitFor()
    await one.context.close()
    await two.context.close()
  })

  test(`${how}, an answer to a reply is kept and not published when a colleague decided or answered meanwhile`, async () => {
    const decisions = [
      { name: 'Spam', told: 'Marked as spam' },
      { name: 'Reject', told: 'Rejected' },
      { name: 'Undo', told: 'Put back to wait' },
    ]
    const [one, two] = [
      await signedIn(anna, { javaScriptEnabled }),
      await signedIn(ben, { javaScriptEnabled }),
    ]
    const { page } = one
    for (const [index, { name, told }] of decisions.entries()) {
      const comment = `Answered late, ${name} ${how}.`
      await desk.leaveReply('A reader', comment)
      await two.page.goto(`${desk.site.url}/staff/replies`)
      await row(two.page, comment).getByRole('button', { name: 'Approve' }).click()
      await two.page.getByRole('status').getByText('1 reply approved').waitFor()
      const [mine, theirs] = [page, two.page]
      for (const each of [mine, theirs])
        await each.goto(`${desk.site.url}/staff/replies?queue=${index === 1 ? 'all' : 'approved'}`)
      await row(theirs, comment).getByRole('button', { name, exact: true }).click()
      await theirs.getByRole('status').waitFor()

      const text = `Typed before ${name} ${how}.`
      await row(mine, comment).getByLabel('Answer').fill(text)
      await row(mine, comment).getByRole('button', { name: 'Publish answer' }).click()
      await arrival(mine.getByRole('alert').getByText(`Meanwhile: ${told} by ${ben}, today`))
      const late = mine.getByRole('article').filter({ hasText: comment })
      expect(await late.getByLabel('Answer').inputValue()).toBe(text)
      // What it advises leads on.
      await late.getByRole('button', { name: 'Approve' }).click()
      await arrival(mine.getByRole('status').getByText('1 reply approved'))
      expect(await mine.getByText(text).count()).toBe(0)
      await late.getByLabel('Answer').fill(text)
      await late.getByRole('button', { name: 'Publish answer' }).click()
      await mine.getByRole('status').getByText('Your answer stands under the article').waitFor()
    }

    const comment = `Answered late, Undo ${how}.`
    for (const each of [page, two.page]) await each.goto(`${desk.site.url}/staff/replies?queue=approved`)
    await row(two.page, comment).getByLabel('Answer').fill(`The first ${how}.`)
    await row(two.page, comment).getByRole('button', { name: 'Publish answer' }).click()
    await two.page.getByRole('status').getByText('Your answer stands under the article').waitFor()
    await row(page, comment).getByLabel('Answer').fill(`The second ${how}.`)
    await row(page, comment).getByRole('button', { name: 'Publish answer' }).click()
    await arrival(page.getByRole('alert').getByText(`Meanwhile: Answered by ${ben}, today`))
    expect(await row(page, comment).getByLabel('Answer').inputValue()).toBe(`The second ${how}.`)
    await row(page, comment).getByRole('button', { name: 'Publish answer' }).click()
    await page.getByRole('status').getByText('Your answer stands under the article').waitFor()
    await page.getByText(`The second ${how}.`).waitFor()
    await one.context.close()
    await two.context.close()
  })

  test(`${how}, an answer to a reply that was erased meanwhile is kept`, async () => {
    const email = `erased-${javaScriptEnabled}@example.org`
    const comment = `To be erased ${how}.`
    await desk.leaveReply('A reader', comment, { email })
    const [one, two] = [
      await signedIn(anna, { javaScriptEnabled }),
      await signedIn(ben, { javaScriptEnabled }),
    ]
    await two.page.goto(`${desk.site.url}/staff/replies`)
    await row(two.page, comment).getByRole('button', { name: 'Approve' }).click()
    await two.page.getByRole('status').getByText('1 reply approved').waitFor()
    await one.page.goto(`${desk.site.url}/staff/replies?queue=approved`)
    await two.page.goto(`${desk.site.url}/staff/people/erase?email=${email}`)
    const erasing = await one.context.newPage()
    await erasing.goto(two.page.url())
    for (const page of [two.page, erasing]) await page.getByLabel('Erase it, too').check()
    await button(two.page, 'Erase').click()
    await two.page.getByRole('status').waitFor()
    await button(erasing, 'Erase').click()
    await erasing.getByText(`${email}: nothing is kept`).waitFor()
    await row(one.page, comment).getByLabel('Answer').fill('Thank you.')
    await row(one.page, comment).getByRole('button', { name: 'Publish answer' }).click()
    await arrival(one.page.getByRole('alert').getByText('This reply is no longer kept'))
    expect(await one.page.getByLabel('Answer').first().inputValue()).toBe('Thank you.')
    await one.context.close()
    await two.context.close()
  })

  test(`${how}, an answer to an enquiry that a colleague marked as spam is kept and not sent`, async () => {
    const prospect = `spam-${javaScriptEnabled}@example.org`
    const reference = await desk.enquire(prospect)
    const [one, two] = [
      await signedIn(anna, { javaScriptEnabled }),
      await signedIn(ben, { javaScriptEnabled }),
    ]
    const { page } = one
    for (const each of [page, two.page]) await each.goto(`${desk.site.url}/staff/enquiries/${reference}`)
    await button(two.page, 'Spam').click()
    await two.page.getByRole('status').getByText('Marked as spam').waitFor()
    await page.getByLabel('Answer').fill('We would be glad to.')
    await button(page, 'Send answer').click()
    const alert = page.getByRole('alert')
    await arrival(alert.getByText(`Nothing was sent. Meanwhile: Marked as spam by ${ben}, today`))
    expect(await page.getByLabel('Answer').inputValue()).toBe('We would be glad to.')
    await alert.getByText('press Undo').waitFor()
    await button(page, 'Undo').click()
    await page.getByRole('status').getByText('taken back').waitFor()
    await page.getByLabel('Answer').fill('We would be glad to.')
    await button(page, 'Send answer').click()
    await page.getByRole('status').getByText('The enquiry is answered').waitFor()
    await desk.smtp.waitFor(({ to, text }) => to === prospect && text.includes('We would be glad to.'))
    await one.context.close()
    await two.context.close()
  })
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript'

  test(`${how}, an answer, a note and a public answer typed before the session ended are sent after a new sign-in beside them`, async () => {
    const email = `ended-${javaScriptEnabled}@example.org`
    const comment = `Answered after the session ${how}.`
    const reference = await desk.enquire(email)
    await desk.leaveReply('A reader', comment)
    const { page, context } = await signedIn(anna, { javaScriptEnabled })
    await page.goto(`${desk.site.url}/staff/replies`)
    await row(page, comment).getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('status').getByText('1 reply approved').waitFor()
    const texts = [
      { at: `/staff/enquiries/${reference}`, label: 'Answer', press: 'Send answer', told: 'Your answer' },
      { at: `/staff/enquiries/${reference}`, label: 'Note', press: 'Add note', told: 'noted' },
      { at: '/staff/replies?queue=approved', label: 'Answer', press: 'Publish answer', told: 'Your answer' },
    ]
    for (const { at, label, press } of texts) {
      const text = `${press} <b>${how}</b>\n\nline by line`
      await page.goto(desk.site.url + at)
      const place = at.includes('replies') ? row(page, comment) : page
      await place.getByLabel(label, { exact: true }).fill(text)
      await context.clearCookies()
      await place.getByRole('button', { name: press }).click()
      await page.getByRole('heading', { name: 'You are no longer signed in' }).waitFor()
      await arrival(page.getByRole('alert').getByText('Your session has ended'))
      expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe(text)
      expect(page.url()).not.toContain('line')
      expect(await context.cookies()).toEqual([])
      if (javaScriptEnabled) expect(await accessibilityFaults(page)).toEqual([])

      const [beside] = await Promise.all([
        context.waitForEvent('page'),
        page.getByRole('link', { name: 'Sign in in a new window' }).click(),
      ])
      const ask = async () => {
        await beside.getByLabel('Email').fill(anna)
        await beside.getByRole('button', { name: 'Send link' }).click()
        await beside.getByRole('status').getByText('on its way').waitFor()
      }
      await beside.goto(await desk.linkAfter(ask, anna))
      await button(beside, 'Sign in').click()
      await beside.waitForURL(`${desk.site.url}/staff`)
      await page.getByRole('button', { name: press }).click()
      await arrival(page.getByRole('status').first())
      expect(await page.getByText(`${press} <b>${how}</b>`).count()).toBeGreaterThan(0)
    }
    await context.close()
  })
}

test('a mail that a colleague has dealt with meanwhile is not sent again in silence', async () => {
  const refused = 'refused@example.org'
  desk.smtp.behave((recipient) => (recipient === refused ? '5xx' : 'accept'))
  await desk.enquire(refused)
  const [one, two] = [await signedIn(anna), await signedIn(ben)]
  for (const { page } of [one, two])
    await vi.waitFor(
      async () => {
        await page.goto(`${desk.site.url}/staff/mail`)
        const failed = page.locator('section').filter({ hasText: 'Refused for good' })
        expect(await failed.getByRole('listitem').filter({ hasText: refused }).count()).toBe(1)
      },
      { timeout: patience, interval: 200 },
    )
  desk.smtp.behave('accept')
  await row(one.page, refused).getByRole('button', { name: 'Handled' }).click()
  await one.page.getByRole('status').getByText('put aside as dealt with').waitFor()
  await row(two.page, refused).getByRole('button', { name: 'Send again' }).click()
  await two.page.getByRole('status').getByText(`Dealt with by ${anna}, today`).waitFor()
  expect(desk.smtp.mails.filter(({ to }) => to === refused)).toEqual([])
  await button(two.page, 'Send again all the same').click()
  await desk.smtp.waitFor(({ to }) => to === refused)
  await one.context.close()
  await two.context.close()
})

test('all mails that a colleague has sent again meanwhile are told to be so', async () => {
  const refused = ['refused-1@example.org', 'refused-2@example.org'] as const
  desk.smtp.behave((recipient) => (refused.some((each) => each === recipient) ? '5xx' : 'accept'))
  const showsRefused = async (page: Page, count: number) =>
    await vi.waitFor(
      async () => {
        await page.goto(`${desk.site.url}/staff/mail`)
        const failed = page.locator('section').filter({ hasText: 'Refused for good' })
        expect(await failed.getByRole('listitem').filter({ hasText: 'refused-' }).count()).toBe(count)
      },
      { timeout: patience, interval: 200 },
    )
  const one = await signedIn(anna)
  await desk.enquire(refused[0])
  await showsRefused(one.page, 1)
  // The mail of this sign-in is taken: two refused in a row would be the fault of the server.
  const two = await signedIn(ben)
  await desk.enquire(refused[1])
  for (const { page } of [one, two]) await showsRefused(page, 2)
  desk.smtp.behave('accept')
  await button(one.page, 'Send all again').click()
  await one.page.getByRole('status').getByText('is on its way again').waitFor()
  await button(two.page, 'Send all again').click()
  await two.page.getByRole('status').getByText('no mail is refused any longer').waitFor()
  for (const { context } of [one, two]) await context.close()
})

test('an enquiry that was held reads the same to its sender, and is acknowledged and mailed once it is released', async () => {
  const prospect = 'held@example.org'
  const receipts = await Promise.all([browser.visit(), browser.visit()])
  const said = []
  for (const [index, { page, context }] of receipts.entries()) {
    await page.goto(`${desk.site.url}/contact`)
    const form = page.getByRole('form', { name: 'Enquiry' })
    await form.getByLabel('Name *').fill('A prospect')
    await form.getByLabel('Email *').fill(index ? prospect : 'taken@example.org')
    await form.getByLabel('Your requirements *').fill(index ? links : 'A site.')
    await form.getByRole('button', { name: 'Send enquiry' }).click()
    await page.waitForURL('**/enquiry-received/*')
    const text = await page.getByRole('main').innerText()
    said.push(text.replace(/E-[A-Z0-9]{5}/g, 'E-').replace(/\d\d:\d\d/g, ''))
    if (index) {
      const reference = /E-[A-Z0-9]{5}/.exec(text)?.[0] ?? expect.fail('no reference')
      const staff = await signedIn(anna)
      await staff.page.goto(`${desk.site.url}/staff/enquiries/${reference}`)
      expect(await staff.page.getByText('No mail was sent about this enquiry').count()).toBe(1)
      await button(staff.page, 'Spam').click()
      await staff.page.getByRole('status').getByText('Marked as spam').waitFor()
      await button(staff.page, 'Undo').click()
      await staff.page.getByRole('status').getByText('taken back').waitFor()
      await button(staff.page, 'In progress').click()
      await staff.page.getByRole('status').getByText('in progress').waitFor()
      const mails = async (to: string) =>
        await desk.smtp.waitFor((mail) => mail.to === to && mail.subject.includes(reference))
      expect((await mails(prospect)).text).toContain('We will be in touch by')
      for (const to of [anna, ben]) expect((await mails(to)).text).toContain(`until ${anna} released it`)
      await staff.context.close()
    }
    await context.close()
  }
  expect(said[0]).toBe(said[1])
  expect(desk.smtp.mails.filter(({ to }) => to === prospect)).toHaveLength(1)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`on a telephone the page behind a mail keeps its words whole, and leads to mail and telephone, ${colorScheme}`, async () => {
    const email = `phone-${colorScheme}@example.org`
    const reference = await desk.enquire(email, {
      ...{
        phone: '+44 (0)1632 960001',
        organisation: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk',
      },
    })
    const link = await mailedLink(anna, reference)
    for (const width of [390, 360, 320]) {
      const { page, context } = await browser.visit({ colorScheme, viewport: { width, height: 740 } })
      await page.goto(link)
      expect(await page.getByRole('link', { name: email }).getAttribute('href')).toContain(`mailto:${email}`)
      expect(await page.getByRole('link', { name: '+44 (0)1632 960001' }).getAttribute('href')).toBe(
        'tel:+441632960001',
      )
      const terms = page.locator('dt')
      const broken = await terms.evaluateAll((all) =>
        all.flatMap((term) => {
          const words = document.createRange()
          words.selectNodeContents(term)
          const lines = new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size
          return lines > (term.textContent ?? '').split(' ').length ? [term.textContent] : []
        }),
      )
      expect(broken, `${width}`).toEqual([])
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await layoutFaults(page)).toEqual([])
      await context.close()
    }
  })
