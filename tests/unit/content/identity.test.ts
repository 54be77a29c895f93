import { expect, test } from 'vitest'
import type { Library } from '#lib/content/article.ts'
import { type RequestContext, withRequest } from '#lib/request-context.ts'
import { article, contentFolder } from './folder.ts'

const from = (...addresses: string[]) => ({ redirectFrom: `[${addresses.join(', ')}]` })

function identityOf(library: Library, slug: string) {
  const found = library.preview(slug)
  if (!found) throw new Error(`no article ${slug}`)
  return library.identity(found)
}

async function opened(files: Record<string, string>) {
  const folder = await contentFolder(files)
  return { folder, ...(await folder.open()) }
}

test('an article that never moved is known by its address', async () => {
  const { library } = await opened({ 'articles/a.mdx': article() })
  expect(identityOf(library, 'a')).toMatchObject({ name: 'a', isAddress: true })
  expect(library.keeping('a')?.slug).toBe('a')
  expect(library.keeping('b')).toBeUndefined()
})

test.each<[what: string, slug: string, addresses: string[], name: string]>([
  ['renamed', 'b', ['/articles/a'], 'a'],
  ['renamed by hand, the address in another spelling', 'b', ['/Articles/A/'], 'a'],
  ['renamed three times', 'd', ['/articles/a', '/articles/b', '/articles/c'], 'a'],
  ['renamed back', 'a', ['/articles/a', '/articles/b'], 'a'],
  ['brought from another system, then renamed', 'b', ['/2015/x/', '/articles/a'], 'a'],
  ['brought from another system', 'b', ['/2015/x/', '/blog/articles/y', '/articles/2015/z'], 'b'],
])('an article that was %s is known by its first address', async (_what, slug, addresses, name) => {
  const { library } = await opened({ [`articles/${slug}.mdx`]: article('Words.', from(...addresses)) })
  expect(identityOf(library, slug)).toMatchObject({ name, isAddress: true })
  const slugs = addresses.flatMap((path) => /^\/articles\/(\w+)\/?$/i.exec(path)?.[1]?.toLowerCase() ?? [])
  expect(identityOf(library, slug).keys[0]).toBe(slug)
  expect(identityOf(library, slug).keys).toEqual(expect.arrayContaining(slugs))
  for (const key of identityOf(library, slug).keys) expect(library.keeping(key)?.slug).toBe(slug)
  expect(library.faults()).toEqual([])
})

test('two articles that became one have the replies of both', async () => {
  const { library } = await opened({
    'articles/both.mdx': article('Words.', from('/articles/one', '/articles/two')),
  })
  expect(identityOf(library, 'both').name).toBe('one')
  for (const key of ['both', 'one', 'two']) expect(library.keeping(key)?.slug).toBe('both')
})

test('a new article at an old address is another one, and so it stays when it moves on', async () => {
  const { library, folder } = await opened({
    'articles/b.mdx': article('Words.', { date: '2026-11-01', ...from('/articles/a') }),
    'articles/a.mdx': article(),
  })
  expect(library.faults()).toEqual([])
  expect(identityOf(library, 'b')).toMatchObject({ name: 'a', isAddress: false })
  expect(identityOf(library, 'a')).toMatchObject({ name: 'a#2', isAddress: true })
  expect(library.keeping('a')?.slug).toBe('b')
  expect(library.keeping('a#2')?.slug).toBe('a')
  expect(identityOf(library, 'a').keys[0]).toBe('a#2')
  expect(identityOf(library, 'b').keys).not.toContain('a#2')

  await folder.remove('articles/a.mdx')
  await folder.write('articles/c.mdx', article('Words.', from('/articles/a')))
  await library.refresh()
  expect(identityOf(library, 'b').name).toBe('a')
  expect(identityOf(library, 'c').name).toBe('a#2')
  expect(library.keeping('a#2')?.slug).toBe('c')

  await folder.remove('articles/b.mdx')
  await library.refresh()
  expect(identityOf(library, 'c').keys).toContain('a#2')
})

test('while a rename is under way the article is one, at both of its addresses', async () => {
  const { library } = await opened({
    'articles/b.mdx': article('Words.', from('/articles/a')),
    'articles/a.mdx': article(),
  })
  for (const slug of ['a', 'b']) {
    expect(identityOf(library, slug).name).toBe('a')
    expect(identityOf(library, slug).keys).toContain('a')
  }
  expect(library.keeping('a')?.slug).toBe('b')
})

test('of two articles of one date the one that moved away had the address first', async () => {
  const { library } = await opened({
    'articles/b.mdx': article('Words.', from('/articles/a')),
    'articles/a.mdx': article('Other words, quite other ones.'),
  })
  expect([identityOf(library, 'b').name, identityOf(library, 'a').name]).toEqual(['a', 'a#2'])
})

test('a page that shows an article is dropped when another takes its old address, and when one claims its own', async () => {
  const { library, folder, dropped } = await opened({
    'articles/b.mdx': article('Words.', from('/articles/a')),
  })
  const shown = async (slug: string) => {
    const context: RequestContext = { id: '', client: '-', cacheTags: new Set() }
    await withRequest(context, async () => identityOf(library, slug))
    return context.cacheTags
  }
  const first = await shown('b')
  await folder.write('articles/a.mdx', article('Others.', { title: 'Another' }))
  await library.refresh()
  expect(dropped().some((tag) => first.has(tag))).toBe(true)

  const own = await shown('a')
  await folder.write('articles/b.mdx', article('Words.', from('/articles/x')))
  await library.refresh()
  expect(dropped().some((tag) => own.has(tag))).toBe(true)
})

test('an article may name its own address among older ones; alone it would be a redirect to itself', async () => {
  const { library } = await opened({
    'articles/a.mdx': article('Words.', from('/articles/a', '/articles/b')),
    'articles/c.mdx': article('Words.', from('/articles/c')),
  })
  expect(library.faults().map(({ message }) => message)).toEqual([
    '"/articles/c" is this page\'s own address: it would lead to itself for ever',
  ])
  expect(library.article('a').kind).toBe('here')
  expect(library.article('b')).toEqual({ kind: 'moved', to: '/articles/a' })
})
