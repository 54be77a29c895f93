export type Parameter =
  | 'article'
  | 'topic'
  | 'author'
  | 'page'
  | 'year'
  | 'number'
  | 'part'
  | 'token'
  | 'reference'
  | 'target'

export type Route = {
  /** `:parameter` stands for one part or what is between its other letters, `*` for all that follows. */
  pattern: string
  kind: 'page' | 'health' | 'file' | 'ping' | 'reserved'
  audience: 'everyone' | 'reader' | 'staff'
  cacheControl: string
  needsSession: boolean
  needsContent: boolean
  /** Its page depends on the query: it is made for each, and kept by nobody. */
  takesQuery: boolean
  listsArticles: boolean
  /** Of a page and its Markdown: which of them is sent depends on `Accept`. */
  isNegotiated: boolean
  /** Where the framework has it, if elsewhere. */
  madeAt?: string
  /** Where the framework has what depends on the query alone: the rest of such a page is rendered once. */
  filledFrom?: string
}

export const revalidated = 'public, max-age=0, must-revalidate'

/** The worker of a page is asked for anew at each visit. */
export const neverCached = 'no-cache'

export const publicFiles = 'public, max-age=3600'

function route(pattern: string, given: Partial<Route> = {}): Route {
  const audience = given.audience ?? 'everyone'
  return {
    ...{ pattern, kind: 'page', audience },
    cacheControl: audience === 'everyone' ? revalidated : 'no-store',
    needsSession: audience === 'staff',
    needsContent: audience === 'everyone',
    takesQuery: false,
    listsArticles: false,
    isNegotiated: false,
    ...given,
  }
}

const negotiated = { isNegotiated: true }
const pageRoute = route('/:page', negotiated)
const reader = { audience: 'reader' } as const
const staff = { audience: 'staff' } as const
/** What people search for is theirs: no cache between has to know it. */
const asked = { takesQuery: true, cacheControl: 'private, no-cache' } as const
const health = { kind: 'health', cacheControl: 'no-store', needsContent: false } as const

/** The only list of addresses: everything else derives from it. The first fit counts. */
export const routes: readonly Route[] = [
  route('/', { listsArticles: true }),
  route('/articles', { listsArticles: true }),
  route('/articles/page/:number'),
  route('/articles/:article.md', { ...negotiated, madeAt: '/markdown/articles/:article' }),
  route('/articles/:article', negotiated),
  route('/articles/:article/replies.xml'),
  route('/articles/:article/reply-received'),
  route('/articles/:article/shared/:target', { kind: 'ping', cacheControl: 'no-store' }),
  route('/topics'),
  route('/topics/:topic'),
  route('/topics/:topic/feed.xml'),
  route('/topics/:topic/page/:number'),
  route('/authors/:author'),
  route('/authors/:author/page/:number'),
  route('/archive', { listsArticles: true }),
  route('/archive/:year'),
  route('/archive/:year/page/:number'),
  route('/contact', { needsContent: false }),
  route('/search', { ...asked, filledFrom: '/answer/search' }),
  route('/search/suggest', asked),
  route('/opensearch.xml', { needsContent: false }),
  route('/feed.xml'),
  route('/atom.xml'),
  route('/feed.json'),
  route('/llms.txt'),
  route('/sitemap.xml'),
  route('/sitemap-:part.xml', { madeAt: '/sitemap.xml/:part' }),
  route('/site.webmanifest', { kind: 'file', needsContent: false }),
  route('/robots.txt', { needsContent: false }),
  route('/offline.html', { needsContent: false }),
  route('/sw.js', { needsContent: false, cacheControl: neverCached }),
  route('/:page.md', { ...negotiated, madeAt: '/markdown/pages/:page' }),
  pageRoute,

  route('/enquiry-received/:token', reader),
  route('/moderate/:token', reader),
  route('/preview/:token', reader),

  route('/staff', staff),
  route('/staff/content', staff),
  route('/staff/enquiries', staff),
  route('/staff/enquiries/download', staff),
  route('/staff/enquiries/:reference', staff),
  route('/staff/figures', staff),
  route('/staff/figures/download', staff),
  route('/staff/mail', staff),
  route('/staff/people', staff),
  route('/staff/people/erase', staff),
  route('/staff/people/export', staff),
  route('/staff/replies', staff),
  route('/staff/sign-in', { ...staff, needsSession: false }),
  route('/staff/sign-in/:token', { ...staff, needsSession: false }),
  route('/staff/sign-out', staff),

  route('/healthz', health),
  route('/readyz', health),
  route('/metrics', health),

  route('/pictures/*', { kind: 'file', cacheControl: 'public, max-age=300' }),
  route('/files/*', { kind: 'file' }),
  route('/_next/*', { kind: 'file', cacheControl: 'public, max-age=31536000, immutable' }),
  route('/_site/*', { kind: 'file', cacheControl: 'public, max-age=31536000, immutable' }),

  // The framework would answer these by itself.
  ...['/404', '/500'].map((one) => route(one, { kind: 'reserved' })),
]

export type RouteMatch = { route: Route; params: Partial<Record<Parameter, string>> }

export function matchRoute(path: string): RouteMatch | undefined {
  const parts = path.split('/')
  for (const one of [...(bySection.get(parts[1] ?? '') ?? []), ...anywhere]) {
    const params = paramsOf(one, parts)
    if (params) return { route: one.route, params }
  }
  return undefined
}

