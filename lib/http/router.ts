import type { Purpose } from '#lib/auth/keys.ts'
import { currentStaff } from '#lib/auth/session.ts'
import { sessionIn } from '#lib/auth/session-cookie.ts'
import { peekSignIn } from '#lib/auth/sign-in.ts'
import { doorNotes } from '#lib/auth/staff.ts'
import type { Article, Found } from '#lib/content/article.ts'
import { pageNumbered, pagesOf } from '#lib/content/list-pages.ts'
import { ofYear, yearNamed } from '#lib/content/years.ts'
import type { Context } from '#lib/context.ts'
import { articleAbout } from '#lib/enquiries/about.ts'
import { markdownPath, matchRoute, type RouteMatch } from '#lib/routes.ts'
import { site } from '#lib/site.ts'

export type Resolved =
  /** `query`: what of it makes the page another one. */
  | { kind: 'page'; query?: string }
  /** To everyone for whom it does not open it looks like `shownAt`, which is rendered once. */
  | { kind: 'private'; opens(cookies?: string): boolean | Promise<boolean>; shownAt: string }
  /** `query`: what is left of it, where the address was known by its query. */
  | { kind: 'moved'; to: string; query?: string }
  | { kind: 'gone' }
  | { kind: 'missing' }
  | { kind: 'away' }

/** @param path decoded, in its right spelling */
export type Router = (path: string, query?: string) => Resolved

const page: Resolved = { kind: 'page' }
const missing: Resolved = { kind: 'missing' }

/** Nothing else reaches the framework, which has addresses of its own for each page. */
export function createRouter(deps: Pick<Context, 'library' | 'keys' | 'now' | 'db' | 'settings'>): Router {
  const { library, keys, now, settings } = deps

  function inContent(path: string, match: RouteMatch): Resolved {
    const { params, route } = match
    const { article, topic, author, year, page: slug, number } = params
    if (number !== undefined) return numbered(path, number, params)
    const isMarkdown = route.isNegotiated && route.madeAt !== undefined
    if (slug !== undefined && isMarkdown) return asMarkdown(resolved(library.page(slug)))
    if (article !== undefined && isMarkdown) return asMarkdown(resolved(library.article(article)))
    if (slug !== undefined) return resolved(library.page(slug))
    if (topic !== undefined) return library.topic(topic) ? page : missing
    if (author !== undefined) return library.author(author) ? page : missing
    if (year !== undefined) return inYear(year).length ? page : missing
    if (article === undefined) return page
    const found = resolved(library.article(article))
    const below = path.split('/').slice(3)
    if (found.kind !== 'moved' || !below.length) return found
    // An old address may lead to a page, which has nothing below it.
    return /^\/articles\/./.test(found.to) ? { kind: 'moved', to: `${found.to}/${below}` } : missing
  }

  /** An old address leads to the Markdown of what it leads to, where there is one. */
  function asMarkdown(found: Resolved): Resolved {
    if (found.kind !== 'moved') return found
    const { article, page: slug } = matchRoute(found.to)?.params ?? {}
    const there = article === undefined ? slug && library.page(slug) : library.article(article)
    const to = there && there.kind === 'here' ? markdownPath(found.to) : undefined
    return to === undefined ? found : { kind: 'moved', to }
  }

  function numbered(path: string, number: string, { topic, author, year }: RouteMatch['params']): Resolved {
    if ((topic && !library.topic(topic)) || (author && !library.author(author))) return missing
    if (year && !inYear(year).length) return missing
    const wanted = pageNumbered(number)
    if (wanted === 1) return { kind: 'moved', to: path.replace(/\/page\/1$/, '') }
    const isPart = [topic, author, year].some((part) => part !== undefined)
    const { length } = year
      ? inYear(year)
      : library.articles({ ...(topic && { topic }), ...(author && { author }) })
    return wanted && wanted <= pagesOf(length, isPart ? undefined : site.articlesPerPage) ? page : missing
  }

  function inYear(text: string): readonly Article[] {
    const year = yearNamed(text)
    return year === undefined ? [] : ofYear(library.articles(), year, site.timeZone)
  }

  function ofOneReader({ route, params: { token } }: RouteMatch, query: string): Resolved {
    const shownAt = route.pattern.replace(/:\w+$/, '-')
    if (token === undefined) {
      const note = !route.needsSession && doorNotes.find((one) => query === `done=${one}`)
      const opens = async (cookies?: string) =>
        (await currentStaff(deps, sessionIn(settings, cookies))) !== undefined
      return { kind: 'private', opens, shownAt: note ? `${shownAt}?${query}` : shownAt }
    }
    const isKnown = async () => (await peekSignIn(deps, token)).kind !== 'unknown'
    const isSigned = () => keys.verify(purposeOf(shownAt), token, now()).kind !== 'forged'
    return { kind: 'private', opens: route.audience === 'staff' ? isKnown : isSigned, shownAt }
  }

  function contact(query: string): Resolved {
    const about = query ? articleAbout(library, query) : undefined
    return about ? { kind: 'page', query: `about=${encodeURIComponent(about.slug)}` } : page
  }

  return (path, query = '') => {
    const old = query ? library.movedByQuery(path, query) : undefined
    if (old) return { kind: 'moved', ...old }
    const match = matchRoute(path)
    const isPage = match?.route.kind === 'page'
    if (isPage && match.route.audience !== 'everyone') return ofOneReader(match, query)
    if (path === '/contact') return contact(query)
    if (library.isAway() && match?.route.needsContent !== false) return { kind: 'away' }
    const found = isPage ? inContent(path, match) : missing
    // What stands at an address comes first; then whoever had it before.
    return found.kind === 'missing' ? resolved(library.elsewhere(path)) : found
  }
}

function purposeOf(path: string): Purpose {
  return path.split('/')[1] as Purpose
}

function resolved(found: Found<unknown>): Resolved {
  if (found.kind === 'here') return page
  return found.kind === 'moved' ? found : { kind: found.kind }
}
