import { revalidated, rulesAt } from '#lib/routes.ts'
import type { NearAddresses } from '#lib/search/near-addresses.ts'
import { type FinishedPage, movedTo, targetOf } from './page.ts'
import type { PageCache } from './page-cache.ts'
import type { Sending } from './respond.ts'
import type { Resolved, Router } from './router.ts'
import type { Files } from './static-files.ts'
import { isQueryTooLong, readTarget } from './target.ts'

type Near = ReturnType<NearAddresses['find']>

/** Milliseconds: what was withdrawn since must not be named. */
const justFound = 1_000

/** What is in memory for everyone, by the address that is asked for. */
export function createReady(deps: {
  pages: PageCache
  files: Files
  routes: Router
  nearest: NearAddresses
  isDev: boolean
  clock?: () => number
}) {
  const { pages, files, routes, clock = () => performance.now() } = deps
  const moved = movedTo('/')
  delete moved.location
  let found: { path: string; near: Near; at: number } | undefined

  /** Once: to look a second time would take from what others may look for. */
  function nearTo(path: string): Near {
    const isKnown = found?.path === path && clock() - found.at <= justFound
    const near = (isKnown && found?.near) || deps.nearest.find(path)
    found = undefined
    return near
  }

  /** With a query or escapes, or not there. */
  function other(target: string): Sending | undefined {
    if (deps.isDev || isQueryTooLong(target)) return undefined
    const { kind, path, query } = readTarget(target)
    // A file may stand there, which has to be looked for.
    if (kind !== 'path' || path.includes('.')) return undefined
    const rules = rulesAt(path)
    if (rules.kind !== 'page' || rules.audience !== 'everyone' || rules.takesQuery) return undefined
    const route = routes(path, query)
    if (route.kind === 'page') return sending(pages.cached(keyOf(path, route)), path)
    if (route.kind === 'gone') return sending(pages.cached(answerKey(410)))
    if (route.kind === 'moved' && route.query === undefined)
      return { page: moved, cacheControl: revalidated, location: targetOf(route.to, query) }
    if (route.kind !== 'missing') return undefined
    const near = nearTo(path)
    if (!near.length) return sending(pages.cached(answerKey(404)))
    found = { path, near, at: clock() }
    return undefined
  }

  return {
    ready(target: string): Sending | undefined {
      const isPath = /^\/[^%?]*$/.test(target)
      const kept = isPath ? (sending(pages.cached(target), target) ?? files.seen(target)) : undefined
      return kept ?? other(target)
    },
    nearTo,
  }
}

export function answerKey(status: number, template = ''): string {
  return `answer:${status}:${template}`
}

export function keyOf(path: string, route?: Resolved): string {
  return route?.kind === 'page' && route.query ? targetOf(path, route.query) : path
}

function sending(page: FinishedPage | undefined, path?: string): Sending | undefined {
  return page && { page, cacheControl: revalidated, ...(path !== undefined && { path }) }
}
