import { expect, test } from 'vitest'
import { article, contentFolder, png } from './folder.ts'

test('articles stand newest first, those of one instant by their address', async () => {
  const folder = await contentFolder({
    'articles/b.mdx': article('Words.', { date: '2026-11-01' }),
    'articles/c.md': article('Words.', { date: '2026-11-03' }),
    'articles/a.mdx': article('Words.', { date: '2026-11-01' }),
  })
  const { library } = await folder.open()
  expect(library.articles().map(({ slug }) => slug)).toEqual(['c', 'a', 'b'])
})

test('drafts, scheduled and expired articles stand in no list', async () => {
  const folder = await contentFolder({
    'articles/here.mdx': article('Words.', { topics: 'Health' }),
    'articles/draft.mdx': article('Words.', { draft: 'true', topics: 'Drafts' }),
    'articles/later.mdx': article('Words.', { date: '2026-11-24', topics: 'Later' }),
    'articles/over.mdx': article('Words.', { expires: '2026-11-22', topics: 'Over' }),
  })
  const { library } = await folder.open()
  expect(library.articles().map(({ slug }) => slug)).toEqual(['here'])
  expect(library.topics()).toEqual([
    { slug: 'health', label: 'Health', path: '/topics/health', lang: 'en-GB', count: 1 },
  ])
  expect(library.article('draft')).toEqual({ kind: 'missing' })
  expect(library.article('later')).toEqual({ kind: 'missing' })
  expect(library.article('over')).toEqual({ kind: 'gone' })
  expect(library.article('never-was')).toEqual({ kind: 'missing' })
  expect(library.preview('draft')?.title).toBe('A title')
  expect(library.everything().map(({ article: { slug }, state }) => [slug, state])).toEqual([
    ['later', 'scheduled'],
    ['draft', 'draft'],
    ['here', 'here'],
    ['over', 'expired'],
  ])
})

test('lists by topic, author and series hold what belongs to them', async () => {
  const folder = await contentFolder({
    'authors/jane-doe.yml': 'name: Jane Doe\n',
    'authors/john-roe.yml': 'name: John Roe\n',
    'articles/a.mdx': article('Words.', { author: '[jane-doe, john-roe]', topics: '[Health, Work]' }),
    'articles/b.mdx': article('Words.', { author: 'jane-doe', topics: 'Health', series: 'Steps' }),
  })
  const { library } = await folder.open()
  const slugs = (filter: Parameters<typeof library.articles>[0]) =>
    library.articles(filter).map(({ slug }) => slug)
  expect(slugs({ topic: 'health' })).toEqual(['a', 'b'])
  expect(slugs({ topic: 'work' })).toEqual(['a'])
  expect(slugs({ author: 'john-roe' })).toEqual(['a'])
  expect(slugs({ topic: 'health', author: 'john-roe' })).toEqual(['a'])
  expect(slugs({ series: 'Steps' })).toEqual(['b'])
  expect(slugs({ topic: 'none' })).toEqual([])
  expect(library.authors().map(({ name, count }) => [name, count])).toEqual([
    ['Jane Doe', 2],
    ['John Roe', 1],
  ])
})

test('a topic keeps the spelling of its first article', async () => {
  const folder = await contentFolder({
    'articles/new.mdx': article('Words.', { date: '2026-11-02', topics: 'public health' }),
    'articles/old.mdx': article('Words.', { date: '2026-11-01', topics: 'Public Health' }),
  })
  const { library } = await folder.open()
  expect(library.topics().map(({ label, count }) => [label, count])).toEqual([['Public Health', 2]])
  expect(library.topic('public-health')?.label).toBe('Public Health')
})

