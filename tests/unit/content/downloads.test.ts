import { expect, test } from 'vitest'
import { addressAt, filePlaces } from '#lib/content/file-places.ts'
import { toldOf } from './faulty.ts'
import { article, contentFolder } from './folder.ts'

const page = (body: string) => `---\ntitle: About\ndescription: Us\n---\n${body}\n`

toldOf([
  {
    slip: 'links to files that are there, however they are written',
    text: article(
      [
        '[1](sheet.pdf) [2](./sheet.pdf#page=2) [3](x/sheet.pdf?v=2) [4](beside.docx) [5](<Übung 1.pdf>)',
        '[6](%C3%9Cbung%201.pdf) [7](/files/articles/x/sheet.pdf) [8](/files/2026/form.pdf) [9](../files/2026/form.pdf)',
        '[10](form.html) [11](y/other.pdf) [12](/Files/a%23b.pdf) [13](a%23b.txt)',
        '\n<Quote cite="We" source="sheet.pdf">Words.</Quote>',
      ].join('\n'),
    ),
    others: {
      'articles/x/sheet.pdf': 'x',
      'articles/x/U\u0308bung 1.pdf': 'x',
      'articles/x/form.html': 'x',
      'articles/x/a#b.txt': 'x',
      'articles/y/other.pdf': 'x',
      'articles/beside.docx': 'x',
      'files/2026/form.pdf': 'x',
      'files/a#b.pdf': 'x',
    },
    told: [],
  },
  {
    slip: 'links to files that are not there',
    text: article(
      [
        '[1](Sheet.pdf) [2](shet.pdf) [3](/files/Form.pdf) [4](/files/2025/form.pdf) [5](/files/nothing.zip)',
        '[6](our-sheet.pdf) [7](/files/articles/x/sheet.doc) [8](<Form 1.pdf>)',
      ].join('\n'),
    ),
    others: { 'articles/x/sheet.pdf': 'x', 'files/2026/form.pdf': 'x', 'files/Form 1.pdf': 'x' },
    told: [
      '6:1: there is no file "Sheet.pdf": put it in content/articles/x/. Did you mean "sheet.pdf"?',
      '6:16: there is no file "shet.pdf": put it in content/articles/x/. Did you mean "sheet.pdf"?',
      '6:30: there is no file at /files/Form.pdf: put it in content/files/. Did you mean "/files/2026/form.pdf"?',
      '6:51: there is no file at /files/2025/form.pdf: put it in content/files/2025/. Did you mean "/files/2026/form.pdf"?',
      '6:77: there is no file at /files/nothing.zip: put it in content/files/.',
      '7:1: there is no file "our-sheet.pdf": put it in content/articles/x/. Did you mean "sheet.pdf"?',
      '7:20: there is no file at /files/articles/x/sheet.doc: put it in content/articles/x/. Did you mean "/files/articles/x/sheet.pdf"?',
      '7:53: there is no file "Form 1.pdf": put it in content/articles/x/. Did you mean "/files/Form%201.pdf"?',
    ],
  },
  {
    slip: 'a link from a page to a file that is not there',
    file: 'pages/about.mdx',
    text: page('[Map](map.pdf) [Plan](plan.pdf)'),
    others: { 'pages/about/plan.pdf': 'x' },
    told: [
      '5:1: there is no file "map.pdf": put it in content/pages/about/, or write /map.pdf for a file in public/.',
    ],
  },
  {
    slip: 'a redirect from the address of a file',
    text: article('Words.', { redirectFrom: '[/files/form.pdf, /files/old.pdf]' }),
    others: { 'files/form.pdf': 'x' },
    told: [
      '5:16: "/files/form.pdf" is the address of the file content/files/form.pdf: a redirect from there is never reached',
    ],
  },
])

const told = (library: { faults(): readonly { file: string; message: string }[] }) =>
  library.faults().map(({ file, message }) => `${file.replace(/^.*\/(?=articles\/)/, '')}: ${message}`)

