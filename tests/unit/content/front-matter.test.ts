import { expect, test } from 'vitest'
import { withoutFile } from '#lib/content/article-state.ts'
import { packed } from '#lib/content/headings.ts'
import { article, contentFolder } from './folder.ts'

test('line breaks of Windows and a byte order mark change nothing', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': `\ufeff${article('## Why\n\nA <b>bold</b> word.', { topics: '[Health]' }).replaceAll('\n', '\r\n')}`,
  })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  const found = library.article('x')
  expect(found).toMatchObject({
    kind: 'here',
    item: { title: 'A title', headings: packed([{ depth: 2, id: 'why', text: 'Why' }]) },
  })
})

test('faults in a file of Windows are told at the same place', async () => {
  const text = article('Fine.\n\nTake <5 mg.', { draft: 'maybe' })
  const folder = await contentFolder({
    'articles/x.mdx': text,
    'articles/y.mdx': text.replaceAll('\n', '\r\n'),
  })
  const { library } = await folder.open()
  const places = (name: string) =>
    library
      .faults()
      .filter(({ file }) => file.endsWith(name))
      .map(({ line, column, message }) => ({ line, column, message }))
  expect(places('y.mdx')).toEqual(places('x.mdx'))
  expect(places('x.mdx').map(({ line, column }) => [line, column])).toEqual([
    [5, 8],
    [9, 6],
  ])
})

test('every field comes out as it was written', async () => {
  const folder = await contentFolder({
    'authors/jane-doe.yml':
      'name: Jane Doe\nrole: Nurse\nbio: Knows things.\nlinks:\n  Website: https://example.org/jane\n',
    'articles/other.mdx': article(),
    'articles/x.mdx': article('Words of the body.', {
      title: '"Health: a view"',
      date: '2026-11-20T09:30',
      updated: '2026-11-21',
      reviewed: '2026-11-22',
      nextReview: '2027-11-22',
      expires: '2028-01-01',
      author: 'jane-doe',
      topics: '[Public health, Über uns]',
      featured: 'true',
      canonical: 'https://example.org/first',
      redirectFrom: '[/Old/Path/, /2019/x.html]',
      replies: 'closed',
      series: 'Steps',
      lang: 'en-US',
      translations: '{ de: /articles/other }',
    }),
  })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  const found = library.article('x')
  expect(found.kind === 'here' && withoutFile(found.item)).toEqual({
    slug: 'x',
    path: '/articles/x',
    title: 'Health: a view',
    description: 'What it says',
    date: { typed: '2026-11-20T09:30', day: '2026-11-20', at: Date.parse('2026-11-20T09:30:00Z') },
    updated: { typed: '2026-11-21', day: '2026-11-21', at: Date.parse('2026-11-21T00:00:00Z') },
    reviewed: { typed: '2026-11-22', day: '2026-11-22', at: Date.parse('2026-11-22T00:00:00Z') },
    nextReview: { typed: '2027-11-22', day: '2027-11-22', at: Date.parse('2027-11-22T00:00:00Z') },
    expires: { typed: '2028-01-01', day: '2028-01-01', at: Date.parse('2028-01-01T00:00:00Z') },
    authors: [
      {
        id: 'jane-doe',
        path: '/authors/jane-doe',
        name: 'Jane Doe',
        role: 'Nurse',
        bio: 'Knows things.',
        kind: 'person',
        links: [{ label: 'Website', href: 'https://example.org/jane' }],
      },
    ],
    topics: [
      { slug: 'public-health', label: 'Public health', path: '/topics/public-health' },
      { slug: 'uber-uns', label: 'Über uns', path: '/topics/uber-uns' },
    ],
    draft: false,
    featured: true,
    canonical: 'https://example.org/first',
    redirectFrom: ['/old/path', '/2019/x.html'],
    replies: 'closed',
    series: 'Steps',
    lang: 'en-US',
    translations: [{ lang: 'de', path: '/articles/other' }],
    headings: '',
    words: 4,
    minutes: 1,
  })
})

test('nothing of a file is kept by the parser of front matter', async () => {
  const { default: matter } = await import('gray-matter')
  const folder = await contentFolder({ 'articles/x.mdx': article() })
  await folder.open()
  expect(Object.keys((matter as unknown as { cache: object }).cache)).toEqual([])
})
