import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Settings } from '#lib/config.ts'
import { encodedPath } from '#lib/content/path.ts'
import { isUnavailable } from '#lib/db/errors.ts'
import type { Log } from '#lib/log.ts'
import type { Answer, FormState, RequestContext } from '#lib/request-context.ts'
import { statusAddresses } from '#lib/site-addresses.ts'
import type { PostCounter } from '#lib/spam/limits.ts'
import { runAction } from './action.ts'
import { fillTemplate, templateForm, templateName } from './answer-template.ts'
import { longestBody, readBody } from './body.ts'
import type { Reading, Readings } from './fast-path.ts'
import type { Status } from './health.ts'
import { namesOneHost } from './host.ts'
import { type Finish, type FinishedPage, movedTo, type PageForm, pack, packPlain } from './html.ts'
import { lingerAfter } from './linger.ts'
import { maskedPath } from './masked-path.ts'
import { isOwnOrigin } from './origin.ts'
import type { Pages, Rendered } from './page-cache.ts'
import { boundOf, canonicalBody, formFor, isForm, type Post, readPost, withPath } from './post.ts'
import type { PostHealth } from './post-health.ts'
import type { Framework, FrameworkAnswer } from './renderer.ts'
import { cachedButChecked, sendPage } from './respond.ts'
import type { Routes } from './routes.ts'
import type { Files } from './static-files.ts'
import { isQueryTooLong, readTarget } from './target.ts'

export type EntryDeps = {
  settings: Settings
  log: Log
  framework: Framework
  pages: Pages
  files: Files
  finish: Finish
  status: Status
  routes: Routes
  posts: PostCounter
  postHealth: PostHealth
  /** What the sender of a post is known by. */
  clientOf: (request: IncomingMessage) => string
  newId: () => string
  /** In development: the path whose page is shown in place of this one. */
  insteadOf?: ((path: string) => string) | undefined
  /** Milliseconds a client has for the body of a post. */
  bodyDeadline: number
  /** True while the server is stopping: connections are then closed after their answer. */
  stopping: () => boolean
}

/** Bytes that are read of a post over the limit: a long text has place in them, and is shown again. */
const longestOverLimit = 64 * 1024

/** Characters of all fields up to which the page itself is rendered again with them; no form takes as many. */
const longestRendered = 50_000

/** Seconds after which it is worth trying again, where what failed passes. */
const retryAfter = '30'

/** Pages for one reader only: never kept, never indexed, and their address is told to nobody. */
const forOne = /^\/(moderate|enquiry-received|preview|staff)(\/|$)/

/** The only pages that set a cookie. */
const desk = /^\/staff(\/|$)/

/** What a page or a feed of ours may be; anything else is the framework's own talk with its scripts. */
const ofPages = /^(?:text\/(?:html|plain|csv|xml)|application\/(?:[\w.-]+\+)?(?:xml|json))(?:;|$)/

/** Pages of the desk that show a form to nobody without a session. */
const deskWithSession = /^\/staff(?!\/sign-in(\/|$))(\/|$)/

/** Names of the desk's fields. A colleague may have been faster: what the page no longer shows is still told. */
const deskField = /^(?:[a-zA-Z]{1,30}|reply-[\w-]{1,64})$/

/**
 * Our HTTP entry: every request passes here, and the framework is only asked for what is not ready. The plainest ones
 * are answered before they become requests: see ./lane.ts, which is told of `readings` and sends `always` too.
 */
