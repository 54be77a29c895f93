import { afterEach, expect, test, vi } from 'vitest'
import { deriveKeys } from '#lib/auth/keys.ts'
import { openBrowser } from '../support/browser.ts'
import { testSecret } from '../support/build.ts'
import { anEnquiry, aReply, formIn, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'
import { passesSoon } from '../support/soon.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
const staff = ['desk@example.org', 'second@example.org']
const browser = openBrowser()
let site: Site | undefined
let smtp: Smtp | undefined
afterEach(async () => {
  await site?.remove()
  await smtp?.stop()
  site = smtp = undefined
})

async function start(): Promise<{ site: Site; smtp: Smtp }> {
  smtp = await startSmtp()
  site = await startSite({
    env: { SMTP_URL: smtp.url, STAFF_EMAIL: staff.join(', '), MAIL_FROM: 'site@example.org' },
  })
  return { site, smtp }
}

test('each staff address gets its own mail of a reply, answerable to the visitor', async () => {
  const { site, smtp } = await start()
  await postForm(await readForm(site.url + article, 'reply'), aReply)
  await vi.waitFor(() => expect(smtp.mails).toHaveLength(2), patience)
  for (const [index, mail] of smtp.mails.toSorted((a, b) => (a.to < b.to ? -1 : 1)).entries()) {
    expect(mail.to).toBe(staff[index])
    expect(mail.subject).toContain('The value of social media for healthcare')
    expect(mail.from).toBe('site@example.org')
    expect(mail.replyTo).toBe(aReply.email)
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain(aReply.name)
      expect(part).toContain('Thank you for it.')
      expect(part).toContain(`${site.url}/moderate/`)
    }
    expect(mail.raw).not.toContain(staff[1 - index])
  }
})

test('an enquiry is acknowledged to the prospect, with nothing in it that was typed', async () => {
  const { site, smtp } = await start()
  await postForm(await readForm(`${site.url}/contact`, 'enquiry'), anEnquiry)
  await vi.waitFor(() => expect(smtp.mails).toHaveLength(3), patience)
  const acknowledgement =
    smtp.mails.find((mail) => mail.to === anEnquiry.email) ?? expect.fail('no acknowledgement')
  expect(acknowledgement.raw).toMatch(/^Auto-Submitted: auto-generated$/im)
  expect(acknowledgement.text).toMatch(/E-[A-Z0-9]{5}/)
  for (const typed of [anEnquiry.name, anEnquiry.organisation, anEnquiry.requirements])
    expect(acknowledgement.raw).not.toContain(typed)
  const toStaff = smtp.mails.find((mail) => mail.to === staff[0]) ?? expect.fail('no mail to staff')
  expect(toStaff.subject).toMatch(/E-[A-Z0-9]{5}/)
  expect(toStaff.replyTo).toBe(anEnquiry.email)
  expect(toStaff.text).toContain(anEnquiry.requirements)
})

test('with the mail server down the visitor succeeds at once, and the mail leaves when it is back', async () => {
  const { site, smtp } = await start()
  await smtp.pause()
  const answer = await postForm(await readForm(site.url + article, 'reply'), aReply)
  expect(answer.status).toBe(303)
  await vi.waitFor(
    async () => {
      const ready = await fetch(`${site.url}/readyz`)
      expect([ready.status, (await ready.json()).warnings.length]).toEqual([200, 1])
    },
    { timeout: patience, interval: 200 },
  )
  await smtp.resume()
  await vi.waitFor(() => expect(smtp.mails).toHaveLength(2), { timeout: patience, interval: 100 })
})

test('after a kill -9 right after the visitor’s success, the mail arrives at the next start, once', async () => {
  const { site, smtp } = await start()
  const form = await readForm(`${site.url}/contact`, 'enquiry')
  await smtp.pause()
  const answer = await postForm(form, anEnquiry)
  await site.kill()
  expect(answer.status).toBe(303)
  await smtp.resume()
  await site.start()
  await vi.waitFor(() => expect(smtp.mails).toHaveLength(3), { timeout: patience, interval: 100 })
  expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(3)
  expect((await fetch(site.url + answer.headers.get('location'))).status).toBe(200)
})

test('from the mail to the article: staff approve a reply, and everyone reads it; opening the link changes nothing', async () => {
  const { site, smtp } = await start()
  const comment = 'A letter <b>for</b> the editors’ eyes.'
  await postForm(await readForm(site.url + article, 'reply'), { ...aReply, comment })
  await vi.waitFor(() => expect(smtp.mails.length).toBeGreaterThan(0), patience)
  const link =
    /http:\/\/\S+\/moderate\/[a-z0-9-]+/.exec(smtp.mails[0]?.text ?? '')?.[0] ?? expect.fail('no link')

  for (let opened = 0; opened < 100; opened++) expect((await fetch(link)).status).toBe(200)
  expect(await (await fetch(site.url + article)).text()).not.toContain('the editors’ eyes')

  const { page, context } = await browser.visit({ javaScriptEnabled: false })
  await page.goto(link)
  expect(await page.getByText(comment).count()).toBe(1)
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('status').waitFor()
  await passesSoon(async () =>
    expect(await (await fetch(site.url + article)).text()).toContain(
      'A letter &lt;b&gt;for&lt;/b&gt; the editors’ eyes.',
    ),
  )
  const shown = await (await fetch(site.url + article)).text()
  const feed = await (await fetch(`${site.url}${article}/replies.xml`)).text()
  expect(feed).toContain('the editors’ eyes')
  for (const text of [shown, feed]) expect(text).not.toContain(aReply.email)

  const again = await postForm(formIn(await (await fetch(link)).text(), link), { decision: 'spam' })
  expect(again.status).toBe(200)
  await context.close()
})

test('a made-up or expired moderation link says how to get a new one', async () => {
  const { site } = await start()
  const answer = await fetch(`${site.url}/moderate/reply-abc-123-made-up`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('npm run desk -- link')
})

test('a button pressed behind a link that expired or led to what was erased: nothing was changed, and the desk is the way on', async () => {
  const { site, smtp } = await start()
  await postForm(await readForm(site.url + article, 'reply'), aReply)
  await vi.waitFor(() => expect(smtp.mails.length).toBeGreaterThan(0), patience)
  const keys = deriveKeys(testSecret)
  const token = /\/moderate\/([a-z0-9-]+)/.exec(smtp.mails[0]?.text ?? '')?.[1] ?? expect.fail('no link')
  const verified = keys.verify('moderate', token, Date.now())
  const item = 'item' in verified ? verified.item : expect.fail('no item')
  const cases = [
    { token: keys.sign('moderate', item, Date.now() - 1000), status: 410, said: 'This link has expired' },
    {
      ...{ token: keys.sign('moderate', `reply-${'0'.repeat(26)}`, Date.now() + 60_000), status: 404 },
      said: 'What this link led to is no longer kept',
    },
  ]
  for (const { token, status, said } of cases) {
    const form = { url: `${site.url}/moderate/${token}`, hidden: [] }
    const answer = await postForm(form, { form: 'moderation', decision: 'approve', seen: '0' })
    const html = await answer.text()
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, 'no-store'])
    for (const words of [said, 'Nothing was changed', 'href="/staff"']) expect(html).toContain(words)
    const opened = await (await fetch(form.url)).text()
    expect(opened).toContain(said)
    expect(opened).not.toContain('Nothing was changed')
  }
  expect(await (await fetch(`${site.url}/moderate/${token}`)).text()).toContain('awaiting moderation')
})
