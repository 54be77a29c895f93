import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { deriveKeys } from '#lib/auth/keys.ts'
import { consumeSignIn, signInLink } from '#lib/auth/sign-in.ts'
import { parseSettings } from '#lib/config.ts'
import { openDatabase } from '#lib/db/client.ts'
import { createRouter, type Resolved } from '#lib/http/router.ts'
import { ulid } from '#lib/ulid.ts'
import { article, contentFolder } from '../content/folder.ts'

const now = () => Date.parse('2026-11-23T12:00:00Z')
const keys = deriveKeys('a secret for tests that protects nothing')

async function routerOf(files: Record<string, string>) {
  const { library } = await (await contentFolder(files)).open()
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-routes-'))
  const db = await openDatabase({ kind: 'sqlite', file: join(folder, 'site.db') })
  onTestFinished(async () => {
    await db.close()
    rmSync(folder, { recursive: true })
  })
  await db.migrate()
  const read = parseSettings({ STAFF_EMAIL: 'staff@example.org' })
  if ('problems' in read) throw new Error('settings')
  const deps = { library, db, keys, now, newId: ulid, settings: read.settings }
  return { router: createRouter(deps), deps }
}

const files = {
  'authors/jane.yml': 'name: Jane\n',
  'pages/about.mdx':
    '---\ntitle: About\ndescription: Who we are\nredirectFrom: [/who, /old/who]\n---\nWords.\n',
  'articles/one.mdx': article('Words.', {
    author: 'jane',
    topics: 'Health',
    redirectFrom: '[/articles/old, /2019/05/old]',
  }),
  'articles/draft.mdx': article('Words.', { draft: 'true' }),
  'articles/over.mdx': article('Words.', { expires: '2026-11-22' }),
}

const page: Resolved = { kind: 'page' }
const missing: Resolved = { kind: 'missing' }
test.each<[string, Partial<Resolved>]>([
  ['/', page],
  ['/articles/one', page],
  ['/articles/one/replies.xml', page],
  ['/articles/one.md', page],
  ['/about.md', page],
  ['/articles/old.md', { kind: 'moved', to: '/articles/one.md' }],
  ['/who.md', { kind: 'moved', to: '/about.md' }],
  ['/articles/over.md', { kind: 'gone' }],
  ['/articles/draft.md', missing],
  ['/articles/nothing.md', missing],
  ['/topics/health.md', missing],
  ['/contact.md', missing],
  ['/articles/one/anything', missing],
  ['/articles/old', { kind: 'moved', to: '/articles/one' }],
  ['/2019/05/old', { kind: 'moved', to: '/articles/one' }],
  ['/articles/over', { kind: 'gone' }],
  ['/articles/draft', missing],
  ['/articles/nothing', missing],
  ['/articles/page/1', { kind: 'moved', to: '/articles' }],
  ['/articles/page/2', missing],
  ['/articles/page/x', missing],
  ['/archive', page],
  ['/archive/2026', page],
  ['/archive/2026/page/1', { kind: 'moved', to: '/archive/2026' }],
  ['/archive/2026/page/2', missing],
  ['/archive/2025', missing],
  ['/archive/last', missing],
  ['/topics/health', page],
  ['/topics/health/feed.xml', page],
  ['/topics/nothing', missing],
  ['/topics/nothing/feed.xml', missing],
  ['/topics/health/page/1', { kind: 'moved', to: '/topics/health' }],
  ['/topics/health/page/2', missing],
  ['/authors', missing],
  ['/authors/jane', page],
  ['/authors/nobody', missing],
  ['/about', page],
  ['/about/more', missing],
  ['/who', { kind: 'moved', to: '/about' }],
  ['/old/who', { kind: 'moved', to: '/about' }],
  ['/constructor', missing],
  ['/articles/__proto__', missing],
  ['/answer/404', missing],
  ['/answer/faults/x', missing],
  ['/_next/data/build/index.json', missing],
  ['/_global-error', missing],
  ['/_not-found', missing],
  ['/about.rsc', missing],
  ['/index.rsc', missing],
  ['/articles/one.rsc', missing],
  ['/articles/one.segments/_tree.segment.rsc', missing],
  ['/articles/one.prefetch.rsc', missing],
  ['/articles/one.action', missing],
  ['/articles/one.anything', missing],
  ['/staff.rsc', missing],
  ['/staff/nothing', missing],
  ['/moderate', missing],
  ['/moderate/a/b', missing],
])('%s is known without rendering', async (path, route) => {
  const { router } = await routerOf(files)
  expect(router(path)).toMatchObject(route)
})

test('an address for one reader opens with a token of ours, and nothing else does', async () => {
  const { router } = await routerOf(files)
  for (const purpose of ['moderate', 'enquiry-received', 'preview'] as const) {
    const token = keys.sign(purpose, 'reply-a', now() + 1000)
    const other = keys.sign(purpose === 'preview' ? 'moderate' : 'preview', 'reply-a', now() + 1000)
    const opens = async (path: string) => {
      const route = router(path)
      return route.kind === 'private' && [await route.opens(), route.shownAt]
    }
    expect(await opens(`/${purpose}/${token}`)).toEqual([true, `/${purpose}/-`])
    for (const forged of [other, 'x', `${token}x`, token.slice(1)])
      expect(await opens(`/${purpose}/${forged}`)).toEqual([false, `/${purpose}/-`])
  }
})

test('the desk opens with a session, its sign-in page with a link of ours', async () => {
  const { router, deps } = await routerOf(files)
  const opens = async (path: string, cookies?: string, query = '') => {
    const route = router(path, query)
    return route.kind === 'private' && [await route.opens(cookies), route.shownAt]
  }
  const link = await signInLink(deps, 'staff@example.org')
  const token = link?.url.split('/').at(-1) ?? ''
  expect(await opens(`/staff/sign-in/${token}`)).toEqual([true, '/staff/sign-in/-'])
  expect(await opens(`/staff/sign-in/${token.replace(/^./, 'z')}`)).toEqual([false, '/staff/sign-in/-'])
  const signed = await consumeSignIn(deps, token)
  const session = 'session' in signed ? signed.session.token : ''
  expect(await opens(`/staff/sign-in/${token}`)).toEqual([true, '/staff/sign-in/-'])
  expect(await opens('/staff/replies', `a=b; desk=${session}`)).toEqual([true, '/staff/replies'])
  for (const cookies of [undefined, 'desk=', `desk=${token}`, `xdesk=${session}`])
    expect(await opens('/staff/replies', cookies)).toEqual([false, '/staff/replies'])
  expect(await opens('/staff/enquiries/E-7K3QX')).toEqual([false, '/staff/enquiries/-'])
  expect(await opens('/staff/sign-in', '', 'done=out')).toEqual([false, '/staff/sign-in?done=out'])
  expect(await opens('/staff/sign-in', '', 'done=constructor')).toEqual([false, '/staff/sign-in'])
})
