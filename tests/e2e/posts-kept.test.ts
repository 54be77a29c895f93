import { renameSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { articleFiles, articleText, moment } from '../support/content.ts'
import { anEnquiry, aReply, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'

// Whatever a post meets: what was typed is in the answer, in a form that can be sent.

let site: Site
beforeAll(async () => {
  site = await startSite({ env: { FORM_LIMITS: 'on', TRUST_PROXY: '1' } })
})
afterAll(() => site.remove())

const hostile = 'Kept: </textarea><b>&amp;"\''
const hostileSeen = 'Kept: &lt;/textarea&gt;&lt;b&gt;&amp;amp;&quot;&#x27;'

/** A new article that takes replies, once it is live. */
async function liveArticle(slug: string, fields: Record<string, string> = {}) {
  articleFiles(site).swap(slug, articleText(slug, fields))
  const url = `${site.url}/articles/${slug}`
  await expect.poll(async () => (await fetch(url)).status, { timeout: patience }).toBe(200)
  return { url, reply: await readForm(url, 'reply'), enquiry: await readForm(url, 'enquiry') }
}

let clients = 0
/** Posts as a client of its own. */
const from = () => ({ 'x-forwarded-for': `203.0.113.${++clients}` })

test('a removed article: the reply’s text is in our 404, the enquiry is taken', async () => {
  const { url, reply, enquiry } = await liveArticle('soon-removed')
  rmSync(articleFiles(site).file('soon-removed'))
  await expect.poll(async () => (await fetch(url)).status, { timeout: patience }).toBe(404)

  const refused = await postForm(reply, { ...aReply, comment: hostile }, from())
  const html = await refused.text()
  expect(refused.status).toBe(404)
  expect(html).toContain('<title>Error: ')
  expect(html).toMatch(/role="alert"[\s\S]*no longer here/)
  expect(html).toContain(hostileSeen)
  expect(html).toContain('action="/articles/soon-removed"')

  const taken = await postForm(enquiry, { ...anEnquiry, requirements: 'From a removed article' }, from())
  expect(taken.status).toBe(303)
  const received = await fetch(site.url + taken.headers.get('location'))
  expect(await received.text()).toMatch(/E-[A-Z0-9]{5}/)

  const invalid = await postForm(enquiry, { ...anEnquiry, email: '', requirements: hostile }, from())
  const again = await invalid.text()
  expect(invalid.status).toBe(200)
  expect(again).toContain('Enter your email address')
  expect(again).toContain(hostileSeen)
})

test('an expired article: the reply’s text is in our 410, the enquiry is taken', async () => {
  const { url, reply, enquiry } = await liveArticle('soon-expired')
  articleFiles(site).swap('soon-expired', articleText('soon-expired', { expires: moment(-1000) }))
  await expect.poll(async () => (await fetch(url)).status, { timeout: patience }).toBe(410)
  const refused = await postForm(reply, { ...aReply, comment: 'Said too late' }, from())
  expect(refused.status).toBe(410)
  expect(await refused.text()).toContain('Said too late')
  const taken = await postForm(enquiry, { ...anEnquiry, requirements: 'From an expired article' }, from())
  expect(taken.status).toBe(303)
})

test('a renamed article: reply and enquiry from its old address are taken at the new one', async () => {
  const { url, reply, enquiry } = await liveArticle('old-name')
  const files = articleFiles(site)
  files.swap('new-name', articleText('new-name', { redirectFrom: '[/articles/old-name]' }))
  rmSync(files.file('old-name'))
  const redirected = async () => (await fetch(url, { redirect: 'manual' })).status
  await expect.poll(redirected, { timeout: patience }).toBe(308)
  const taken = await postForm(reply, { ...aReply, comment: 'To the old address' }, from())
  expect([taken.status, taken.headers.get('location')]).toEqual([303, '/articles/new-name/reply-received'])
  const asked = await postForm(enquiry, { ...anEnquiry, requirements: 'At the old address' }, from())
  expect(asked.status).toBe(303)
  const invalid = await postForm(reply, { ...aReply, email: '', comment: 'Kept at the old address' }, from())
  expect(invalid.status).toBe(200)
  expect(await invalid.text()).toContain('Kept at the old address')
})

test('a form that says it stood elsewhere is not taken at an address that never was', async () => {
  const { enquiry } = await liveArticle('stays-here')
  const elsewhere = { ...enquiry, url: `${site.url}/articles/never-was` }
  const refused = await postForm(elsewhere, { ...anEnquiry, requirements: 'Never was' }, from())
  expect(refused.status).toBe(404)
  expect(await refused.text()).toContain('Never was')
})

test('the form in a refusal can be sent', async () => {
  const { url, reply } = await liveArticle('sent-again')
  const refused = await postForm(
    { ...reply, hidden: [['form', 'unknown']] },
    { ...aReply, comment: hostile, name: 'A "name"' },
    from(),
  )
  expect(refused.status).toBe(400)
  const html = await refused.text()
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value.replaceAll('&quot;', '"')],
  )
  expect(html).toContain('value="A &quot;name&quot;"')
  const sent = await postForm({ url, hidden }, { ...aReply, comment: hostile }, from())
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/articles/sent-again/reply-received'])
})

