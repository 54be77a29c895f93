import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { words } from '#lib/words/words.ts'
import { openBrowser } from '../support/browser.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { anEnquiry, aReply, formIn, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { signIn } from '../support/sign-in.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes, passesSoon } from '../support/soon.ts'
import { faultyFiles } from '../unit/organisation/faulty.ts'

const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite({ env: { STAFF_EMAIL: 'desk@example.org' } })
})
afterAll(() => site.remove())

const article = '/articles/the-value-of-social-media-for-healthcare'
const pages = ['/', '/articles', article, '/topics', '/about', '/contact', '/nothing-here', '/staff/sign-in']
const feeds = ['/feed.xml', '/atom.xml', '/feed.json']

const textAt = async (path: string) => (await fetch(site.url + path)).text()

function write(name: string, text: string): void {
  writeFileSync(join(site.contentDir, name), text)
}

/** All that says whose site it is, and in which words. */
function organisation(
  word: string,
  { lang, hours, accent }: { lang: string; hours: number; accent: string },
) {
  write(
    'site.yml',
    `name: ${word} clinic
tagline: ${word} tagline
description: ${word} description
lang: ${lang}
promise: { hours: ${hours} }
navigation:
  - { label: ${word} entry, path: /articles }
footer:
  - { label: ${word} foot, path: /privacy }
`,
  )
  write(
    'words.yml',
    `reply.heading: ${word} heading\nnotice.404.title: ${word} nowhere\ndesk.overview: ${word} overview\n`,
  )
  write('theme.yml', `accent: { light: "${accent}" }\n`)
}

