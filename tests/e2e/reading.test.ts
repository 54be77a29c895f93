import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibilityFaults, openBrowser } from '../support/browser.ts'
import { postForm, readForm } from '../support/forms.ts'
import { type Site, startSite } from '../support/site.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

const paths = [
  '/',
  '/articles',
  article,
  `${article}/reply-received`,
  '/topics',
  '/contact',
  '/about',
  '/privacy',
  '/accessibility',
  '/nothing-here',
  '/search?q=health',
  '/search?q=zzyzx&year=soon',
]

async function everyPath(): Promise<string[]> {
  const home = await (await fetch(site.url)).text()
  const linked = [...home.matchAll(/href="(\/(?:topics|authors|articles)\/[^"#.]+)"/g)].map(
    ([, path = '']) => path,
  )
  return [...new Set([...paths, ...linked])]
}

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
  for (const path of await everyPath()) {
    const html = await (await fetch(site.url + path)).text()
    const { results } = await validator.validateString(html)
    const told = results.flatMap(({ messages }) =>
      messages.map((fault) => `${path}: ${fault.ruleId} ${fault.message}`),
    )
    expect(told).toEqual([])
  }
})

test.each([390, 1280])('no page has an accessibility fault, in light and in dark at %i px', async (width) => {
  const { page, context, trouble } = await browser.visit({ viewport: { width, height: 900 } })
  for (const path of await everyPath()) {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(site.url + path)
    expect([path, ...(await accessibilityFaults(page))]).toEqual([path])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect([path, 'dark', ...(await accessibilityFaults(page))]).toEqual([path, 'dark'])
  }
  expect(trouble.filter((line) => !line.includes('404'))).toEqual([])
  await context.close()
})

test('a page scrolls in one direction only at 320 px', async () => {
  const { page, context } = await browser.visit({ viewport: { width: 320, height: 640 } })
  for (const path of await everyPath()) {
    await page.goto(site.url + path)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect([path, overflow]).toEqual([path, 0])
  }
  await context.close()
})

test.each([390, 800, 1280, 1920])(
  'the picture of an article stands between its head and its text, at %i px',
  async (width) => {
    const { page, context } = await browser.visit({ viewport: { width, height: 900 } })
    await page.goto(site.url + article)
    const boxOf = async (selector: string) =>
      (await page.locator(selector).first().boundingBox()) ?? expect.fail()
    const [head, picture] = [await boxOf('h1'), await boxOf('article img')]
    expect(picture.y).toBeGreaterThan(head.y)
    expect(picture.y).toBeLessThan((await boxOf('article p:has-text("A clinic used to speak")')).y)
    await context.close()
  },
)

test.each([390, 800, 1280, 1920])(
  'pictures are fetched in the size they are shown in, at %i px',
  async (width) => {
    const { page, context } = await browser.visit({ viewport: { width, height: 900 } })
    for (const path of ['/', article]) {
      await page.goto(site.url + path)
      // Of a picture in several widths, the natural one is what `sizes` promised.
      const ratios = await page.evaluate(() => {
        const pictures = [...document.images].filter((one) => one.closest('picture'))
        for (const picture of pictures) picture.loading = 'eager'
        const ratioOf = (picture: HTMLImageElement) =>
          picture.decode().then(() => picture.naturalWidth / picture.clientWidth)
        return Promise.all(pictures.map(ratioOf))
      })
      expect(ratios).not.toEqual([])
      expect([path, ...ratios.filter((ratio) => Math.abs(ratio - 1) > 0.08)]).toEqual([path])
    }
    await context.close()
  },
)

test.each(['/', '/articles', article, '/contact', `${article}/reply-received`])(
  'whoever goes back to %s finds the page as it was left, without a request',
  async (path) => {
    const { page, context } = await browser.visit()
    await page.goto(site.url + path)
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        document.body.dataset['persisted'] = String(persisted)
      })
    })
    await page.goto(`${site.url}/accessibility`)
    await page.goBack({ waitUntil: 'commit' })
    await expect.poll(() => page.evaluate(() => document.body.dataset['persisted'])).toBe('true')
    await context.close()
  },
)

