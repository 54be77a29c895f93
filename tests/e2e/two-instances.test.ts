import { afterEach, expect, test, vi } from 'vitest'
import { articleFiles, articleText } from '../support/content.ts'
import { anEnquiry, aReply, formIn, postForm, readForm, type SiteForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Site, startSite } from '../support/site.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'
import { passesSoon } from '../support/soon.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** Two sites behind one address, on one database. */
async function twoSites(more: Record<string, string> = {}): Promise<[Site, Site]> {
  const postgres = await startPostgres()
  undo.push(postgres.stop)
  const env = { DATABASE_URL: postgres.url, STAFF_EMAIL: 'desk@example.org', ...more }
  const one = await startSite({ env })
  undo.push(one.remove)
  const two = await startSite({ env })
  undo.push(two.remove)
  return [one, two]
}

const read = async (site: Site, path: string) => await (await fetch(site.url + path)).text()
const mailsOf = (...sites: Site[]) => sites.flatMap((site) => site.mailbox())

test('a reply approved on one of two sites stands on both within two seconds, and is mailed once', async () => {
  const [one, two] = await twoSites()
  // Both keep the page as it was.
  for (const site of [one, two]) for (let times = 0; times < 2; times++) await read(site, article)
  await postForm(await readForm(two.url + article, 'reply'), aReply)
  await vi.waitFor(() => expect(mailsOf(one, two)).toHaveLength(1), { timeout: patience, interval: 100 })
  const [mail = ''] = mailsOf(one, two)
  const [path = ''] = /\/moderate\/[a-z0-9-]+/.exec(mail.replace(/=\r?\n/g, '')) ?? []
  const link = one.url + path
  const [form, old] = [formIn(await read(one, path), link), formIn(await read(two, path), two.url + path)]
  expect((await postForm(form, { decision: 'approve' })).status).toBe(303)
  await passesSoon(async () => {
    for (const site of [one, two]) expect(await read(site, article)).toContain('Thank you for it.')
  })
  const late = await postForm(old, { decision: 'spam' })
  expect(late.status).toBe(200)
  const told = await late.text()
  expect(told).toContain('Approved from the mail to desk@example.org, ')
  expect(told).toContain('Spam all the same')
  expect(await read(one, article)).toContain('Thank you for it.')
  expect(mailsOf(one, two)).toHaveLength(1)
})

test('a held enquiry that staff release at two sites at once is announced once', async () => {
  const sites = await twoSites()
  const [one, two] = sites
  const links = 'https://a.example https://b.example https://c.example https://d.example'
  await postForm(await readForm(`${one.url}/contact`, 'enquiry'), { ...anEnquiry, requirements: links })
  const cookie = await signedIn(two, sites)
  const desk = async (site: Site, path: string) =>
    await (await fetch(site.url + path, { headers: { cookie } })).text()
  const [path = ''] = /\/staff\/enquiries\/E-[A-Z0-9]{5}/.exec(await desk(two, '/staff/enquiries')) ?? []
  const forms = await Promise.all(
    sites.map(async (site) => {
      const all = (await desk(site, path)).match(/<form\b[\s\S]*?<\/form>/g) ?? []
      return formIn(all.find((form) => form.includes('value="in-progress"')) ?? '', site.url + path)
    }),
  )
  const outcomes = await Promise.all(
    forms.map((form, index) =>
      postForm(form, { step: index ? 'answered' : 'in-progress', how: 'telephone' }, { cookie }),
    ),
  )
  const told = outcomes.map(({ headers }) => /told=[a-z-]+/.exec(headers.get('location') ?? '')?.[0])
  expect(told).toContain('told=late')
  const shown = await Promise.all(
    outcomes.map(async ({ headers }) => await desk(one, headers.get('location') ?? '')),
  )
  expect(shown.filter((page) => page.includes('all the same'))).toHaveLength(1)
  await mailWith(/Subject: Enquiry E-/, ...sites)
  await mailWith(/Subject: We have your enquiry/, ...sites)
  for (const site of sites)
    for (const mail of ['Enquiry, to staff', 'Acknowledgement'])
      expect((await desk(site, path)).split(mail), mail).toHaveLength(2)
  const about = mailsOf(...sites).filter((mail) => /Subject: (Enquiry E-|We have your)/.test(mail))
  expect(about).toHaveLength(2)
})

const unfolded = (mail: string) => mail.replace(/=\r?\n/g, '').replaceAll('=3D', '=')
const mailWith = async (words: RegExp, ...sites: Site[]) =>
  await vi.waitFor(
    () =>
      mailsOf(...sites)
        .map(unfolded)
        .find((mail) => words.test(mail)) ?? expect.fail(`no mail with ${words}`),
    { timeout: patience, interval: 100 },
  )

