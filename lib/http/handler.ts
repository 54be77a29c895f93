import type { IncomingMessage, ServerResponse } from 'node:http'
import { hasForms } from '#lib/forms/form.ts'
import type { Answer, RequestContext } from '#lib/request-context.ts'
import { maskedPath, revalidated, rulesAt } from '#lib/routes.ts'
import { fillTemplate, templateForm, templateName } from './answer-template.ts'
import { deskHeaders, failureStatus, isPrivate, privateHeaders, targetOf } from './answers.ts'
import { createFastPath, type Reading } from './fast-path.ts'
import { createForms, type FormDeps } from './forms.ts'
import { namesOneHost } from './host.ts'
import type { Finish } from './html.ts'
import { lingerAfter } from './linger.ts'
import { type FinishedPage, movedTo, pack, packPlain } from './page.ts'
import type { PageCache, Rendered } from './page-cache.ts'
import type { Renderer, RendererAnswer } from './renderer.ts'
import { sendPage } from './respond.ts'
import { isQueryTooLong, readTarget } from './target.ts'

export type HandlerDeps = FormDeps & {
  pages: PageCache
  finish: Finish
  framework: Renderer
  /** In development: the path whose page is shown in place of this one. */
  insteadOf?: ((path: string) => string) | undefined
  stopping: () => boolean
}

const retryAfter = '30'

/** Anything else is the framework's own talk with its scripts. */
const ofPages = /^(?:text\/(?:html|plain|csv|xml)|application\/(?:[\w.-]+\+)?(?:xml|json))(?:;|$)/

/** The framework is only asked for what is not in memory. */
export function createHandler(deps: HandlerDeps): {
  answerFast(request: IncomingMessage, response: ServerResponse): boolean
  answer(request: IncomingMessage, response: ServerResponse): void
} {
  const { settings, log, framework, pages, files, status } = deps

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!namesOneHost(request)) return refuse(request, response, { status: 400 })
    const { expect = '' } = request.headers
    if (!/^(?:100-continue)?$/i.test(expect)) return refuse(request, response, { status: 417 })
    if (isQueryTooLong(request.url ?? '')) return refuse(request, response, { status: 414 })
    const target = readTarget(request.url ?? '/')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isRead && target.kind === 'path') {
      const ready = pages.cached(target.path)
      if (ready) return sendPage(request, response, ready, { cacheControl: revalidated })
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
    if (page.status === 200) return notAllowed(request, response, target.path)
    return sendPage(request, response, page, { cacheControl: 'no-store' })
  }

  function notAllowed(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    told: Answer = { status: 405 },
  ): Promise<void> {
    const allow = hasForms(deps.forms, path) ? 'GET, HEAD, POST' : 'GET, HEAD'
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

  async function reading(path: string, query?: string, cookie?: string): Promise<Reading> {
    const file = await files.find(path, query)
    if (file) return file
    const isForOne = isPrivate(path)
    const page = await pageAt(path, query, cookie)
    return {
      page,
      cacheControl: isForOne || page.status >= 500 ? 'no-store' : revalidated,
      headers: isForOne ? privateHeaders : {},
    }
  }

  function ready(target: string): Reading | undefined {
    const path = target.includes('%') ? plainPathOf(target) : target
    if (path === undefined) return undefined
    const page = pages.cached(path)
    return page ? { page, cacheControl: revalidated } : files.seen(path)
  }

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

  function closed(shownAt: string): Promise<FinishedPage> {
    const [path = '', query] = shownAt.split('?')
    return pages.get(`closed:${shownAt}`, async () => {
      const rendered = await render(path, query)
      return { ...rendered, keep: rendered.page.status < 500 }
    })
  }

  async function render(
    path: string,
    query = '',
    cookie?: string,
    posted?: RequestContext['posted'],
  ): Promise<Rendered> {
    const context = { ...newContext('-'), ...(posted && { posted }) }
    const { cacheTags } = context
    const answered = await framework.get(targetOf(path, query), context, cookie)
    const headers = rulesAt(path).setsCookies ? deskHeaders(answered) : {}
    if (answered.location) {
      const { status, location } = answered
      const page = await pack(status, 'text/html; charset=utf-8', '', { location, headers })
      return { page, cacheTags, keep: false }
    }
    const isPage = answered.status === 200 && ofPages.test(answered.type)
    if (isPage)
      return {
        page: {
          ...(await finished(context.status ?? 200, answered, posted?.state.errors !== undefined)),
          headers,
        },
        cacheTags,
        keep: !context.status && !context.isPassing && !isPrivate(path),
      }
    const code = answered.status === 200 ? 404 : (context.status ?? answered.status)
    const { id: requestId, failure: error } = context
    const status = code === 404 || code === 410 ? code : failureStatus(error)
    if (status >= 500) log.error('page failed', { path: maskedPath(path), status, requestId, error })
    const page = await answerPage({ status })
    const again = status === 503 && { headers: { 'Retry-After': retryAfter } }
    return { page: { ...page, ...again }, cacheTags, keep: false }
  }

  async function finished(code: number, answered: RendererAnswer, problem = false): Promise<FinishedPage> {
    if (!answered.type.startsWith('text/html')) return pack(code, answered.type, answered.body)
    const { html, policy } = deps.finish(answered.body.toString(), { problem })
    return pack(code, 'text/html; charset=utf-8', html, { policy })
  }

  async function answerPage(told: Answer): Promise<FinishedPage> {
    const { status, form } = told
    const make = async (): Promise<Rendered> => {
      const template = form && templateForm(form)
      const context = { ...newContext('-'), answer: { status, ...(template && { form: template }) } }
      const answered = await framework.get(`/answer/${status}`, context)
      const page = template ? forOnce(status, answered, true) : await finished(status, answered)
      return { page, cacheTags: context.cacheTags, keep: answered.status === 200 }
    }
    const page = await pages.get(form ? `answer:${status}:${templateName(form)}` : `answer:${status}`, make)
    return form ? fillTemplate(page, form) : page
  }

  /** Compressing a page for one answer would cost more than sending it. */
  function forOnce(status: number, answered: RendererAnswer, problem: boolean): FinishedPage {
    const { html, policy } = deps.finish(answered.body.toString(), { problem })
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

  const post = createForms(deps, { pageAt, render, answerPage, refuse, notAllowed })

  function newContext(client: string): RequestContext {
    return { id: deps.newId(), client, cacheTags: new Set() }
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

  const fastPath = createFastPath({ ready, always })

  return {
    answerFast: (request, response) => !deps.stopping() && fastPath(request, response),
    answer(request, response) {
      for (const [name, value] of Object.entries(always)) response.setHeader(name, value)
      // Behind a request that would change the protocol, the parser reads no other.
      if (deps.stopping() || request.headers.upgrade) response.setHeader('Connection', 'close')
      answer(request, response)
        .catch((cause: unknown) => fail(request, response, cause))
        .finally(() => lingerAfter(request))
    },
  }
}

const commonHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
}

/** Spellings of an address do not change; where an old one leads may. */
const anHour = 'public, max-age=3600'

function redirect(
  request: IncomingMessage,
  response: ServerResponse,
  to: string,
  query: string,
  caching: string = revalidated,
): void {
  const { location, status } = movedTo(to, query)
  const cacheControl = isPrivate(to) ? 'no-store' : caching
  response.writeHead(status, { Location: location, 'Cache-Control': cacheControl, 'Content-Length': 0 })
  response.end()
  if (!request.complete) request.resume()
}

function plainPathOf(target: string): string | undefined {
  const read = readTarget(target)
  return read.kind === 'path' && !target.includes('?') ? read.path : undefined
}
