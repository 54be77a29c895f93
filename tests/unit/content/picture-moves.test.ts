import { expect, test } from 'vitest'
import { pictureMoves } from '#lib/content/picture-moves.ts'
import { article, contentFolder, png } from './folder.ts'

const page = (fields = '') => `---\ntitle: A page\ndescription: What it says\n${fields}---\n\nWords.\n`

test('a picture is looked for under the name that its article or page has now', async () => {
  const folder = await contentFolder({
    'articles/new.mdx': article('Words.', { redirectFrom: '[/articles/old, /articles/new, /was-a-page]' }),
    'articles/again.mdx': article('Words.', { redirectFrom: '[/articles/again, /articles/between]' }),
    'articles/later.mdx': article('Words.', { redirectFrom: '[/articles/again]' }),
    'articles/new/a.png': png,
    'articles/new/a.pdf': 'x',
    'pages/about.mdx': page('redirectFrom: [/who-we-are, /articles/was-an-article]\n'),
  })
  const { library } = await folder.open()
  const moves = pictureMoves(library)
  for (const [from, to] of [
    ['/pictures/articles/old/a.png', '/pictures/articles/new/a.png'],
    ['/pictures/articles/Old/more/A.PNG', '/pictures/articles/new/more/A.PNG'],
    ['/pictures/480/articles/old/a.png', '/pictures/480/articles/new/a.png'],
    ['/pictures/480.avif/articles/old/a.png', '/pictures/480.avif/articles/new/a.png'],
    ['/pictures/plain/articles/old/a.png', '/pictures/plain/articles/new/a.png'],
    ['/pictures/share/0123456789/articles/old.jpg', '/pictures/share/0123456789/articles/new.jpg'],
    ['/pictures/pages/who-we-are/a.png', '/pictures/pages/about/a.png'],
    ['/files/articles/old/a b.pdf', '/files/articles/new/a b.pdf'],
    ['/files/pages/who-we-are/more/a.pdf', '/files/pages/about/more/a.pdf'],
    ['/files/old/a.pdf', undefined],
    ['/pictures/articles/was-an-article/a.png', '/pictures/pages/about/a.png'],
    ['/pictures/pages/was-a-page/a.png', '/pictures/articles/new/a.png'],
    // One that has its first address again leads nowhere from there, but the next one that had it does.
    ['/pictures/articles/again/a.png', '/pictures/articles/later/a.png'],
    ['/pictures/articles/new/a.png', undefined],
    ['/pictures/articles/nobody/a.png', undefined],
    ['/pictures/articles/old', undefined],
    ['/pictures/authors/old/a.png', undefined],
    ['/articles/old/a.png', undefined],
  ] as const)
    expect([from, moves.movedTo(from)]).toEqual([from, to])
  expect(moves.nameOf('/pictures/480/articles/new/a.png')).toBe('articles/new/a.png')
  expect(moves.nameOf('/files/articles/new/a.pdf')).toBe('articles/new/a.pdf')
  expect(moves.nameOf('/files/a.pdf')).toBeUndefined()
  expect([moves.has('articles/new/a.png'), moves.has('articles/old/a.png')]).toEqual([true, false])
  expect([moves.has('articles/new/a.pdf'), moves.has('articles/old/a.pdf')]).toEqual([true, false])
})
