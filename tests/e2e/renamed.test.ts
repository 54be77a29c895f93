import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { articleFiles, articleText, type Fields } from '../support/content.ts'
import { anEnquiry, aReply, formIn, postForm, readForm } from '../support/forms.ts'
import { type Site, startSite } from '../support/site.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'
import { passesSoon } from '../support/soon.ts'

// An article is the same one, whatever its address is now.

let smtp: Smtp
let site: Site
beforeAll(async () => {
  smtp = await startSmtp()
  site = await startSite({ env: { SMTP_URL: smtp.url, STAFF_EMAIL: 'desk@example.org' } })
})
afterAll(async () => {
  await site.remove()
  await smtp.stop()
})
const browser = openBrowser()

const ask = (path: string) => fetch(site.url + path, { redirect: 'manual' })
const read = async (path: string) => await (await ask(path)).text()
const answer = async (path: string) => {
  const { status, headers } = await ask(path)
  return [status, headers.get('location')]
}

async function publish(slug: string, fields: Fields = {}, title = slug): Promise<void> {
  articleFiles(site).swap(slug, articleText(title, fields))
  await passesSoon(async () => expect((await ask(`/articles/${slug}`)).status).toBe(200))
}

/** Moves an article by hand: to a new file, with these addresses in its fields. */
async function moveByHand(old: string, slug: string, addresses: string, title: string): Promise<void> {
  const files = articleFiles(site)
  files.swap(slug, articleText(title, { ...dated, redirectFrom: addresses }))
  rmSync(files.file(old))
  await passesSoon(async () => expect(await answer(`/articles/${old}`)).toEqual([308, `/articles/${slug}`]))
}