test('at most 1 kB of script runs, and none is loaded', async () => {
  const { page, context, trouble } = await browser.visit()
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await page.goto(site.url + article)
  await page.getByRole('textbox', { name: 'Comment' }).focus()
  const run = await page.evaluate(() =>
    [...document.scripts]
      .filter((script) => !script.type)
      .reduce((bytes, script) => bytes + script.text.length, 0),
  )
  expect(run).toBeLessThanOrEqual(1000)
  expect(scripts).toEqual([])
  expect(trouble).toEqual([])
  await context.close()
})

test('the share links have their exact addresses, and work without JavaScript', async () => {
  const { page, context } = await browser.visit({ javaScriptEnabled: false })
  await page.goto(site.url + article)
  const share = page.getByRole('navigation', { name: 'Share this article' })
  const address = (name: string) => share.getByRole('link', { name, exact: true }).getAttribute('href')
  const meta = (property: string) => page.locator(`meta[property="og:${property}"]`).getAttribute('content')
  const [url, title, image] = await Promise.all([meta('url'), meta('title'), meta('image')])
  const [u, t, i] = [url, title, image].map((text) => encodeURIComponent(text ?? ''))
  expect(url).toBe(site.url + article)
  expect(await address('Share on Facebook')).toBe(`https://www.facebook.com/sharer/sharer.php?u=${u}`)
  expect(await address('Share on Google')).toBe(
    `https://mail.google.com/mail/?view=cm&fs=1&su=${t}&body=${t}%0A%0A${u}`,
  )
  expect(await address('Share on X (Twitter)')).toBe(`https://twitter.com/intent/tweet?url=${u}&text=${t}`)
  expect(await address('Share on LinkedIn')).toBe(`https://www.linkedin.com/sharing/share-offsite/?url=${u}`)
  expect(await address('Share on Pinterest')).toBe(
    `https://pinterest.com/pin/create/button/?url=${u}&media=${i}&description=${t}`,
  )
  await context.close()
})

test('the link is copied where the browser can do it', async () => {
  const { page, context } = await browser.visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(site.url + article)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByText('Link copied').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(site.url + article)
  await context.close()
})

test('a page is sent compressed, with a validator, and not again to who has it', async () => {
  const first = await fetch(site.url + article, { headers: { 'accept-encoding': 'br' } })
  expect(first.headers.get('content-encoding')).toBe('br')
  expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
  const etag = first.headers.get('etag') ?? ''
  const again = await fetch(site.url + article, {
    headers: { 'accept-encoding': 'br', 'if-none-match': etag },
  })
  expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0])
  const plain = await fetch(site.url + article, { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
})

test('foreign hosts, queries and headers change nothing on a page', async () => {
  const own = await (await fetch(site.url + article)).text()
  const odd = await fetch(`${site.url}${article}?utm_source=x&page=2`, {
    headers: { 'x-forwarded-host': 'evil.example', rsc: '1', cookie: 'a=b', 'accept-language': 'de' },
  })
  expect(await odd.text()).toBe(own)
})

test('addresses are answered with their real statuses, each with a whole page', async () => {
  const answers: [string, number, string | null][] = [
    ['/nothing-here', 404, null],
    ['/articles/nothing-here', 404, null],
    ['/articles/page/99', 404, null],
    ['/articles/page/1', 308, '/articles'],
    ['/Articles', 308, '/articles'],
    ['/articles/', 308, '/articles'],
    ['/answer/500', 404, null],
    ['/enquiry-received/made-up', 404, null],
  ]
  for (const [path, status, location] of answers) {
    const answer = await fetch(site.url + path, { redirect: 'manual' })
    expect([path, answer.status, answer.headers.get('location')]).toEqual([path, status, location])
    if (status === 404) expect(await answer.text()).toMatch(/<main\b[\s\S]*<h1\b/)
  }
})

test('security headers stand on every answer', async () => {
  for (const path of ['/', '/nothing-here', '/feed.xml', '/healthz']) {
    const { headers } = await fetch(site.url + path)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
  }
})

test('only the pages for one reader make the browser start another process', async () => {
  const policyOf = async (path: string) =>
    (await fetch(site.url + path)).headers.get('cross-origin-opener-policy')
  expect(await Promise.all(['/', article, '/contact'].map(policyOf))).toEqual([null, null, null])
  expect(await policyOf('/staff/sign-in')).toBe('same-origin')
})

