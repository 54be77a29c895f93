import type { Visits } from '#lib/figures/counter.ts'
import { askedBy, isRobot } from '#lib/figures/reader.ts'
import { matchRoute } from '#lib/routes.ts'
import { site } from '#lib/site.ts'
import { readBody } from './body.ts'
import type { FormDeps } from './forms.ts'
import { isOwnOrigin } from './origin.ts'
import type { Exchange } from './respond.ts'

/** Bytes: a browser sends the word PING. */
const longest = 64

type Deps = Pick<FormDeps, 'posts' | 'routes' | 'clientOf' | 'bodyDeadline' | 'context'> & { figures: Visits }

/**
 * What a browser tells when a link with `ping` is followed (HTML, “hyperlink auditing”). Its type is its own: no form sends it.
 * @returns whether it was one
 */
export function createPings(deps: Deps) {
  return async function ping({ request, response }: Exchange, path: string): Promise<boolean> {
    const { route, params = {} } = matchRoute(path) ?? {}
    if (route?.kind !== 'ping' || request.headers['content-type'] !== 'text/ping') return false
    const article = path.slice(0, path.lastIndexOf('/shared/'))
    const target = site.shareTargets.find((one) => one === params.target)
    if (!target || deps.routes(article).kind !== 'page' || !isOwnPing(deps, request)) return false
    const body = await readBody(request, { deadline: deps.bodyDeadline, most: longest })
    if (!('bytes' in body)) return false
    const isTooMany = deps.posts.count(deps.clientOf(request)) > 0
    if (!isTooMany && !isRobot(askedBy(request.headers).agent ?? '')) deps.figures.share(article, target)
    response.writeHead(204, { 'Cache-Control': 'no-store' }).end()
    return true
  }
}

/** Browsers say where a ping is from in words of their own: one sends the origin `null`, another none. */
function isOwnPing({ context }: Deps, request: Exchange['request']): boolean {
  return request.headers['sec-fetch-site'] === 'same-origin' || isOwnOrigin(request, context.settings)
}
