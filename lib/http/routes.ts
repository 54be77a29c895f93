import type { Purpose } from '#lib/auth/keys.ts'
import { currentStaff } from '#lib/auth/session.ts'
import { sessionIn } from '#lib/auth/session-cookie.ts'
import { peekSignIn } from '#lib/auth/sign-in.ts'
import { doorNotes } from '#lib/auth/staff.ts'
import type { Found } from '#lib/content/article.ts'
import { pageNumbered, pagesOf } from '#lib/content/list-pages.ts'
import type { Context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { deskAddresses, fixedAddresses } from '#lib/site-addresses.ts'

/** What stands at an address, as far as it can be known without rendering. */
export type Route =
  /** The same for everyone who asks: rendered once. */
  | { kind: 'page' }
  /**
   * For one reader, and rendered each time it opens. To whoever it does not open, by a forged token or without a
   * session, it looks like `shownAt`, which is rendered once.
   */
  | { kind: 'private'; opens(cookies?: string): boolean | Promise<boolean>; shownAt: string }
  /** To a decoded path. */
  | { kind: 'moved'; to: string }
  | { kind: 'gone' }
  | { kind: 'missing' }
  /** What is there cannot be known, because the articles are away. */
  | { kind: 'away' }

/** @param path as `readTarget` gives it: decoded, in its right spelling */
export type Routes = (path: string, query?: string) => Route

/** Addresses of the site that say the same whatever the content. */
const withoutContent = new Set(['/contact', '/robots.txt'])

const page: Route = { kind: 'page' }
const missing: Route = { kind: 'missing' }
const away: Route = { kind: 'away' }

/**
 * All addresses of the site: nothing else reaches the framework, which has addresses of its own for each page
 * (`.rsc`, `.segments`, …), and for which an unknown address costs a rendering.
 */
export function createRoutes(deps: Pick<Context, 'library' | 'keys' | 'now' | 'db' | 'settings'>): Routes {
  const { library, keys, now, settings } = deps

  function ofArticle(slug: string, rest: readonly string[]): Route {
    const isOurs = !rest.length || (rest.length === 1 && /^(replies\.xml|reply-received)$/.test(`${rest}`))
    const route = isOurs ? routeOf(library.article(slug)) : missing
    if (route.kind !== 'moved' || !rest.length) return route
    // An old address may lead to a page, which has nothing below it.
    return /^\/articles\/./.test(route.to) ? { kind: 'moved', to: `${route.to}/${rest}` } : missing
  }

  function ofTopic(slug: string, rest: readonly string[]): Route {
    const topic = library.topic(slug)
    if (topic && rest.length === 1 && rest[0] === 'feed.xml') return page
    const count = () => library.articles({ topic: slug }).length
    return listed(rest, topic && { path: `/topics/${slug}`, pages: () => pagesOf(count()) })
  }

  function ofAuthor(id: string, rest: readonly string[]): Route {
    const author = library.author(id)
    const count = () => library.articles({ author: id }).length
    return listed(rest, author && { path: `/authors/${id}`, pages: () => pagesOf(count()) })
  }

  /** A list's own address, or that of one of its further pages: `…/page/2`. */
  function listed(rest: readonly string[], list: { path: string; pages: () => number } | undefined): Route {
    const [word, text = ''] = rest
    const isOurs = !rest.length || (rest.length === 2 && word === 'page')
    if (!isOurs || !list) return missing
    if (!rest.length) return page
    const number = pageNumbered(text)
    if (number === 1) return { kind: 'moved', to: list.path }
    return number && number <= list.pages() ? page : missing
  }

  function signed(purpose: Purpose, token: string): Route {
    const opens = () => keys.verify(purpose, token, now()).kind !== 'forged'
    return { kind: 'private', opens, shownAt: `/${purpose}/-` }
  }

  function ofDesk(path: string, query: string): Route {
    const opens = async (cookies?: string) =>
      (await currentStaff(deps, sessionIn(settings, cookies))) !== undefined
    const note = path === '/staff/sign-in' && doorNotes.find((one) => query === `done=${one}`)
    if (deskAddresses.has(path)) return { kind: 'private', opens, shownAt: note ? `${path}?${query}` : path }
    const [, , section, name = '', ...more] = path.split('/')
    if (more.length || !name) return missing
    if (section === 'enquiries') return { kind: 'private', opens, shownAt: '/staff/enquiries/-' }
    if (section !== 'sign-in') return missing
    const isKnown = async () => (await peekSignIn(deps, name)).kind !== 'unknown'
    return { kind: 'private', opens: isKnown, shownAt: '/staff/sign-in/-' }
  }

  function routeAt(path: string, query: string): Route {
    if (fixedAddresses.has(path)) return page
    const [, section = '', ...rest] = path.split('/')
    const [name = '', ...more] = rest
    switch (section) {
      case 'articles':
        if (name !== 'page' || more.length !== 1) return ofArticle(name, more)
        return listed(rest, {
          path: '/articles',
          pages: () => pagesOf(library.articles().length, site.articlesPerPage),
        })
      case 'topics':
        return ofTopic(name, more)
      case 'authors':
        if (name) return ofAuthor(name, more)
        break
      case 'staff':
        return ofDesk(path, query)
      case 'moderate':
      case 'enquiry-received':
      case 'preview':
        return name && !more.length ? signed(section, name) : missing
    }
    return rest.length ? missing : routeOf(library.page(section))
  }

  return (path, query = '') => {
    const found = routeAt(path, query)
    // What stands at an address comes first; then whoever had it before.
    const route = found.kind === 'missing' ? routeOf(library.elsewhere(path)) : found
    return library.isAway() && route.kind !== 'private' && !withoutContent.has(path) ? away : route
  }
}

function routeOf(found: Found<unknown>): Route {
  switch (found.kind) {
    case 'here':
      return page
    case 'moved':
      return found
    case 'gone':
      return { kind: 'gone' }
    case 'missing':
      return missing
  }
}
