import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { accessibilityFaults, arrival, openBrowser, turnPage } from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { aReply, formIn, postForm, readForm } from '../support/forms.ts'
import { faultsOfFocus } from '../support/keyboard.ts'
import { layoutFaults } from '../support/layout.ts'
import { patience } from '../support/patience.ts'
import type { Site } from '../support/site.ts'
import type { Smtp } from '../support/smtp.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
const [anna, ben] = ['anna@example.org', 'ben@example.org']
const browser = openBrowser()
let desk: Desk
let smtp: Smtp
let site: Site

beforeAll(async () => {
  desk = await startDesk([anna, ben])
  ;({ smtp, site } = desk)
})
afterAll(() => desk.remove())

/** Asks for a link at the desk's door, and takes it from the mail. */
async function mailedLink(page: Page, address: string): Promise<string> {
  return await desk.linkAfter(async () => {
    await page.goto(`${site.url}/staff`)
    await page.getByLabel('Email').fill(address)
    await page.getByRole('button', { name: 'Send link' }).click()
    await page.getByRole('status').getByText('on its way').waitFor()
  }, address)
}

async function signedIn(address: string, options: BrowserContextOptions = {}) {
  const visit = await browser.visit(options)
  await visit.page.goto(await mailedLink(visit.page, address))
  await visit.page.getByRole('button', { name: 'Sign in' }).click()
  await visit.page.waitForURL(`${site.url}/staff`)
  return visit
}

/** A row of a list, by what stands in it. */
function row(page: Page, text: string) {
  return page.getByRole('listitem').filter({ hasText: text })
}

async function everyTable(): Promise<Record<string, unknown[]>> {
  const db = new Database(join(site.dataDir, 'site.db'), { readonly: true })
  const names = db.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[]
  // The heartbeat, and the beat that goes up with it, prove that the database stores; they say nothing of what is stored.
  const dump = names
    .filter((name) => !['heartbeat', 'database_file'].includes(name))
    .map((name) => [name, db.prepare(`select * from "${name}"`).all()])
  db.close()
  return Object.fromEntries(dump)
}

/** A page that was looked at is counted; nothing else of it may stay. */
async function everyFact(): Promise<Record<string, unknown[]>> {
  const { figure: _, ...facts } = await everyTable()
  return facts
}

