import { connect } from 'node:net'
import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveKeys } from '#lib/auth/keys.ts'
import { moderationLink } from '#lib/auth/moderation-link.ts'
import { honeypotName } from '#lib/spam/honeypot.ts'
import { testSecret } from '../support/build.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { anEnquiry, aReply, filled, postForm, readForm } from '../support/forms.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes } from '../support/soon.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

/** An answer that is a page of ours: never bare text. */
async function ownPage(response: Response): Promise<string> {
  const html = await response.text()
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(html).toMatch(/<main\b[\s\S]*<h1\b/)
  // What waits in a template is asked for by nobody until a script takes it out.
  expect(html.replace(/<template\b[\s\S]*?<\/template>/g, '')).not.toMatch(/__next|<script src/)
  return html
}

test('a valid reply is answered by 303 to the received page, which waits there', async () => {
  const answer = await postForm(await readForm(site.url + article, 'reply'), aReply)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`${article}/reply-received`)
  const received = await ownPage(await fetch(`${site.url}${article}/reply-received`))
  expect(received).toMatch(/role="status"[\s\S]*awaiting moderation/)
})

test('a valid enquiry is answered by 303 to a page of its own that is neither stored nor indexed', async () => {
  const answer = await postForm(await readForm(`${site.url}/contact`, 'enquiry'), anEnquiry)
  expect(answer.status).toBe(303)
  const received = await fetch(site.url + answer.headers.get('location'))
  expect(received.headers.get('cache-control')).toBe('no-store')
  expect(received.headers.get('x-robots-tag')).toBe('noindex')
  const html = await ownPage(received)
  expect(html).toMatch(/E-[A-Z0-9]{5}/)
  expect(html).not.toContain(anEnquiry.email)
})

