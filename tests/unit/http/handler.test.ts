import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { parseSettings } from '#lib/config.ts'
import type { Context } from '#lib/context.ts'
import type { Cookie, FormOutcome, PostedForm } from '#lib/forms/form.ts'
import { withDeadline } from '#lib/http/deadline.ts'
import { createHandler } from '#lib/http/handler.ts'
import { finishWith } from '#lib/http/html.ts'
import { createPageCache } from '#lib/http/page-cache.ts'
import { watchPosts } from '#lib/http/post-health.ts'
import type { Renderer, RendererAnswer } from '#lib/http/renderer.ts'
import { createLog } from '#lib/log.ts'
import { currentRequest, type RequestContext } from '#lib/request-context.ts'
import { patience } from '../../support/patience.ts'
import { rawConnection, rawGet } from '../../support/raw.ts'

const html = '<html><head><title>A page</title></head><body><p>Text</p></body></html>'
const page: RendererAnswer = {
  ...{ status: 200, type: 'text/html', location: undefined, body: Buffer.from(html) },
  cookies: ['desk=abc; Path=/; HttpOnly'],
  disposition: undefined,
}

let server: Server | undefined
afterEach(() => void server?.close())

/** The entry on a port, in front of a framework that gives these answers, and what it was asked. */
async function serving(answers: {
  get?: Partial<RendererAnswer>
  outcome?: FormOutcome
  /** Private addresses open for nobody. */
  isClosed?: boolean
  /** What a form, and the question whether a private address opens, end with. */
  failure?: Error
  opensFailing?: Error
  submit?: () => void
  /** Targets that are never answered. */
  hanging?: Set<string>
}) {
  const read = parseSettings({})
  if ('problems' in read) throw new Error('settings')
  const asked: { target: string; cookie?: string | undefined; posted?: RequestContext['posted'] }[] = []
  const taken: PostedForm[] = []
  const signals: AbortSignal[] = []
  const timers = new Set<{ ms: number; over: () => void }>()
  const lines: string[] = []
  const hang = ({ signal }: RequestContext) => {
    if (signal) signals.push(signal)
    return new Promise<never>(() => undefined)
  }
  const framework: Renderer = {
    get: async (target, context, cookie) => {
      const { posted } = context
      asked.push({ target, cookie, ...(posted && { posted }) })
      if (answers.hanging?.has(target)) return hang(context)
      const { name, path, state } = context.answer?.form ?? {}
      const shown = name ? [name, path, ...Object.entries(state?.values ?? {}).flat()].join(' ') : 'Text'
      return target.startsWith('/answer/')
        ? { ...page, body: Buffer.from(html.replace('Text', shown)), cookies: [] }
        : { ...page, ...answers.get }
    },
  }
  const submit = async (_: Context, sent: PostedForm) => {
    taken.push(sent)
    answers.submit?.()
    if (answers.failure) throw answers.failure
    return answers.outcome ?? { to: '/thanks' }
  }
  const log = createLog('error', (line) => lines.push(line))
  const entry = createHandler({
    figures: { view: () => undefined, search: () => undefined, share: () => undefined },
    framework: withDeadline(framework, (ms, over) => {
      const timer = { ms, over }
      timers.add(timer)
      return () => timers.delete(timer)
    }),
    pages: createPageCache(1e6),
    files: { find: async () => undefined, seen: () => undefined },
    status: { answer: async () => undefined },
    routes: (path) => {
      if (path === '/old') return { kind: 'moved', to: '/new' }
      if (!path.startsWith('/staff')) return { kind: 'page' }
      const opens = () => {
        if (answers.opensFailing) throw answers.opensFailing
        return !answers.isClosed
      }
      return { kind: 'private', opens, shownAt: path }
    },
    ...{ finish: finishWith(new Map()), posts: { count: () => 0 }, bodyDeadline: 5_000 },
    postHealth: watchPosts(),
    forms: {
      known: { submit, at: ['/:page', '/staff/replies'] },
      'answer-reply': { submit, at: ['/staff/replies'], knownBy: 'answer' },
      'enquiry-note': { submit, at: ['/staff/enquiries/:reference'], knownBy: 'note' },
    },
    context: { settings: read.settings, log, newId: () => 'id', now: () => Date.now() } as Context,
    clientOf: () => 'client',
    nearest: { find: () => [] },
    stopping: () => false,
  })
  server = createServer(entry.answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const url = `http://127.0.0.1:${port}`
  const ask = (path: string, init: RequestInit = {}) => fetch(url + path, { redirect: 'manual', ...init })
  const post = (path: string, typed: Record<string, string>) =>
    ask(path, { method: 'POST', headers: { cookie: 'desk=xyz' }, body: new URLSearchParams(typed) })
  /** Lets the time of the one render that is under way run out, and tells how long it had. */
  const passTime = async () => {
    const [timer] = await vi.waitFor(() => {
      expect(timers.size).toBe(1)
      return timers
    }, patience)
    timers.clear()
    timer?.over()
    return timer?.ms
  }
  return { port, ask, post, asked, taken, signals, timers, passTime, lines }
}

test('a page of the desk sees cookie and query, may set a cookie, and is kept by nobody', async () => {
  const { ask, asked } = await serving({})
  const answer = await ask('/staff/replies?q=a%20b&page=2', { headers: { cookie: 'desk=xyz' } })
  expect(asked).toEqual([{ target: '/staff/replies?q=a%20b&page=2', cookie: 'desk=xyz' }])
  expect(answer.headers.getSetCookie()).toEqual(['desk=abc; Path=/; HttpOnly'])
  expect(answer.headers.get('cache-control')).toBe('no-store')
  await ask('/staff/replies?q=a%20b&page=2')
  expect(asked).toHaveLength(2)
})

const cookie: Cookie = {
  ...{ name: 'desk', value: '', path: '/', expires: new Date(0) },
  ...{ httpOnly: true, secure: true, sameSite: 'lax' as const },
}

test('a form of the desk is given query, cookie and all its fields, and may set a cookie', async () => {
  const { post, taken } = await serving({ outcome: { to: '/staff', cookie } })
  const fields = { form: 'known', q: 'x', 'reply-0a1b': 'on' }
  const answer = await post('/staff/replies?queue=spam&page=2', fields)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff'])
  expect(answer.headers.getSetCookie()).toEqual([
    'desk=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=lax',
  ])
  expect(taken).toEqual([
    {
      ...{ path: '/staff/replies', query: 'queue=spam&page=2', fields, client: 'client' },
      ...{ cookie: 'desk=xyz', requestId: 'id' },
    },
  ])
})

test('a form that was not taken is shown on its page, with what came of it', async () => {
  const state = { values: { q: 'x' }, errors: { q: 'Enter more' } }
  const { post, asked } = await serving({ outcome: { state } })
  const answer = await post('/staff/replies?page=2', { form: 'known', q: 'x', item: '7' })
  expect(asked.at(-1)).toEqual({
    ...{ target: '/staff/replies?page=2', cookie: 'desk=xyz' },
    posted: { form: 'known', item: '7', state },
  })
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(await answer.text()).toContain('<title>Error: A page</title>')
})

test('a public page never sets a cookie, and no cookie reaches it or its forms', async () => {
  const { ask, post, asked, taken } = await serving({})
  const read = await ask('/about', { headers: { cookie: 'desk=xyz' } })
  const posted = await post('/about', { form: 'known', q: 'x' })
  expect(read.headers.getSetCookie()).toEqual([])
  expect([posted.status, posted.headers.getSetCookie()]).toEqual([303, []])
  expect(asked[0]).toEqual({ target: '/about', cookie: undefined })
  expect(taken[0]?.cookie).toBeUndefined()
})

test('a form that is not known, or not at this page, is 400; a page without forms is 405', async () => {
  const { post, ask, taken } = await serving({})
  expect((await post('/about', { q: 'x' })).status).toBe(400)
  expect((await post('/about', { form: 'other' })).status).toBe(400)
  expect((await post('/about', { form: 'constructor' })).status).toBe(400)
  const formless = await post('/topics', { form: 'known' })
  expect([formless.status, formless.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect((await ask('/about', { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD, POST')
  expect(taken).toEqual([])
})

test('a refused post has no page rendered but the one that says so, once', async () => {
  const { post, ask, asked } = await serving({})
  const foreign = { method: 'POST', headers: { origin: 'https://evil.example' } }
  const body = () => new URLSearchParams({ form: 'known' })
  for (let count = 0; count < 3; count++) {
    expect((await post('/about', { q: 'x' })).status).toBe(400)
    expect((await ask('/about', { ...foreign, body: body() })).status).toBe(403)
  }
  expect(asked.map(({ target }) => target)).toEqual(['/answer/400', '/answer/403'])
})

test('a render that hangs is given up after 15 s: 503, one line in the log, and the next one tries again', async () => {
  const hanging = new Set(['/about'])
  const { ask, asked, signals, passTime, timers, lines } = await serving({ hanging })
  const waiting = [ask('/about'), ask('/about')]
  expect(await passTime()).toBe(15_000)
  for (const answer of await Promise.all(waiting))
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([
      ...[503, '30', 'no-store'],
    ])
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  expect(timers.size).toBe(0)
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { message: 'page failed', path: '/about', status: 503, requestId: 'id' },
  ])
  hanging.clear()
  expect((await ask('/about')).status).toBe(200)
  expect(asked.filter(({ target }) => target === '/about')).toHaveLength(2)
})

test('a page rendered after a post has the same deadline, and so has our own page for 503', async () => {
  const { post, passTime, lines } = await serving({
    hanging: new Set(['/staff/replies', '/answer/503']),
    outcome: { state: {} },
  })
  const sent = post('/staff/replies', { form: 'known' })
  await passTime()
  await passTime()
  const answer = await sent
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  expect(await answer.text()).toContain('Try again in a moment')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { message: 'page failed', path: '/staff/replies', status: 503, requestId: 'id' },
  ])
})

const typedAtDesk = { form: 'answer-reply', item: '7', seen: '2', answer: 'What I <b>wrote</b>' }
const keptAtDesk =
  'answer-reply /staff/replies?queue=spam item 7 seen 2 answer What I &lt;b&gt;wrote&lt;/b&gt;'

test('what was typed at the desk comes back when it is refused: no such form, no database, no page', async () => {
  const away = Object.assign(new Error('gone'), { code: 'SQLITE_BUSY' })
  const cases = [
    [{ ...typedAtDesk, form: 'unknown' }, {}, 400],
    [typedAtDesk, { opensFailing: new Error('a bug') }, 500],
    [typedAtDesk, { failure: away }, 503],
    [typedAtDesk, { outcome: { state: {} }, get: { status: 500 } }, 500],
  ] as const
  for (const [fields, answers, status] of cases) {
    const { post } = await serving(answers)
    const answer = await post('/staff/replies?queue=spam', fields)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, 'no-store'])
    expect(await answer.text()).toContain(keptAtDesk)
    server?.close()
  }
  const { post } = await serving({ opensFailing: away })
  const answer = await post('/staff/enquiries/E-1', { form: 'enquiry-note', note: 'Noted' })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  expect(await answer.text()).toContain('enquiry-note /staff/enquiries/E-1 note Noted')
})

test('another site cannot fill in a form of the desk', async () => {
  const { ask } = await serving({})
  const headers = { origin: 'https://evil.example' }
  for (const form of ['answer-reply', 'unknown']) {
    const body = new URLSearchParams({ ...typedAtDesk, form })
    const answer = await ask('/staff/replies', { method: 'POST', headers, body })
    expect([400, 403]).toContain(answer.status)
    expect(await answer.text()).not.toContain('wrote')
  }
})

test('a post to an old address that names no form of the new one is sent on there, as it is', async () => {
  const { post } = await serving({})
  const answer = await post('/old', { form: 'unknown' })
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '/new'])
})

