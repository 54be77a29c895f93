import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { asFound } from '#lib/as-found.ts'
import type { Visits } from '#lib/figures/counter.ts'
import { type Asked, askedBy } from '#lib/figures/reader.ts'
import { hasForms } from '#lib/forms/form.ts'
import type { Answer, RequestContext } from '#lib/request-context.ts'
import { madeAt, markdownPath, maskedPath, neverCached, revalidated, rulesAt } from '#lib/routes.ts'
import { askedBy as searchedBy, usualQuery } from '#lib/search/asked.ts'
import type { NearAddresses } from '#lib/search/near-addresses.ts'
import { prefersMarkdown } from './accept.ts'
import {
  fillNearest,
  fillTemplate,
  nearestTemplate,
  templateForm,
  templateName,
  withForm,
} from './answer-template.ts'
import { deskHeaders, failureStatus, isPrivate, privateHeaders } from './answers.ts'
import { createFastPath } from './fast-path.ts'
import { createForms, type FormDeps } from './forms.ts'
import { filledFrame, frameText } from './frame.ts'
import { namesOneHost } from './host.ts'
import type { Finish } from './html.ts'
import { lingerAfter } from './linger.ts'
import { createOwnReplies, namesOwnReplies } from './own-replies.ts'
import { type FinishedPage, htmlType, movedTo, pack, packPlain, targetOf } from './page.ts'
import type { PageCache } from './page-cache.ts'
import { createPings } from './pings.ts'
import { createQueryPages } from './query-pages.ts'
import { answerKey, createReady, keyOf } from './ready.ts'
import type { Renderer, RendererAnswer } from './renderer.ts'
import { type Exchange, sendPage, sendRedirect } from './respond.ts'
import { isQueryTooLong, readTarget } from './target.ts'

type HandlerDeps = FormDeps & {
  pages: PageCache
  finish: Finish
  figures: Visits
  framework: Renderer
  nearest: NearAddresses
  /** In development: the path whose page is shown in place of this one. */
  insteadOf?: ((path: string) => string) | undefined
  stopping: () => boolean
}

const retryAfter = { 'Retry-After': '30' }

/** Anything else is the framework's own talk with its scripts. */
const ofPages =
  /^(?:text\/(?:html|javascript|markdown|plain|csv|xml)|application\/(?:[\w.-]+\+)?(?:xml|json))(?:;|$)/

