import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

/** Whom each folder may import, beside itself: what is not listed, folder or file, is denied. */
const mayImport: Record<string, readonly string[]> = {
  app: [
    ...['components', 'auth', 'backup/last.ts', 'content', 'context.ts', 'desk', 'enquiries', 'figures'],
    ...['forms', 'outbox/admin.ts', 'pictures', 'privacy', 'replies', 'search', 'spam', 'time'],
  ],
  components: ['content', 'enquiries', 'figures', 'pictures', 'replies', 'search', 'spam', 'time'],

  words: [],
  // The lower floors know no subject.
  db: ['config.ts', 'jobs', 'time'],
  forms: ['db', 'time'],
  jobs: [],
  mail: ['time'],
  outbox: ['db', 'deps.ts', 'jobs', 'mail', 'time'],
  pictures: [],
  spam: ['db', 'forms', 'time'],
  time: [],

  auth: ['config.ts', 'db', 'deps.ts', 'forms', 'outbox', 'time'],
  content: ['auth', 'deps.ts', 'jobs', 'outbox', 'pictures', 'time'],
  events: ['db'],
  search: ['content', 'db', 'time'],
  replies: ['content', 'context.ts', 'db', 'events', 'forms', 'outbox', 'spam', 'time'],
  enquiries: ['content', 'context.ts', 'db', 'events', 'forms', 'mail', 'outbox', 'spam', 'time'],

  // What needs several subjects.
  figures: ['content', 'context.ts', 'db', 'enquiries', 'jobs', 'replies', 'time'],
  desk: [
    ...[
      'auth',
      'context.ts',
      'enquiries',
      'events',
      'forms',
      'outbox/admin.ts',
      'privacy',
      'replies',
      'time',
    ],
  ],
  reminders: ['context.ts', 'db', 'enquiries', 'jobs', 'mail', 'outbox', 'replies', 'time'],
  privacy: [
    ...[
      'auth',
      'context.ts',
      'db',
      'enquiries',
      'figures',
      'forms',
      'jobs',
      'mail',
      'outbox',
      'replies',
      'spam',
      'time',
    ],
  ],
  backup: ['config.ts', 'db'],
  import: ['content', 'replies', 'time'],
  export: ['backup/content.ts', 'components', 'content', 'context.ts', 'enquiries', 'replies', 'time'],

  // What starts things puts them together.
  http: [
    ...['auth', 'backup/last.ts', 'config.ts', 'content', 'context.ts', 'db', 'enquiries', 'forms', 'jobs'],
    ...['figures', 'mail', 'outbox', 'pictures', 'privacy', 'reminders', 'replies', 'search', 'spam', 'time'],
  ],
  cli: [
    ...[
      'auth',
      'backup',
      'config.ts',
      'content',
      'context.ts',
      'db',
      'desk',
      'enquiries',
      'export',
      'http',
      'import',
    ],
    ...['mail', 'pictures', 'replies', 'spam', 'time'],
  ],

  // Of lib's own files, those that look into a folder; the settings and what holds live things are not for everyone.
  'config.ts': [],
  'context.ts': ['auth', 'content', 'deps.ts', 'outbox', 'search'],
  'deps.ts': ['config.ts', 'db'],
  'env-file.ts': ['config.ts', 'content'],
  'private-files.ts': ['config.ts'],
  'secrets.ts': ['config.ts'],
  // The one table of all forms.
  'site-forms.ts': ['context.ts', 'desk', 'enquiries', 'forms', 'replies'],
}
/** Words stand in all that people read. */
const forEveryone = new Set(['words'])
const notForEveryone = new Set(['config.ts', 'context.ts', 'deps.ts'])

/** Who may import a package that not everyone may; a file or a folder. */
const mayUse: Record<string, readonly string[]> = {
  next: ['app', 'lib/http/renderer.ts'],
  react: ['app', 'components', 'lib/content/render.ts'],
  'react-dom': ['app', 'components/article-body/feed-html.ts'],
  vitest: [],
  playwright: [],
}

/** Whose stores others may call, within a transaction of their own. */
const sharedStores = new Set(['db', 'events', 'forms', 'outbox', 'spam'])

const files = globSync(['{app,components,lib}/**/*.{ts,tsx,mjs}', 'instrumentation.ts'])
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const graph = new Map(files.map((file) => [file, importsOf(file)]))

