import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { simpleParser } from 'mailparser'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { words } from '#lib/words/words.ts'
import { accessibilityFaults, openBrowser } from '../support/browser.ts'
import { anEnquiry, aReply, postForm, readForm, type SiteForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { signIn } from '../support/sign-in.ts'
import { type Site, startSite } from '../support/site.ts'
import { contentIn, englishWords, places, type Walked, wordsOf } from '../support/walk.ts'

// An organisation that works in another language meets no English word of ours: not its visitors, not its staff.

const browser = openBrowser()
const cover = 'content/articles/video-interviews-done-fairly/cover.png'

async function siteIn(language: Walked): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), `broadsheet-${language}-`))
  for (const name of ['authors', 'pages', 'articles/whole'])
    mkdirSync(join(folder, 'content', name), { recursive: true })
  contentIn(join(folder, 'content'), language, cover)
  const site = await startSite({ folder })
  return {
    ...site,
    async remove() {
      await site.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const publicPaths = [
  ...['/', '/articles', '/articles/page/2', '/articles/whole', '/articles/other-0', '/articles/other-1'],
  ...['/articles/closed', '/articles/whole/reply-received', '/contact', '/topics', '/authors/first'],
  ...['/authors/first/page/2', '/about', '/privacy', '/accessibility'],
  ...['/search', '/search?q=zzyzx&topic=x&author=x&year=x&page=x', `/search?q=${'whole '.repeat(50)}`],
  ...[
    '/articles/nothing',
    '/nothing',
    '/articles/expired',
    '/preview/x',
    '/moderate/x',
    '/enquiry-received/x',
  ],
  ...['/staff', '/staff/sign-in', '/staff/sign-in/x', `/?${'a'.repeat(3000)}`],
]

const feeds = ['/feed.xml', '/atom.xml', '/feed.json', '/articles/whole/replies.xml']

/** What a visitor's hand may do wrong, each with the status that answers it. */
function refused({ url }: Site, reply: SiteForm, enquiry: SiteForm): [number, () => Promise<Response>][] {
  const long = 'x'.repeat(20_000)
  const post = (path: string, body: string, type: string, more: Record<string, string> = {}) =>
    fetch(url + path, { method: 'POST', body, headers: { 'content-type': type, origin: url, ...more } })
  const form = 'application/x-www-form-urlencoded'
  return [
    [200, () => postForm(reply, { ...aReply, comment: '', name: '', email: '' })],
    [200, () => postForm(reply, { comment: long, name: long, email: 'é@example.org', website: 'a b' })],
    [200, () => postForm(reply, { ...aReply, email: 'a@example.org, b@example.org', website: long })],
    [200, () => postForm(reply, { ...aReply, comment: 'x', email: 'x' })],
    [200, () => postForm(enquiry, { ...anEnquiry, name: '', email: '', requirements: '' })],
    [
      200,
      () =>
        postForm(enquiry, { name: long, email: long, phone: 'x', organisation: long, requirements: long }),
    ],
    [403, () => postForm(reply, aReply, { origin: 'https://evil.example' })],
    [404, () => postForm({ ...reply, url: `${url}/articles/nothing` }, aReply)],
    [410, () => postForm({ ...reply, url: `${url}/articles/expired` }, aReply)],
    [405, () => post('/about', 'a=b', form)],
    [413, () => post('/contact', `a=${'x'.repeat(1_100_000)}`, form)],
    [415, () => post('/contact', '{}', 'application/json')],
    [400, () => post('/contact', 'a=b', form)],
    [400, () => post('/contact', 'x', 'multipart/form-data; boundary=y')],
  ]
}

/** What came in while the site ran, of the day before: the morning's mail tells what was open by then. */
function asIfOfYesterday({ dataDir }: Site): void {
  const database = new Sqlite(join(dataDir, 'site.db'))
  for (const table of ['enquiry', 'reply'])
    database.exec(`update ${table} set created_at = created_at - ${86_400_000}`)
  database.exec("delete from notice where name like 'digest:%'")
  database.close()
}

const told = {
  '/staff/replies': ['none', 'undone', 'unchanged', 'answered', 'withdrawn', 'gone', 'decided'],
  '/staff/mail': [
    ...['again', 'again-later', 'again-never', 'all', 'none', 'handled', 'missing', 'test', 'test-never'],
    'test-later',
  ],
}
const toldOfEnquiry = [
  ...['in-progress', 'answered', 'spam', 'undone', 'assigned', 'unassigned', 'noted', 'sent', 'missing'],
  ...['unknown', 'late&step=spam', 'late-assigned'],
]

describe.each(Object.keys(places) as Walked[])('a site in %s has no English word of ours', (language) => {
  let site: Site
  let page: Page
  let parser: Page
  beforeAll(async () => {
    site = await siteIn(language)
    const visit = await browser.visit()
    page = visit.page
    parser = await visit.context.newPage()
    // The promise of the first enquiry is over at once: its notices are mailed. Later ones have a day.
    expect((await postForm(await readForm(`${site.url}/contact`, 'enquiry'), anEnquiry)).status).toBe(303)
    const siteFile = join(site.contentDir, 'site.yml')
    writeFileSync(siteFile, readFileSync(siteFile, 'utf8').replace('hours: 0.001', 'hours: 24'))
  })
  afterAll(() => site.remove())

  /** What is looked at, and what is found: English words of ours, and what axe says of pages in a browser. */
  function walk() {
    const english = englishWords(language)
    const axe: string[] = []
    const look = async (where: string, html: string) => english.look(where, await wordsOf(parser, html))
    return {
      look,
      said: english.look,
      async ask(path: string) {
        await look(path.slice(0, 40), await (await fetch(site.url + path)).text())
      },
      async visit(path: string) {
        if (!page.url().endsWith(path)) await page.goto(site.url + path)
        axe.push(...(await accessibilityFaults(page)).map((fault) => `${path}: ${fault}`))
        await look(path, await page.content())
      },
      finish() {
        expect([...english.found(), ...axe]).toEqual([])
      },
    }
  }

  test('on its pages and in its feeds, and axe finds nothing', async () => {
    const { ask, visit, said, finish } = walk()
    for (const path of publicPaths) await ask(path)
    const topic = /\/topics\/[^"/]+/.exec(await (await fetch(`${site.url}/topics`)).text())?.[0] ?? ''
    for (const path of [topic, `${topic}/page/2`]) await ask(path)
    for (const path of [...feeds, `${topic}/feed.xml`])
      said(path, [
        (await (await fetch(site.url + path)).text()).replace(/<[^>]*>|https?:[^\s"]+|"\w+":/g, ' '),
      ])
    for (const path of ['/', '/articles', '/contact', '/topics', '/nothing', '/articles/whole'])
      await visit(path)
    const other = page.locator('header a[hreflang=it]')
    expect([await other.textContent(), await other.getAttribute('href')]).toEqual([
      'Italiano',
      '/articles/other-0',
    ])
    const alternates = page.locator('link[rel=alternate][hreflang]')
    expect(
      await alternates.evaluateAll((all) => all.map((one) => one.getAttribute('hreflang')).sort()),
    ).toEqual(['it', 'x-default', places[language].lang].sort())
    await page.locator('#reply form button').last().click()
    await page.locator('[role=alert]').waitFor()
    await visit('/articles/whole')
    await page.goto(`${site.url}/articles/other-0`)
    expect(await page.locator('header a[hreflang]').getAttribute('href')).toBe('/articles/whole')
    finish()
  })

  test('in what it answers to visitors’ slips', async () => {
    const { look, finish } = walk()
    const reply = await readForm(`${site.url}/articles/whole`, 'reply')
    for (const [status, ask] of refused(site, reply, await readForm(`${site.url}/contact`, 'enquiry'))) {
      const answer = await ask()
      expect([answer.url, answer.status]).toEqual([answer.url, status])
      await look(`${status} ${new URL(answer.url).pathname}`, await answer.text())
    }
    finish()
  })

  test('in its mails, behind their links, and on received pages', async () => {
    const { visit, said, finish } = walk()
    const enquiry = {
      ...anEnquiry,
      name: 'Zoé',
      organisation: 'Éole',
      requirements: '1 2 3',
      phone: '01632 960 001',
    }
    const form = await readForm(`${site.url}/articles/whole`, 'enquiry')
    await visit((await postForm(form, enquiry)).headers.get('location') ?? '')
    const links = 'http://a.example http://b.example http://c.example http://d.example'
    for (const comment of ['1 2 3', links]) {
      const form = await readForm(`${site.url}/articles/whole`, 'reply')
      expect((await postForm(form, { ...aReply, name: 'Zoé', comment })).status).toBe(303)
    }
    const mails = () => Promise.all(site.mailbox().map((mail) => simpleParser(mail)))
    const moderation = async () =>
      (await mails()).flatMap(({ text }) => text?.match(/http:\S+(\/moderate\/\S+)/)?.[1] ?? [])
    // Two enquiries, a reply, and the notice that the first enquiry is overdue.
    await vi.waitFor(async () => expect((await moderation()).length).toBeGreaterThan(3), {
      timeout: patience,
    })
    for (const path of new Set(await moderation())) await visit(path)
    for (const { subject, text, html, from } of await mails()) {
      said(`mail ${subject}`, [
        subject ?? '',
        from?.value[0]?.name ?? '',
        ...(await wordsOf(parser, html || '')),
      ])
      // The linter's messages are English, and only the HTML part can say so.
      if (!text?.includes('faulty.mdx')) said(`mail ${subject}`, [text ?? ''])
    }
    finish()
  })

  test('at the desk', async () => {
    const { look, visit, finish } = walk()
    await signIn(page, site)
    const reference = /E-[A-Z0-9]{5}/.exec(await page.content())?.[0] ?? expect.fail('no enquiry at the desk')
    const queue = [
      ...[
        '/staff',
        '/staff/replies',
        '/staff/replies?queue=held',
        '/staff/replies?queue=all',
        '/staff/enquiries',
      ],
      ...['/staff/mail', '/staff/content', '/staff/people', `/staff/people?email=${anEnquiry.email}`],
      ...[`/staff/people?email=${aReply.email}`, `/staff/people/erase?email=${aReply.email}`],
      ...['/staff/people?email=nobody', '/staff/people?told=erased&replies=1&enquiries=2&mails=3'],
      ...['/staff/sign-out', `/staff/enquiries/${reference}`, '/staff/enquiries?search=zzz'],
      ...Object.entries(told).flatMap(([path, all]) => all.map((one) => `${path}?told=${one}&count=2`)),
      ...toldOfEnquiry.map((one) => `/staff/enquiries/${reference}?told=${one}`),
    ]
    const known = new Set(queue)
    for (const path of queue) {
      const html = await (await page.context().request.get(site.url + path)).text()
      await look(path, html)
      if (path.includes('told=')) continue
      for (const [, href = ''] of html.matchAll(/href="(\/(?:staff|preview)[^"#]*)/g)) {
        const to = href.replaceAll('&amp;', '&')
        if (known.has(to) || to.includes('/download') || to.includes('/export')) continue
        known.add(to)
        queue.push(to)
      }
    }
    const csv = await page.context().request.get(`${site.url}/staff/enquiries/download`)
    const [heads = ''] = (await csv.body()).toString().split('\r\n')
    expect(heads.startsWith(`\ufeff${words(places[language].lang)('mail.reference')};`)).toBe(true)
    expect(heads.split(';').length).toBeGreaterThan(15)
    for (const path of ['/staff', `/staff/enquiries/${reference}`, '/staff/mail', '/staff/replies'])
      await visit(path)
    await page.locator('button[value^="approve"]').first().click()
    await page.waitForURL(/told=decided/)
    await look('approved', await page.content())
    await page.goto(`${site.url}/articles/whole`)
    await look('an approved reply', await page.content())
    finish()
  })

  test('when it cannot store, to who sends too often, in the morning’s mail, and where a file of the organisation’s is faulty', async () => {
    const { look, said, finish } = walk()
    await site.stop()
    asIfOfYesterday(site)
    const settings = join(site.contentDir, 'site.yml')
    writeFileSync(settings, `${readFileSync(settings, 'utf8')}digestAt: "00:00"\n`)
    writeFileSync(join(site.contentDir, 'words.yml'), 'reply.heding: A\n')
    const later = await startSite({ folder: dirname(site.dataDir), env: { FORM_LIMITS: 'on' } })
    onTestFinished(() => later.remove())
    await vi.waitFor(() => expect(later.log()).toMatch(/"kind":"desk-digest".*\.eml"/), { timeout: patience })
    const [, file = ''] = /"kind":"desk-digest","answer":"([^"]+)"/.exec(later.log()) ?? []
    const { subject, text, html } = await simpleParser(
      readFileSync(join(later.dataDir, 'mailbox', file), 'utf8'),
    )
    said('the morning’s mail', [subject ?? '', text ?? '', ...(await wordsOf(parser, html || ''))])

    await page.goto(`${later.url}/staff/content`)
    expect(await page.locator('main').innerText()).toContain('there is no word with the key "reply.heding"')
    await look('/staff/content', await page.content())

    const reply = await readForm(`${later.url}/articles/whole`, 'reply')
    const enquiry = await readForm(`${later.url}/contact`, 'enquiry')
    const lock = new Sqlite(join(later.dataDir, 'site.db'))
    lock.exec('begin exclusive')
    for (const [form, typed] of [
      [reply, aReply],
      [enquiry, anEnquiry],
    ] as const) {
      const answer = await postForm(form, { ...typed, name: 'Zoé' })
      expect(answer.status).toBe(503)
      await look(`503 ${form.url}`, await answer.text())
    }
    await look('a page without its replies', await (await fetch(`${later.url}/articles/whole`)).text())
    lock.exec('commit')
    lock.close()

    let status = 0
    for (let sent = 0; sent < 400 && status !== 429; sent++)
      status = (await fetch(`${later.url}/about`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) }))
        .status
    for (const form of [reply, enquiry]) {
      const answer = await postForm(form, { ...aReply, ...anEnquiry, name: 'Zoé' })
      expect(answer.status).toBe(429)
      await look(`429 ${form.url}`, await answer.text())
    }
    finish()
  })
})
