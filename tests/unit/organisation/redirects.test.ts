import { afterEach, describe, expect, test } from 'vitest'
import { show, usual } from '#lib/content/organisation/live.ts'
import { article, contentFolder } from '../content/folder.ts'

afterEach(() => show(usual))

async function siteWith(redirects: string, files: Readonly<Record<string, string>> = {}) {
  const folder = await contentFolder({
    'articles/news.md': article('Words.', { topics: '[Health]', redirectFrom: '[/articles/older-news]' }),
    'pages/about.md': '---\ntitle: About\ndescription: d\n---\nText\n',
    'redirects.yml': redirects,
    ...files,
  })
  const { library } = await folder.open()
  const faults = () =>
    library
      .faults()
      .map(({ line, column, severity, message }) => `${line}:${column}: ${severity}: ${message}`)
  return { folder, library, faults }
}

test('addresses of an old site lead to what is here now, in one step', async () => {
  const { library, faults } = await siteWith(
    `# of the old site
/Tag/Health/: /topics/health
/feed: /feed.xml
/2016/05/06/name: /articles/older-news
/2016: /2016/05/06/name
"/über uns": /about
/wp-content/uploads/2016/05/Sheet.pdf: /files/2016/05/Sheet.pdf
/kategorie/%C3%BCberall: /articles
`,
    { 'files/2016/05/Sheet.pdf': '%PDF-' },
  )
  expect(faults()).toEqual([
    // What an import wrote stays true when an article is renamed later; the shorter way is told.
    '4:19: warning: the page /articles/older-news has moved: write /articles/news',
    '5:8: warning: the page /2016/05/06/name has moved: write /articles/news',
  ])
  const leads = (path: string) => library.elsewhere(path)
  expect(leads('/tag/health')).toEqual({ kind: 'moved', to: '/topics/health' })
  expect(leads('/TAG/Health')).toEqual({ kind: 'moved', to: '/topics/health' })
  expect(leads('/feed')).toEqual({ kind: 'moved', to: '/feed.xml' })
  expect(leads('/2016/05/06/name')).toEqual({ kind: 'moved', to: '/articles/news' })
  expect(leads('/2016')).toEqual({ kind: 'moved', to: '/articles/news' })
  expect(leads('/über uns')).toEqual({ kind: 'moved', to: '/about' })
  expect(leads('/wp-content/uploads/2016/05/sheet.pdf')).toEqual({
    ...{ kind: 'moved', to: '/files/2016/05/Sheet.pdf' },
  })
  expect(leads('/kategorie/überall')).toEqual({ kind: 'moved', to: '/articles' })
  expect(leads('/tag/other')).toEqual({ kind: 'missing' })
})

test('an address that was in a query is known by what it asks for; the rest of the query goes on', async () => {
  const { library, faults } = await siteWith(
    '/?p=12: /articles/news\n/?page_id=2: /about\n/index.php?p=12&lang=fr: /about\n/index.php?p=12: /articles/older-news\n',
  )
  expect(faults()).toEqual(['4:18: warning: the page /articles/older-news has moved: write /articles/news'])
  const leads = (path: string, query: string) => library.movedByQuery(path, query)
  expect(leads('/', 'p=12')).toEqual({ to: '/articles/news', query: '' })
  expect(leads('/', 'utm=x&p=12')).toEqual({ to: '/articles/news', query: 'utm=x' })
  expect(leads('/', 'page_id=2')).toEqual({ to: '/about', query: '' })
  expect(leads('/index.php', 'lang=fr&p=12')).toEqual({ to: '/about', query: '' })
  expect(leads('/index.php', 'lang=de&p=12')).toEqual({ to: '/articles/news', query: 'lang=de' })
  for (const query of ['', 'p=1', 'p=123', 'q=12']) expect(leads('/', query)).toBe(undefined)
  expect(leads('/articles', 'p=12')).toBe(undefined)
})

