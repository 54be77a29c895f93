import { createHash } from 'node:crypto'
import {
  createReadStream,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { get as getRaw } from 'node:http'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes } from '../support/soon.ts'

const browser = openBrowser()
let site: Site

/** The smallest that a browser opens: one empty page. */
const pdf = [
  '%PDF-1.4',
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj',
  'trailer<</Root 1 0 R>>',
  '%%EOF',
  '',
].join('\n')

function put(name: string, bytes: string | Buffer): void {
  const file = join(site.contentDir, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
}

beforeAll(async () => {
  site = await startSite()
  put('files/sheet.pdf', pdf)
  put('files/2026/spring/Übung für zu Hause.docx', 'PK words')
  put('files/page.html', '<script>document.title = "run"</script>')
  put('files/drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  put('files/empty.txt', '')
  put('files/.secret.txt', 'hidden')
  put('articles/exercises/sheet.pdf', pdf)
  put('articles/exercises/notes.docx', 'PK to be kept')
  put('articles/beside.zip', 'PK')
  const links =
    '[The sheet](sheet.pdf#page=1), [all](beside.zip), [more](/files/2026/spring/Übung%20für%20zu%20Hause.docx)'
  articleFiles(site).write('exercises', articleText('Exercises', {}, links))
  put('pages/way.mdx', '---\ntitle: The way\ndescription: Where we are\n---\n\n[Map](map.pdf)\n')
  put('pages/way/map.pdf', pdf)
  for (const path of ['/articles/exercises', '/files/articles/beside.zip', '/files/pages/way/map.pdf'])
    await vi.waitFor(async () => expect((await fetch(site.url + path)).status).toBe(200), patience)
})
afterAll(() => site.remove())

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(site.url + path, { method, headers, redirect: 'manual' })

test('a file is served whole, with what a reader needs to keep it and to come back to it', async () => {
  const answer = await ask('/files/sheet.pdf')
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe(pdf)
  const headers = Object.fromEntries(answer.headers)
  expect(headers).toMatchObject({
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=0, must-revalidate',
    'content-length': String(pdf.length),
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
  })
  expect(headers).not.toHaveProperty('content-disposition')
  const { etag = '', 'last-modified': modified = '' } = headers
  expect(etag).toMatch(/^"[\w-]{22}"$/)
  const head = await ask('/files/sheet.pdf', { Range: 'bytes=0-3' }, 'HEAD')
  expect([head.status, head.headers.get('content-length'), head.headers.get('etag')]).toEqual([
    200,
    String(pdf.length),
    etag,
  ])
  for (const known of [{ 'If-None-Match': etag }, { 'If-Modified-Since': modified }]) {
    const again = await ask('/files/sheet.pdf', known as Record<string, string>)
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, ''])
  }
  const refused = await ask('/files/sheet.pdf', {}, 'POST')
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test('a download that broke off goes on, and begins anew where the file has changed', async () => {
  const part = await ask('/files/sheet.pdf', { Range: 'bytes=5-' })
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    `bytes 5-${pdf.length - 1}/${pdf.length}`,
    pdf.slice(5),
  ])
  const etag = part.headers.get('etag') ?? ''
  const last = await ask('/files/sheet.pdf', { Range: 'bytes=-6', 'If-Range': etag })
  expect([last.status, await last.text()]).toEqual([206, pdf.slice(-6)])
  const changed = await ask('/files/sheet.pdf', { Range: 'bytes=5-', 'If-Range': '"other"' })
  expect([changed.status, await changed.text()]).toEqual([200, pdf])
  const several = await ask('/files/sheet.pdf', { Range: 'bytes=0-1,4-5' })
  expect([several.status, await several.text()]).toEqual([200, pdf])
  const behind = await ask('/files/sheet.pdf', { Range: `bytes=${pdf.length}-` })
  expect([behind.status, behind.headers.get('content-range'), await behind.text()]).toEqual([
    416,
    `bytes */${pdf.length}`,
    '',
  ])
  const none = await ask('/files/empty.txt', { Range: 'bytes=0-' })
  expect([none.status, none.headers.get('content-range')]).toEqual([416, 'bytes */0'])
  expect([(await ask('/files/empty.txt')).status, await (await ask('/files/empty.txt')).text()]).toEqual([
    200,
    '',
  ])
})

test('what is no page for readers is only saved, under its own name', async () => {
  for (const [path, type, name] of [
    ['/files/page.html', 'text/html', 'filename="page.html"'],
    ['/files/drawing.svg', 'image/svg+xml', 'filename="drawing.svg"'],
    [
      '/files/2026/spring/%C3%9Cbung%20f%C3%BCr%20zu%20Hause.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      `filename="Ubung fur zu Hause.docx"; filename*=UTF-8''%C3%9Cbung%20f%C3%BCr%20zu%20Hause.docx`,
    ],
  ] as const) {
    const { headers } = await ask(path)
    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
      type,
      `attachment; ${name}`,
    ])
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

/** Without what a client would tidy up. */
const rawStatus = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    getRaw({ port: site.port, path }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject)
  })

