import { expect, test } from 'vitest'
import { type RequestContext, withRequest } from '#lib/request-context.ts'
import { article, contentFolder, png } from './folder.ts'

/** What a page that reads so is dropped by. */
async function shownBy(read: () => unknown): Promise<string[]> {
  const context: RequestContext = { id: '1', client: '-', cacheTags: new Set() }
  await withRequest(context, async () => read())
  return [...context.cacheTags].sort()
}

const three = {
  'articles/a.mdx': article('Words.', { date: '2026-11-01', topics: 'Health' }),
  'articles/b.mdx': article('Words.', { date: '2026-11-02', topics: 'Work' }),
  'articles/c.mdx': article('Words.', { date: '2026-11-03', topics: 'Health' }),
}

test('a new article drops the lists that show it and its neighbours, nothing else', async () => {
  const folder = await contentFolder(three)
  const { library, dropped } = await folder.open()
  await folder.write('articles/n.mdx', article('Words.', { date: '2026-11-02T12:00', topics: 'Health' }))
  await library.refresh()
  expect(dropped()).toEqual([
    ...['article:n', 'articles', 'beside:b', 'beside:c', 'beside:n'],
    ...['listed:n', 'members:health', 'topic:health'],
  ])
})

test('other words in a body drop the article alone', async () => {
  const folder = await contentFolder(three)
  const { library, dropped } = await folder.open()
  await folder.write('articles/b.mdx', article('Quite other words.', { date: '2026-11-02', topics: 'Work' }))
  await library.refresh()
  expect(dropped()).toEqual(['article:b'])
})

test('another topic drops the lists of both', async () => {
  const folder = await contentFolder(three)
  const { library, dropped } = await folder.open()
  await folder.write('articles/b.mdx', article('Words.', { date: '2026-11-02', topics: 'Health' }))
  await library.refresh()
  expect(dropped()).toEqual(expect.arrayContaining(['article:b', 'articles', 'topic:health', 'topic:work']))
  expect(library.topics().map(({ slug }) => slug)).toEqual(['health'])
})

test('a removed article is missing, and everything that showed it is dropped', async () => {
  const folder = await contentFolder(three)
  const { library, dropped } = await folder.open()
  await folder.remove('articles/b.mdx')
  await library.refresh()
  expect(library.article('b')).toEqual({ kind: 'missing' })
  expect(dropped()).toEqual([
    ...['article:b', 'articles', 'beside:a', 'beside:b', 'beside:c'],
    ...['listed:b', 'members:work', 'topic:work'],
  ])
})

test('an author’s new name is on every article, and every page with it is dropped', async () => {
  const folder = await contentFolder({
    'authors/jane-doe.yml': 'name: Jane Doe\n',
    'articles/x.mdx': article('Words.', { author: 'jane-doe' }),
    'articles/y.mdx': article(),
  })
  const { library, dropped } = await folder.open()
  await folder.write('authors/jane-doe.yml', 'name: Jane Roe\n')
  await library.refresh()
  expect(library.articles({ author: 'jane-doe' }).map(({ authors }) => authors[0]?.name)).toEqual([
    'Jane Roe',
  ])
  expect(dropped()).toEqual(expect.arrayContaining(['article:x', 'articles', 'author:jane-doe']))
  expect(dropped()).not.toContain('article:y')
})

test('a broken version is told, and the last good one stays, body and all', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('The good words.') })
  const { library, dropped, logged } = await folder.open()
  await folder.write('articles/x.mdx', article('Broken <5 words.', { title: 'Another title' }))
  await library.refresh()
  const found = library.article('x')
  if (found.kind !== 'here') throw new Error('The article went dark.')
  expect(found.item.title).toBe('A title')
  expect((await library.body(found.item)).code).toContain('The good words.')
  expect(library.faults()).toHaveLength(1)
  const told = logged.filter(({ level }) => level === 'warn')
  expect(told.map(({ message }) => message)).toEqual([
    `${folder.path}/articles/x.mdx:6:8: "<5 words" reads as the beginning of a tag: write &lt;5 words`,
  ])

  await library.refresh()
  expect(logged.filter(({ level }) => level === 'warn')).toHaveLength(1)
  dropped()
  await folder.write('articles/x.mdx', article('Mended words.', { title: 'Another title' }))
  await library.refresh()
  expect(library.article('x')).toMatchObject({ kind: 'here', item: { title: 'Another title' } })
  expect(library.faults()).toEqual([])
  expect(dropped()).toEqual(expect.arrayContaining(['article:x', 'articles']))
})