test('a change of name, navigation, promise, language, words and colours is everywhere at once, and nothing of the old is left', async () => {
  const wrong = async () => {
    const form = await readForm(`${site.url}/contact`, 'enquiry')
    return (await postForm(form, { ...anEnquiry, name: '' })).text()
  }
  const isOf = async (word: string, lang: string, accent: string) => {
    for (const path of pages) {
      const html = await textAt(path)
      for (const part of [`${word} clinic`, `${word} entry`, `${word} foot`, `<html lang="${lang}"`, accent])
        expect([path, html]).toEqual([path, expect.stringContaining(part)])
    }
    for (const path of feeds)
      expect([path, await textAt(path)]).toEqual([path, expect.stringContaining(`${word} clinic`)])
    expect(await textAt('/')).toContain(`${word} tagline`)
    expect(await textAt(article)).toContain(`${word} heading`)
    expect(await textAt('/nothing-here')).toContain(`${word} nowhere`)
    expect(await wrong()).toContain(`${word} clinic`)
  }
  organisation('Zebra', { lang: 'en-GB', hours: 7, accent: '#00574b' })
  await passesSoon(() => isOf('Zebra', 'en-GB', '#00574b'))
  const { page: desk } = await browser.visit()
  await signIn(desk, site, 'desk@example.org')
  const deskIsOf = async (word: string, lang: string, accent: string, overview: string) => {
    await desk.goto(`${site.url}/staff`)
    const html = await desk.content()
    for (const part of [`${word} clinic`, `<html lang="${lang}"`, accent, overview])
      expect(html).toContain(part)
  }
  await deskIsOf('Zebra', 'en-GB', '#00574b', 'Zebra overview')
  expect(await textAt('/contact')).toContain('within 7 hours')

  organisation('Yak', { lang: 'fr-FR', hours: 9, accent: '#5b2a86' })
  await passesSoon(() => isOf('Yak', 'fr-FR', '#5b2a86'))
  for (const path of [...pages, ...feeds, '/sitemap.xml', '/robots.txt']) {
    const text = await textAt(path)
    for (const old of ['Zebra', '#00574b', '7 hours'])
      expect([path, text]).toEqual([path, expect.not.stringContaining(old)])
  }
  await deskIsOf('Yak', 'fr-FR', '#5b2a86', 'Yak overview')
  expect(await desk.content()).not.toMatch(/Zebra|#00574b/)
  expect(await desk.locator('form button').last().textContent()).toBe(words('fr-FR')('desk.sign-out'))
  expect(await wrong()).not.toContain('Zebra')
  expect(await textAt('/contact')).toMatch(/9\sheures/)

  const before = site.mailbox().length
  const sent = await postForm(await readForm(`${site.url}/contact`, 'enquiry'), anEnquiry)
  expect(sent.status).toBe(303)
  await expect.poll(() => site.mailbox().length, { timeout: patience }).toBe(before + 2)
  for (const raw of site.mailbox().slice(before)) {
    const { from, subject, text, html } = await simpleParser(raw)
    expect(from?.value[0]?.name).toBe('Yak clinic')
    expect(`${subject} ${text} ${html}`).not.toContain('Zebra')
  }
  for (const name of ['words.yml', 'theme.yml']) rmSync(join(site.contentDir, name))
})

test('a site without tagline and description has nothing in their place', async () => {
  write('site.yml', 'name: Acorn clinic\n')
  await passesSoon(async () => expect(await textAt('/')).toContain('<title>Acorn clinic</title>'))
  const html = await textAt('/')
  expect(html).not.toMatch(
    /name="description"|property="og:description"|name="twitter:description"|<p[^>]*><\/p>/,
  )
  expect(await textAt('/feed.xml')).toContain('<description>Acorn clinic</description>')
})

test('forms that were taken off the pages keep what was typed, and an enquiry goes on from the contact page', async () => {
  write('site.yml', 'name: Acorn clinic\n')
  await passesSoon(async () => expect(await textAt(article)).toContain('id="enquiry"'))
  const reply = await readForm(site.url + article, 'reply')
  const enquiry = await readForm(site.url + article, 'enquiry')
  write('site.yml', 'name: Acorn clinic\nreplies: off\nenquiryOnArticles: false\n')
  await passesSoon(async () => expect(await textAt(article)).not.toMatch(/id="(?:reply|enquiry)"/))

  const invitation = await textAt(article)
  expect(invitation).toContain('Only our staff read an enquiry.')
  const about = /href="(\/contact\?about=[^"]+)"/.exec(invitation)?.[1] ?? expect.fail('no link')
  const asking = await readForm(site.url + about, 'enquiry')
  expect(await textAt(about)).toMatch(/This enquiry is about “<bdi>/)
  const incomplete = await postForm(asking, { ...anEnquiry, name: '' })
  expect(await incomplete.text()).toContain(`action="${about}"`)
  await postForm(asking, { ...anEnquiry, requirements: 'From the invitation.' })
  const told = () =>
    site.mailbox().some((mail) => mail.includes('From the invitation.') && mail.includes(article))
  await becomes(async () => told(), true)

  const refused = await postForm(reply, aReply)
  expect(refused.status).toBeLessThan(500)
  const closed = await refused.text()
  expect(closed).toContain('This article no longer takes replies.')
  expect(closed).toContain('Thank you for it.')

  const moved = await postForm(enquiry, { ...anEnquiry, requirements: 'Words that took an hour.' })
  expect(moved.status).not.toBe(303)
  const html = await moved.text()
  expect(html).toContain('This page no longer takes enquiries.')
  expect(html).toContain('Words that took an hour.')
  const [tag = ''] = /<form\b[^>]*aria-labelledby="enquiry-title"[^>]*>/.exec(html) ?? []
  expect(tag).toContain('action="/contact"')
  const again = formIn(html, `${site.url}/contact`, 'enquiry')
  const sent = await postForm(again, { ...anEnquiry, requirements: 'Words that took an hour.' })
  expect(sent.status).toBe(303)
})

test('language and time zone change while readers read: no error, and each date is right', async () => {
  articleFiles(site).write('summer', articleText('Summer', { date: '2026-07-01T23:30' }))
  write('site.yml', 'lang: en-GB\ntimeZone: Europe/London\n')
  const dates = async () => /<title>Summer<[\s\S]*?<pubDate>([^<]*)/.exec(await textAt('/feed.xml'))?.[1]
  await becomes(dates, 'Wed, 01 Jul 2026 22:30:00 GMT')

  let isReading = true
  const statuses = new Set<number>()
  const readers = ['/', '/articles/summer', '/articles', '/contact', '/feed.xml', '/staff/sign-in'].map(
    async (path) => {
      while (isReading) statuses.add((await fetch(site.url + path)).status)
    },
  )
  const places = [
    ['ar', 'Asia/Tokyo', 'Wed, 01 Jul 2026 14:30:00 GMT'],
    ['de', 'America/New_York', 'Thu, 02 Jul 2026 03:30:00 GMT'],
    ['fr-CA', 'Europe/London', 'Wed, 01 Jul 2026 22:30:00 GMT'],
  ] as const
  for (const [lang, timeZone, date] of places) {
    write('site.yml', `lang: ${lang}\ntimeZone: ${timeZone}\n`)
    await becomes(dates, date)
    await passesSoon(async () => expect(await textAt('/articles/summer')).toContain(`<html lang="${lang}"`))
  }
  isReading = false
  await Promise.all(readers)
  expect([...statuses]).toEqual([200])
  expect(await textAt('/articles/summer')).toMatch(/1(?:er)? juillet 2026/)
  expect(site.log()).not.toMatch(/"level":"error"/)
})