test('over the limit every post is 429, and keeps a text that can be read', async () => {
  const { reply } = await liveArticle('too-many')
  const client = from()
  await Promise.all(
    Array.from({ length: 120 }, () =>
      fetch(reply.url, { method: 'POST', body: 'x', headers: { ...client, 'content-type': 'text/plain' } }),
    ),
  )
  const headers: [string, Record<string, string>][] = [
    ['foreign', { origin: 'https://evil.example' }],
    ['own', {}],
  ]
  for (const [what, more] of headers) {
    const answer = await postForm(reply, { ...aReply, comment: hostile + what }, { ...client, ...more })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.text()).toContain(hostileSeen + what)
  }
  for (const [type, body] of [
    ['text/plain', 'x'],
    ['multipart/form-data; boundary=x', 'broken'],
    ['application/x-www-form-urlencoded', `comment=${'x'.repeat(100_000)}`],
    ['application/x-www-form-urlencoded', 'a&'.repeat(300)],
  ] as const)
    for (const path of ['/articles/too-many', '/nowhere', '/about', '/staff/replies']) {
      const init = { method: 'POST', body, headers: { ...client, 'content-type': type } }
      expect((await fetch(site.url + path, { ...init, redirect: 'manual' })).status).toBe(429)
    }
})

test('a post that cannot be stored at the moment is 503, to be sent again, with its text', async () => {
  const { reply, enquiry } = await liveArticle('not-now')
  const data = join(site.dataDir, 'site.db')
  renameSync(data, `${data}.away`)
  try {
    for (const [form, typed] of [
      [reply, { ...aReply, comment: 'Not now: a reply' }],
      [enquiry, { ...anEnquiry, requirements: 'Not now: an enquiry' }],
    ] as const) {
      const answer = await postForm(form, typed, from())
      expect(answer.status).toBe(503)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.text()).toMatch(/Not now: a/)
    }
  } finally {
    renameSync(`${data}.away`, data)
  }
})

test('a body that is too large is answered, though it goes on for long', async () => {
  const head = 'Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n'
  const piece = Buffer.alloc(64 * 1024, 'a')
  for (const [how, before, after] of [
    ['Content-Length: 50000000\r\n\r\n', '', ''],
    ['Transfer-Encoding: chunked\r\n\r\n', `${piece.length.toString(16)}\r\n`, '\r\n'],
  ] as const) {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(site.port, '127.0.0.1', async () => {
        socket.write(`POST /contact HTTP/1.1\r\n${head}${how}`)
        for (let sent = 0; sent < 50_000_000 && !text.includes('</html>'); sent += piece.length) {
          const all = Buffer.concat([Buffer.from(before), piece, Buffer.from(after)])
          if (!socket.write(all))
            await new Promise((resume) => socket.once('drain', resume).once('close', resume))
        }
        resolve(text)
      })
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('error', (error) => (text ? resolve(text) : reject(error)))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('</html>')
  }
})