const browsers =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8'

test.each([
  [undefined, false],
  [browsers, false],
  ['*/*', false],
  ['text/*', false],
  ['text/markdown', true],
  ['Text/Markdown; charset=utf-8', true],
  ['text/markdown, text/html', false],
  ['text/markdown, text/html;q=0.9', true],
  ['text/markdown, text/html;q=0.9, */*', true],
  ['text/markdown;q=0.8, text/html;q=0.9', false],
  ['text/markdown;q=0.8, text/*;q=0.1', true],
  ['text/markdown;q=0.8, */*', false],
  ['text/markdown;q=0', false],
  ['text/markdown;q=7, text/html;q=0.1', false],
  ['application/json, text/markdown ; q=0.2', true],
])(
  'Accept: %s: Markdown %s, and each is kept, known and read without its body as what it is',
  async (accept, isMarkdown) => {
    const { ask, asked } = await serving({})
    const headers = accept === undefined ? {} : { accept }
    const vary = 'Accept, Accept-Encoding'
    const first = await ask('/articles/one', { headers })
    expect([first.status, first.headers.get('vary')]).toEqual([200, vary])
    const etag = first.headers.get('etag') ?? ''
    const head = await ask('/articles/one', { method: 'HEAD', headers })
    expect([head.status, head.headers.get('etag')]).toEqual([200, etag])
    const known = await ask('/articles/one', { headers: { ...headers, 'If-None-Match': etag } })
    expect([known.status, known.headers.get('vary')]).toEqual([304, vary])
    expect(asked).toEqual([{ target: isMarkdown ? '/markdown/articles/one' : '/articles/one' }])
  },
)