test('no path leads out of the folder', async () => {
  symlinkSync('/etc/hostname', join(site.contentDir, 'files', 'host.txt'))
  symlinkSync(site.dataDir, join(site.contentDir, 'files', 'data'))
  writeFileSync(join(site.contentDir, 'files', 'ready.txt'), 'x')
  await becomes(() => rawStatus('/files/ready.txt'), 200)
  for (const path of [
    '/files/../site.yml',
    '/files/..%2farticles%2fexercises.mdx',
    '/files/%2e%2e/articles/exercises.mdx',
    '/files/%2e%2e%2f%2e%2e%2fdata%2fsecret',
    '/files/..%5carticles%5cexercises.mdx',
    '/files/%252e%252e/articles/exercises.mdx',
    '/files/x/../../articles/exercises.mdx',
    '/files/./.secret.txt',
    '/files/.secret.txt',
    '/files/%2esecret.txt',
    '/files/sheet.pdf%00.txt',
    '/files/host.txt',
    '/files/data/secret',
    '/files/articles/exercises.mdx',
    '/files/articles/exercises/notes.docx',
    '/files/authors/editors.yml',
    '/files/2026',
    '/files/2026/spring/',
    '/files/',
    '/files',
    '/files/%ff',
    `/files/${'a'.repeat(300)}`,
  ]) {
    const status = await rawStatus(path)
    expect([path, status === 308 ? 404 : status]).toEqual([path, 404])
  }
  expect(site.log()).not.toContain('request failed')
})

test('a link of an article, a page and a feed leads to the file, also after a rename', async () => {
  const hrefs = [
    '/files/articles/exercises/sheet.pdf#page=1',
    '/files/articles/beside.zip',
    '/files/2026/spring/%C3%9Cbung%20f%C3%BCr%20zu%20Hause.docx',
  ]
  // Each is linked once it is seen, and the article may have been seen before them.
  await becomes(async () => {
    const html = await (await ask('/articles/exercises')).text()
    return [...html.matchAll(/href="(\/files\/[^"]+)"/g)].map(([, href = '']) => href)
  }, hrefs)
  for (const href of hrefs) expect([href, (await ask(href)).status]).toEqual([href, 200])
  expect(await (await ask('/way')).text()).toContain('href="/files/pages/way/map.pdf"')
  for (const feed of ['/feed.xml', '/atom.xml', '/feed.json'])
    expect(await (await ask(feed)).text()).toContain('/files/articles/exercises/sheet.pdf#page=1')
  expect((await ask('/Files/sheet.pdf')).headers.get('location')).toBe('/files/sheet.pdf')
  expect((await ask('/files/Sheet.pdf')).status).toBe(404)
})

test('a file is there, changed and gone within two seconds, and the link to it with it', async () => {
  const path = '/files/live.txt'
  const text = async () => (await ask(path)).text()
  articleFiles(site).write('live', articleText('Live', {}, '[Notes](notes.txt)'))
  await becomes(async () => (await ask('/articles/live')).status, 200)
  const link = async () => /href="[^"]*notes\.txt"/.exec(await (await ask('/articles/live')).text())?.[0]
  expect(await link()).toBe('href="notes.txt"')
  put('files/live.txt', 'one')
  put('articles/live/notes.txt', 'x')
  await becomes(text, 'one')
  await becomes(link, 'href="/files/articles/live/notes.txt"')
  const before = (await ask(path)).headers.get('etag')
  put('files/.next.tmp', 'two')
  renameSync(join(site.contentDir, 'files/.next.tmp'), join(site.contentDir, 'files/live.txt'))
  await becomes(text, 'two')
  expect((await ask(path)).headers.get('etag')).not.toBe(before)
  rmSync(join(site.contentDir, 'files/live.txt'))
  rmSync(join(site.contentDir, 'articles/live'), { recursive: true })
  await becomes(async () => (await ask(path)).status, 404)
  await becomes(link, 'href="notes.txt"')
  await vi.waitFor(() => expect(site.log()).toContain('there is no file \\"notes.txt\\"'), patience)
})

test('a file of 200 MB passes through and stays in no memory', async () => {
  const size = 200_000_000
  const file = join(site.contentDir, 'files', 'large.pdf')
  writeFileSync(file, pdf)
  truncateSync(file, size)
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${site.pid()}/status`, 'utf8'))?.[1])
  const page = await (await ask('/articles/exercises')).text()
  expect(page).toContain('Exercises')
  const before = memory()
  const sent = createHash('sha256')
  let length = 0
  for await (const bytes of (await ask('/files/large.pdf')).body ?? []) {
    sent.update(bytes)
    length += bytes.length
  }
  const own = createHash('sha256')
  for await (const bytes of createReadStream(file)) own.update(bytes)
  expect([length, sent.digest('hex')]).toEqual([size, own.digest('hex')])
  expect(memory() - before).toBeLessThan(100_000)
  const end = await ask('/files/large.pdf', { Range: `bytes=${size - 3}-` })
  expect([end.status, end.headers.get('content-length')]).toEqual([206, '3'])
  rmSync(file)
})

test('a reader saves a file from the article, and what could run does not', async () => {
  const { page, context, trouble } = await browser.visit({ javaScriptEnabled: false })
  await page.goto(`${site.url}/articles/exercises`)
  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: 'more' }).click()
  const download = await started
  expect(download.suggestedFilename()).toBe('Übung für zu Hause.docx')
  expect(readFileSync(await download.path(), 'utf8')).toBe('PK words')
  const saved = page.waitForEvent('download')
  await page.goto(`${site.url}/files/page.html`).catch(() => undefined)
  expect((await saved).suggestedFilename()).toBe('page.html')
  expect(page.url()).toBe(`${site.url}/articles/exercises`)
  expect(trouble).toEqual([])
  await context.close()
})

test('a reader opens a PDF from the page: the browser shows it', async () => {
  const { page, context } = await browser.visit()
  const parts: string[] = []
  page.on('request', (request) => parts.push(request.url()))
  await page.goto(`${site.url}/way`)
  await page.getByRole('link', { name: 'Map' }).click()
  await page.waitForURL(`${site.url}/files/pages/way/map.pdf`)
  // The viewer is an extension that comes with the browser.
  await vi.waitFor(
    () => expect(parts).toContainEqual(expect.stringMatching(/^chrome-extension:.*\/index\.html$/)),
    patience,
  )
  await context.close()
})