export function rulesAt(path: string): Route {
  const found = matchRoute(path)?.route
  if (found && found !== pageRoute) return found
  return bySection.get(path.split('/')[1] ?? '')?.[0]?.route ?? pageRoute
}

export function isOfTheSite(path: string): boolean {
  if (fixed.has(path) || own.some((head) => path.startsWith(`${head}/`))) return true
  return matchRoute(path)?.params.part !== undefined
}

/** Of a page that is there as Markdown too. */
export function markdownPath(path: string): string | undefined {
  const { route: found } = matchRoute(path) ?? {}
  return found?.isNegotiated && !found.madeAt ? `${path}.md` : undefined
}

/** The address by which the framework knows it. */
export function madeAt(path: string): string {
  const { route: found, params } = matchRoute(path) ?? {}
  return found?.madeAt?.replace(/:(\w+)/, (_all, name: Parameter) => params?.[name] ?? '') ?? path
}

/** A file's address may neither be one of the site's nor stand above one. */
export function isReserved(path: string): boolean {
  return heads.some((head) => head === path || head.startsWith(`${path}/`))
}

export function subjectOf(path: string): string {
  const { route: found, params } = matchRoute(path) ?? {}
  const name = params?.article ?? params?.topic ?? params?.author ?? params?.year
  const isPage = /^\d*$/.test(params?.number ?? '')
  return found && name !== undefined && isPage ? `${headOf(found.pattern)}/${name}` : path
}

export const publicPages = routes.filter(
  ({ pattern, kind, audience, takesQuery }) =>
    kind === 'page' && audience === 'everyone' && !takesQuery && !/[:*.]/.test(pattern),
)

export function sectionsOf(...audiences: Route['audience'][]): string[] {
  const all = routes.filter(({ audience }) => audiences.includes(audience))
  const isWhole = (section: string) => all.some(({ pattern }) => pattern === section)
  return [...new Set(all.map(sectionOf))].map((section) => (isWhole(section) ? section : `${section}/`))
}

/** Behind these, capitals carry meaning: a token, a reference, a file's own name. */
export const beforeCase = new RegExp(`^(?:${headsWith(/\/(?::token|:reference|\*)/).join('|')})(?=/|$)`, 'i')

const beforeToken = headsWith(/\/:token/).join('|')
const atToken = new RegExp(`^(?:${beforeToken})/`, 'i')

export const tokens = new RegExp(`((?:${beforeToken})/)[\\w%.-]+`, 'gi')

/** Without its query, which holds what people typed, and without tokens. */
export function maskedPath(target: string): string {
  const path = target.replace(/[?#].*$/s, '').slice(0, 500)
  const [before] = atToken.exec(path) ?? []
  return before ? `${before}…` : path
}

/** A parameter between letters, or letters alone. */
type Part = { before: string; name: Parameter | undefined; after: string }
type Compiled = { route: Route; parts: readonly Part[] }

const compiled: readonly Compiled[] = routes.map((one) => ({
  route: one,
  parts: one.pattern.split('/').map((part) => {
    const [before = '', name, after = ''] = part.split(/:(\w+)/)
    return { before, name: name as Parameter | undefined, after }
  }),
}))
const bySection: ReadonlyMap<string, readonly Compiled[]> = Map.groupBy(
  compiled.filter(({ parts }) => !parts[1]?.name),
  ({ parts }) => parts[1]?.before ?? '',
)
const anywhere = compiled.filter(({ parts }) => parts[1]?.name)

const heads = routes
  .map(({ pattern }) => headOf(pattern) || '/')
  .filter((head, at) => head !== '/' || at === 0)
const fixed: ReadonlySet<string> = new Set(
  routes.flatMap(({ pattern, kind }) => (kind === 'reserved' || /[:*]/.test(pattern) ? [] : pattern)),
)
const own = [
  ...routes
    .filter(
      ({ pattern, kind }) =>
        kind !== 'reserved' && /^[^:*]*(?::(?:year|number|token|reference)|\*)/.test(pattern),
    )
    .map(({ pattern }) => headOf(pattern)),
  ...routes.filter(({ audience }) => audience !== 'everyone').map(sectionOf),
]

function headOf(pattern: string): string {
  return pattern.replace(/\/[:*].*$/, '')
}

function sectionOf({ pattern }: Route): string {
  return `/${pattern.split('/')[1]}`
}

function headsWith(parameter: RegExp): string[] {
  const some = routes.filter(({ pattern, kind }) => kind !== 'reserved' && parameter.test(pattern))
  return some.map(({ pattern }) => headOf(pattern))
}

function paramsOf({ parts }: Compiled, given: readonly string[]): RouteMatch['params'] | undefined {
  const params: RouteMatch['params'] = {}
  for (const [index, { before, name, after }] of parts.entries()) {
    if (before === '*') return given[index] ? params : undefined
    const value = given[index] ?? ''
    if (name === undefined) {
      if (value !== before) return undefined
    } else if (
      value.length > before.length + after.length &&
      value.startsWith(before) &&
      value.endsWith(after)
    )
      params[name] = value.slice(before.length, value.length - after.length)
    else return undefined
  }
  return parts.length === given.length ? params : undefined
}
