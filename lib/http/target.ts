import { foldedPath, plainPath } from '#lib/content/path.ts'
import { beforeCase } from '#lib/routes.ts'

/** The path of `none` is at most an address that another site has left behind, as `plainPath` writes it. */
type Target = { kind: 'path' | 'moved' | 'none'; path: string; query: string }

/** Each escape is decoded once; dot segments, escapes that are not UTF-8 and hidden slashes name no page. */
export function readTarget(target: string): Target {
  const [rawPath = '', query = ''] = split(target)
  if (!rawPath.startsWith('/') || rawPath.length > 9 * longestPath) return { kind: 'none', path: '', query }
  const path = decoded(rawPath)
  if (path === undefined || path.length > longestPath || /[\p{Cc}\\]|\/\.{1,2}(?=\/|$)/u.test(path))
    return { kind: 'none', path: plainPath(rawPath), query }
  const right = rightPath(path)
  return { kind: right === path ? 'path' : 'moved', path: right, query }
}

/** Escaped it may have nine times as many letters. */
const longestPath = 2000

const longestQuery = 2000
const mostParameters = 30

/** More than any page of ours can need (RFC 9110, 414). */
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
  const [before = ''] = beforeCase.exec(single) ?? []
  return before ? before.toLowerCase() + single.slice(before.length).replace(/\/$/, '') : foldedPath(path)
}