test('what stands at an address comes first, and those that lead to each other, or to a further page of theirs, lead nowhere', async () => {
  const { library, faults } = await siteWith(
    '/one: /two\n/two: /one\n/about: /articles/news\n/blog: /blog/page/1\n/tag/x: /topics/health\n',
  )
  expect(library.page('about')).toMatchObject({ kind: 'here' })
  for (const path of ['/one', '/two', '/blog/page/1']) {
    expect(library.elsewhere(path)).toEqual({ kind: 'missing' })
    expect(faults()).toContainEqual(expect.stringContaining(`there is no page at ${path}.`))
  }
  expect(library.elsewhere('/tag/x/page/3')).toEqual({ kind: 'moved', to: '/topics/health' })
})

test('a change is live, a faulty file leaves the last good one in force, a faulty line the others', async () => {
  const { folder, library } = await siteWith('/one: /about\n')
  await folder.write('redirects.yml', '/one: /articles/news\n')
  await library.refresh()
  expect(library.elsewhere('/one')).toEqual({ kind: 'moved', to: '/articles/news' })
  await folder.write('redirects.yml', '/one: [unclosed\n')
  await library.refresh()
  expect(library.elsewhere('/one')).toEqual({ kind: 'moved', to: '/articles/news' })
  await folder.write('redirects.yml', '/one: news\n/two: /about\n')
  await library.refresh()
  expect(library.elsewhere('/one')).toEqual({ kind: 'missing' })
  expect(library.elsewhere('/two')).toEqual({ kind: 'moved', to: '/about' })
  await folder.remove('redirects.yml')
  await library.refresh()
  expect(library.elsewhere('/one')).toEqual({ kind: 'missing' })
})

test('a link in an article to an old address is told where it leads now, and anew when that changes', async () => {
  const text = article('[Old](/2016/name)')
  const { folder, library, faults } = await siteWith('/2016/name: /about\n', { 'articles/links.md': text })
  expect(faults()).toEqual([expect.stringContaining('the page /2016/name has moved: write /about')])
  await folder.write('redirects.yml', '/2016/other: /about\n')
  await library.refresh()
  expect(faults()).toEqual([expect.stringContaining('there is no page at /2016/name.')])
})

describe('what is wrong is told with place and remedy', () => {
  test.each([
    [
      'tag/x: /about',
      '1:1: warning: "tag/x" must be a path of the old site that begins with one /: write /tag/x',
    ],
    [
      'https://old.example.org/x: /about',
      '1:1: warning: "https://old.example.org/x" must be a path of the old site that begins with one /: write /x',
    ],
    ['"/x#part": /about', '1:1: warning: "/x#part" has a #, which no server is told: write /x'],
    ['/x?: /about', '1:1: warning: "/x?" has nothing behind the question mark: write /x'],
    [
      '/articles: /about',
      '1:1: warning: "/articles" belongs to the site itself: a redirect from there is never reached. Remove this line',
    ],
    ['/x: /about\n/X/: /about', '2:1: warning: "/X/" stands here twice'],
    [
      '/?a=1&b=2: /about\n/?a=1&b=2: /about',
      '2:1: error: the field "/?a=1&b=2" stands here a second time: keep one',
    ],
    ['/x: /X', '1:1: warning: "/x" leads to itself for ever: remove this line'],
    ['/x:', '1:1: warning: where it leads must be a path on this site, such as /articles/our-new-clinic'],
    [
      '/x: https://example.org/',
      '1:5: warning: where it leads must be a path on this site, such as /articles/our-new-clinic; found "https://example.org/"',
    ],
    [
      '/x: /about?y=1',
      '1:5: warning: where it leads must be a path on this site, such as /articles/our-new-clinic, without a query or a #: write /about',
    ],
    ['/x: /abot', '1:5: warning: there is no page at /abot. Did you mean "/about"?'],
  ])('%s', async (text, told) => {
    const { faults } = await siteWith(`${text}\n`)
    expect(faults()).toEqual([told])
  })
})

test('ten thousand addresses are taken', async () => {
  const lines = Array.from({ length: 10_000 }, (_, number) => `/?p=${number}: /articles/news`)
  const { library, faults } = await siteWith(`${lines.join('\n')}\n`)
  expect(faults()).toEqual([])
  expect(library.movedByQuery('/', 'p=9999')).toEqual({ to: '/articles/news', query: '' })
})