/** Waits until every mail has left. */
async function outboxAtRest(): Promise<void> {
  await vi.waitFor(
    async () => {
      const { outbox = [] } = await everyTable()
      expect(outbox.filter((mail) => (mail as { status: string }).status === 'waiting')).toEqual([])
    },
    { timeout: patience, interval: 100 },
  )
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript'

  test(`${how}, staff approve and answer a reply, and answer an enquiry within the promise`, async () => {
    const comment = `What is said ${how}.`
    const prospect = `prospect-${javaScriptEnabled}@example.org`
    await desk.leaveReply(`A reader ${how}`, comment)
    const reference = await desk.enquire(prospect)
    const { page, context, trouble } = await signedIn(anna, { javaScriptEnabled })

    await page.getByRole('link', { name: 'Replies' }).first().click()
    await row(page, comment).getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('status').getByText('1 reply approved').waitFor()
    await page.getByLabel('Answer').fill(`The editors answer ${how}.`)
    await page.getByText(/^Everyone can read it: /).waitFor()
    await page.getByRole('button', { name: 'Publish answer' }).click()
    await page.getByRole('status').getByText('Your answer stands under the article').waitFor()
    const published = await (await fetch(site.url + article)).text()
    expect(published).toContain(comment)
    expect(published).toContain(`The editors answer ${how}.`)
    expect(published).not.toContain(anna)

    await page.goto(`${site.url}/staff/enquiries`)
    expect(await row(page, reference).getByText('Due tomorrow at').count()).toBe(1)
    await page.getByRole('link', { name: reference }).click()
    await page.getByLabel('Assigned to').selectOption(ben)
    await page.getByRole('button', { name: 'Assign' }).click()
    await page.getByRole('status').getByText('Assigned').waitFor()
    await page.getByLabel('Note').fill('Telephoned: prefers mornings.')
    await page.getByRole('button', { name: 'Add note' }).click()
    await page.getByRole('status').getByText('The note is kept').waitFor()
    await page.getByRole('button', { name: 'In progress' }).click()
    await page.getByRole('status').getByText('in progress').waitFor()

    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByRole('alert').getByText('There is a problem').waitFor()
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel('Answer').fill('We would be glad to help.\n\nShall we talk on Tuesday?')
    await page.getByRole('button', { name: 'Send answer' }).click()
    await arrival(page.getByRole('status').getByText('The enquiry is answered'))
    expect(await page.getByText(/^Answered in time, after/).count()).toBe(1)
    for (const told of [`Assigned to ${ben}`, 'Telephoned: prefers mornings.', 'Answered from the desk'])
      expect(await page.getByText(told).count()).toBe(1)

    const mail = await smtp.waitFor((mail) => mail.to === prospect && mail.text.includes('Shall we talk'))
    expect(mail.subject).toContain(reference)
    expect(mail.replyTo).toBe(anna)
    const acknowledgement =
      smtp.mails.find((mail) => mail.to === prospect) ?? expect.fail('no acknowledgement')
    expect(mail.parsed.inReplyTo).toBe(acknowledgement.messageId)
    expect([mail.parsed.references].flat()).toEqual([acknowledgement.messageId])

    await page.goto(`${site.url}/staff`)
    expect(await page.getByText('100%').count()).toBe(1)
    expect(trouble).toEqual([])
    await context.close()
  })

  test(`${how}, several replies are decided about at once, and the decision is taken back`, async () => {
    const names = ['One', 'Two', 'Three'].map((name) => `${name} ${how}`)
    for (const name of names) await desk.leaveReply(name, `A comment by ${name}.`)
    const { page, context } = await signedIn(anna, { javaScriptEnabled })
    await page.goto(`${site.url}/staff/replies`)
    for (const name of names.slice(0, 2)) await page.getByRole('checkbox', { name }).check()
    await page
      .getByRole('group', { name: 'All that are ticked' })
      .getByRole('button', { name: 'Spam' })
      .click()
    await arrival(page.getByRole('status').getByText('2 replies marked as spam'))
    expect(await row(page, `A comment by ${names[0]}.`).count()).toBe(0)
    expect(await row(page, `A comment by ${names[2]}.`).count()).toBe(1)
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await arrival(page.getByRole('status').getByText('2 replies put back'))
    expect(await row(page, `A comment by ${names[0]}.`).count()).toBe(1)

    await row(page, `A comment by ${names[1]}.`).getByRole('button', { name: 'Bin' }).click()
    await page.getByRole('status').getByText('1 reply put into the bin').waitFor()
    await page.goto(`${site.url}/staff/replies?queue=bin`)
    await row(page, `A comment by ${names[1]}.`).getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('status').getByText('1 reply put back').waitFor()
    await page.getByLabel('Search').fill(names[2] ?? '')
    await turnPage(page, () => page.getByRole('button', { name: 'Find' }).click())
    expect(await page.getByRole('article').count()).toBe(1)
    await context.close()
  })
}

test('what was typed at the desk comes back with a refusal, and can be sent from there', async () => {
  const comment = 'What will be answered twice.'
  await desk.leaveReply('A reader', comment)
  const reference = await desk.enquire('noted@example.org')
  const { page, context, trouble } = await signedIn(anna)
  const refused = async (label: string, button: string, typed: string) => {
    await page.getByLabel(label).first().fill(typed)
    const forms = await page.locator('input[name=form]').all()
    for (const form of forms) await form.evaluate((input) => input.setAttribute('value', 'unknown'))
    await page.getByRole('button', { name: button }).first().click()
    await arrival(page.getByRole('heading', { name: 'We could not read what was sent' }))
    expect(await page.getByLabel(label).inputValue()).toBe(typed)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await layoutFaults(page)).toEqual([])
    await page.getByRole('button', { name: button }).click()
  }
  await page.goto(`${site.url}/staff/replies`)
  await row(page, comment).getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('status').getByText('1 reply approved').waitFor()
  await refused('Answer', 'Publish answer', '\n"Kept" <b>as</b> & was\n\ntyped')
  await page.getByRole('status').getByText('Your answer stands under the article').waitFor()

  await page.goto(`${site.url}/staff/enquiries/${reference}`)
  await refused('Note', 'Add note', 'Noted & <kept>')
  await page.getByRole('status').getByText('The note is kept').waitFor()
  await refused('Answer', 'Send answer', 'Answered & <kept>')
  await page.getByRole('status').getByText('The enquiry is answered').waitFor()
  expect(trouble.filter((each) => !JSON.stringify(each).includes('400'))).toEqual([])
  await context.close()
})

