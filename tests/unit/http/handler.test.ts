import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { parseSettings } from '#lib/config.ts'
import { withDeadline } from '#lib/http/deadline.ts'
import { createEntry } from '#lib/http/handler.ts'
import { finishWith } from '#lib/http/html.ts'
import { createPageCache } from '#lib/http/page-cache.ts'
import { watchPosts } from '#lib/http/post-health.ts'
import type { Framework, FrameworkAnswer } from '#lib/http/renderer.ts'
import { createLog } from '#lib/log.ts'
import type { RequestContext } from '#lib/request-context.ts'
import { patience } from '../../support/patience.ts'

const action = '7'.repeat(42)
const hidden = `<input type="hidden" name="$ACTION_ID_${action}"/>`
const html = `<html><head><title>A page</title></head><body><form method="POST">${hidden}<input name="q"/></form></body></html>`
const page: FrameworkAnswer = {
  ...{ status: 200, type: 'text/html', location: undefined, body: html },
  cookies: ['desk=abc; Path=/; HttpOnly'],
  disposition: undefined,
}

let server: Server | undefined
afterEach(() => void server?.close())

/** The entry on a port, in front of a framework that gives these answers, and what it was asked. */
async function serving(answers: {
  get?: Partial<FrameworkAnswer>
  post?: Partial<FrameworkAnswer>
  /** Targets that are never answered. */
  hanging?: Set<string>
}) {
  const read = parseSettings({})
  if ('problems' in read) throw new Error('settings')
  const asked: { target: string; cookie?: string | undefined; typed?: [string, unknown][] }[] = []
  const signals: AbortSignal[] = []
  const timers = new Set<{ ms: number; over: () => void }>()
  const lines: string[] = []
  const hang = ({ signal }: RequestContext) => {
    if (signal) signals.push(signal)
    return new Promise<never>(() => undefined)
  }
  const framework: Framework = {
    get: async (target, context, cookie) => {
      asked.push({ target, cookie })
      if (answers.hanging?.has(target)) return hang(context)
      return target.startsWith('/answer/') ? { ...page, cookies: [] } : { ...page, ...answers.get }
    },
    post: async (target, body, context, cookie) => {
      asked.push({ target, cookie, typed: [...body] })
      if (answers.hanging?.has(`POST ${target}`)) return hang(context)
      return { ...page, ...answers.post }
    },
  }
  const entry = createEntry({
    ...{ settings: read.settings, log: createLog('error', (line) => lines.push(line)) },
    framework: withDeadline(framework, (ms, over) => {
      const timer = { ms, over }
      timers.add(timer)
      return () => timers.delete(timer)
    }),
    pages: createPageCache(1e6),
    files: { find: async () => undefined, seen: () => undefined },
    status: { answer: async () => undefined },
    routes: (path) =>
      path.startsWith('/staff') ? { kind: 'private', opens: () => true, shownAt: path } : { kind: 'page' },
    ...{ finish: finishWith(new Map()), posts: { count: () => 0 }, newId: () => 'id', bodyDeadline: 5_000 },
    postHealth: watchPosts(),
    clientOf: () => 'client',
    stopping: () => false,
  })
  server = createServer(entry.answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const ask = (path: string, init: RequestInit = {}) => fetch(url + path, { redirect: 'manual', ...init })
  const post = (path: string, typed: Record<string, string>) =>
    ask(path, {
      method: 'POST',
      headers: { cookie: 'desk=xyz' },
      body: new URLSearchParams({ [`$ACTION_ID_${action}`]: '', ...typed }),
    })
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
  return { ask, post, asked, signals, timers, passTime, lines }
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

test('the answer of an action of the desk sets a cookie too, redirected or not', async () => {
  const cookies = ['desk=; Path=/; Max-Age=0', 'other=1']
  const sent = await serving({ post: { status: 303, location: '/staff', cookies } })
  const moved = await sent.post('/staff/sign-in?next=1', { q: 'x', gone: 'on' })
  expect([moved.status, moved.headers.get('location'), moved.headers.getSetCookie()]).toEqual([
    303,
    '/staff',
    cookies,
  ])
  expect(sent.asked.at(-1)).toMatchObject({ target: '/staff/sign-in?next=1', cookie: 'desk=xyz' })
  expect(sent.asked.at(-1)?.typed).not.toContainEqual(['gone', 'on'])
  server?.close()
  const shown = await (await serving({ post: { cookies } })).post('/staff/sign-in', { q: 'x' })
  expect([shown.status, shown.headers.getSetCookie()]).toEqual([200, cookies])
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
    hanging: new Set(['POST /staff/replies', '/answer/503']),
  })
  const sent = post('/staff/replies', { q: 'x' })
  await passTime()
  await passTime()
  const answer = await sent
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  expect(await answer.text()).toContain('Try again in a moment')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { message: 'post failed', path: '/staff/replies', status: 503, requestId: 'id' },
  ])
})

test('a public page never sets a cookie, and no cookie reaches it', async () => {
  const { ask, post, asked } = await serving({ post: { status: 303, location: '/thanks' } })
  const read = await ask('/about', { headers: { cookie: 'desk=xyz' } })
  const posted = await post('/about', { q: 'x' })
  expect(read.headers.getSetCookie()).toEqual([])
  expect([posted.status, posted.headers.getSetCookie()]).toEqual([303, []])
  expect(asked[0]).toEqual({ target: '/about', cookie: undefined })
})

test('a post to the desk without a session is led to the sign-in, and sends nothing on', async () => {
  const { post, asked } = await serving({
    get: { status: 307, location: '/staff/sign-in', cookies: [] },
  })
  const answer = await post('/staff/replies', { q: 'x' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/sign-in'])
  expect(asked.filter(({ typed }) => typed)).toEqual([])
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
  const { ask } = await serving({ get: { type: 'text/csv; charset=utf-8', body: 'a,b', disposition } })
  const answer = await ask('/staff/enquiries.csv')
  expect(answer.headers.get('content-disposition')).toBe(disposition)
  expect(await answer.text()).toBe('a,b')
})

test('what a page of the desk no longer shows is told to its action, if the desk has such fields', async () => {
  const { post, asked } = await serving({})
  await post('/staff/replies', { q: 'x', 'reply-0a1b': 'on', step: 'undo', [`reply-${'x'.repeat(99)}`]: '' })
  expect(asked.at(-1)?.typed?.map(([name]) => name)).toEqual([
    `$ACTION_ID_${action}`,
    ...['step', 'reply-0a1b', 'q'],
  ])
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