test('a post that is turned away never changes what others read', async () => {
  const before = await (await fetch(site.url + article)).text()
  await postForm(await readForm(site.url + article, 'reply'), {
    comment: 'not for others',
    name: '',
    email: '',
  })
  expect(await (await fetch(site.url + article)).text()).toBe(before)
})

test.each([
  ['/feed.xml', 'application/rss+xml; charset=utf-8'],
  ['/atom.xml', 'application/atom+xml; charset=utf-8'],
  ['/feed.json', 'application/feed+json; charset=utf-8'],
])('the feed %s holds the full text of the articles', async (path, type) => {
  const answer = await fetch(site.url + path)
  expect(answer.headers.get('content-type')).toBe(type)
  const text = await answer.text()
  expect(text).toContain('The value of social media for healthcare')
  expect(text.length).toBeGreaterThan(10_000)
})

test('each item of a feed has one picture, of the very size that is sent', async () => {
  const rss = await (await fetch(`${site.url}/feed.xml`)).text()
  const atom = await (await fetch(`${site.url}/atom.xml`)).text()
  const items = rss.split('<item>').slice(1)
  for (const item of items) {
    const found = [...item.matchAll(/<enclosure url="(.*?)" length="(\d+)" type="(.*?)"\/>/g)]
    expect(found).toHaveLength(1)
    const [, url = '', length = '', type = ''] = found[0] ?? []
    const sent = await fetch(url)
    expect([(await sent.arrayBuffer()).byteLength, sent.headers.get('content-type')]).toEqual([+length, type])
    expect(atom).toContain(`<link rel="enclosure" type="${type}" length="${length}" href="${url}"/>`)
  }
  expect(items.length).toBeGreaterThan(1)
})

test('an article is Markdown for whoever prefers it, by its own address and at .md, and HTML for browsers', async () => {
  const ask = (path: string, accept: string, more = {}) =>
    fetch(site.url + path, { headers: { accept, ...more } })
  const canonical = `<${site.url}${article}>; rel="canonical"`
  for (const [path, accept] of [
    [article, 'text/markdown, text/html;q=0.5'],
    [`${article}.md`, '*/*'],
  ] as const) {
    const answer = await ask(path, accept)
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(answer.headers.get('link')).toBe(canonical)
    expect(answer.headers.get('vary')).toBe('Accept, Accept-Encoding')
    expect(await answer.text()).toMatch(/^# The value of social media for healthcare\n\n[^#<]+\n\nBy /)
    const known = await ask(path, accept, { 'if-none-match': answer.headers.get('etag') ?? '' })
    expect(known.status).toBe(304)
    const other = await ask(article, 'text/html,*/*;q=0.8', {
      'if-none-match': answer.headers.get('etag') ?? '',
    })
    expect([other.status, other.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await other.text()).toContain(
      `<link rel="alternate" type="text/markdown" href="${site.url}${article}.md"/>`,
    )
  }
  expect(await (await ask('/about.md', '*/*')).text()).toMatch(/^# About/)
  const index = await (await ask('/llms.txt', '*/*')).text()
  expect(index).toContain(`(${site.url}${article}.md)`)
  for (const [, address = ''] of index.matchAll(/\]\((\S+)\)/g))
    expect([address, (await fetch(address)).status]).toEqual([address, 200])
})

test('the sitemap names every article by its absolute address', async () => {
  const text = await (await fetch(`${site.url}/sitemap.xml`)).text()
  expect(text).toContain(`<loc>${site.url}${article}</loc>`)
  expect(await (await fetch(`${site.url}/robots.txt`)).text()).toContain(`Sitemap: ${site.url}/sitemap.xml`)
})

test('a page is fetched in advance when a pointer rests on its link, and not before', async () => {
  const { page, context, trouble } = await browser.visit()
  const session = await context.newCDPSession(page)
  const fetched: { url: string; status: string }[] = []
  session.on('Preload.prefetchStatusUpdated', ({ key, status }) => fetched.push({ url: key.url, status }))
  await session.send('Preload.enable')
  await page.goto(site.url)
  expect(fetched).toEqual([])
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Topics' })
  await link.hover()
  await expect.poll(() => fetched).toContainEqual({ url: `${site.url}/topics`, status: 'Ready' })
  await link.click()
  await page.waitForURL(`${site.url}/topics`)
  expect(trouble).toEqual([])
  await context.close()
})