test('whoever is signed in and asks for a link is led to the desk', async () => {
  const { page, context } = await signedIn(anna)
  await outboxAtRest()
  const mails = smtp.mails.length
  const options = { form: { form: 'ask-to-sign-in', email: anna }, maxRedirects: 0 }
  for (const path of ['/staff/sign-in', '/staff']) {
    const answer = await page.request.post(site.url + path, options)
    expect([answer.status(), answer.headers()['location']]).toEqual([303, '/staff'])
  }
  await outboxAtRest()
  expect(smtp.mails.length).toBe(mails)
  await context.close()
})

/** A mail that is taken shows that the server is well: the next refusal is the recipient's, not one for all. */
async function oneIsTaken(page: Page): Promise<void> {
  await page.goto(`${site.url}/staff/mail`)
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  await page.getByRole('status').getByText('A test mail').waitFor()
  await outboxAtRest()
}

test('a mail that a server refuses is shown with its words, and sent again', async () => {
  const prospect = 'nobody@example.org'
  smtp.behave((recipient) => (recipient === prospect ? '5xx' : 'accept'))
  await desk.enquire(prospect)
  const { page, context } = await signedIn(anna)
  await vi.waitFor(
    async () => {
      await page.goto(`${site.url}/staff`)
      expect(await page.getByText('1 mail was refused for good').count()).toBeGreaterThan(0)
    },
    { timeout: patience, interval: 200 },
  )
  await page.getByRole('link', { name: 'See the mail' }).click()
  const refused = row(page, prospect)
  await refused.getByText('Nobody of that name').waitFor()
  smtp.behave('accept')
  await refused.getByRole('button', { name: 'Send again' }).click()
  await page.getByRole('status').getByText('on its way again').waitFor()
  await smtp.waitFor((mail) => mail.to === prospect)

  smtp.behave((recipient) => (recipient === 'gone@example.org' ? '5xx' : 'accept'))
  await desk.enquire('gone@example.org')
  await vi.waitFor(
    async () => {
      await page.goto(`${site.url}/staff/mail`)
      expect(await row(page, 'gone@example.org').count()).toBe(1)
    },
    { timeout: patience, interval: 200 },
  )
  await row(page, 'gone@example.org').getByRole('button', { name: 'Handled' }).click()
  await arrival(page.getByRole('status').getByText('put aside as dealt with'))
  expect(await row(page, 'gone@example.org').count()).toBe(0)
  smtp.behave('accept')
  await oneIsTaken(page)

  for (const address of ['away1@example.org', 'away2@example.org']) {
    smtp.behave((recipient) => (recipient === address ? '5xx' : 'accept'))
    await desk.enquire(address)
    await vi.waitFor(
      async () => {
        await page.goto(`${site.url}/staff/mail`)
        const refused = page.locator('section').filter({ hasText: 'Refused for good' })
        expect(await refused.getByRole('listitem').filter({ hasText: address }).count()).toBe(1)
      },
      { timeout: patience, interval: 200 },
    )
    await oneIsTaken(page)
  }
  smtp.behave('accept')
  await page.goto(`${site.url}/staff/mail`)
  const all = page.getByRole('button', { name: 'Send all again' })
  expect(await all.getAttribute('value')).toBe('all')
  await all.focus()
  await page.keyboard.press('Enter')
  await arrival(page.getByRole('status').getByText('Every mail that was refused is on its way again'))
  await smtp.waitFor((mail) => mail.to === 'away1@example.org')
  await smtp.waitFor((mail) => mail.to === 'away2@example.org')
  expect(await all.count()).toBe(0)

  await page.goto(`${site.url}/staff/mail?told=constructor`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Mail')

  await page.getByRole('button', { name: 'Send a test mail' }).click()
  await page.getByRole('status').getByText('A test mail').waitFor()
  await smtp.waitFor((mail) => mail.to === anna && mail.subject.toLowerCase().includes('test'))
  await context.close()
})

test('when the mail server refuses the login, every page says so, and so do those who watch; then all leaves', async () => {
  const { page, context } = await signedIn(anna)
  await outboxAtRest()
  const ready = async () => {
    const answer = await fetch(`${site.url}/readyz`)
    return { status: answer.status, ...(await answer.json()) }
  }
  const metrics = async () => (await fetch(`${site.url}/metrics`)).text()
  const refused = 'The mail server refuses our login'
  expect((await ready()).warnings.join()).not.toContain(refused)
  smtp.behave('refuse-login')
  // A connection that is still open was let in before.
  await smtp.pause()
  await smtp.resume()
  const prospect = 'patient@example.org'
  await desk.enquire(prospect)
  await vi.waitFor(async () => expect((await ready()).warnings.join()).toContain(refused), {
    timeout: patience,
    interval: 200,
  })
  expect(await ready()).toMatchObject({ status: 200, ready: true })
  expect(await metrics()).toContain('broadsheet_outbox_login_refused 1')
  for (const path of ['/staff', '/staff/replies', '/staff/mail', '/staff/people']) {
    await page.goto(site.url + path)
    expect(
      await page.getByText(`${refused}: all mail waits until SMTP_URL is right. It said: 535`).count(),
    ).toBe(1)
  }
  expect(smtp.mails.filter(({ to }) => to === prospect)).toEqual([])
  smtp.behave('accept')
  await smtp.waitFor(({ to }) => to === prospect)
  expect((await ready()).warnings.join()).not.toContain(refused)
  expect(await metrics()).toContain('broadsheet_outbox_login_refused 0')
  await context.close()
})

test('what is kept of a person is shown, handed over and erased; a published reply may stay without them', async () => {
  const email = 'leaving@example.org'
  const form = await readForm(site.url + article, 'reply')
  await postForm(form, { ...aReply, name: 'A leaver', email, comment: 'This may stay.' })
  const { page, context } = await signedIn(anna)
  await page.goto(`${site.url}/staff/replies`)
  await row(page, 'This may stay.').getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('status').getByText('1 reply approved').waitFor()
  await desk.enquire(email)

  await page.goto(`${site.url}/staff/people`)
  await page.getByLabel('Email').fill('not an address')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByText('This may stay.').waitFor()

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.json$/)
  const exported = await page.request.get(file.url())
  expect(exported.headers()['cache-control']).toBe('no-store')
  expect(JSON.stringify(await exported.json())).toContain('This may stay.')

  const [leaf] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Page to hand over' }).click(),
  ])
  expect(leaf.suggestedFilename()).toBe('person.html')
  const handed = await page.request.get(leaf.url())
  expect(handed.headers()['cache-control']).toBe('no-store')
  const reader = await context.newPage()
  await reader.setContent(await handed.text())
  await reader.getByRole('heading', { level: 1, name: /keeps about you/ }).waitFor()
  await reader.getByText('This may stay.').waitFor()
  expect(await accessibilityFaults(reader)).toEqual([])
  await reader.close()

  await page.getByRole('button', { name: 'Erase' }).click()
  expect(await page.getByLabel(/without name, address and website/).isChecked()).toBe(true)
  await page.getByRole('button', { name: 'Erase' }).click()
  await page.getByRole('status').getByText('1 published reply stays').waitFor()
  const published = await (await fetch(site.url + article)).text()
  expect(published).toContain('This may stay.')
  expect(published).not.toContain('A leaver')
  expect(JSON.stringify(await everyTable())).not.toContain(email)
  await context.close()
})