test('a file that nobody links to is not told, but for one among the texts that may be meant as one', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article(),
    'articles/x/sheet.pdf': 'x',
    'articles/x/notes.txt': 'x',
    'files/form.html': 'x',
    'files/photo.jpg': 'no picture',
    'files/drawing.svg': '<svg/>',
    'files/2026/a/b/c/d/deep.exe': 'x',
    'files/notes.mdx': '<no article',
    'files/README.md': '{',
    'pages/about/map.pdf': 'x',
    'articles/text.docx': 'PK',
  })
  const { library } = await folder.open()
  const reason =
    'this file is not read: articles end in .mdx or .md, pictures in .jpg, .png, .webp, .avif, .gif or .svg'
  expect(told(library)).toEqual([`articles/text.docx: ${reason}`])
  expect(library.files().find(({ file }) => file.endsWith('text.docx'))).toMatchObject({ errors: 1 })
  expect(library.hasDownload('files/README.md')).toBe(true)
  await folder.write('articles/y.mdx', article('[Text](text.docx)'))
  await library.refresh()
  expect(told(library)).toEqual([])
  await folder.remove('articles/y.mdx')
  await library.refresh()
  expect(told(library)).toEqual([`articles/text.docx: ${reason}`])
})

test('a page is made anew when a file that it links to comes or goes, and not when it changes', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('[Sheet](sheet.pdf)'),
    'articles/y.mdx': article('[Other](/files/other.pdf)'),
    'articles/z.mdx': article(),
  })
  const { library, dropped } = await folder.open()
  expect(told(library)).toHaveLength(2)
  await folder.write('articles/x/sheet.pdf', 'x')
  await library.refresh()
  expect(told(library)).toEqual([
    'articles/y.mdx: there is no file at /files/other.pdf: put it in content/files/.',
  ])
  expect(dropped()).toContain('article:x')
  await folder.write('articles/x/sheet.pdf', 'longer')
  await library.refresh()
  expect(dropped()).toEqual([])
  await folder.move('articles/x/sheet.pdf', 'articles/x/Sheet.pdf')
  await library.refresh()
  expect(told(library)).toContain(
    'articles/x.mdx: there is no file "sheet.pdf": put it in content/articles/x/. Did you mean "Sheet.pdf"?',
  )
  expect(dropped()).toEqual(expect.arrayContaining(['article:x']))
  expect(dropped()).not.toContain('article:z')
})

test('a link leads to where its file is served', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('[Sheet](sheet.pdf#page=2)'),
    'articles/x/sheet.pdf': 'x',
    'articles/x/notes.docx': 'x',
  })
  const { library } = await folder.open()
  const found = library.article('x')
  if (found.kind !== 'here') throw new Error('The article is not there.')
  const { fileAt } = await library.body(found.item)
  expect(fileAt('sheet.pdf#page=2')).toBe('/files/articles/x/sheet.pdf#page=2')
  expect([fileAt('nothing.pdf'), fileAt('/articles/x'), fileAt('https://example.org/sheet.pdf')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect([library.isLinked('articles/x/sheet.pdf'), library.isLinked('articles/x/notes.docx')]).toEqual([
    true,
    false,
  ])
})

test.each([
  ['sheet.pdf', ['articles/x/sheet.pdf', 'articles/sheet.pdf']],
  ['../files/a.pdf', ['articles/files/a.pdf', 'files/a.pdf']],
  ['../../secret.pdf', []],
  ['../site.yml', ['articles/site.yml']],
  ['/files/a%20b.pdf?v=1', ['files/a b.pdf']],
  ['/files/articles/x/a.pdf', ['files/articles/x/a.pdf', 'articles/x/a.pdf']],
  ['/files/authors/a.pdf', ['files/authors/a.pdf']],
  ['/files/', []],
  ['/about', []],
  ['//example.org/a.pdf', []],
  ['https://example.org/a.pdf', []],
  ['mailto:a@example.org', []],
  ['#part', []],
  ['a\\b.pdf', []],
])('the link “%s” means one of %j', (to, places) => {
  expect(filePlaces('articles/x.mdx', to).places).toEqual(places)
})

test('an address is escaped, and a file of the folder “files” stands at the top', () => {
  expect(addressAt('files/a b?.pdf')).toBe('/files/a%20b%3F.pdf')
  expect(addressAt('articles/x/a#b.pdf')).toBe('/files/articles/x/a%23b.pdf')
})