test('who left a reply sees it waiting in its place, nobody else does, and staff decide for both', async () => {
  const page = `${site.url}${article}`
  const everyone = await fetch(page)
  const etag = everyone.headers.get('etag') ?? ''
  const form = await readForm(page, 'reply')
  const leave = async (comment: string, headers: Record<string, string> = {}, more = {}) => {
    const answer = await postForm(form, { ...aReply, comment, ...more }, headers)
    const [line = ''] = answer.headers.getSetCookie()
    expect(line).toMatch(/^own-replies=[\w-]+; Path=\/articles; Expires=[^;]+ GMT; HttpOnly; SameSite=lax$/)
    return line.split(';')[0] ?? ''
  }
  const mine = async (cookie: string, headers = {}) => {
    const answer = await fetch(page, { headers: { cookie, ...headers } })
    return { answer, html: await ownPage(answer) }
  }
  const first = await leave('Mine, <b>not yet</b> public')
  // One that is held looks the same to whoever sent it.
  const cookie = await leave('Held, and mine', { cookie: first }, { [honeypotName]: 'x' })

  const { answer, html } = await mine(`desk=1; ${cookie}`, { 'if-none-match': etag })
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(answer.headers.get('vary')).toContain('Cookie')
  expect(answer.headers.get('etag')).toBeNull()
  expect(html).toMatch(/Your replies are waiting for approval[\s\S]*not yet&lt;\/b&gt;[\s\S]*Held, and mine/)
  expect(html).not.toMatch(/Nobody has replied yet|reader@example\.org/)
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
  expect((await validator.validateString(html)).results).toEqual([])

  const others = await fetch(page)
  expect(others.headers.get('etag')).toBe(etag)
  expect(await others.text()).not.toMatch(/not yet|waiting for approval/)
  const forged = await mine(cookie.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')))
  expect(forged.html).not.toContain('not yet')
  expect(forged.answer.headers.getSetCookie()[0]).toMatch(/^own-replies=; .*Expires=Thu, 01 Jan 1970/)

  const decide = async (id: string, decision: string) => {
    const { path } = moderationLink(deriveKeys(testSecret), { kind: 'reply', id }, Date.now())
    const answer = await postForm(
      { url: site.url + path, hidden: [] },
      { form: 'moderation', decision, seen: '0' },
    )
    expect(answer.status).toBeLessThan(400)
  }
  const [approved = '', rejected = ''] = cookie.replace('own-replies=', '').split('-')
  await decide(approved, 'approve')
  const half = (await mine(cookie)).html
  expect(half).toMatch(/not yet&lt;[\s\S]*Your reply is waiting for approval[\s\S]*Held, and mine/)
  await decide(rejected, 'reject')
  const settled = await mine(cookie)
  expect(settled.html).not.toContain('Held, and mine')
  expect(settled.html.match(/not yet&lt;/g)).toHaveLength(1)
  expect(settled.answer.headers.getSetCookie()[0]).toMatch(/^own-replies=; .*Expires=Thu, 01 Jan 1970/)
  await decide(approved, 'bin')
})

test('it waits under the article’s new address too, and under no other article', async () => {
  const files = articleFiles(site)
  files.swap('before', articleText('before'))
  await becomes(async () => (await fetch(`${site.url}/articles/before`)).status, 200)
  const left = await postForm(await readForm(`${site.url}/articles/before`, 'reply'), {
    ...aReply,
    comment: 'Where has it gone?',
  })
  const [cookie = ''] = left.headers.getSetCookie()[0]?.split(';') ?? []
  files.swap('after', articleText('after', { redirectFrom: '[/articles/before]' }))
  files.remove('before')
  const read = async (path: string) => {
    const answer = await fetch(site.url + path, { headers: { cookie } })
    return {
      ended: answer.headers.getSetCookie(),
      isThere: (await answer.text()).includes('Where has it gone?'),
    }
  }
  await becomes(async () => (await read('/articles/after')).isThere, true)
  expect(await read('/articles/before')).toMatchObject({ isThere: true })
  expect(await read(article)).toEqual({ ended: [], isThere: false })
})

test('an exact repeat gets the first answer again', async () => {
  const form = await readForm(`${site.url}/contact`, 'enquiry')
  const again = { ...anEnquiry, requirements: 'Twice the same.' }
  const first = await postForm(form, again)
  const second = await postForm(form, { ...again, name: '  A prospect ' })
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
})

test('invalid fields bring the form back with all that was typed, as text', async () => {
  const typed = { ...aReply, email: 'no address', comment: '</textarea><b>bold</b>' }
  const html = await ownPage(await postForm(await readForm(site.url + article, 'reply'), typed))
  expect(html).toContain('<title>Error: ')
  expect(html).toMatch(/role="alert"[\s\S]*There is a problem/)
  expect(html).toContain('&lt;/textarea&gt;&lt;b&gt;bold&lt;/b&gt;')
  expect(html).toMatch(/value="no address"/)
  expect(html).toContain('aria-invalid="true"')
})

test('a form sent as urlencoded is taken like multipart', async () => {
  const form = await readForm(site.url + article, 'reply')
  const body = new URLSearchParams([
    ...form.hidden,
    ...Object.entries({ ...aReply, comment: 'By urlencoded.' }),
  ])
  const answer = await fetch(form.url, { method: 'POST', body, redirect: 'manual' })
  expect(answer.status).toBe(303)
})

test.each(['https://evil.example', 'null', 'http://localhost:1'])(
  'a post from the origin %s is refused, with the text kept',
  async (origin) => {
    const form = await readForm(site.url + article, 'reply')
    const answer = await postForm(
      form,
      { ...aReply, comment: 'From elsewhere' },
      { origin, 'x-forwarded-host': 'evil.example' },
    )
    expect(answer.status).toBe(403)
    expect(await ownPage(answer)).toContain('From elsewhere')
  },
)

test('a post without an Origin is taken, unless the browser says it crosses sites', async () => {
  const form = await readForm(site.url + article, 'reply')
  const post = (headers: Record<string, string>) =>
    fetch(form.url, {
      method: 'POST',
      body: filled(form, { ...aReply, comment: 'No origin' }),
      redirect: 'manual',
      headers,
    })
  expect((await post({})).status).toBe(303)
  expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})

test('a form that no page has, and one that says no name, are refused with the text kept', async () => {
  const { url } = await readForm(site.url + article, 'reply')
  const named = (form: string) => ({ url, hidden: [['form', form]] satisfies [string, string][] })
  for (const name of ['nothing', 'ask-to-sign-in', 'constructor', '__proto__', '']) {
    const answer = await postForm(named(name), { ...aReply, comment: 'Kept all the same' })
    expect([name, answer.status]).toEqual([name, 400])
    expect(await ownPage(answer)).toContain('Kept all the same')
  }
  const unnamed = await postForm({ url, hidden: [] }, { name: 'A reader', email: 'reader@example.org' })
  expect(unnamed.status).toBe(400)
  await ownPage(unnamed)
})

test('a form made before forms had names is taken, whatever the framework wrote into it', async () => {
  const id = 'f'.repeat(42)
  const hidden = (path: string): [string, string][] => [
    ['$ACTION_REF_1', ''],
    ['$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`],
    ['$ACTION_1:1', JSON.stringify([path, { values: { comment: 'forged' } }])],
    ['$ACTION_KEY', 'k'],
  ]
  const reply = { url: site.url + article, hidden: hidden(article) }
  const taken = await postForm(reply, { ...aReply, comment: 'From before the deploy' })
  expect([taken.status, taken.headers.get('location')]).toEqual([303, `${article}/reply-received`])
  for (const path of [article, '/contact']) {
    const enquiry = { url: site.url + path, hidden: hidden(path) }
    const asked = await postForm(enquiry, { ...anEnquiry, requirements: `Before the deploy, ${path}` })
    expect([asked.status, asked.headers.get('location')]).toEqual([
      303,
      expect.stringMatching(/^\/enquiry-received\//),
    ])
  }
  const again = await ownPage(await postForm(reply, { ...aReply, email: '' }))
  expect(again).toContain('Enter your email address')
  expect(again).not.toMatch(/\$ACTION|forged/)
})

test('a reply that an article does not take is shown with its text and the reason', async () => {
  const form = await readForm(site.url + article, 'reply')
  const { name: _, ...unnamed } = aReply
  const html = await ownPage(await postForm(form, { ...unnamed, comment: 'Without a name' }))
  expect(html).toContain('Enter your name')
  // It is the article's own page, with the other form as it was.
  expect(html).toContain('Send enquiry')
  expect(html.match(/id="reply"/g)).toHaveLength(1)
})

test('other bodies get their own answers, each a page of ours', async () => {
  const url = site.url + article
  const post = (type: string, body: string) =>
    fetch(url, { method: 'POST', body, headers: { 'content-type': type }, redirect: 'manual' })
  const json = await post('application/json', '{"comment":"x"}')
  const text = await post('text/plain', 'comment=x')
  const broken = await post(
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
  )
  const large = await post('application/x-www-form-urlencoded', `comment=${'x'.repeat(1024 * 1024)}`)
  expect([json.status, text.status, broken.status, large.status]).toEqual([415, 415, 400, 413])
  for (const answer of [json, text, broken, large]) await ownPage(answer)
})

test('unknown addresses and pages without a form do not take posts', async () => {
  const body = new URLSearchParams({ a: 'b' })
  const unknown = await fetch(`${site.url}/articles/nothing-here`, { method: 'POST', body })
  const formless = await fetch(`${site.url}/about`, { method: 'POST', body })
  const put = await fetch(site.url + article, { method: 'PUT', body })
  expect([unknown.status, formless.status, put.status]).toEqual([404, 405, 405])
  expect(formless.headers.get('allow')).toBe('GET, HEAD')
  expect(put.headers.get('allow')).toBe('GET, HEAD, POST')
  for (const answer of [unknown, formless, put]) await ownPage(answer)
})

test.concurrent('a body slower than 30 s is answered by 408', async () => {
  const answer = await spoken(
    `POST ${article} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\na=`,
  )
  expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  expect(answer).toContain('<h1')
})

test('a request without a Host is answered by a page', async () => {
  const answer = await spoken('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('<h1')
})

test('a request that is not HTTP is answered by a page, and the server goes on', async () => {
  const answer = await spoken('NONSENSE\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('<h1>')
  expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
})

/** What the server says to raw bytes until it hangs up. */
function spoken(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(site.port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => resolve(text)).on('error', reject)
  })
}