test('an enquiry that is opened by its id, as the list of mails links to it, takes steps and notes', async () => {
  const email = 'by-its-id@example.org'
  await desk.enquire(email)
  const { enquiry = [] } = await everyTable()
  const { id, reference } = enquiry.find((row) => (row as { email: string }).email === email) as {
    id: string
    reference: string
  }
  const { page, context } = await signedIn(anna)
  const byId = `${desk.site.url}/staff/enquiries/${id}`
  const isAt = async (said: string) => {
    await page.getByText(said).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/staff/enquiries/${reference}`)
    await page.goto(byId)
  }
  await page.goto(byId)
  await page.getByRole('button', { name: 'In progress' }).click()
  await isAt('This enquiry is in progress.')
  await page.getByLabel('Note').fill('Called back.')
  await page.getByRole('button', { name: 'Add note' }).click()
  await isAt('The note is kept.')
  await page.getByRole('button', { name: 'Spam' }).click()
  await isAt('Marked as spam: no answer is due.')
  await context.close()
})

/** Every address of the desk that shows something, for an enquiry and a reply that are there. */
async function addresses(): Promise<string[]> {
  const { reply = [], enquiry = [] } = await everyTable()
  const [{ id }, { reference, email }] = [reply[0] as { id: string }, enquiry[0] as Record<string, string>]
  return [
    '/staff',
    '/staff/replies',
    ...['held', 'approved', 'rejected', 'spam', 'bin', 'all'].map((queue) => `/staff/replies?queue=${queue}`),
    `/staff/replies?queue=all&reply=${id}`,
    '/staff/enquiries',
    '/staff/enquiries?filter=all',
    `/staff/enquiries/${reference}`,
    '/staff/enquiries/download?filter=all',
    '/staff/mail',
    '/staff/content',
    '/staff/figures?days=365',
    '/staff/figures?article=the-value-of-social-media-for-healthcare',
    '/staff/figures/download',
    `/staff/people?email=${email}`,
    `/staff/people/export?email=${email}`,
    `/staff/people/erase?email=${email}`,
    '/staff/sign-out',
  ]
}

test('opening any address of the desk or of a mail changes nothing', async () => {
  await desk.leaveReply('A reader', 'Something to look at.')
  await desk.enquire('looked-at@example.org')
  const { page, context } = await signedIn(anna)
  const link = await mailedLink(await (await browser.visit()).page, ben)
  await outboxAtRest()
  const before = await everyFact()
  for (const path of await addresses())
    expect((await page.request.get(site.url + path)).status(), path).toBe(200)
  for (let opened = 0; opened < 3; opened++) expect((await fetch(link)).status).toBe(200)
  // What every mail of this site so far holds, as a scanner of mails finds it.
  const links = new Set(smtp.mails.flatMap(({ text }) => text.match(/http:\/\/localhost[\w:/-]+/g) ?? []))
  expect([...links].filter((address) => address.includes('/moderate/')).length).toBeGreaterThan(1)
  for (const address of links)
    for (const method of ['GET', 'HEAD'])
      expect((await page.request.fetch(address, { method })).status(), address).toBeLessThan(500)
  expect(await everyFact()).toEqual(before)
  await context.close()
})

test('without a session no address of the desk shows anything, and no form of it does anything', async () => {
  const comment = 'A comment that only staff see.'
  await desk.leaveReply('A hidden reader', comment)
  const { page, context } = await signedIn(anna)
  const path = `${site.url}/staff/replies`
  const form = formIn(await (await page.request.get(path)).text(), path, 'decide')
  const { reply = [] } = await everyTable()
  const { id } = reply.find((row) => (row as { comment: string }).comment === comment) as { id: string }

  for (const cookie of ['', 'desk=made-up', `desk=${'a'.repeat(52)}`])
    for (const address of await addresses()) {
      const answer = await fetch(site.url + address, { headers: { cookie }, redirect: 'manual' })
      const isDoor = answer.status === 200 && (await answer.clone().text()).includes('Send link')
      expect(isDoor || [303, 307, 404].includes(answer.status), `${address} ${answer.status}`).toBe(true)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const text = await answer.text()
      for (const secret of [comment, 'A prospect', aReply.email, anna]) expect(text).not.toContain(secret)
    }
  await outboxAtRest()
  const before = await everyFact()
  expect((await postForm(form, { decision: `approve ${id}` })).status).not.toBe(200)
  expect(await everyFact()).toEqual(before)
  await context.close()
})

test('signing out everywhere ends every session of this person, and of nobody else', async () => {
  const [here, there, other] = [await signedIn(anna), await signedIn(anna), await signedIn(ben)]
  await here.page
    .getByRole('contentinfo')
    .getByText(/^Broadsheet \d+\.\d+\.\d+$/)
    .waitFor()
  await here.page.getByRole('link', { name: 'Sign out everywhere' }).click()
  await here.page.getByRole('main').getByRole('button', { name: 'Sign out everywhere' }).click()
  await here.page.getByRole('status').getByText('You are signed out').waitFor()
  for (const { page } of [here, there]) {
    await page.goto(`${site.url}/staff/replies`)
    await page.getByRole('button', { name: 'Send link' }).waitFor()
  }
  await other.page.goto(`${site.url}/staff/replies`)
  await other.page.getByRole('heading', { name: 'Replies' }).waitFor()
  await other.page.getByRole('button', { name: 'Sign out' }).click()
  await other.page.getByRole('status').getByText('You are signed out').waitFor()
  await other.page.goto(`${site.url}/staff`)
  await other.page.getByRole('button', { name: 'Send link' }).waitFor()
  for (const { context } of [here, there, other]) await context.close()
})

test('a sign-in link works once, and a stranger’s address is answered like the staff’s', async () => {
  const { page, context } = await browser.visit()
  const link = await mailedLink(page, anna)
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${site.url}/staff`)
  const stranger = await browser.visit()
  expect((await stranger.page.goto(link))?.status()).toBe(410)
  await stranger.page.goto(`${site.url}/staff`)
  await stranger.page.getByLabel('Email').fill('stranger@example.org')
  await stranger.page.getByRole('button', { name: 'Send link' }).click()
  await stranger.page.getByRole('status').getByText('on its way').waitFor()
  await outboxAtRest()
  expect(smtp.mails.filter((mail) => mail.to === 'stranger@example.org')).toEqual([])
  await context.close()
  await stranger.context.close()
})

