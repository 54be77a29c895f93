import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Byline } from '#components/byline.tsx'
import { contentFolder, front, good, png } from './folder.ts'

const [title, description, date] = good

async function read(lines: readonly string[], body = 'Words.') {
  const text = front(...lines).replace('Words.', () => body)
  const folder = await contentFolder({
    'articles/x.md': text,
    'articles/x/ward.png': png,
    'authors/jane-doe.yml': 'name: Jane Doe\n',
  })
  const { library } = await folder.open()
  const found = library.article('x')
  return {
    folder,
    library,
    item: found.kind === 'here' ? found.item : undefined,
    said: library.faults().map(({ ruleId, severity }) => `${ruleId} ${severity}`),
  }
}

test.each([
  ['layout: post'],
  ['mood: sunny'],
  ['tags: [Health]'],
  ['published: true'],
  ['status: publish'],
  ['hidden: false'],
  ['images: [a.png]'],
  ['data: { a: 1 }'],
  ['seo:\n  title: Other'],
  ['publishDate: 2026-11-20'],
])('a field of another system is a warning, and the article is published: %j', async (typed) => {
  const { item, said } = await read([...good, typed])
  expect(said).toEqual(['unknown-field warning'])
  expect(item?.title).toBe('A title')
})

test.each([
  ['draff: true'],
  ['Draft: true'],
  ['drafts: true'],
  ['draught: true'],
  ['is_draft: true'],
  ['entwurf: true'],
  ['published: false'],
  ['publised: false'],
  ['visible: false'],
  ['hidden: true'],
  ['private: true'],
  ['status: draft'],
  ['status: pending'],
  ['visibility: members'],
  ['password: secret'],
  ['permalink: false'],
  ['expiryDate: 2026-01-01'],
  ['publishDate: 2027-01-01'],
  ['seo:\n  draft: true'],
  ['titel: B'],
  ['topcis: [Health]'],
])('what may have kept an article back elsewhere, or is a slip, publishes nothing: %j', async (typed) => {
  const { item, said } = await read([...good, typed])
  expect(item).toBeUndefined()
  expect(said.some((one) => one === 'misspelt-field error')).toBe(true)
})

test.each([['headline: A title'], ['name: A title']])(
  'a title under another name is an error: %j',
  async (typed) => {
    const { item, said } = await read([typed, description, date])
    expect(item).toBeUndefined()
    expect(said.some((one) => one.endsWith(' error'))).toBe(true)
  },
)

test('an article that was held for what is only a warning goes on the site, and mended it stays there', async () => {
  const { folder, library } = await read([...good, 'draff: true', 'layout: post'])
  expect(library.article('x').kind).toBe('missing')
  await folder.write('articles/x.md', front(...good, 'layout: post'))
  await library.refresh()
  expect(library.article('x').kind).toBe('here')
})

test('an author without a file stands there by the name that was typed, as plain text', async () => {
  const { item, library, folder, said } = await read([...good, 'author: [Claudia Jach, jane-doe]'])
  expect(said).toEqual(['unknown-author warning'])
  if (!item) throw new Error('The article is not there.')
  const html = renderToStaticMarkup(createElement(Byline, { article: item }))
  expect(html).toContain('<bdi>Claudia Jach</bdi>')
  expect(html).toContain('<a href="/authors/jane-doe">Jane Doe</a>')
  expect(library.author('Claudia Jach')).toBeUndefined()
  expect(library.articles({ author: 'jane-doe' })).toHaveLength(1)

  await folder.write('articles/x.md', front(...good, 'author: claudia-jach'))
  await folder.write('authors/claudia-jach.yml', 'name: Claudia Jach\n')
  await library.refresh()
  expect(library.faults()).toEqual([])
  expect(library.articles({ author: 'claudia-jach' })).toHaveLength(1)
})

test('who reviewed it stands in the byline by name, with the day once it has come, and a new name there too', async () => {
  const { item, library, folder, said } = await read([
    ...good,
    'reviewed: 2026-11-21',
    'reviewedBy: [jane-doe, Dr Roe]',
  ])
  expect(said).toEqual(['unknown-author warning'])
  expect(library.faults()[0]?.message).toMatch(/^unknown author "Dr Roe"[\s\S]*write reviewedBy: dr-roe, and/)
  if (!item) throw new Error('The article is not there.')
  const html = renderToStaticMarkup(createElement(Byline, { article: item }))
  expect(html).toMatch(/Reviewed by .*href="\/authors\/jane-doe">Jane Doe<.* and <bdi>Dr Roe<\/bdi> on <time/)

  await folder.write('authors/jane-doe.yml', 'name: Jane Dowe\n')
  await library.refresh()
  expect(library.preview('x')?.reviewers?.map(({ name }) => name)).toEqual(['Jane Dowe', 'Dr Roe'])
  await folder.write('articles/x.md', front(...good, 'reviewed: 2126-11-21', 'reviewedBy: jane-doe'))
  await library.refresh()
  expect(library.preview('x')?.reviewers).toBeUndefined()
})

const long =
  'Nurses who work nights sleep less than those who do not, and much of that can be changed. Here is how. '

test.each([
  ['Words.', 'Words.'],
  ['## A heading\n\nFirst one. Second one.\n\nThird one.', 'First one. Second one. Third one.'],
  [`${long.repeat(4)}`, `${long.split('. ')[0]}.`],
  [
    `${'Word after word '.repeat(30)}.`,
    `${'Word after word '.repeat(30).slice(0, 199).trim().replace(/ \w+$/, '')}…`,
  ],
  [
    '![A ward](ward.png)\n\nWith **bold** and [a link](/contact).[^1]\n\n[^1]: The note.',
    'With bold and a link.',
  ],
  ['| a | b |\n| - | - |\n| c | d |\n\nAfter the table.', 'After the table.'],
  ['- One point\n- Another', 'One point Another'],
  [
    '夜勤の看護師は、夜に働かない人よりも睡眠が短い。'.repeat(9),
    '夜勤の看護師は、夜に働かない人よりも睡眠が短い。夜勤の看護師は、夜に働かない人よりも睡眠が短い。',
  ],
])('without a description the first sentences stand in: %j', async (body, opening) => {
  const { library } = await read([title, date, 'draft: true'], body)
  expect(library.preview('x') ?? library.everything()[0]?.article).toMatchObject({
    description: opening,
    isOpening: true,
  })
})

test.each(['description:', 'description: ""', 'image:', 'author: ""', 'topics:', 'series: " "', 'updated:'])(
  'a field that may be left out and is empty is a warning: %j',
  async (typed) => {
    const { item, said } = await read([
      title,
      ...(typed.startsWith('desc') ? [] : [description]),
      date,
      typed,
    ])
    expect(said).toEqual(['empty-field warning'])
    expect(item?.description).toBe(typed.startsWith('desc') ? 'Words.' : 'What it says')
  },
)

test.each(['draft:', 'expires:', 'title: ""', 'series: #1'])('but not %j', async (typed) => {
  const { item, said } = await read([...good.filter((line) => !line.startsWith(typed.slice(0, 5))), typed])
  expect(said).toEqual(['field-value error'])
  expect(item).toBeUndefined()
})

test('a description is advised, of what is published alone', async () => {
  expect((await read([title, date])).said).toEqual(['missing-description warning'])
  expect((await read([title, date, 'draft: true'])).said).toEqual([])
  expect((await read([title, date, 'excerpt: A'])).said).toEqual(['unknown-field warning'])
})
