import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Settings } from '#lib/config.ts'
import { encodedPath } from '#lib/content/path.ts'
import type { Log } from '#lib/log.ts'
import type { Answer, FormState, RequestContext } from '#lib/request-context.ts'
import { maskedPath } from '#lib/routes.ts'
import type { PostCounter } from '#lib/spam/rate-limit.ts'
import { runAction } from './action.ts'
import { desk, deskHeaders, failureStatus, forOne, privateHeaders, targetOf } from './answers.ts'
import { longestBody, readBody } from './body.ts'
import type { Status } from './health.ts'
import type { FinishedPage, PageForm } from './html.ts'
import { isOwnOrigin } from './origin.ts'
import { boundOf, canonicalBody, formFor, isForm, type Post, readPost, withPath } from './post.ts'
import type { PostHealth } from './post-health.ts'
import type { Framework, FrameworkAnswer } from './renderer.ts'
import { sendPage } from './respond.ts'
import type { Router } from './router.ts'
import type { Files } from './static-files.ts'
import { readTarget } from './target.ts'

export type FormDeps = {
  settings: Settings
  log: Log
  framework: Framework
  files: Files
  status: Status
  routes: Router
  posts: PostCounter
  postHealth: PostHealth
  /** What the sender of a post is known by. */
  clientOf: (request: IncomingMessage) => string
  /** Milliseconds a client has for the body of a post. */
  bodyDeadline: number
}

/** What the handler lends: pages, and refusals told as pages. */
type Pages = {
  pageAt(path: string, query?: string, cookie?: string): Promise<FinishedPage>
  refuse(
    request: IncomingMessage,
    response: ServerResponse,
    told: Answer,
    headers?: Record<string, string>,
  ): Promise<void>
  notAllowed(
    request: IncomingMessage,
    response: ServerResponse,
    page: FinishedPage,
    told: Answer,
  ): Promise<void>
  forOnce(status: number, answered: FrameworkAnswer, problem: boolean): FinishedPage
  newContext(client: string): RequestContext
}

/** Bytes that are read of a post over the limit: a long text has place in them, and is shown again. */
const longestOverLimit = 64 * 1024

/** Characters of all fields up to which the page itself is rendered again with them; no form takes as many. */
const longestRendered = 50_000

/** Pages of the desk that show a form to nobody without a session. */
const deskWithSession = /^\/staff(?!\/sign-in(\/|$))(\/|$)/

/** Names of the desk's fields. A colleague may have been faster: what the page no longer shows is still told. */
const deskField = /^(?:[a-zA-Z]{1,30}|reply-[\w-]{1,64})$/

/** Takes the posts of all forms. */
export function createForms(deps: FormDeps, pages: Pages) {
  const { settings, log, framework, files, status, posts, postHealth } = deps
  const { pageAt, refuse, notAllowed, forOnce, newContext } = pages

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

  return async function post(
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

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