test('an old address leads to the article, however it is typed', async () => {
  const folder = await contentFolder({
    'articles/new.mdx': article('Words.', { redirectFrom: '[/articles/old, /blog/Über.html]' }),
    'pages/about.mdx': '---\ntitle: About\ndescription: Us\nredirectFrom: /who-we-are\n---\nWords.\n',
  })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  expect(library.article('old')).toEqual({ kind: 'moved', to: '/articles/new' })
  expect(library.elsewhere('/blog/Über.html/')).toEqual({ kind: 'moved', to: '/articles/new' })
  expect(library.page('who-we-are')).toEqual({ kind: 'moved', to: '/about' })
  expect(library.page('about')).toMatchObject({ kind: 'here', item: { title: 'About', lang: 'en-GB' } })
  expect(library.elsewhere('/nowhere')).toEqual({ kind: 'missing' })
})

test('a redirect never hides what stands at its address', async () => {
  const folder = await contentFolder({
    'articles/a.mdx': article('Words.', { redirectFrom: '[/articles/b, /articles/a]' }),
    'articles/b.mdx': article('Words.', { redirectFrom: '[/articles/a]' }),
  })
  const { library } = await folder.open()
  expect(library.article('a').kind).toBe('here')
  expect(library.article('b').kind).toBe('here')
  expect(library.faults()).toHaveLength(3)
})

test('a picture is served with its size', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('Words.', { image: 'cover.png', imageAlt: 'A pixel' }),
    'articles/x/cover.png': png,
    'authors/jane-doe.yml': 'name: Jane Doe\npicture: jane.png\n',
    'authors/jane.png': png,
  })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  expect(library.articles()[0]?.image).toEqual({
    path: '/pictures/articles/x/cover.png',
    alt: 'A pixel',
    width: 1,
    height: 1,
    // Nobody says what must stay in sight of a picture that is not wide: its upper part.
    focus: { x: 50, y: 10 },
    share: expect.stringMatching(/^\/pictures\/share\/[0-9a-f]{10}\/articles\/x\.jpg$/),
  })
  expect(library.author('jane-doe')?.picture).toEqual({
    path: '/pictures/authors/jane.png',
    alt: 'Jane Doe',
    width: 1,
    height: 1,
    focus: { x: 50, y: 10 },
    share: expect.stringMatching(/^\/pictures\/share\/[0-9a-f]{10}\/authors\/jane-doe\.jpg$/),
  })
})

test('an author whose file has a slip takes no article off the site', async () => {
  const folder = await contentFolder({
    'authors/jane-doe.yml': 'name: Jane Doe\nbiografy: Long\n',
    'articles/x.mdx': article('Words.', { author: 'jane-doe' }),
  })
  const { library } = await folder.open()
  expect(library.articles().map(({ authors }) => authors.map(({ name }) => name))).toEqual([['Jane Doe']])
  expect(library.faults()).toHaveLength(1)
})

test('what editors and systems leave behind is no fault', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article(),
    'articles/.x.mdx.swp': 'x',
    'articles/x.mdx~': 'x',
    'articles/.DS_Store': 'x',
    'articles/Thumbs.db': 'x',
    'articles/README.md': '# About this folder',
    'articles/x.mdx.filepart': 'x',
    'articles/.git/HEAD': 'x',
  })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  expect(library.articles()).toHaveLength(1)
})

test('a folder with nothing in it is a site with nothing on it', async () => {
  const { library } = await (await contentFolder()).open()
  expect(library.articles()).toEqual([])
  expect(library.topics()).toEqual([])
  expect(library.pages()).toEqual([])
  expect(library.faults()).toEqual([])
})

test('a link out of the folder is not followed', async () => {
  const { symlink } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const outside = await contentFolder({ 'secret.mdx': article() })
  const folder = await contentFolder({ 'articles/x.mdx': article() })
  await symlink(join(outside.path, 'secret.mdx'), join(folder.path, 'articles/leak.mdx'))
  await symlink(join(folder.path, 'articles/x.mdx'), join(folder.path, 'articles/twin.mdx'))
  const { library } = await folder.open()
  expect(library.articles().map(({ slug }) => slug)).toEqual(['twin', 'x'])
})
