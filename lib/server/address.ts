import { encodedPath, foldedPath } from '#lib/articles/path.ts'

/** What stands before words whose case carries meaning: a token, a reference, a file of a build, a picture's own name. */
const beforeCase =
  /^\/(?:moderate|enquiry-received|preview|staff\/sign-in|staff\/enquiries|pictures|_next)(?=\/|$)/i

/**
 * What a request's target means: the path of a page, the right address of it, or nothing.
 *
 * A path is compared after decoding each escape once; dot segments, empty segments and escapes that hide a
 * slash never name a page. Upper case, letters that are not composed
 * (NFC) and a closing slash are redirected (RFC 9110, 308), the query kept.
 */
export function readTarget(
  target: string,
): { kind: 'path'; path: string; query: string } | { kind: 'moved'; to: string } | { kind: 'none' } {
  const [rawPath = '', query = ''] = split(target)
  if (!rawPath.startsWith('/')) return { kind: 'none' }
  const path = decoded(rawPath)
  if (path === undefined || path.length > longestPath || /[\p{Cc}\\]/u.test(path)) return { kind: 'none' }
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return { kind: 'none' }
  const right = rightPath(path)
  if (right === path) return { kind: 'path', path, query }
  return { kind: 'moved', to: encodedPath(right) + (query && `?${query}`) }
}

/** Letters of the longest path; escaped it may have nine times as many. */
const longestPath = 2000

/** Characters of a query, and parameters in it, that any page of ours can need. */
const longestQuery = 2000
const mostParameters = 30

/** Whether a target asks for more than any page of ours has an answer to (RFC 9110, 414): looked at before it is read. */
export function isQueryTooLong(target: string): boolean {
  const mark = target.indexOf('?')
  if (mark < 0) return false
  if (target.length - mark - 1 > longestQuery) return true
  return target.slice(mark + 1).split('&', mostParameters + 1).length > mostParameters
}

function split(target: string): [string, string] {
  const withoutOrigin = target.replace(/^https?:\/\/[^/?#]*/i, '') || '/'
  const mark = withoutOrigin.indexOf('?')
  return mark < 0 ? [withoutOrigin, ''] : [withoutOrigin.slice(0, mark), withoutOrigin.slice(mark + 1)]
}

function decoded(rawPath: string): string | undefined {
  if (/%(2f|5c|00)/i.test(rawPath)) return undefined
  try {
    return decodeURIComponent(rawPath)
  } catch {
    return undefined
  }
}

function rightPath(path: string): string {
  const single = path.normalize('NFC').replace(/\/{2,}/g, '/')
  const unslashed = single.length > 1 ? single.replace(/\/$/, '') : single
  const [before = ''] = beforeCase.exec(unslashed) ?? []
  return before ? before.toLowerCase() + unslashed.slice(before.length) : foldedPath(unslashed)
}
