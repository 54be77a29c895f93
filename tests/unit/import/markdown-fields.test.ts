import { describe, expect, test } from 'vitest'
import { readFields } from '#lib/import/markdown/fields.ts'

const set = ['true', 'True', 'TRUE', 'yes', 'Yes', 'y', 'on', 'On', '1', ' true ']
const unset = ['false', 'False', 'no', 'No', 'n', 'off', 'OFF', '0', ' false ']

describe('what the old site did not show becomes a draft, however its flag was written', () => {
  test.each(['draft', 'private', 'unlisted', 'hidden'])('%s', (name) => {
    for (const typed of set) expect(readFields({ [name]: typed }, 'hugo').draft, typed).toBeTruthy()
    for (const typed of [...unset, ''])
      expect(readFields({ [name]: typed }, 'hugo').draft, typed).toBe(undefined)
  })
  test.each(['published', 'publish'])('not %s', (name) => {
    for (const typed of unset) expect(readFields({ [name]: typed }, 'hugo').draft, typed).toBeTruthy()
    for (const typed of [...set, '', '2020-01-31'])
      expect(readFields({ [name]: typed }, 'hugo').draft, typed).toBe(undefined)
  })
  test.each([
    { status: 'Draft' },
    { status: 'pending' },
    { status: 'private' },
    { status: 'in review' },
    { status: 'archived' },
    { visibility: 'members' },
    { visibility: 'Paid' },
    { visibility: 'unlisted' },
    { password: 'x' },
    { password: '0' },
    { params: { private: 'on' } },
    { extra: { draft: '1' } },
  ])('%j', (data) => {
    expect(readFields(data, 'hugo').draft).toBeTruthy()
  })
  test.each([{ status: 'published' }, { status: 'publish' }, { visibility: 'public' }, { password: '' }])(
    '%j was to be seen',
    (data) => {
      expect(readFields(data, 'hugo').draft).toBe(undefined)
    },
  )
})

test.each([
  ['featured', 'on', { featured: true }],
  ['pinned', '3', { featured: true }],
  ['sticky', '0', { featured: undefined }],
  ['comments', 'off', { repliesClosed: true }],
  ['comments', '0', { repliesClosed: true }],
  ['comments', 'closed', { repliesClosed: true }],
  ['comment', 'on', { repliesClosed: undefined }],
  ['type', 'Page', { isPage: true }],
])('%s: %s', (name, typed, read) => {
  expect(readFields({ [name]: typed }, 'hugo')).toMatchObject(read)
})

test.each([
  ['Using Array<string> well', 'Using Array<string> well'],
  ['If a<b and c>d', 'If a<b and c>d'],
  ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
  ['I <3 you', 'I <3 you'],
  ['Write <your name> here', 'Write <your name> here'],
  ['CO<sub>2</sub> and <EM class="x">heat</EM>', 'CO2 and heat'],
  ['One<br/>two', 'Onetwo'],
  ['**Bold** and *italic* and `code`', 'Bold and italic and code'],
  ['2 * 3 * 4 is snake_case', '2 * 3 * 4 is snake_case'],
  ['[A link](https://example.org)', 'A link'],
  ['Tom &amp; Jerry&#39;s', 'Tom & Jerry’s'],
  ['R&D &unknown;', 'R&D &unknown;'],
  ['Hello {{ site.title }} there', 'Hello there'],
  ['  two\n lines ', 'two lines'],
])('the title %j is %j', (typed, title) => {
  expect(readFields({ title: typed }, 'jekyll').title).toBe(title)
})

test.each([
  ['Ann Lee', ['Ann Lee']],
  ['Ann Lee and Bob Roe', ['Ann Lee', 'Bob Roe']],
  ['Ann Lee, Bob Roe & Cy van der Berg', ['Ann Lee', 'Bob Roe', 'Cy van der Berg']],
  ['Ann Lee und Bob Roe', ['Ann Lee', 'Bob Roe']],
  ['Ann Lee et Bob Roe', ['Ann Lee', 'Bob Roe']],
  ['Ann Lee y Bob Roe', ['Ann Lee', 'Bob Roe']],
  ['Ministry of Health, Wales', ['Ministry of Health, Wales']],
  ['Smith, John', ['Smith, John']],
  ['Ann Lee <ann@example.org>', ['Ann Lee']],
  ['@ann', ['ann']],
  [
    ['Ann Lee', 'ann@x', 'Ann Lee'],
    ['Ann Lee', 'ann@x'],
  ],
  [{ name: 'Ann Lee' }, ['Ann Lee']],
  [{ first_name: 'Ann', last_name: 'Lee' }, ['Ann Lee']],
  [[{ name: { given: 'Ann', family: 'Lee' } }], ['Ann Lee']],
  [{}, []],
  ['', []],
] as const)('the author %j is %j', (author, names) => {
  const { authors } = readFields({ author: structuredClone(author) as never }, 'hugo')
  expect(authors.map(({ name }) => name)).toEqual(names)
})

test.each([
  ['hugo', { tags: ['One', '#Two', 'one'] }, ['One', 'Two']],
  ['hugo', { tags: 'One two' }, ['One two']],
  ['jekyll', { tags: 'One two' }, ['One', 'two']],
  ['hugo', { tags: 'One, two; three、four' }, ['One', 'two', 'three', 'four']],
  ['hugo', { categories: ['Blog', 'Uncategorized', 'Work'] }, ['Work']],
  ['hugo', { keywords: 'a, b', tags: [] }, ['a', 'b']],
  ['hugo', { keywords: 'a, b', tags: ['c'] }, ['c']],
  ['hugo', { taxonomies: { tags: ['In Zola'] } }, ['In Zola']],
  ['hugo', { tags: [{ name: 'Named', slug: 'n' }] }, ['Named']],
  ['hugo', { tags: ['true', '!!!', ''] }, []],
] as const)('in %s %j has the topics %j', (tool, data, topics) => {
  expect(readFields(structuredClone(data) as never, tool).topics).toEqual(topics)
})
