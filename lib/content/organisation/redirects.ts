import { isOfTheSite } from '#lib/routes.ts'
import { type Diagnostic, diagnostic } from '../lint/diagnostic.ts'
import { decoded, encodedPath, plainPath } from '../path.ts'
import type { Place } from '../source.ts'
import type { Fields } from '../yaml.ts'

/** An address of before, and where it leads. */
export type Redirect = {
  /** As `plainPath` writes it. */
  path: string
  /** What its query has to hold; empty for any query. */
  query: readonly (readonly [name: string, value: string])[]
  /** Decoded. */
  to: string
}

type Links = (Place & { to: string })[]

/** `/tag/news: /topics/news`, `/?p=12: /articles/our-new-clinic`: one a line. */
export function checkRedirects(fields: Fields): {
  value: Redirect[]
  links: Links
  diagnostics: Diagnostic[]
} {
  const value: Redirect[] = []
  const links: Links = []
  const diagnostics: Diagnostic[] = []
  const known = new Set<string>()
  for (const [from, typed] of Object.entries(fields.data ?? {})) {
    const [name, place] = [fields.nameAt([from]), fields.valueAt([from])]
    if (!fields.isSure(name.line)) continue
    const read = readFrom(from)
    const problem = typeof read === 'string' ? read : known.has(read.key) ? `"${from}" stands here twice` : ''
    if (problem) diagnostics.push(diagnostic('redirect', name, problem))
    const to = toProblem(typed)
    if (to) diagnostics.push(diagnostic('redirect', place, to))
    if (problem || to || typeof read === 'string') continue
    known.add(read.key)
    const address = String(typed).trim()
    if (plainPath(address) === read.path && !read.query.length) {
      diagnostics.push(diagnostic('redirect', name, `"${from}" leads to itself for ever: remove this line`))
      continue
    }
    value.push({ path: read.path, query: read.query, to: decoded(address) })
    links.push({ ...place, to: encodedPath(decoded(address)) })
  }
  return { value, links, diagnostics }
}

function readFrom(from: string): (Pick<Redirect, 'path' | 'query'> & { key: string }) | string {
  const typed = from.trim()
  if (!typed.startsWith('/') || typed.startsWith('//')) {
    const path = URL.canParse(typed) ? new URL(typed).pathname : `/${typed.replace(/^\/+/, '')}`
    return `"${from}" must be a path of the old site that begins with one /: write ${path}`
  }
  if (typed.includes('#')) return `"${from}" has a #, which no server is told: write ${typed.split('#')[0]}`
  const mark = typed.indexOf('?')
  const path = plainPath(mark < 0 ? typed : typed.slice(0, mark))
  const query = mark < 0 ? [] : [...new URLSearchParams(typed.slice(mark + 1))]
  if (mark >= 0 && !query.length) return `"${from}" has nothing behind the question mark: write ${path}`
  if (!query.length && isOfTheSite(path))
    return `"${from}" belongs to the site itself: a redirect from there is never reached. Remove this line`
  return { path, query, key: `${path}?${new URLSearchParams(query.map(([...pair]) => pair)).toString()}` }
}

function toProblem(typed: unknown): string | undefined {
  const form = 'must be a path on this site, such as /articles/our-new-clinic'
  if (typeof typed !== 'string' || !typed.trim()) return `where it leads ${form}`
  const to = typed.trim()
  if (!to.startsWith('/') || to.startsWith('//')) return `where it leads ${form}; found "${to.slice(0, 60)}"`
  return /[?#]/.test(to)
    ? `where it leads ${form}, without a query or a #: write ${to.split(/[?#]/)[0]}`
    : undefined
}

type Index = {
  byPath: ReadonlyMap<string, string>
  /** Those with the longest query first. */
  byQuery: ReadonlyMap<string, readonly Redirect[]>
}

const indexes = new WeakMap<readonly Redirect[], Index>()

function indexOf(redirects: readonly Redirect[]): Index {
  const known = indexes.get(redirects)
  if (known) return known
  const [plain, asking] = [
    redirects.filter(({ query }) => !query.length),
    redirects.filter(({ query }) => query.length),
  ]
  const longestFirst = asking.sort((one, other) => other.query.length - one.query.length)
  const made = {
    byPath: new Map(plain.map(({ path, to }) => [path, to])),
    byQuery: Map.groupBy(longestFirst, ({ path }) => path),
  }
  indexes.set(redirects, made)
  return made
}

/** @param path as `plainPath` writes it @returns decoded; of a further page of a list, where its first one leads */
export function redirectFrom(redirects: readonly Redirect[], path: string): string | undefined {
  const { byPath } = indexOf(redirects)
  const [, list] = /^(.*)\/page\/?\d{1,6}$/.exec(path) ?? []
  const ways = list === undefined ? [path] : [path, list, `${list}/page/2`]
  return ways.map((one) => byPath.get(one)).find((to) => to !== undefined)
}

/** @returns where it leads, decoded, and what is left of the query */
export function redirectByQuery(
  redirects: readonly Redirect[],
  path: string,
  query: string,
): { to: string; query: string } | undefined {
  const some = query ? indexOf(redirects).byQuery.get(path) : undefined
  if (!some) return undefined
  const given = new URLSearchParams(query)
  const found = some.find((one) => one.query.every(([name, value]) => given.getAll(name).includes(value)))
  if (!found) return undefined
  for (const [name] of found.query) given.delete(name)
  return { to: found.to, query: given.toString() }
}
