import type { IncomingMessage } from 'node:http'
import { asFound } from '#lib/as-found.ts'
import { setCookieLine } from '#lib/auth/session-cookie.ts'
import { encodedPath, plainPath } from '#lib/content/path.ts'
import type { Context } from '#lib/context.ts'
import { type Cookie, type Forms, formNamed, hasForms, type PostedForm } from '#lib/forms/form.ts'
import {
  type Answer,
  deskTexts,
  type FormState,
  type RequestContext,
  withRequest,
} from '#lib/request-context.ts'
import { maskedPath } from '#lib/routes.ts'
import type { PostCounter } from '#lib/spam/rate-limit.ts'
import { holdsForm } from './answer-template.ts'
import { failureStatus, isPrivate, privateHeaders } from './answers.ts'
import { longestBody, readBody } from './body.ts'
import { isForm, readFields } from './fields.ts'
import type { Status } from './health.ts'
import { isOwnOrigin } from './origin.ts'
import { namesOwnReplies } from './own-replies.ts'
import { type FinishedPage, movedTo, targetOf } from './page.ts'
import type { PostHealth } from './post-health.ts'
import { type Exchange, plainBytes, sendPage, sendRedirect } from './respond.ts'
import type { Router } from './router.ts'
import type { Files } from './static-files.ts'

export type FormDeps = {
  files: Files
  status: Status
  routes: Router
  posts: PostCounter
  postHealth: PostHealth
  forms: Forms<Context>
  context: Context
  clientOf: (request: IncomingMessage) => string
  /** Milliseconds. */
  bodyDeadline: number
}

type Pages = {
  pageAt(path: string, query?: string, cookie?: string): Promise<FinishedPage>
  render(
    ...at: [
      path: string,
      query: string,
      cookie: string | undefined,
      posted: NonNullable<RequestContext['posted']>,
    ]
  ): Promise<FinishedPage>
  answerPage(shown: Answer, around?: { page: FinishedPage; plain: Buffer }): Promise<FinishedPage>
  refuse(exchange: Exchange, shown: Answer, headers?: Record<string, string>): Promise<void>
  notAllowed(exchange: Exchange, path: string, shown: Answer): Promise<void>
}

type Fields = Readonly<Record<string, string>>

type Typed = { fields: Fields; refused?: undefined } | { fields?: undefined; refused: 400 | 408 | 413 | 415 }

/** Bytes that are read of a post that is refused whatever it says: a long text is shown again, the connection kept. */
const longestRefused = 64 * 1024

const longestPath = 2000

const noStore = { cacheControl: 'no-store' }

const door = '/staff/sign-in'

/** A 401 has to say how to be let in; no browser asks for a password for this one. */
const challenge = `Cookie form-action="${door}"`