test('the log tells who came in and who did not, by the session’s id, without address or token', async () => {
  const { page, context } = await browser.visit()
  const before = site.log().length
  const link = await mailedLink(page, anna)
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${site.url}/staff`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/done=out/)
  const lines = () => site.log().slice(before)
  await expect.poll(lines).toContain('"message":"signed out"')
  expect(lines()).toContain('"message":"sign-in link asked for"')
  const sessionIn = (message: string) =>
    new RegExp(`"message":"${message}","session":"([0-9a-z]{26})"`, 'i').exec(lines())?.[1]
  expect(sessionIn('signed in')).toBeDefined()
  expect(sessionIn('signed out')).toBe(sessionIn('signed in'))
  expect(lines()).not.toContain(anna)
  expect(lines()).not.toContain(link.split('/').at(-1))
  await context.close()
})

const longest = {
  word: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  address: 'https://example.org/a/long/address/that/has/no/hyphen/and/does/not/end?with=parameters&and=more',
  email: 'a.long.mailbox.that.nobody.would.choose.but.somebody.has@subdomain.of.a.long.name.example.org',
}

/** Words that no line of a telephone holds, wherever visitors and mail servers can put them. */
async function leaveLongWords(): Promise<void> {
  smtp.behave((recipient) => (recipient === longest.email ? '5xx' : 'accept'))
  await desk.leaveReply(longest.word, `${longest.word} ${longest.address}`, {
    email: longest.email,
    website: longest.address,
  })
  await desk.enquire(longest.email, {
    ...{ name: longest.word, organisation: longest.word },
    requirements: `${longest.word}\n${longest.address}`,
  })
  await desk.leaveReply('A robot', `${longest.word} ${'https://example.org/x '.repeat(5)}`)
  await outboxAtRest()
  smtp.behave('accept')
}

// 320 by 256 is what 1280 by 1024 comes to at 400 %.
for (const [colorScheme, height] of [
  ['light', 256],
  ['dark', 640],
] as const)
  test(`at 320 by ${height}, no page of the desk has an accessibility fault, loses words or hides the focus, ${colorScheme}`, async () => {
    await leaveLongWords()
    const { page, context } = await signedIn(anna, { colorScheme, viewport: { width: 320, height } })
    const { enquiry = [] } = await everyTable()
    const { reference } =
      (enquiry as { reference: string; email: string }[]).find(({ email }) => email === longest.email) ??
      expect.fail('no long enquiry')
    const more = [
      `/staff/enquiries/${reference}?told=sent`,
      `/staff/people?email=${longest.email}`,
      `/staff/people/erase?email=${longest.email}`,
    ]
    for (const path of [...(await addresses()), ...more]) {
      if (/download|export/.test(path)) continue
      await page.goto(site.url + path)
      expect(await accessibilityFaults(page), path).toEqual([])
      expect(await layoutFaults(page), path).toEqual([])
      for (let isOver = false, stops = 0; !isOver; stops++) {
        await page.keyboard.press('Tab')
        expect(await faultsOfFocus(page), path).toEqual([])
        isOver = stops > 0 && (await page.evaluate(() => document.activeElement === document.body))
      }
    }
    await context.close()
  })

test('the list of enquiries is handed out as a file for spreadsheets', async () => {
  const { page, context } = await signedIn(anna)
  await page.goto(`${site.url}/staff/enquiries?filter=all`)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('enquiries.csv')
  const answer = await page.request.get(file.url())
  expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8')
  expect(await answer.text()).toContain('A prospect')
  await context.close()
})

test('a reader is counted, a robot is not, nor what is fetched in advance before it is opened; a press of a share link is, without script', async () => {
  const read = '/articles/video-interviews-done-fairly'
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
  const ask = (headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(site.url + read, { ...init, headers: { 'User-Agent': userAgent, ...headers } })
  const first = await ask({ Referer: 'https://www.example.org/list' })
  await ask({ 'If-None-Match': first.headers.get('etag') ?? '' })
  await ask({ 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' })
  await ask({ 'Sec-Purpose': 'prefetch' })
  await ask({}, { method: 'HEAD' })
  const shared = `${site.url + read}/shared/facebook`
  const foreign = { 'Content-Type': 'text/ping', Origin: 'https://example.org' }
  expect((await fetch(shared, { method: 'POST', headers: foreign, body: 'PING' })).status).toBe(404)
  expect((await fetch(shared)).status).toBe(404)

  const reader = await browser.visit({ userAgent, javaScriptEnabled: false })
  await reader.context.route(/^https:/, (route) => route.fulfill({ body: 'Shared' }))
  await reader.page.goto(site.url + read)
  const told = reader.page.waitForResponse(shared)
  await reader.page.getByRole('link', { name: 'Share on Facebook' }).click()
  expect((await told).status()).toBe(204)
  await reader.context.close()

  const ahead = await browser.visit({ userAgent })
  await ahead.page.goto(`${site.url}/articles`)
  const toIt = ahead.page.getByRole('link', { name: 'Video interviews, done fairly' })
  const fetched = ahead.page.waitForEvent('requestfinished', (request) => request.url() === site.url + read)
  await toIt.hover()
  await fetched
  const opened = ahead.page.waitForResponse((answer) => answer.request().method() === 'HEAD')
  await toIt.click()
  expect((await opened).url()).toBe(site.url + read)
  await ahead.context.close()

  const { page, context, trouble } = await signedIn(anna)
  await page.getByRole('link', { name: 'Figures', exact: true }).click()
  const counted = page.getByRole('row', { name: 'Video interviews, done fairly 4 0 0 1' })
  await vi.waitFor(async () => {
    await page.reload()
    expect(await counted.count()).toBe(1)
  }, patience)
  await page.getByRole('row', { name: 'example.org 1' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await layoutFaults(page)).toEqual([])
  const link = await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')
  const text = await (await context.request.get(site.url + link)).text()
  expect(text).toContain(`Article,"Video interviews, done fairly",${site.url + read},4,0,0,1,,`)
  expect(trouble).toEqual([])
  await context.close()
})
