import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileKind } from '#lib/content/file-kinds.ts'
import { readTarget } from '#lib/http/target.ts'
import {
  isOfTheSite,
  isReserved,
  maskedPath,
  matchRoute,
  publicPages,
  routes,
  rulesAt,
  sectionsOf,
  subjectOf,
} from '#lib/routes.ts'

const app = new URL('../../app', import.meta.url).pathname

/** The folders under `app/` that answer, as patterns of the table; our answer pages are asked for by the handler alone. */
function patternsOfApp(): string[] {
  const named: Record<string, string> = {
    '/sitemap.xml/[part]': '/sitemap-:part.xml',
    '/markdown/articles/[slug]': '/articles/:article.md',
    '/markdown/pages/[slug]': '/:page.md',
    '/[...path]': '/:page',
    '/articles/[slug]': '/articles/:article',
    '/authors/[id]': '/authors/:author',
  }
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file) && !file.startsWith('answer/'))
    .map((file) => `/${file.replace(/\/?(page\.tsx|route\.ts)$/, '')}`)
    .map((path) => Object.entries(named).reduce((text, [from, to]) => text.replace(from, to), path))
    .map((path) => path.replace(/\[(\w+)\]/g, ':$1'))
}

const sample: Record<string, string> = {
  ':number': '2',
  ':token': 'ToKeN',
  ':reference': 'E-7K3QX',
  ':page': 'about-us',
  ':part': '2',
  '*': 'articles/a/Photo.jpg',
}
const exampleOf = (pattern: string) => pattern.replace(/:\w+|\*/g, (name) => sample[name] ?? 'one')

test('the table lists what the app answers, and nothing that it does not', () => {
  const pages = routes.filter(({ kind }) => kind === 'page').map(({ pattern }) => pattern)
  expect(patternsOfApp().sort()).toEqual([...pages].sort())
})

test.each(routes.map((route) => [route.pattern, route] as const))(
  '%s is found by its own address',
  (pattern, route) => {
    const path = exampleOf(pattern)
    expect(matchRoute(path)?.route).toBe(route)
    expect(rulesAt(path)).toBe(route)
  },
)

test('a kind of address is declared once: names, links, robots, logs, case and caching follow from its line', () => {
  for (const route of routes) {
    const { pattern, kind, audience } = route
    const path = exampleOf(pattern)
    const [head = '', parameter] = /^(.*?)(?:\/([:*]\w*).*)?$/.exec(pattern)?.slice(1) ?? []
    const isContents = /^:(article|topic|author|page)$/.test(parameter ?? '')
    if (head) expect(isReserved(head), pattern).toBe(true)
    const [, section = ''] = head.split('/')
    if (section && kind !== 'health')
      expect(fileKind(`pages/${section}.mdx`), pattern).toHaveProperty('problem')
    expect(isOfTheSite(path), pattern).toBe(kind !== 'reserved' && !isContents)

    const isListed = sectionsOf('reader', 'staff').some((one) => path.startsWith(one))
    expect(isListed, pattern).toBe(audience !== 'everyone')
    if (audience !== 'everyone') expect(route).toMatchObject({ cacheControl: 'no-store' })

    expect(maskedPath(`${path}?q=ann@example.org`)).toBe(path.replace('ToKeN', '…'))
    if (kind === 'reserved') continue
    const upper = readTarget(path.replace(/^\/\w+/, (first) => first.toUpperCase()))
    expect([upper.kind, upper.path], pattern).toEqual([path === '/' ? 'path' : 'moved', path])
  }
})

test('what is for one reader is asked to be left alone by robots, and stands in no sitemap', () => {
  expect(sectionsOf('reader', 'staff')).toEqual(['/enquiry-received/', '/moderate/', '/preview/', '/staff'])
  expect(publicPages.map(({ pattern }) => pattern)).toEqual([
    '/',
    '/articles',
    '/topics',
    '/archive',
    '/contact',
  ])
})

test.each([
  ['/staff/nothing', 'no-store', true],
  ['/staff/sign-in/abc', 'no-store', false],
  ['/moderate', 'no-store', false],
  ['/nothing/at/all', 'public, max-age=0, must-revalidate', false],
])('%s has the rules of its section though nothing may stand there', (path, cacheControl, needsSession) => {
  expect(rulesAt(path)).toMatchObject({ cacheControl, needsSession })
})

test.each([
  ['/topics/health/feed.xml', '/topics/health'],
  ['/topics/health/page/2', '/topics/health'],
  ['/archive/2026/page/2', '/archive/2026'],
  ['/articles/one/replies.xml', '/articles/one'],
  ['/articles/one', '/articles/one'],
  ['/articles/page/2', '/articles/page/2'],
  ['/about', '/about'],
  ['/about/more', '/about/more'],
])('%s belongs to %s', (path, subject) => {
  expect(subjectOf(path)).toBe(subject)
})

test('what is kept for later is nobody’s: no file takes it, and a link to it is dead', () => {
  for (const path of ['/404', '/500']) {
    expect(existsSync(`${app}${path}`)).toBe(false)
    expect([isReserved(path), isOfTheSite(path)]).toEqual([true, false])
  }
})

test.each([
  ['/articles/first', '/articles/first'],
  ['/search?q=ann@example.org', '/search'],
  ['/staff/people?email=ann@example.org', '/staff/people'],
  ['/moderate/abc.def', '/moderate/…'],
  ['/Moderate/abc.def?x', '/Moderate/…'],
  ['/staff/sign-in/abc/def', '/staff/sign-in/…'],
  ['/staff/sign-in', '/staff/sign-in'],
  ['/enquiry-received/abc', '/enquiry-received/…'],
  ['/preview/abc', '/preview/…'],
  ['/staff/enquiries/E-7K3QX', '/staff/enquiries/E-7K3QX'],
])('%s is logged as %s', (target, logged) => {
  expect(maskedPath(target)).toBe(logged)
})
