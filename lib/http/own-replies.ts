import { setCookieLine } from '#lib/auth/session-cookie.ts'
import { decodedName } from '#lib/content/path.ts'
import type { Context } from '#lib/context.ts'
import { endedOwnReplies, ownReplies, ownReplyIds } from '#lib/replies/own.ts'
import { waitingIfThere } from '#lib/replies/queries.ts'
import type { RequestContext } from '#lib/request-context.ts'
import { matchRoute } from '#lib/routes.ts'
import { sectionIn } from './answer-template.ts'
import type { FinishedPage } from './page.ts'
import { plainBytes, type Sending } from './respond.ts'

/** Only a hint: who is not a reader of their own reply is soon told apart. */
export function namesOwnReplies(cookies: string | undefined): boolean {
  return cookies?.includes(ownReplies) ?? false
}

/** The article's page for whoever left a reply there: the page of everyone, with what waits for a decision in it. */
export function createOwnReplies(
  deps: Pick<Context, 'db' | 'log' | 'settings' | 'keys' | 'now' | 'library'>,
  render: (shown: NonNullable<RequestContext['ownReplies']>) => Promise<string>,
): (page: FinishedPage, path: string, cookies: string | undefined) => Promise<Sending | undefined> {
  return async (page, path, cookies) => {
    if (page.status !== 200 || !namesOwnReplies(cookies)) return undefined
    const { route, params } = matchRoute(path) ?? {}
    if (route?.pattern !== '/articles/:article') return undefined
    const found = deps.library.article(decodedName(params?.article ?? ''))
    if (found.kind !== 'here') return undefined
    const ids = ownReplyIds(deps, cookies)
    const { keys } = deps.library.identity(found.item)
    const waiting = ids.length ? await waitingIfThere(deps, ids, keys) : []
    if (!waiting) return undefined
    const mine = waiting.filter(({ article }) => keys.includes(article))
    if (waiting.length && !mine.length) return undefined
    const forOne = { cacheControl: 'private, no-store', headers: { Vary: 'Accept, Cookie, Accept-Encoding' } }
    if (!waiting.length) {
      const ended = setCookieLine(endedOwnReplies(deps))
      return { page, ...forOne, headers: { ...forOne.headers, 'Set-Cookie': ended } }
    }
    const html = withOwn((await plainBytes(page)).toString(), await render(mine))
    return { page: { ...page, etag: '', bytes: { plain: Buffer.from(html) } }, ...forOne }
  }
}

/** Behind the approved ones; in place of the words that say there are none. */
function withOwn(html: string, rendered: string): string {
  const place = sectionIn(html, 'replies')
  const own = sectionIn(rendered, ownReplies)
  if (!place || !own) return html
  const within = html.slice(place.from, place.to)
  const none = /<p\b[^>]* id="no-replies"[\s\S]*?<\/p>/.exec(within)
  const closed = /<p\b[^>]* id="no-more-replies"/.exec(within)
  const at = place.from + (none?.index ?? closed?.index ?? within.lastIndexOf('</div>'))
  return html.slice(0, at) + rendered.slice(own.from, own.to) + html.slice(at + (none?.[0].length ?? 0))
}