test('an article that was never good is left out until it is', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': 'No front matter.' })
  const { library } = await folder.open()
  expect(library.article('x')).toEqual({ kind: 'missing' })
  await folder.write('articles/x.mdx', article())
  await library.refresh()
  expect(library.article('x').kind).toBe('here')
})

test('an article waits for neither its picture nor its author', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('![A pixel](x.png)', { author: 'jane-doe' }),
  })
  const { library, dropped } = await folder.open()
  expect(library.article('x')).toMatchObject({ kind: 'here', item: { authors: [{ name: 'jane-doe' }] } })
  expect(library.faults()).toHaveLength(2)
  await folder.write('articles/x/x.png', png)
  await folder.write('authors/jane-doe.yml', 'name: Jane Doe\n')
  await library.refresh()
  expect(library.article('x')).toMatchObject({ kind: 'here', item: { authors: [{ name: 'Jane Doe' }] } })
  expect(library.faults()).toEqual([])
  expect(dropped()).toEqual(expect.arrayContaining(['article:x', 'articles']))
})

test('an author or a picture that is removed takes no article off the site', async () => {
  const folder = await contentFolder({
    'authors/jane-doe.yml': 'name: Jane Doe\n',
    'articles/x.mdx': article('![A pixel](x.png)', { author: 'jane-doe' }),
    'articles/x/x.png': png,
  })
  const { library } = await folder.open()
  await folder.remove('authors/jane-doe.yml')
  await folder.remove('articles/x/x.png')
  await library.refresh()
  // As after a restart: what is typed.
  const typed = { kind: 'here', item: { authors: [{ id: 'jane-doe', name: 'jane-doe' }] } }
  expect(library.article('x')).toMatchObject(typed)
  expect(library.author('jane-doe')).toBeUndefined()
  expect(library.faults().map(({ message }) => message)).toEqual([
    'unknown author "jane-doe": there is no author yet. Write content/authors/jane-doe.yml with a name',
    'there is no picture "x.png": put it in content/articles/x/.',
  ])
  expect((await folder.open()).library.article('x')).toMatchObject(typed)
})

test('an article that stands in its last good version names its author as all others do', async () => {
  const folder = await contentFolder({
    'authors/jane-doe.yml': 'name: Jane Doe\n',
    'articles/x.mdx': article('Words.', { author: 'jane-doe' }),
  })
  const { library, dropped } = await folder.open()
  const authors = () => {
    const found = library.article('x')
    return found.kind === 'here' ? found.item.authors : undefined
  }
  await folder.write('articles/x.mdx', article('Words.', { author: 'jane-doe', titel: 'x' }))
  await library.refresh()
  await folder.remove('authors/jane-doe.yml')
  await library.refresh()
  expect(authors()).toEqual([{ id: 'jane-doe', name: 'jane-doe' }])
  expect(dropped()).toEqual(expect.arrayContaining(['article:x', 'articles', 'author:jane-doe']))
  await folder.write('authors/jane-doe.yml', 'name: Jane Roe\n')
  await library.refresh()
  expect(authors()).toMatchObject([{ name: 'Jane Roe', path: '/authors/jane-doe' }])
})

test('a renamed article answers at its old address at once', async () => {
  const folder = await contentFolder({
    'articles/old.mdx': article(),
    'articles/y.mdx': article('[More](/articles/old)'),
  })
  const { library, dropped } = await folder.open()
  await folder.remove('articles/old.mdx')
  await folder.write('articles/new.mdx', article('Words.', { redirectFrom: '[/articles/old]' }))
  await library.refresh()
  expect(library.article('old')).toEqual({ kind: 'moved', to: '/articles/new' })
  expect(dropped()).toEqual(
    expect.arrayContaining(['article:new', 'article:old', 'articles', 'elsewhere:/articles/old']),
  )
  expect(library.faults().map(({ message }) => message)).toEqual([
    'the page /articles/old has moved: write /articles/new',
  ])
})