/** Types count: who needs a type of another has to read it, too. */
function importsOf(file: string): string[] {
  const code = (texts.get(file) ?? '').replace(/^\s*(?:\/?\*|\/\/).*$/gm, '')
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*'([^'\n]+)'/g)].map(([, named = '']) =>
    named.startsWith('#')
      ? named.slice(1)
      : named.startsWith('.')
        ? posix.normalize(posix.join(posix.dirname(file), named))
        : named,
  )
}

/** `replies` for what lies in lib/replies, `log.ts` for lib/log.ts, else the uppermost folder. */
function folderOf(file: string): string {
  const [top = '', folder = ''] = file.split('/')
  if (top === 'lib') return folder
  return top === 'instrumentation.ts' ? 'app' : top
}

const isOurs = (named: string) => /^(?:lib|components|app)\//.test(named)

test('each folder imports only those that it may', () => {
  const denied = files.flatMap((file) => {
    const own = folderOf(file)
    return (graph.get(file) ?? [])
      .filter((named) => isOurs(named))
      .filter((named) => {
        const other = folderOf(named)
        const isForEveryone = forEveryone.has(other) || (other.endsWith('.ts') && !notForEveryone.has(other))
        const isAllowed = [other, named.slice('lib/'.length)].some((name) => mayImport[own]?.includes(name))
        return other !== own && !isForEveryone && !isAllowed
      })
      .map((named) => `${file} imports ${named}`)
  })
  expect(denied).toEqual([])
})

test('nobody is allowed more than is needed', () => {
  const needed = new Set(
    files.flatMap((file) =>
      (graph.get(file) ?? []).flatMap((named) =>
        [folderOf(named), named.replace('lib/', '')].map((other) => `${folderOf(file)} ${other}`),
      ),
    ),
  )
  const allowed = Object.entries(mayImport).flatMap(([own, others]) =>
    others.map((other) => `${own} ${other}`),
  )
  expect(allowed.filter((pair) => !needed.has(pair))).toEqual([])
})

test('one module knows the framework’s renderer, and lib renders nothing but texts', () => {
  const denied = files.flatMap((file) =>
    (graph.get(file) ?? [])
      .filter((named) => {
        const users = mayUse[named.split('/')[0] ?? '']
        return users && !users.includes(file) && !users.includes(folderOf(file))
      })
      .map((named) => `${file} imports ${named}`),
  )
  expect(denied).toEqual([])
})

test('one module knows the framework’s HTML', () => {
  const knows = files.filter((file) => /\$ACTION|<div hidden=""/.test(texts.get(file) ?? ''))
  expect(knows).toEqual(['lib/http/html.ts'])
})

test('what a subject stores is reached through its functions, not its store', () => {
  const denied = files.flatMap((file) =>
    (graph.get(file) ?? [])
      .filter((named) => /(?:^|-)store\.ts$/.test(posix.basename(named)))
      .filter((named) => folderOf(named) !== folderOf(file) && !sharedStores.has(folderOf(named)))
      .map((named) => `${file} imports ${named}`),
  )
  expect(denied).toEqual([])
})

test('SQL stands in stores and in lib/db alone', () => {
  const holds = files.filter((file) =>
    /\b(?:selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto)\(|\bsql[`<]/.test(
      texts.get(file) ?? '',
    ),
  )
  const others = holds.filter(
    (file) => folderOf(file) !== 'db' && !/(?:^|-)store\.ts$/.test(posix.basename(file)),
  )
  expect(others).toEqual([])
})

test('no file imports itself by way of others', () => {
  expect(circles(graph).map((circle) => circle.sort().join(' '))).toEqual([])
})

test('no folder imports itself by way of others', () => {
  const folders = new Map<string, string[]>()
  for (const [file, named] of graph) {
    const own = folderOf(file)
    const others = named.filter(isOurs).map(folderOf)
    folders.set(own, [...(folders.get(own) ?? []), ...others.filter((other) => other !== own)])
  }
  expect(circles(folders)).toEqual([])
})

/** The strongly connected components of more than one node (R. Tarjan, 1972), by their first node. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const found: string[][] = []
  const at = (numbers: Map<string, number>, node: string) => numbers.get(node) ?? 0
  const visit = (node: string) => {
    order.set(node, order.size)
    lowest.set(node, at(order, node))
    open.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue
      if (!order.has(next)) visit(next)
      if (open.includes(next)) lowest.set(node, Math.min(at(lowest, node), at(lowest, next)))
    }
    if (lowest.get(node) !== order.get(node)) return
    const circle = open.splice(open.indexOf(node))
    if (circle.length > 1) found.push(circle)
  }
  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return found.sort()
}