export function createEntry(deps: EntryDeps): {
  answer(request: IncomingMessage, response: ServerResponse): void
  readings: Readings
  always: Readonly<Record<string, string>>
} {
  const { settings, log, framework, pages, files, status, posts, postHealth } = deps

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!namesOneHost(request)) return refuse(request, response, { status: 400 })
    const { expect = '' } = request.headers
    if (!/^(?:100-continue)?$/i.test(expect)) return refuse(request, response, { status: 417 })
    if (isQueryTooLong(request.url ?? '')) return refuse(request, response, { status: 414 })
    const target = readTarget(request.url ?? '/')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isRead && target.kind === 'path') {
      // Ready under another spelling of its address, with a query, or known to the client already.
      const ready = pages.kept(target.path)
      if (ready) return sendPage(request, response, ready, { cacheControl: cachedButChecked })
    }
    if (target.kind !== 'path') {
      const route = deps.routes(target.path, target.query)
      // To the very end in one step: what is another spelling of an old address too.
      if (route.kind === 'moved') return redirect(request, response, route.to, target.query)
      if (target.kind === 'moved') return redirect(request, response, target.path, target.query, anHour)
      return refuse(request, response, { status: 404 })
    }
    if (isRead) return read(request, response, target.path, target.query)
    if (request.method === 'POST') return post(request, response, target.path, target.query)
    const page = await pageAt(target.path, target.query, request.headers.cookie)
    if (page.status === 200) return notAllowed(request, response, page)
    return sendPage(request, response, page, { cacheControl: 'no-store' })
  }

  function notAllowed(
    request: IncomingMessage,
    response: ServerResponse,
    page: FinishedPage,
    told: Answer = { status: 405 },
  ): Promise<void> {
    const allow = page.forms.length ? 'GET, HEAD, POST' : 'GET, HEAD'
    return refuse(request, response, told, { Allow: allow })
  }

  async function read(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: string,
  ): Promise<void> {
    const told = await status.answer(request, path)
    if (told) return sendPage(request, response, told, { cacheControl: 'no-store' })
    const { page, ...sending } = await reading(path, query, request.headers.cookie)
    await sendPage(request, response, page, sending)
  }

  /** What a path is answered with when it is read: a file or a page. */
  async function reading(path: string, query?: string, cookie?: string): Promise<Reading> {
    const file = await files.find(path, query)
    if (file) return file
    const isPrivate = forOne.test(path)
    const page = await pageAt(path, query, cookie)
    return {
      page,
      cacheControl: isPrivate || page.status >= 500 ? 'no-store' : cachedButChecked,
      headers: isPrivate ? privateHeaders : {},
    }
  }

  const readings: Readings = {
    ready(target) {
      // Most targets have no escape, and are looked up as they are.
      const path = target.includes('%') ? plainPathOf(target) : target
      if (path === undefined) return undefined
      const page = pages.kept(path)
      return page ? { page, cacheControl: cachedButChecked } : files.seen(path)
    },
    soon(target) {
      const path = plainPathOf(target)
      if (path === undefined || forOne.test(path) || statusAddresses.has(path)) return undefined
      return reading(path)
    },
  }

  /** The page at an address, kept or made now; an answer page of ours where there is none. */
  async function pageAt(path: string, query = '', cookie?: string): Promise<FinishedPage> {
    const instead = deps.insteadOf?.(path) ?? path
    if (instead !== path) return render(instead).then(({ page }) => page)
    const route = deps.routes(path, query)
    switch (route.kind) {
      case 'page':
        return pages.get(path, () => render(path))
      case 'private':
        if (!(await route.opens(cookie))) return closed(route.shownAt)
        return render(path, query, cookie).then(({ page }) => page)
      case 'moved':
        return movedTo(route.to, query)
      case 'gone':
        return answerPage({ status: 410 })
      case 'away':
        log.warn('page failed: the articles are away', {
          path: maskedPath(path),
          status: 503,
          requestId: deps.newId(),
        })
        return { ...(await answerPage({ status: 503 })), headers: { 'Retry-After': '10' } }
      case 'missing':
        return answerPage({ status: 404 })
    }
  }

  /** What a private address looks like to whoever it does not open: the same for all of them. */
  function closed(shownAt: string): Promise<FinishedPage> {
    const [path = '', query] = shownAt.split('?')
    return pages.get(`closed:${shownAt}`, async () => {
      const rendered = await render(path, query)
      return { ...rendered, keep: rendered.page.status < 500 }
    })
  }

  async function render(path: string, query = '', cookie?: string): Promise<Rendered> {
    const context = newContext('-')
    const { shows } = context
    const answered = await framework.get(targetOf(path, query), context, cookie)
    const headers = desk.test(path) ? deskHeaders(answered) : {}
    if (answered.location) {
      const { status, location } = answered
      const page = await pack(status, 'text/html; charset=utf-8', '', { location, headers })
      return { page, shows, keep: false }
    }
    const isPage = answered.status === 200 && ofPages.test(answered.type)
    if (isPage)
      return {
        page: { ...(await finished(context.status ?? 200, answered)), headers },
        shows,
        keep: !context.status && !context.isPassing && !forOne.test(path),
      }
    const code = answered.status === 200 ? 404 : (context.status ?? answered.status)
    const { id: requestId, failure: error } = context
    const status = code === 404 || code === 410 ? code : failureStatus(error)
    if (status >= 500) log.error('page failed', { path: maskedPath(path), status, requestId, error })
    const page = await answerPage({ status })
    const again = status === 503 && { headers: { 'Retry-After': retryAfter } }
    return { page: { ...page, ...again }, shows, keep: false }
  }

  async function finished(code: number, answered: FrameworkAnswer, problem = false): Promise<FinishedPage> {
    if (!answered.type.startsWith('text/html')) return pack(code, answered.type, answered.body)
    const { html, policy, forms } = deps.finish(answered.body, { problem })
    return pack(code, 'text/html; charset=utf-8', html, { policy, forms })
  }

  /** Our page for a status; with the form and what was typed, where there is one. */
  async function answerPage(told: Answer): Promise<FinishedPage> {
    const { status, form } = told
    const make = async (): Promise<Rendered> => {
      const template = form && templateForm(form)
      const context = { ...newContext('-'), answer: { status, ...(template && { form: template }) } }
      const answered = await framework.get(`/answer/${status}`, context)
      const page = template ? forOnce(status, answered, true) : await finished(status, answered)
      return { page, shows: context.shows, keep: answered.status === 200 }
    }
    const page = await pages.get(form ? `answer:${status}:${templateName(form)}` : `answer:${status}`, make)
    return form ? fillTemplate(page, form) : page
  }

  /** A page for one answer, or to be filled in for each: compressing it would cost more than sending it. */
  function forOnce(status: number, answered: FrameworkAnswer, problem: boolean): FinishedPage {
    const { html, policy } = deps.finish(answered.body, { problem })
    return { ...packPlain('text/html; charset=utf-8', Buffer.from(html)), status, policy }
  }

  async function refuse(
    request: IncomingMessage,
    response: ServerResponse,
    told: Answer,
    headers: Record<string, string> = {},
  ): Promise<void> {
    // A body that nobody will read must not hold the connection.
    if (!request.complete) {
      response.setHeader('Connection', 'close')
      lingerAfter(request)
    }
    const again = told.status === 503 ? { 'Retry-After': retryAfter } : {}
    const page = await answerPage(told)
    await sendPage(request, response, page, { cacheControl: 'no-store', headers: { ...again, ...headers } })
  }

  async function post(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: string,
  ): Promise<void> {
    const client = deps.clientOf(request)
    const wait = settings.formLimits ? posts.count(client) : 0
    const type = request.headers['content-type']
    const most = wait > 0 ? longestOverLimit : longestBody
    const body = isForm(type)
      ? await readBody(request, { deadline: deps.bodyDeadline, most })
      : { refused: 415 as const }
    const refused = 'refused' in body ? body.refused : undefined
    if (refused === 'gone') return
    const read =
      'bytes' in body ? await readPost(body.bytes, type, header(request, 'next-action')) : undefined
    const withText = (code: number) => ({
      status: code,
      ...(read && !forOne.test(path) && formShown(path, read)),
    })
    if (wait > 0) return refuse(request, response, withText(429), { 'Retry-After': String(wait) })
    if (!isOwnOrigin(request, settings)) return refuse(request, response, withText(403))

    const fixed = (await status.answer(request, path)) ?? (await files.find(path))?.page
    const page = fixed ?? (await pageAt(path, query, request.headers.cookie))
    if (page.location && desk.test(path)) return seeOther(response, page.location)
    const meant = read ? await formMeant(read, path, page) : 400
    if (!read || typeof meant === 'number') {
      const told = withText(page.status)
      if (page.location || (page.status !== 200 && !('form' in told)))
        return sendPage(request, response, page, { cacheControl: 'no-store' })
      if (page.status !== 200) return refuse(request, response, told)
      if (!page.forms.length) return notAllowed(request, response, page, withText(405))
      return refuse(request, response, withText(refused ?? Number(meant)))
    }
    const isOpenToAll = forOne.test(path) && !deskWithSession.test(path)
    if (isOpenToAll && lengthOfAll(read.typed) > longestRendered)
      return refuse(request, response, { status: 413 })
    const { form, shown } = meant

    const context = newContext(client)
    const told = (status: number) =>
      log.info('post', {
        path: maskedPath(path),
        status,
        requestId: context.id,
      })
    try {
      const taken = await runAction(form, read.typed, context)
      if (taken && 'location' in taken) {
        told(303)
        postHealth.succeeded()
        return seeOther(response, taken.location, read)
      }
      const again = taken && lengthOfAll(read.typed) > longestRendered ? formShown(shown.at, read, taken) : {}
      if (again.form) {
        told(422)
        return refuse(request, response, { status: 422, ...again })
      }
    } catch (error) {
      const code = failureStatus(error)
      postHealth.failed(error)
      log.error('post failed', { path: maskedPath(path), status: code, requestId: context.id, error })
      return refuse(request, response, withText(code))
    }
    const answered = await framework.post(
      targetOf(shown.at, forOne.test(path) ? query : ''),
      canonicalBody(shown.form, read.typed, deskWithSession.test(path) ? deskField : undefined),
      context,
      request.headers.cookie,
    )
    const ownHeaders = desk.test(path) ? deskHeaders(answered) : {}
    if (answered.status !== 200 && answered.status !== 404 && answered.status !== 303) {
      const code = failureStatus(context.failure)
      const { id: requestId, failure: error } = context
      postHealth.failed(error)
      log.error('post failed', { path: maskedPath(path), status: code, requestId, error })
      return refuse(request, response, withText(code))
    }
    told(answered.status)
    if (answered.status === 303) postHealth.succeeded()
    if (answered.location && answered.status === 303)
      return seeOther(response, answered.location, { ...read, headers: ownHeaders })
    if (answered.status !== 200)
      return refuse(request, response, withText(answered.status === 404 ? 404 : 500))
    const answer = forOnce(200, answered, tellsProblem(answered.body))
    await sendPage(
      request,
      response,
      { ...answer, headers: ownHeaders },
      { cacheControl: 'no-store', headers: forOne.test(path) ? privateHeaders : {} },
    )
  }

  /**
   * The form that a post fills in, and the one that is shown again when it is not taken: one of this page; of the page
   * at its new address, wherever the form stood and was sent to; or, for an enquiry, which needs no article, one that
   * stood here once.
   *
   * @returns 400 or 409 when there is none
   */
  async function formMeant(
    sent: Post,
    path: string,
    page: FinishedPage,
  ): Promise<{ form: PageForm; shown: { at: string; form: PageForm } } | 400 | 409> {
    const here = formFor(sent, page.forms)
    if (typeof here !== 'number') return { form: here, shown: { at: path, form: here } }
    if (forOne.test(path)) return here
    const at = newAddress(path)
    const [stoodAt] = boundOf(sent.hidden) ?? []
    const known =
      typeof stoodAt === 'string' && newAddress(stoodAt) === at
        ? withPath(sent, stoodAt, encodedPath(at))
        : sent
    const form = formFor(known, at === path ? page.forms : (await pageAt(at)).forms)
    if (typeof form !== 'number') return { form, shown: { at, form } }
    if (!('requirements' in sent.typed)) return here
    const contact = (await pageAt('/contact')).forms.find(({ names }) => names.has('requirements'))
    const once = contact && withPath(contact, '/contact', encodedPath(path))
    if (!once || formFor(sent, [once]) !== once) return here
    return { form: once, shown: { at: '/contact', form: contact } }
  }

  /** Where the page is now that stood at `path`. */
  function newAddress(path: string): string {
    const target = readTarget(path)
    const route = deps.routes(target.path)
    return route.kind === 'moved' ? route.to : target.path
  }

  function newContext(client: string): RequestContext {
    return { id: deps.newId(), client, shows: new Set() }
  }

  async function fail(request: IncomingMessage, response: ServerResponse, cause: unknown): Promise<void> {
    const path = maskedPath(request.url ?? '')
    const status = failureStatus(cause)
    log.error('request failed', { path, status, requestId: deps.newId(), error: cause })
    if (response.headersSent) return void response.destroy()
    await refuse(request, response, { status }).catch(() => response.destroy())
  }

  const isSecure = settings.siteUrl.startsWith('https:')
  const always = {
    ...commonHeaders,
    ...(isSecure && { 'Strict-Transport-Security': 'max-age=31536000' }),
  }

  return {
    answer(request, response) {
      for (const [name, value] of Object.entries(always)) response.setHeader(name, value)
      // Behind a request that would change the protocol, the parser reads no other.
      if (deps.stopping() || request.headers.upgrade) response.setHeader('Connection', 'close')
      answer(request, response)
        .catch((cause: unknown) => fail(request, response, cause))
        .finally(() => lingerAfter(request))
    },
    readings,
    always,
  }
}

const commonHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
}

/**
 * Referrer `same-origin`, not `no-referrer`: with that a browser would send `Origin: null` with the page's own post. The
 * opener policy is for these pages alone: it makes the browser start another process for the page that has it.
 */
const privateHeaders = {
  'Referrer-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** Spellings of an address do not change; where an old one leads may. */
const anHour = 'public, max-age=3600'

function redirect(
  request: IncomingMessage,
  response: ServerResponse,
  to: string,
  query: string,
  caching: string = cachedButChecked,
): void {
  const { location, status } = movedTo(to, query)
  const cacheControl = forOne.test(to) ? 'no-store' : caching
  response.writeHead(status, { Location: location, 'Cache-Control': cacheControl, 'Content-Length': 0 })
  response.end()
  if (!request.complete) request.resume()
}

/** 303; the framework's client reads the address from a header of its own and must not follow by itself. */
function seeOther(
  response: ServerResponse,
  location: string,
  { byClient = false, headers = {} }: { byClient?: boolean; headers?: FinishedPage['headers'] } = {},
): void {
  response.writeHead(303, {
    ...headers,
    ...(byClient ? { 'x-action-redirect': `${location};push` } : { Location: location }),
    'Cache-Control': 'no-store',
    'Content-Length': 0,
  })
  response.end()
}

/** The path of a target without a query, spelled as the site spells it but for its escapes. */
function plainPathOf(target: string): string | undefined {
  const read = readTarget(target)
  return read.kind === 'path' && !target.includes('?') ? read.path : undefined
}

/** What the framework is asked for: the path with its escapes, and the query as it came. */
function targetOf(path: string, query: string): string {
  return encodedPath(path) + (query && `?${query}`)
}

/** What an answer of the desk says beside its body. No other page of ours sets a cookie or is to be saved. */
function deskHeaders({ cookies, disposition }: FrameworkAnswer): NonNullable<FinishedPage['headers']> {
  return {
    ...(cookies.length && { 'Set-Cookie': cookies }),
    ...(disposition && { 'Content-Disposition': disposition }),
  }
}

function lengthOfAll(typed: Post['typed']): number {
  return Object.values(typed).reduce((sum, { length }) => sum + length, 0)
}

/** The form that a refused post is shown in again, with what was typed and what is wrong. */
function formShown(path: string, { typed }: Post, { errors }: FormState = {}): Pick<Answer, 'form'> {
  const state: FormState = { values: typed, ...(errors && { errors }) }
  const shown = { path: encodedPath(path), state }
  if ('comment' in typed) return { form: { name: 'reply', ...shown } }
  if ('requirements' in typed) return { form: { name: 'enquiry', ...shown } }
  return {}
}

/** Whether a form on the page came back; the copy that waits in a template for the script does not count. */
function tellsProblem(html: string): boolean {
  return html.replace(/<template\b[\s\S]*?<\/template>/g, '').includes('role="alert"')
}

/** 503 where trying again helps, or will soon. */
function failureStatus(cause: unknown): 500 | 503 {
  return isUnavailable(cause) ? 503 : 500
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
