export type Parameter =
  | 'article'
  | 'topic'
  | 'author'
  | 'page'
  | 'year'
  | 'number'
  | 'token'
  | 'reference'
  | 'target'

export type Route = {
  /** `:parameter` stands for one part, `*` for all that follows. */
  pattern: string
  kind: 'page' | 'health' | 'file' | 'ping' | 'reserved'
  audience: 'everyone' | 'reader' | 'staff'
  cacheControl: string
  needsSession: boolean
  needsContent: boolean
  listsArticles: boolean
}

export const revalidated = 'public, max-age=0, must-revalidate'

export const publicFiles = 'public, max-age=3600'

function route(pattern: string, given: Partial<Route> = {}): Route {
  const audience = given.audience ?? 'everyone'
  return {
    ...{ pattern, kind: 'page', audience },
    cacheControl: audience === 'everyone' ? revalidated : 'no-store',
    needsSession: audience === 'staff',
    needsContent: audience === 'everyone',
    listsArticles: false,
    ...given,
  }
}

const pageRoute = route('/:page')
const reader = { audience: 'reader' } as const
const staff = { audience: 'staff' } as const
const health = { kind: 'health', cacheControl: 'no-store', needsContent: false } as const

/** The only list of addresses: everything else derives from it. The first fit counts. */
export const routes: readonly Route[] = [
  route('/', { listsArticles: true }),
  route('/articles', { listsArticles: true }),
  route('/articles/page/:number'),
  route('/articles/:article'),
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
  route('/feed.xml'),
  route('/atom.xml'),
  route('/feed.json'),
  route('/sitemap.xml'),
  route('/site.webmanifest', { kind: 'file', needsContent: false }),
  route('/robots.txt', { needsContent: false }),
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

  // For what is to come; the last two the framework would answer by itself.
  ...['/search/*', '/404', '/500'].map((one) => route(one, { kind: 'reserved' })),
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
  return fixed.has(path) || own.some((head) => path.startsWith(`${head}/`))
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
  ({ pattern, kind, audience }) => kind === 'page' && audience === 'everyone' && !/[:*.]/.test(pattern),
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

type Compiled = { route: Route; parts: readonly string[] }

const compiled: readonly Compiled[] = routes.map((one) => ({ route: one, parts: one.pattern.split('/') }))
const bySection: ReadonlyMap<string, readonly Compiled[]> = Map.groupBy(
  compiled.filter(({ parts }) => !parts[1]?.startsWith(':')),
  ({ parts }) => parts[1] ?? '',
)
const anywhere = compiled.filter(({ parts }) => parts[1]?.startsWith(':'))

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
  for (const [index, part] of parts.entries()) {
    if (part === '*') return given[index] ? params : undefined
    const value = given[index]
    if (part.startsWith(':') && value) params[part.slice(1) as Parameter] = value
    else if (part !== value) return undefined
  }
  return parts.length === given.length ? params : undefined
}