/** Signs in at one of the sites. @returns the cookie, which is good at both */
async function signedIn(at: Site, sites: readonly Site[], smtp?: Smtp): Promise<string> {
  const asked = await postForm(await readForm(`${at.url}/staff`), { email: 'desk@example.org' })
  expect(asked.status).toBe(303)
  const text = smtp
    ? (await smtp.waitFor((mail) => mail.text.includes('/staff/sign-in/'))).text
    : await mailWith(/\/staff\/sign-in\//, ...sites)
  const [path = ''] = /\/staff\/sign-in\/[a-z0-9]+/.exec(text) ?? []
  const signed = await postForm(await readForm(at.url + path), {})
  return signed.headers.getSetCookie()[0]?.split(';')[0] ?? expect.fail('no cookie')
}

test('what staff decide and answer at two sites at once is done once, and seen at both within two seconds', async () => {
  const smtp = await startSmtp()
  undo.push(smtp.stop)
  const sites = await twoSites({ SMTP_URL: smtp.url })
  const [one, two] = sites
  await postForm(await readForm(two.url + article, 'reply'), aReply)
  await postForm(await readForm(`${one.url}/contact`, 'enquiry'), anEnquiry)
  const cookie = await signedIn(one, sites, smtp)
  const desk = async (site: Site, path: string) =>
    await (await fetch(site.url + path, { headers: { cookie } })).text()
  /** The form of a page of the desk that has this button, at each site. */
  const formsWith = async (button: string, path: string) =>
    await Promise.all(
      sites.map(async (site): Promise<SiteForm> => {
        const forms = (await desk(site, path)).match(/<form\b[\s\S]*?<\/form>/g) ?? []
        return formIn(forms.find((form) => form.includes(button)) ?? '', site.url + path)
      }),
    )
  const atOnce = (forms: SiteForm[], typed: Record<string, string>) =>
    Promise.all(forms.map((form) => postForm(form, typed, { cookie })))

  const [decision = ''] = /approve [a-z0-9]+/.exec(await desk(one, '/staff/replies')) ?? []
  const decided = await atOnce(await formsWith('id="decide"', '/staff/replies'), { decision })
  const told = decided.map(({ headers }) => /told=\w+/.exec(headers.get('location') ?? '')?.[0])
  expect(told.toSorted()).toEqual(['told=decided', 'told=unchanged'])
  await atOnce(await formsWith('Publish answer', '/staff/replies?queue=approved'), { answer: 'We agree.' })
  await passesSoon(async () => {
    for (const site of sites) expect((await read(site, article)).match(/We agree\./g)).toHaveLength(1)
  })

  const [path = ''] = /\/staff\/enquiries\/E-[A-Z0-9]{5}/.exec(await desk(two, '/staff/enquiries')) ?? []
  await atOnce(await formsWith('Send answer', path), { answer: 'We would be glad to.' })
  await smtp.waitFor((mail) => mail.text.includes('glad to'))
  for (const site of sites) {
    expect((await desk(site, path)).match(/Answered from the desk/g)).toHaveLength(1)
    expect(await desk(site, '/staff')).toContain('100%')
  }
  expect(smtp.mails.filter((mail) => mail.text.includes('glad to'))).toHaveLength(1)
})

test('an article renamed on two sites has its replies on both, decided about at either, and the same ids', async () => {
  const [one, two] = await twoSites()
  for (const site of [one, two])
    articleFiles(site).swap('old-name', articleText('Moved', { date: '2026-06-01' }))
  await passesSoon(async () => {
    for (const site of [one, two]) expect(await read(site, '/articles/old-name')).toContain('Moved')
  })
  await postForm(await readForm(`${two.url}/articles/old-name`, 'reply'), aReply)
  const [path = ''] = /\/moderate\/[a-z0-9-]+/.exec(await mailWith(/\/moderate\//, one, two)) ?? []
  for (const site of [one, two]) {
    const files = articleFiles(site)
    files.swap('new-name', articleText('Moved', { date: '2026-06-01', redirectFrom: '[/articles/old-name]' }))
    files.remove('old-name')
  }
  // Both keep the page as it was.
  await passesSoon(async () => {
    for (const site of [one, two]) expect(await read(site, '/articles/new-name')).toContain('Moved')
  })
  const link = one.url + path
  const decided = await postForm(formIn(await read(one, path), link), { decision: 'approve' })
  expect(decided.status).toBe(303)
  await passesSoon(async () => {
    for (const site of [one, two]) {
      expect(await read(site, '/articles/new-name')).toContain('Thank you for it.')
      expect(await read(site, '/articles/new-name/replies.xml')).toMatch(
        /<guid[^>]*>[^<]*\/articles\/old-name#reply-/,
      )
      expect(await read(site, '/atom.xml')).toMatch(/<id>[^<]*\/articles\/old-name<\/id>/)
    }
  })
})