/** The framework is only asked for what is not in memory. */
export function createHandler(deps: HandlerDeps) {
  const { framework, pages, files, status } = deps
  const { settings, log, newId, now } = deps.context
  const queries = createQueryPages<FinishedPage>()
  const { ready, nearTo } = createReady({ ...deps, isDev: deps.insteadOf !== undefined })

  async function answer(exchange: Exchange): Promise<void> {
    const { method, url = '/', headers } = exchange.request
    if (!namesOneHost(exchange.request)) return refuse(exchange, { status: 400 })
    if (!/^(?:100-continue)?$/i.test(headers.expect ?? '')) return refuse(exchange, { status: 417 })
    if (isQueryTooLong(url)) return refuse(exchange, { status: 414 })
    const { kind, path: named, query } = readTarget(url)
    const isRead = method === 'GET' || method === 'HEAD'
    const isMarkdown = isRead && kind === 'path' && prefersMarkdown(headers.accept)
    const path = isMarkdown ? markdownOf(named, query) : named
    const old = isRead && query ? deps.routes(path, query) : undefined
    if (old?.kind === 'moved' && old.query !== undefined) return redirect(exchange, old.to, old.query)
    const isForEveryone = isRead && kind === 'path' && !namesOwnReplies(headers.cookie)
    const ready = isForEveryone && pages.cached(keyOf(path, old))
    if (ready) {
      await sendPage(exchange, { page: ready, cacheControl: revalidated })
      return count(exchange, path, ready)
    }
    if (kind !== 'path') {
      const route = deps.routes(path, query)
      // To the very end in one step: what is another spelling of an old address too.
      if (route.kind === 'moved') return redirect(exchange, route.to, query)
      if (kind === 'moved') return redirect(exchange, path, query, anHour)
      return refuse(exchange, { status: 404 })
    }
    if (isRead) return read(exchange, path, query)
    if (method === 'POST' && (await ping(exchange, path))) return
    if (method === 'POST') return post(exchange, path, query)
    const page = await pageAt(path, query, headers.cookie)
    if (page.status === 200) return notAllowed(exchange, path)
    return sendPage(exchange, { page, cacheControl: 'no-store' })
  }

  /** An article that has moved leads on, for whoever asks there to say again what they prefer. */
  function markdownOf(path: string, query: string): string {
    const markdown = markdownPath(path)
    return markdown && deps.routes(path, query).kind === 'page' ? markdown : path
  }

  function notAllowed(exchange: Exchange, path: string, shown: Answer = { status: 405 }): Promise<void> {
    return refuse(exchange, shown, { Allow: hasForms(deps.forms, path) ? 'GET, HEAD, POST' : 'GET, HEAD' })
  }

  async function read(exchange: Exchange, path: string, query: string): Promise<void> {
    const { request } = exchange
    const health = await status.answer(request, path)
    if (health) return sendPage(exchange, { page: health, cacheControl: 'no-store' })
    const isSent = await asFound(async () => {
      const file = await files.find(path, query)
      if (file) await sendPage(exchange, file)
      return file !== undefined
    })
    if (isSent) return
    const page = await pageAt(path, query, request.headers.cookie)
    const own = await withOwnReplies(page, path, request.headers.cookie)
    const isForOne = isPrivate(path)
    const { takesQuery, cacheControl: asked } = rulesAt(path)
    const ofRoute = takesQuery ? asked : revalidated
    const cacheControl = isForOne || page.status >= 500 ? 'no-store' : ofRoute
    await sendPage(exchange, own ?? { page, cacheControl, headers: isForOne ? privateHeaders : {} })
    count(exchange, path, page)
  }

  /** As the fast path does; and a page that was fetched in advance, once it tells by HEAD that it was opened. */
  function count({ request: { method, headers } }: Exchange, path: string, page: FinishedPage): void {
    if (page.status !== 200) return
    const asked = askedBy(headers)
    if (method === 'GET') countPage(path, page, asked)
    else if (asked.destination === 'empty' && headers['sec-fetch-site'] === 'same-origin')
      countPage(path, page, { ...asked, destination: 'document' })
  }

  function countPage(path: string, { type, searched }: FinishedPage, asked: Asked): void {
    if (type !== htmlType) return
    deps.figures.view(path, asked)
    if (searched) deps.figures.search(asked, searched)
  }

  async function pageAt(path: string, query = '', cookie?: string): Promise<FinishedPage> {
    const instead = deps.insteadOf?.(path) ?? path
    if (instead !== path) return render(instead)
    const route = deps.routes(path, query)
    switch (route.kind) {
      case 'page':
        if (rulesAt(path).takesQuery) return askedFor(path, query)
        return pages.get(keyOf(path, route), () => render(path, route.query))
      case 'private':
        if (!(await route.opens(cookie))) return closed(route.shownAt)
        return render(path, query, cookie)
      case 'moved':
        return movedTo(route.to, query)
      case 'gone':
        return answerPage({ status: 410 })
      case 'away':
        log.warn('page failed: the articles are away', {
          ...{ path: maskedPath(path), status: 503, requestId: newId() },
        })
        return { ...(await answerPage({ status: 503 })), headers: { 'Retry-After': '10' } }
      case 'missing':
        return missing(path)
    }
  }

  /** Nearest addresses are put into a page that is there already: an unknown address must stay as cheap as it is. */
  async function missing(path: string): Promise<FinishedPage> {
    const nearest = nearTo(path)
    return answerPage({ status: 404, ...(nearest.length && { nearest }) })
  }

  async function askedFor(path: string, given: string): Promise<FinishedPage> {
    const query = usualQuery(given)
    const made = queries.get(targetOf(path, query), () => render(path, query))
    if (made) return made
    return { ...(await answerPage({ status: 503 })), headers: retryAfter }
  }

  function closed(shownAt: string): Promise<FinishedPage> {
    const [path = '', query] = shownAt.split('?')
    return pages.get(`closed:${shownAt}`, async () => {
      const context = newContext({})
      const page = await render(path, query, undefined, context)
      return page.status < 500 ? { ...page, cacheTags: context.cacheTags } : page
    })
  }

  async function render(
    path: string,
    query = '',
    cookie?: string,
    context = newContext({}),
  ): Promise<FinishedPage> {
    const { audience, isNegotiated, takesQuery, cacheControl, filledFrom } = rulesAt(path)
    const { q } = filledFrom && !deps.insteadOf ? searchedBy(query).query : {}
    const frame = q ? await frameOf(path) : undefined
    const made = (frame && filledFrom) ?? madeAt(path)
    const answered = await framework.get(targetOf(made, query), context, cookie)
    const headers = {
      ...(audience === 'staff' && deskHeaders(answered)),
      ...(cacheControl === neverCached && { 'Cache-Control': cacheControl }),
      ...(isNegotiated && { Vary: 'Accept, Accept-Encoding' }),
      ...(answered.link && !answered.type.startsWith('text/html') && { Link: answered.link }),
    }
    if (answered.location) {
      const { status, location } = answered
      return pack(status, htmlType, '', { location, headers })
    }
    if (answered.status === 200 && ofPages.test(answered.type)) {
      const problem = context.posted?.state.errors !== undefined
      const isSentOnce = takesQuery || isPrivate(path)
      const filled = frame && filledFrame(frame.bytes, deps.finish(answered.body.toString()).html, q ?? '')
      const page = filled
        ? await pack(200, htmlType, filled, { policy: frame.policy, isSentOnce })
        : await finished(context.status ?? 200, answered, { problem, isSentOnce })
      const isKept = !context.status && !context.isPassing && !isPrivate(path)
      const { searched, cacheTags } = context
      return { ...page, headers, ...(searched && { searched }), ...(isKept && { cacheTags }) }
    }
    const code = answered.status === 200 ? 404 : (context.status ?? answered.status)
    const { id: requestId, failure: error } = context
    const status = code === 404 || code === 410 ? code : failureStatus(error)
    if (status >= 500) log.error('page failed', { path: maskedPath(path), status, requestId, error })
    const page = await answerPage({ status })
    const again = status === 503 && { headers: retryAfter }
    // Its own tags are those of its own address.
    return { ...page, ...again, cacheTags: undefined }
  }

  /** The page of a query, rendered once for all of them; undefined where it fails. */
  async function frameOf(path: string): Promise<{ bytes: Buffer; policy: string } | undefined> {
    const { status, bytes, policy } = await pages.get(`frame:${path}`, async () => {
      const context = newContext({ frame: { text: frameText } })
      const answered = await framework.get(path, context)
      const isWhole = answered.status === 200 && !context.status
      const page = await finished(isWhole ? 200 : 500, answered, { isForOnce: true })
      return isWhole ? { ...page, cacheTags: context.cacheTags } : page
    })
    return status === 200 && 'plain' in bytes ? { bytes: bytes.plain, policy } : undefined
  }

  /** Compressing a page for one answer would cost more than sending it. */
  async function finished(
    status: number,
    { type, body }: RendererAnswer,
    { problem = false, isForOnce = false, isSentOnce = false } = {},
  ): Promise<FinishedPage> {
    if (!type.startsWith('text/html')) return pack(status, type, body)
    // A hundred articles were rendered in one go: others have their turn before the rest.
    await setImmediate()
    const { html, policy } = deps.finish(body.toString(), { problem })
    if (isForOnce) return { ...packPlain(htmlType, Buffer.from(html)), status, policy }
    return pack(status, htmlType, html, { policy, isSentOnce })
  }

  /** @param around the page that the form stands on */
  async function answerPage(
    { status, form, nearest }: Answer,
    around?: { page: FinishedPage; plain: Buffer },
  ): Promise<FinishedPage> {
    const template = form ? templateName(form) : nearest ? 'nearest' : ''
    const page = await pages.get(answerKey(status, template), async () => {
      const shown = {
        ...(form && { form: templateForm(form) }),
        ...(nearest && { nearest: nearestTemplate }),
      }
      const context = newContext({ answer: { status, ...shown } })
      const answered = await framework.get(`/answer/${status}`, context)
      const isForOnce = template !== ''
      const page = await finished(status, answered, { problem: form !== undefined, isForOnce })
      return answered.status === 200 ? { ...page, cacheTags: context.cacheTags } : page
    })
    if (nearest) return fillNearest(page, nearest)
    if (!form) return page
    // Before what was typed is in it, which may be a megabyte.
    return fillTemplate(around ? withForm(around.page, around.plain, page, form.name) : page, form)
  }

  const withOwnReplies = createOwnReplies(deps.context, async (shown) => {
    const answered = await framework.get('/answer/own-replies', newContext({ ownReplies: shown }))
    return answered.status === 200 ? deps.finish(answered.body.toString()).html : ''
  })

  async function refuse(
    exchange: Exchange,
    shown: Answer,
    headers: Record<string, string> = {},
  ): Promise<void> {
    // A body that nobody will read must not hold the connection.
    if (!exchange.request.complete) {
      exchange.response.setHeader('Connection', 'close')
      lingerAfter(exchange.request)
    }
    const again = shown.status === 503 && retryAfter
    const page = await answerPage(shown)
    await sendPage(exchange, { page, cacheControl: 'no-store', headers: { ...again, ...headers } })
  }

  const ping = createPings(deps)
  const post = createForms(deps, {
    ...{ pageAt, answerPage, refuse, notAllowed },
    render: (path, query, cookie, posted) => render(path, query, cookie, newContext({ posted })),
  })

  function newContext(
    given: Pick<RequestContext, 'answer' | 'posted' | 'ownReplies' | 'frame'>,
  ): RequestContext {
    return { id: newId(), client: '-', cacheTags: new Set(), ...given }
  }

  async function fail(exchange: Exchange, error: unknown): Promise<void> {
    const { request, response } = exchange
    const status = failureStatus(error)
    log.error('request failed', { path: maskedPath(request.url ?? ''), status, requestId: newId(), error })
    if (response.headersSent) return void response.destroy()
    await refuse(exchange, { status }).catch(() => response.destroy())
  }

  const isSecure = settings.siteUrl.startsWith('https:')
  const always = {
    ...commonHeaders,
    ...(isSecure && { 'Strict-Transport-Security': 'max-age=31536000' }),
  }

  const fastPath = createFastPath({ ready, always, now, count: countPage })

  return {
    /** Of a page for everyone: another one when it changes. */
    async versionOf(path: string): Promise<string | undefined> {
      const page = await pageAt(path)
      return page.status === 200 ? page.etag : undefined
    },
    answerFast: (request: IncomingMessage, response: ServerResponse): boolean =>
      !deps.stopping() && fastPath(request, response),
    answer(request: IncomingMessage, response: ServerResponse): void {
      for (const [name, value] of Object.entries(always)) response.setHeader(name, value)
      // Behind a request that would change the protocol, the parser reads no other.
      if (deps.stopping() || request.headers.upgrade) response.setHeader('Connection', 'close')
      const exchange = { request, response }
      answer(exchange)
        .catch((cause: unknown) => fail(exchange, cause))
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

function redirect(exchange: Exchange, to: string, query: string, caching: string = revalidated): void {
  // What people search for stands in the address.
  const cacheControl = isPrivate(to) || rulesAt(to).takesQuery ? 'no-store' : caching
  sendRedirect(exchange, { status: 308, Location: targetOf(to, query) }, cacheControl)
}