test('only texts are Markdown, too: lists, feeds, forms and old addresses answer as ever', async () => {
  const { ask, asked } = await serving({})
  const headers = { accept: 'text/markdown' }
  for (const path of ['/', '/articles', '/topics/health', '/contact', '/feed.xml'])
    expect((await ask(path, { headers })).headers.get('vary')).toBe('Accept-Encoding')
  expect((await ask('/old', { headers })).headers.get('location')).toBe('/new')
  expect((await ask('/about', { headers })).headers.get('vary')).toContain('Accept,')
  const others = ['/', '/articles', '/topics/health', '/contact', '/feed.xml']
  expect(asked.map(({ target }) => target)).toEqual([...others, '/markdown/pages/about'])
})

test('what a form does happens within its request', async () => {
  let seen: RequestContext | undefined
  const { post } = await serving({
    submit: () => {
      seen = currentRequest()
    },
  })
  await post('/about', { form: 'known' })
  expect(seen).toMatchObject({ id: 'id', client: 'client' })
})

test('a post to the desk without a session is led to the sign-in, and sends nothing on', async () => {
  const { post, taken } = await serving({
    get: { status: 307, location: '/staff/sign-in', cookies: [] },
    isClosed: true,
  })
  const answer = await post('/staff/replies', { form: 'known', q: 'x' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/sign-in'])
  expect(taken).toEqual([])
})

test('what was typed at the desk stays with whoever’s session has ended, meanwhile or in between, as the door would take it', async () => {
  const door = { get: { status: 307, location: '/staff/sign-in', cookies: [] }, isClosed: true }
  for (const answers of [door, { outcome: { to: '/staff/sign-in' } }]) {
    const { post, ask } = await serving(answers)
    const answer = await post('/staff/replies?queue=spam', typedAtDesk)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([401, 'no-store'])
    expect(answer.headers.get('www-authenticate')).toContain('/staff/sign-in')
    expect(await answer.text()).toContain(keptAtDesk)
    const headers = { origin: 'https://evil.example' }
    const foreign = await ask('/staff/replies', {
      ...{ method: 'POST', headers, body: new URLSearchParams(typedAtDesk) },
    })
    expect([303, 403]).toContain(foreign.status)
    expect(await foreign.text()).not.toContain('wrote')
    server?.close()
  }
  const { post } = await serving({ get: { status: 500 }, isClosed: true })
  const failed = await post('/staff/replies?queue=spam', typedAtDesk)
  expect(failed.status).toBe(500)
  expect(await failed.text()).toContain(keptAtDesk)
})

test('whatever the desk answers is not to be stored, a missing page and a moved address too', async () => {
  const { ask } = await serving({ get: { status: 404 } })
  for (const path of ['/staff/nothing', '/staff/']) {
    const answer = await ask(path)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([
      path.endsWith('/') ? 308 : 404,
      'no-store',
    ])
  }
})

test('a file of the desk keeps its name', async () => {
  const disposition = 'attachment; filename="enquiries.csv"'
  const { ask } = await serving({
    get: { type: 'text/csv; charset=utf-8', body: Buffer.from('a,b'), disposition },
  })
  const answer = await ask('/staff/enquiries.csv')
  expect(answer.headers.get('content-disposition')).toBe(disposition)
  expect(await answer.text()).toBe('a,b')
})

test('a query over 2 kB or 30 parameters is refused for every method, kept page or not', async () => {
  const { ask, asked } = await serving({})
  await ask('/about')
  const before = asked.length
  const long = [`?q=${'x'.repeat(2000)}`, `?${'a&'.repeat(30)}`, `?${'a&'.repeat(7000)}`]
  for (const query of long)
    for (const path of ['/about', '/other', '/staff/replies', '/ABOUT'])
      for (const method of ['GET', 'HEAD', 'POST', 'PUT'])
        expect((await ask(path + query, { method })).status, `${method} ${path}`).toBe(414)
  expect(asked.slice(before).every(({ target }) => target === '/answer/414')).toBe(true)
  expect((await ask(`/about?${'a&'.repeat(29)}`)).status).toBe(200)
  expect((await ask(`/staff/replies?q=${'x'.repeat(1990)}`)).status).toBe(200)
})

test('a post of another kind is refused, and its connection kept where its body was read whole', async () => {
  const { port, ask } = await serving({})
  const { say, answers } = await rawConnection(port)
  const head = ['POST /known HTTP/1.1', 'Host: localhost', 'Content-Type: application/json']
  say([...head, 'Content-Length: 2', '', ''].join('\r\n'))
  await ask('/')
  say(`{}${rawGet('/')}`)
  const [refused, next] = await answers(2)
  expect([refused?.status, refused?.head.connection, next?.status]).toEqual([415, 'keep-alive', 200])

  const large = await rawConnection(port)
  large.say([...head, 'Content-Length: 2000000', '', '{'].join('\r\n'))
  const [unread] = await large.answers(1)
  expect([unread?.status, unread?.head.connection]).toEqual([415, 'close'])
})

test('while a page of many megabytes is made, no turn of the others waits as long as to hash it at once', async () => {
  const body = Buffer.alloc(64e6, '<url><loc>https://www.example.org/articles/a-name</loc></url>\n')
  const atOnce = processorTime(() => createHash('sha256').update(body).digest())
  const { ask } = await serving({ get: { type: 'application/xml', body } })
  const turns: number[] = []
  let before = process.threadCpuUsage()
  const turn = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before)
    turns.push(user + system)
    before = process.threadCpuUsage()
  })
  expect((await ask('/sitemap.xml', { method: 'HEAD' })).status).toBe(200)
  clearInterval(turn)
  expect(Math.max(...turns)).toBeLessThan(atOnce)
})

/** Microseconds of this thread's processor time: a busy machine makes it no longer. */
function processorTime(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return user + system
}

test('where a search leads that is spelled in another way is not kept between, for its words stand in the address', async () => {
  const { ask } = await serving({})
  for (const path of ['/Search?q=illness', '/search/?q=illness', '//search/suggest?q=illness']) {
    const { status, headers } = await ask(path)
    expect([status, headers.get('cache-control')], path).toEqual([308, 'no-store'])
  }
  expect((await ask('/Articles/')).headers.get('cache-control')).toBe('public, max-age=3600')
})