test('a dead link is told when its target goes, and the article stays', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('[More](/articles/y#two)'),
    'articles/y.mdx': article('## Two'),
  })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  await folder.write('articles/y.mdx', article('## Three'))
  await library.refresh()
  expect(library.faults().map(({ message }) => message)).toEqual([
    'there is no heading "#two" on /articles/y.',
  ])
  await folder.remove('articles/y.mdx')
  await library.refresh()
  expect(library.faults().map(({ message }) => message)).toEqual(['there is no page at /articles/y.'])
  expect(library.article('x').kind).toBe('here')
  await folder.write('articles/y.mdx', article('## Two'))
  await library.refresh()
  expect(library.faults()).toEqual([])
})

test('of two files for one address the .mdx one stands, and the other when it goes', async () => {
  const folder = await contentFolder({ 'articles/x.md': article('Plain.') })
  const { library } = await folder.open()
  await folder.write('articles/x.mdx', article('Rich.', { title: 'Rich' }))
  await library.refresh()
  expect(library.article('x')).toMatchObject({ item: { title: 'Rich' } })
  expect(library.faults()).toHaveLength(1)
  await folder.remove('articles/x.mdx')
  await library.refresh()
  expect(library.article('x')).toMatchObject({ item: { title: 'A title' } })
  expect(library.faults()).toEqual([])
})

test('each reading is noted for the page that is being rendered', async () => {
  const folder = await contentFolder(three)
  const { library } = await folder.open()
  expect(await shownBy(() => library.article('a'))).toEqual(['article:a'])
  expect(await shownBy(() => library.article('zz'))).toEqual(['article:zz', 'elsewhere:/articles/zz'])
  expect(await shownBy(() => library.articles())).toEqual(['articles'])
  expect(await shownBy(() => library.articles({ topic: 'health' }))).toEqual(['topic:health'])
  expect(await shownBy(() => library.articles({ author: 'x' }))).toEqual(['author:x'])
  expect(await shownBy(() => library.related('a'))).toEqual([
    ...['beside:a', 'beside:b', 'beside:c', 'listed:b', 'listed:c', 'members:health'],
  ])
  expect(await shownBy(() => library.topic('health'))).toEqual(['topic:health'])
  expect(await shownBy(() => library.page('about'))).toEqual(['elsewhere:/about', 'page:about'])
})

test('a list that was given out stays as it was', async () => {
  const folder = await contentFolder(three)
  const { library } = await folder.open()
  const before = library.articles()
  await folder.remove('articles/b.mdx')
  await library.refresh()
  expect(before).toHaveLength(3)
})

test('a version that is being rendered keeps its body when it is replaced or removed', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('First words.') })
  const { library } = await folder.open()
  const [first] = library.articles()
  if (!first) throw new Error('No article.')
  await folder.write('articles/x.mdx', article('Second words.'))
  await library.refresh()
  expect((await library.body(first)).code).toContain('First words.')
  await folder.remove('articles/x.mdx')
  await library.refresh()
  expect((await library.body(first)).code).toContain('First words.')
})

test('another picture drops the page whose last good version shows it', async () => {
  const page = (fields = '') => `---\ntitle: About\ndescription: Us\n${fields}---\n![A pixel](x.png)\n`
  const folder = await contentFolder({ 'pages/about.md': page(), 'pages/about/x.png': png })
  const { library, dropped } = await folder.open()
  await folder.write('pages/about.md', page('titel: x\n'))
  await library.refresh()
  dropped()
  await folder.write('pages/about/x.png', Buffer.concat([png, Buffer.from('more')]))
  await library.refresh()
  expect(library.page('about').kind).toBe('here')
  expect(dropped()).toContain('page:about')
})

test('an article that waited for its picture has its body when its file is broken before anybody reads it', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('The good words. ![A pixel](x.png)') })
  const { library } = await folder.open()
  await folder.write('articles/x/x.png', png)
  await library.refresh()
  await folder.write('articles/x.mdx', article('Refused words.', { titel: 'x' }))
  await library.refresh()
  const found = library.article('x')
  if (found.kind !== 'here') throw new Error('The article went dark.')
  expect((await library.body(found.item)).code).toContain('The good words.')
})