/** Limits first, then what was sent, then from where, and only then the form itself. */
export function createForms(deps: FormDeps, pages: Pages) {
  const { posts, postHealth } = deps
  const { settings, log, newId } = deps.context
  const { pageAt, refuse } = pages

  return async function post(exchange: Exchange, path: string, query: string): Promise<void> {
    const { request } = exchange
    const client = deps.clientOf(request)
    const wait = settings.formLimits ? posts.count(client) : 0
    const body = await fieldsOf(request, wait > 0)
    if (!body) return
    const { fields } = body
    // Another site must not fill in a form of the desk.
    const isOurs = isPrivate(path) && isOwnOrigin(request, settings)
    const typed = fields && isOurs ? deskText(path, query, fields) : {}
    const withText = (status: number): Answer => ({
      ...{ status, ...(fields && formShown(path, fields)), ...typed },
    })
    /** The door would take away what was typed by whoever’s session has ended. */
    const lead = (to: string, cookie?: Cookie) =>
      to === door && typed.form
        ? refuse(exchange, { status: 401, ...typed }, { 'WWW-Authenticate': challenge })
        : seeOther(exchange, to, cookie)
    if (wait > 0) return refuse(exchange, withText(429), { 'Retry-After': String(wait) })

    const { cookie: cookies } = request.headers
    const cookie = isPrivate(path) || namesOwnReplies(cookies) ? cookies : undefined
    const place = await placeOf(request, path, query, fields).catch((error: unknown) => {
      const status = failureStatus(error)
      log.error('request failed', { path: maskedPath(path), status, requestId: newId(), error })
      return { status }
    })
    if ('closed' in place) {
      const { closed } = place
      if (closed.location && isPrivate(path)) return lead(closed.location)
      if (closed.status >= 500) return refuse(exchange, withText(closed.status))
      return sendPage(exchange, { page: closed, ...noStore })
    }
    if ('status' in place) {
      if (place.status === 405) return pages.notAllowed(exchange, path, withText(405))
      return refuse(exchange, withText(place.status))
    }
    if (!fields) return refuse(exchange, withText(body.refused))
    const { at } = place
    const name = formNamed(deps.forms, at, fields)
    const form = name === undefined ? undefined : deps.forms[name]
    if (name === undefined || !form) return refuse(exchange, withText(400))
    if (!isOwnOrigin(request, settings)) return refuse(exchange, withText(403))

    const requestId = newId()
    const took = (status: number) => log.info('post', { path: maskedPath(path), status, requestId })
    try {
      const sent = { path: encodedPath(at), query, fields, client, cookie, requestId }
      const context = { id: requestId, client, cacheTags: new Set<string>() }
      const outcome = await withRequest(context, () => form.submit(deps.context, sent))
      if ('to' in outcome) {
        took(303)
        postHealth.succeeded()
        return lead(outcome.to, outcome.cookie)
      }
      const page = await shownAgain(name, sent, at, outcome.state)
      took(page.status)
      if (page.location) return seeOther(exchange, page.location)
      const told = withText(page.status)
      if (page.status >= 500 && told.form) return refuse(exchange, told)
      const headers = isPrivate(path) ? privateHeaders : {}
      return await sendPage(exchange, { page, ...noStore, headers })
    } catch (error) {
      const status = failureStatus(error)
      postHealth.failed(error)
      log.error('post failed', { path: maskedPath(path), status, requestId, error })
      return refuse(exchange, withText(status))
    }
  }

  async function fieldsOf(request: IncomingMessage, isOverLimit: boolean): Promise<Typed | undefined> {
    const type = request.headers['content-type']
    const most = isOverLimit || !isForm(type) ? longestRefused : longestBody
    const body = await readBody(request, { deadline: deps.bodyDeadline, most })
    if ('refused' in body && body.refused === 'gone') return undefined
    if (!isForm(type)) return { refused: 415 }
    if ('refused' in body) return { refused: body.refused }
    const fields = await readFields(body.bytes, type)
    return fields ? { fields } : { refused: 400 }
  }

  /** A form may outlive its page; where there may never have been one, it must name the path itself. */
  async function placeOf(
    request: IncomingMessage,
    path: string,
    query: string,
    fields: Fields | undefined,
  ): Promise<{ at: string } | { status: number } | { closed: FinishedPage }> {
    const route = deps.routes(path, query)
    if (route.kind === 'private' && !(await route.opens(request.headers.cookie))) {
      const closed = await pageAt(path, query, request.headers.cookie)
      if (closed.status !== 200) return { closed }
    }
    if (route.kind === 'private' || route.kind === 'page')
      return hasForms(deps.forms, path) ? { at: path } : { status: 405 }
    if (route.kind === 'moved') {
      if (fields && formNamed(deps.forms, route.to, fields)) return { at: route.to }
      return outlivesPage(path, fields) ? { at: path } : { closed: movedTo(route.to, query) }
    }
    const stoodAt = fields?.page && plainPath(fields.page.slice(0, longestPath))
    const stoodHere = route.kind !== 'missing' || stoodAt === path
    if (stoodHere && outlivesPage(path, fields)) return { at: path }
    if (route.kind !== 'missing') return { status: route.kind === 'gone' ? 410 : 503 }
    const isFile = (await deps.status.answer(request, path)) ?? (await asFound(() => deps.files.find(path)))
    return { status: isFile ? 405 : 404 }
  }

  function outlivesPage(path: string, fields: Fields = {}): boolean {
    const name = formNamed(deps.forms, path, fields)
    return name !== undefined && deps.forms[name]?.elsewhere !== undefined
  }

  /** In the form that took it, or would have taken it under its name. */
  function deskText(path: string, query: string, { form, ...typed }: Fields): Pick<Answer, 'form'> {
    const named = form !== undefined && formNamed(deps.forms, path, { form })
    const found = named || formNamed(deps.forms, path, typed)
    const name = deskTexts.find((one) => one === found)
    return name ? { form: { name, path: targetOf(path, query), state: { values: typed } } } : {}
  }

  async function shownAgain(
    name: string,
    sent: PostedForm,
    at: string,
    state: FormState,
  ): Promise<FinishedPage> {
    const { fields, query, cookie } = sent
    const named = { form: name, ...fields }
    if (!formShown(at, named).form) {
      const posted = { form: name, item: fields.item, state }
      return pages.render(at, query, cookie, posted)
    }
    const asked = at === '/contact' ? query : ''
    const own = await pageAt(at, asked)
    // The organisation may have taken the form off the page meanwhile.
    const isMoved = own.status !== 200 || (name === 'enquiry' && !holdsForm(await plainBytes(own), name))
    const elsewhere = isMoved ? deps.forms[name]?.elsewhere : undefined
    const { form } = formShown(elsewhere ?? at, named, state, elsewhere ? '' : asked)
    const page = elsewhere === undefined ? own : await pageAt(elsewhere)
    const around = page.status === 200 ? { page, plain: await plainBytes(page) } : undefined
    return pages.answerPage({ status: 422, ...(form && { form }) }, around)
  }
}

function seeOther(exchange: Exchange, location: string, cookie?: Cookie): void {
  const setCookie = cookie && { 'Set-Cookie': setCookieLine(cookie) }
  sendRedirect(exchange, { status: 303, Location: location, ...setCookie })
}

function formShown(
  path: string,
  typed: Fields,
  { errors }: FormState = {},
  query = '',
): Pick<Answer, 'form'> {
  const state: FormState = { values: typed, ...(errors && { errors }) }
  const shown = { path: targetOf(path, query), state }
  if (path === door || (isPrivate(path) && typed.form === 'ask-to-sign-in'))
    return { form: { name: 'ask-to-sign-in', ...shown, path: door } }
  if (isPrivate(path)) return {}
  if (typed.form === 'reply' || 'comment' in typed) return { form: { name: 'reply', ...shown } }
  if (typed.form === 'enquiry' || 'requirements' in typed) return { form: { name: 'enquiry', ...shown } }
  return {}
}