async function moveByCommand(old: string, slug: string, to = `/articles/${slug}`): Promise<void> {
  const command = fileURLToPath(new URL('../../lib/cli/article.ts', import.meta.url))
  const renaming = spawn(process.execPath, [command, 'rename', old, slug], {
    env: { ...process.env, CONTENT_DIR: site.contentDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(renaming, 'exit')
  const told = await text(renaming.stderr)
  expect([(await ended)[0], told]).toEqual([0, ''])
  await passesSoon(async () => expect(await answer(encodeURI(`/articles/${old}`))).toEqual([308, to]))
}

const dated = { date: '2026-06-01' }

/** Leaves a reply. @returns the path at which staff decide about it, from the mail */
async function leave(slug: string, comment: string): Promise<string> {
  const sent = await postForm(await readForm(`${site.url}/articles/${slug}`, 'reply'), { ...aReply, comment })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `/articles/${slug}/reply-received`])
  return await decisionPath(comment)
}

async function decisionPath(comment: string): Promise<string> {
  const mail = await smtp.waitFor(({ text }) => text.includes(comment))
  return /\/moderate\/[a-z0-9-]+/.exec(mail.text)?.[0] ?? expect.fail('no link')
}

async function approve(path: string): Promise<void> {
  const done = await postForm(formIn(await read(path), site.url + path), { decision: 'approve' })
  expect(done.status).toBe(303)
}

/** What readers of feeds know an article by, by its title. */
async function idsOf(title: string): Promise<string[]> {
  const inXml = (text: string, item: string, id: string) => {
    const entries = text.match(new RegExp(`<${item}[ >][\\s\\S]*?</${item}>`, 'g')) ?? []
    const entry = entries.find((one) => one.includes(`<title>${title}</title>`)) ?? ''
    return new RegExp(`<${id}[^>]*>([^<]*)<`).exec(entry)?.[1] ?? `not in the feed`
  }
  const json: { items: { title: string; id: string }[] } = JSON.parse(await read('/feed.json'))
  return [
    inXml(await read('/feed.xml'), 'item', 'guid'),
    inXml(await read('/topics/live/feed.xml'), 'item', 'guid'),
    inXml(await read('/atom.xml'), 'entry', 'id'),
    json.items.find((item) => item.title === title)?.id ?? 'not in the feed',
  ]
}

const repliesIn = (feed: string) => [...feed.matchAll(/<guid[^>]*>([^<]*)</g)].map(([, guid]) => guid)

test.each([
  ['by the command', async (old: string, slug: string) => moveByCommand(old, slug)],
  [
    'by hand',
    async (old: string, slug: string) => moveByHand(old, slug, `[/articles/${old}]`, `Moved ${old}`),
  ],
])('an article renamed %s keeps its replies, their feed and its ids in all feeds', async (how, move) => {
  const [old, slug] = how === 'by hand' ? ['hand-old', 'hand-new'] : ['command-old', 'command-new']
  const title = `Moved ${old}`
  await publish(old, dated, title)
  const decided = await leave(old, `Decided before ${old} moved.`)
  const waiting = await leave(old, `Decided after ${old} moved.`)
  await approve(decided)
  await passesSoon(async () => expect(await read(`/articles/${old}`)).toContain('Decided before'))
  const ids = await idsOf(title)
  expect(new Set(ids)).toEqual(new Set([`${site.url}/articles/${old}`]))
  const [item] = repliesIn(await read(`/articles/${old}/replies.xml`))

  await move(old, slug)
  await passesSoon(async () => {
    expect(await read(`/articles/${slug}`)).toContain('Decided before')
    expect(await idsOf(title)).toEqual(ids)
  })
  expect(await read('/atom.xml')).toContain(`href="${site.url}/articles/${slug}"`)
  const feed = await read(`/articles/${slug}/replies.xml`)
  expect(repliesIn(feed)).toEqual([item])
  expect(feed).toContain(`<link>${site.url}/articles/${slug}#reply-`)

  const page = await read(waiting)
  expect(page).toContain(`<a href="/articles/${slug}">`)
  expect(page.replace(/<[^>]*>/g, '')).toContain(`Reply to “${title}”`)
  await approve(waiting)
  await passesSoon(async () => {
    expect(await read(`/articles/${slug}`)).toContain('Decided after')
    expect(repliesIn(await read(`/articles/${slug}/replies.xml`))).toHaveLength(2)
  })
  expect(repliesIn(await read(`/articles/${slug}/replies.xml`))).toContain(item)
})

test('an article renamed three times, and back, is still the one it was', async () => {
  const title = 'Moved often'
  await publish('first', dated, title)
  await approve(await leave('first', 'Left at the first address.'))
  const ids = await idsOf(title)
  const places = ['second', 'third', 'fourth', 'first', 'fourth', 'second']
  let at = 'first'
  for (const slug of places) {
    await moveByCommand(at, slug)
    at = slug
    await approve(await leave(at, `Left at the ${at} address, ${smtp.mails.length}.`))
    await passesSoon(async () => {
      expect(await read(`/articles/${at}`)).toContain('Left at the first address.')
      expect(await read(`/articles/${at}`)).toContain(`Left at the ${at} address`)
      expect(await idsOf(title)).toEqual(ids)
    })
  }
  for (const old of ['first', 'third', 'fourth'])
    expect(await answer(`/articles/${old}`)).toEqual([308, '/articles/second'])
  expect(repliesIn(await read('/articles/second/replies.xml'))).toHaveLength(places.length + 1)
})

test('an article whose name is in another script is the same one after it was renamed, too', async () => {
  const [old, slug, title] = ['健康-ศูนย์', 'בריאות', 'In two scripts']
  const [from, to] = [encodeURI(`/articles/${old}`), encodeURI(`/articles/${slug}`)]
  articleFiles(site).swap(old, articleText(title, dated))
  await passesSoon(async () => expect((await ask(from)).status).toBe(200))
  const reply = await readForm(site.url + from, 'reply')
  const sent = await postForm(reply, { ...aReply, comment: 'Left in another script.' })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${from}/reply-received`])
  const ids = await idsOf(title)
  expect(ids[0]).toBe(site.url + from)
  await moveByCommand(old, slug, to)
  const decision = await decisionPath('Left in another script.')
  expect(await read(decision)).toContain(`<a href="${to}">/articles/${slug}</a>`)
  await approve(decision)
  await passesSoon(async () => {
    expect(await read(to)).toContain('Left in another script.')
    expect(await idsOf(title)).toEqual(ids)
  })
  expect(repliesIn(await read(`${to}/replies.xml`))[0]).toContain(`${site.url}${from}#reply-`)
  expect(await answer(`${from}/replies.xml`)).toEqual([308, `${to}/replies.xml`])
  expect(
    await answer(`${from.normalize('NFD').toUpperCase().replace('/ARTICLES', '/Articles')}/?a=b`),
  ).toEqual([308, `${to}?a=b`])
  for (const at of [from, to]) {
    const taken = await postForm(
      { ...reply, url: site.url + at },
      { ...aReply, comment: `Sent late to ${at}.` },
    )
    expect([taken.status, taken.headers.get('location')]).toEqual([303, `${to}/reply-received`])
  }
})

test('two articles that become one bring the replies of both', async () => {
  await publish('half-one', dated)
  await publish('half-two', dated)
  await approve(await leave('half-one', 'To the first half.'))
  await approve(await leave('half-two', 'To the second half.'))
  const files = articleFiles(site)
  files.swap(
    'whole',
    articleText('Whole', { ...dated, redirectFrom: '[/articles/half-one, /articles/half-two]' }),
  )
  for (const half of ['half-one', 'half-two']) files.remove(half)
  await passesSoon(async () => {
    const page = await read('/articles/whole')
    expect(page.indexOf('To the first half.')).toBeGreaterThan(0)
    expect(page.indexOf('To the second half.')).toBeGreaterThan(page.indexOf('To the first half.'))
  })
})

test('a new article at an old address begins without replies, and keeps its own', async () => {
  await publish('address', dated, 'The elder')
  await approve(await leave('address', 'To the elder.'))
  const ids = await idsOf('The elder')
  await moveByCommand('address', 'elsewhere')
  await publish('address', dated, 'The younger')
  await passesSoon(async () => {
    expect(await read('/articles/address')).not.toContain('To the elder.')
    expect(await read('/articles/elsewhere')).toContain('To the elder.')
  })
  await approve(await leave('address', 'To the younger.'))
  await passesSoon(async () => expect(await read('/articles/address')).toContain('To the younger.'))
  expect(await read('/articles/elsewhere')).not.toContain('To the younger.')
  expect(await idsOf('The elder')).toEqual(ids)
  const [younger] = await idsOf('The younger')
  expect(younger).not.toBe(ids[0])
})

test('forms from before are taken, wherever they are sent to and whichever address stands in them', async () => {
  await publish('form-a', dated)
  const reply = await readForm(`${site.url}/articles/form-a`, 'reply')
  const enquiry = await readForm(`${site.url}/articles/form-a`, 'enquiry')
  await moveByCommand('form-a', 'form-b')
  await moveByCommand('form-b', 'form-c')
  for (const address of ['form-a', 'form-b', 'form-c']) {
    const at = { url: `${site.url}/articles/${address}` }
    const taken = await postForm({ ...reply, ...at }, { ...aReply, comment: `A form sent to ${address}.` })
    expect([taken.status, taken.headers.get('location')]).toEqual([303, '/articles/form-c/reply-received'])
    const asked = await postForm({ ...enquiry, ...at }, { ...anEnquiry, requirements: `Sent to ${address}.` })
    expect([asked.status, asked.headers.get('location')]).toEqual([
      303,
      expect.stringMatching(/^\/enquiry-received\//),
    ])
    const wrong = await postForm({ ...reply, ...at }, { ...aReply, email: '', comment: 'Kept.' })
    expect(wrong.status).toBe(200)
    expect(await wrong.text()).toContain('Kept.')
  }
  const again = await postForm(reply, { ...aReply, comment: 'A form sent to form-c.' })
  expect(again.status).toBe(303)
  const mails = smtp.mails.filter(({ text }) => text.includes('A form sent to form-c.'))
  expect(mails.length).toBeLessThanOrEqual(1)
})

test('a reader who had the page open sends a reply with JavaScript and is thanked at the new address', async () => {
  await publish('open-before', dated)
  const { page, context, trouble } = await browser.visit()
  await page.goto(`${site.url.replace('127.0.0.1', 'localhost')}/articles/open-before`)
  const form = page.getByRole('form', { name: 'Leave a Reply' })
  await form.getByLabel('Comment').fill('Typed before the article moved.')
  await form.getByLabel('Name').fill('A reader')
  await form.getByLabel('Email').fill('reader@example.org')
  await moveByCommand('open-before', 'open-after')
  await form.getByRole('button', { name: 'Post Comment' }).click()
  await page.waitForURL(/\/articles\/open-after\/reply-received$/)
  expect(await page.getByRole('status').textContent()).toContain('awaiting moderation')
  await decisionPath('Typed before the article moved.')
  expect(trouble).toEqual([])
  await context.close()
})

test('an old address leads to the new one in one step, whatever stands below, behind or above it', async () => {
  await publish('one-step', dated)
  await moveByCommand('one-step', 'two-step')
  await moveByCommand('two-step', 'last-step')
  const to = '/articles/last-step'
  for (const old of ['one-step', 'two-step'])
    for (const [asked, leads] of [
      ['', ''],
      ['/', ''],
      ['?utm_source=newsletter&utm_medium=E%20Mail', '?utm_source=newsletter&utm_medium=E%20Mail'],
      ['/?A=b', '?A=b'],
      ['/replies.xml', '/replies.xml'],
      ['/replies.xml?from=reader', '/replies.xml?from=reader'],
      ['/Replies.xml/', '/replies.xml'],
      ['/reply-received', '/reply-received'],
      ['//reply-received/?a', '/reply-received?a'],
    ])
      expect(await answer(`/articles/${old}${asked}`)).toEqual([308, to + leads])
  expect(await answer('/Articles/One-Step')).toEqual([308, to])
  expect(await answer('//articles///ONE-STEP//?x=1')).toEqual([308, `${to}?x=1`])
  expect(await answer('/articles/one%2Dstep')).toEqual([308, to])
  expect((await ask('/articles/one-step/nothing')).status).toBe(404)
  // Where it leads may change: nobody may keep it unasked.
  for (const path of ['/articles/one-step', '/Articles/One-Step/'])
    expect((await ask(path)).headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
  const page = await read(to)
  expect(page).toContain(`<link rel="canonical" href="${site.url}${to}"/>`)
  expect(await read('/sitemap.xml')).toContain(`<loc>${site.url}${to}</loc>`)
})

const reserved = [...'#$&+,:;=?@%/']
const inHex = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

test('addresses of other systems lead here as they were given, and in every equal spelling', async () => {
  const given = [
    '/2015/x/',
    '/Blog/Post.HTML',
    '/news/two words',
    ...reserved.map((sign) => `/news/one${inHex(sign)}two`),
    '/新闻/健康',
    '/%D7%97%D7%93%D7%A9%D7%95%D7%AA',
    '/%e0%b8%82%e0%b9%88%e0%b8%b2%e0%b8%a7',
    '/\u03ac\u03bb\u03c6\u03b1',
    '/cafe\u0301/Über',
    '/😀/👩🏽‍⚕️',
    '/caf%E9',
  ]
  await publish('of-others', { redirectFrom: `[${given.map((path) => JSON.stringify(path)).join(', ')}]` })
  const leads = [308, '/articles/of-others']
  const escapes = (path: string) =>
    [...path].map((letter) => (letter === '/' ? letter : encodeURIComponent(letter))).join('')
  for (const path of given) {
    const asked = /%/.test(path) ? path : escapes(path)
    expect(await answer(asked), asked).toEqual(leads)
    expect(await answer(`${asked}/?a=b`), asked).toEqual([308, '/articles/of-others?a=b'])
    expect(await answer(asked.replace(/%[\dA-F]{2}/gi, (one) => one.toLowerCase())), asked).toEqual(leads)
  }
  for (const sign of reserved.filter((one) => !'#?%'.includes(one)))
    expect(await answer(`/news/one${sign}two`), sign).toEqual(leads)
  for (const form of ['NFC', 'NFD'])
    for (const path of ['/café/über', '/άλφα', '/CAFÉ/ÜBER', '/ΆΛΦΑ'])
      expect(await answer(escapes(path.normalize(form))), path).toEqual(leads)
  for (const path of ['/news/onetwo', '/news/one%2526two', '/caf%E8'])
    expect((await ask(path)).status, path).toBe(404)
})

/** Signs in to the desk. @returns a reader of its pages */
async function openDesk(): Promise<(path: string) => Promise<string>> {
  const mailed = new Set(smtp.mails)
  await postForm(await readForm(`${site.url}/staff`), { email: 'desk@example.org' })
  const mail = await smtp.waitFor((one) => !mailed.has(one) && one.text.includes('/staff/sign-in/'))
  const link = /http:\/\/\S+\/staff\/sign-in\/[a-z0-9]+/.exec(mail.text)?.[0] ?? expect.fail('no link')
  const signed = await postForm(await readForm(link), {})
  const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? expect.fail('no cookie')
  return async (path) => await (await fetch(site.url + path, { headers: { cookie } })).text()
}

const words = (html: string) => html.replace(/<[^>]*>/g, '')

test('the desk knows the replies of a renamed article by its title, its address now and each it had', async () => {
  await publish('desk-old', dated, 'Known at the desk')
  await approve(await leave('desk-old', 'Before the desk saw a new name.'))
  await moveByCommand('desk-old', 'desk-new')
  await leave('desk-new', 'After the desk saw a new name.')
  const desk = await openDesk()
  for (const slug of ['desk-new', 'desk-old']) {
    const html = await desk(`/staff/replies?queue=all&article=${slug}`)
    expect(words(html)).toContain('2 replies to the article “Known at the desk”')
    expect(html).toContain('Before the desk saw')
    expect(html).toContain('After the desk saw')
    expect(html).not.toContain('href="/articles/desk-old"')
    expect(html).toContain('href="/articles/desk-new"')
    expect(html).toContain('article=desk-new')
  }
  expect(words(await desk('/staff/people?email=reader@example.org'))).toContain('to “Known at the desk”')
})

test('replies of an article whose old address was left out wait, are named at the desk, and come back with it', async () => {
  await publish('lost-old', dated, 'Lost and found')
  await approve(await leave('lost-old', 'A reply without an article.'))
  const files = articleFiles(site)
  files.swap('lost-new', articleText('Lost and found', dated))
  files.remove('lost-old')
  await passesSoon(async () => expect((await ask('/articles/lost-old')).status).toBe(404))
  const desk = await openDesk()
  const shown = async () => words(await desk('/staff/replies?queue=all&article=lost-old'))
  expect(await shown()).toContain('/articles/lost-old (no article has this address now)')
  expect(await read('/articles/lost-new')).not.toContain('A reply without an article.')

  files.swap('lost-new', articleText('Lost and found', { ...dated, redirectFrom: '[/articles/lost-old]' }))
  await passesSoon(async () =>
    expect(await read('/articles/lost-new')).toContain('A reply without an article.'),
  )
  expect(await shown()).toContain('1 reply to the article “Lost and found”')
})