test('what was read opens without a connection, without its forms; switched off, nothing of it is left', async () => {
  write('site.yml', 'offline: true\n')
  await passesSoon(async () => expect(await textAt(article)).toContain('/sw.js'))
  const worker = await fetch(`${site.url}/sw.js`)
  expect(worker.headers.get('cache-control')).toBe('no-cache')
  const { page, context, trouble } = await browser.visit()
  const kept = (name: string) =>
    page.evaluate(
      async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
      name,
    )
  await page.goto(site.url + article)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  // The page that brought the worker, as the browser has it.
  await expect.poll(() => kept('pages'), { timeout: patience }).toEqual([article])
  await expect.poll(() => kept('files'), { timeout: patience }).toContain('/fonts/serif.woff2')
  expect(trouble).toEqual([])

  const unkept = [
    '/contact',
    '/staff/sign-in',
    '/search?q=summer',
    `${article}/reply-received`,
    '/nothing-here',
  ]
  for (const path of [...unkept, '/topics']) await page.goto(site.url + path)
  await expect.poll(() => kept('pages'), { timeout: patience }).toEqual([article, '/topics'])
  await page.evaluate(async () => {
    const pages = await caches.open('pages')
    for (let number = 0; number < 40; number++) await pages.put(`/old-${number}`, new Response(''))
  })
  /** Opens pages, each once the one before is kept: nothing promises that the worker keeps two in order. */
  const read = async (...opened: [asked: string, kept: string][]) => {
    for (const [asked, path] of opened) {
      await page.goto(site.url + asked)
      await expect.poll(async () => (await kept('pages')).at(-1), { timeout: patience }).toBe(path)
    }
  }
  await read(['/articles', '/articles'], [article, article])
  expect((await kept('pages')).slice(-2)).toEqual(['/articles', article])
  await expect.poll(async () => (await kept('pages')).length, { timeout: patience }).toBe(30)

  // Links of newsletters have a query, and an old address may be one.
  write('redirects.yml', '/?p=12: /topics\n')
  const old = () => fetch(`${site.url}/?p=12`, { redirect: 'manual' }).then(({ status }) => status)
  await becomes(old, 308)
  await read(['/archive?utm_source=news', '/archive'], ['/', '/'], ['/?p=12', '/topics'])
  expect((await kept('pages')).slice(-3)).toEqual(['/archive', '/', '/topics'])
  await page.goto(site.url + article)

  // From now on the article comes for this reader alone; what was kept of it stays.
  for (const [name, text] of Object.entries(aReply)) await page.locator(`#reply [name=${name}]`).fill(text)
  await page.getByRole('button', { name: 'Post Comment' }).click()
  await page.waitForURL(`${site.url + article}/reply-received`)
  await page.goto(site.url + article)
  await page.getByText('Only you see it here').waitFor()

  await context.setOffline(true)
  await page.goto(site.url + article)
  expect(await page.locator('h1').innerText()).toBe('The value of social media for healthcare')
  expect(await page.locator('form').count()).toBe(0)
  expect(await page.getByText('The form comes back with the connection.').count()).toBe(2)
  expect(
    await page
      .locator('article img')
      .first()
      .evaluate((image: HTMLImageElement) => image.naturalWidth),
  ).toBeGreaterThan(0)
  for (const path of ['/archive', `${article}?utm_source=news`, '/?utm_source=news']) {
    await page.goto(site.url + path)
    expect([path, await page.locator('h1').first().innerText()]).not.toEqual([path, 'You are offline'])
  }
  for (const path of unkept) {
    await page.goto(site.url + path)
    expect([path, await page.locator('h1').innerText()]).toEqual([path, 'You are offline'])
    expect(await page.locator('form').count()).toBe(0)
  }
  await page.getByRole('link', { name: 'The value of social media for healthcare' }).click()
  await page.waitForURL(site.url + article)

  await context.setOffline(false)
  write('site.yml', 'offline: false\n')
  await passesSoon(async () => expect(await textAt(article)).not.toContain('/sw.js'))
  await page.goto(site.url + article)
  expect(await page.locator('form').count()).toBeGreaterThanOrEqual(2)
  const left = () =>
    page.evaluate(async () => [
      ...(await caches.keys()),
      ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    ])
  await expect.poll(left, { timeout: patience }).toEqual([])
})

