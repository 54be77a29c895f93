import { expect, test } from 'vitest'
import { sharedPicture } from '#lib/content/shared-picture.ts'
import { article, contentFolder, png } from './folder.ts'

const address = (slug: string, ending = 'jpg') => `/pictures/share/0123456789/articles/${slug}.${ending}`
const withPicture = { image: 'x.png', imageAlt: 'A dark dot' }

test('the picture of an article is that of its fields, of a person that of the own file, and a card stands in', async () => {
  const folder = await contentFolder({
    'articles/a.mdx': article('Words.', { ...withPicture, focus: 'top left' }),
    'articles/x.png': png,
    'articles/bare.mdx': article(),
    'authors/jane.yml': 'name: Jane Doe\npicture: jane.png\n',
    'authors/jane.png': png,
    'authors/sam.yml': 'name: Sam Roe\n',
  })
  const { library } = await folder.open()
  expect(sharedPicture(library, address('a'))).toEqual({ name: 'articles/x.png', focus: { x: 0, y: 0 } })
  expect(sharedPicture(library, address('bare', 'png'))).toMatchObject({ card: { title: 'A title' } })
  expect(sharedPicture(library, '/pictures/share/0123456789/authors/jane.jpg')).toMatchObject({
    name: 'authors/jane.png',
  })
  // Who has no picture has no card: no page of theirs names one.
  expect(sharedPicture(library, '/pictures/share/0123456789/authors/sam.jpg')).toBeUndefined()
})

test.each([
  '/pictures/share/012345678/articles/a.jpg',
  '/pictures/share/0123456789/articles/a.webp',
  '/pictures/share/0123456789/articles/a/b.jpg',
  '/pictures/share/0123456789/pages/a.jpg',
  '/pictures/share/0123456789/articles/nothing.jpg',
])('%s is the address of none', async (path) => {
  const folder = await contentFolder({ 'articles/a.mdx': article() })
  const { library } = await folder.open()
  expect(sharedPicture(library, path)).toBeUndefined()
})

test('an address of before leads to the picture of the article as it is called now', async () => {
  const folder = await contentFolder({
    'articles/new.mdx': article('Words.', { ...withPicture, redirectFrom: '/articles/old' }),
    'articles/x.png': png,
  })
  const { library } = await folder.open()
  expect(sharedPicture(library, address('old'))).toMatchObject({ name: 'articles/x.png' })
})

test('what has become a page, or stands elsewhere on the site, has no picture: none is taken from an article of the same name', async () => {
  const folder = await contentFolder({
    'articles/about.mdx': article('Words.', withPicture),
    'articles/x.png': png,
    'pages/about.mdx': '---\ntitle: About us\nredirectFrom: /articles/who-we-are\n---\nWords.\n',
    'redirects.yml': '/articles/sale: /topics/about\n',
  })
  const { library } = await folder.open()
  expect(sharedPicture(library, address('who-we-are'))).toBeUndefined()
  expect(sharedPicture(library, address('sale'))).toBeUndefined()
})

test('a sign of escapes in where it leads is a sign like others', async () => {
  const folder = await contentFolder({ 'redirects.yml': '/articles/sale: /news/50%25-off\n' })
  const { library } = await folder.open()
  expect(library.article('sale')).toEqual({ kind: 'moved', to: '/news/50%-off' })
  expect(sharedPicture(library, address('sale'))).toBeUndefined()
})