test('sections of front.yml stand on the front page at once, and follow what they name', async () => {
  write('site.yml', '')
  articleFiles(site).write('picked', articleText('Picked by hand', { date: '2020-01-01' }))
  write('front.yml', '- { title: From the archive, articles: [picked] }\n')
  const section = async () =>
    /<section[^>]*>\s*<h2[^>]*>From the archive<.*?<\/section>/s.exec(await textAt('/'))?.[0] ?? ''
  await passesSoon(async () => expect(await section()).toContain('href="/articles/picked"'))
  write('front.yml', '- { title: From the archive, articles: [picked], limt: 3 }\n')
  await expect
    .poll(() => site.log(), { timeout: patience })
    .toMatch(/front\.yml:1:\d+: unknown field \\"limt\\"/)
  expect(await section()).toContain('Picked by hand')
  articleFiles(site).remove('picked')
  await passesSoon(async () => expect(await section()).toBe(''))
  rmSync(join(site.contentDir, 'front.yml'))
})

test('a site whose three files are all faulty starts with what is usual, tells each, and takes each that is mended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-faulty-'))
  const content = join(folder, 'content')
  mkdirSync(join(content, 'articles'), { recursive: true })
  const faulty = ['site.yml', 'theme.yml', 'words.yml'].map(
    (file) => faultyFiles.findLast((one) => one.file === file) ?? expect.fail(file),
  )
  for (const { file, text } of faulty) writeFileSync(join(content, file), text)
  const other = await startSite({ folder })
  onTestFinished(async () => {
    await other.remove()
    rmSync(folder, { recursive: true, force: true })
  })
  const front = async () => {
    const answer = await fetch(other.url)
    return `${answer.status} ${await answer.text()}`
  }
  expect(await front()).toMatch(/^200 [\s\S]*Broadsheet/)
  for (const { file, told } of faulty)
    for (const one of told)
      await expect.poll(() => other.log()).toContain(JSON.stringify(`${file}:${one}`).slice(1, -1))

  const { page: desk } = await browser.visit()
  await signIn(desk, other)
  await desk.goto(`${other.url}/staff/content`)
  for (const { file, told } of faulty) {
    const item = desk.locator('li', { has: desk.locator('code', { hasText: file }) }).first()
    const shown = (await item.innerText()).replace(/\s+/g, ' ')
    for (const one of told) {
      const [, line, column, message = ''] = /^(\d+):(\d+): (.*)$/s.exec(one) ?? []
      expect(shown).toContain(message.replace(/\s+/g, ' '))
      expect(shown).toContain(`Line ${line}, letter ${column}`)
    }
    expect(shown).toContain('last good version')
  }
  const missing = 'Both forms link to a privacy page at /privacy, and there is none'
  for (const path of ['/staff', '/staff/content']) {
    await desk.goto(other.url + path)
    expect(await desk.locator('main').innerText()).toContain(missing)
  }
  mkdirSync(join(content, 'pages'))
  writeFileSync(
    join(content, 'pages/privacy.mdx'),
    '---\ntitle: Privacy\ndescription: What is kept\n---\nWords.\n',
  )
  await passesSoon(async () => {
    await desk.goto(`${other.url}/staff`)
    expect(await desk.locator('main').innerText()).not.toContain(missing)
  })

  for (const { file, text } of faultyFiles.filter((_, index) => index % 6 === 0)) {
    writeFileSync(join(content, file), text)
    expect(await front()).toMatch(/^200 /)
  }
  writeFileSync(join(content, 'site.yml'), 'name: Acorn clinic\n')
  await passesSoon(async () => expect(await front()).toContain('Acorn clinic'))
  writeFileSync(join(content, 'site.yml'), 'name: [\n')
  await expect.poll(() => other.log().includes('site.yml:1:7'), { timeout: patience }).toBe(true)
  expect(await front()).toContain('Acorn clinic')
})
