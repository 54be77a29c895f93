import { expect, test } from 'vitest'
import { contentFolder, png } from './folder.ts'

const good = ['title = "A title"', 'description = "What it says"', 'date = 2026-11-20'] as const

function toml(...lines: string[]): string {
  return `+++\n${lines.join('\n')}\n+++\nWords.\n`
}

async function read(text: string) {
  const folder = await contentFolder({
    'articles/x.md': text,
    'articles/x/x.png': png,
    'authors/jane-doe.yml': 'name: Jane Doe\n',
    'authors/john-roe.yml': 'name: John Roe\n',
  })
  const { library } = await folder.open()
  const found = library.article('x')
  return {
    item: found.kind === 'here' ? found.item : library.preview('x'),
    told: library.faults().map(({ line, column, message }) => `${line}:${column}: ${message}`),
  }
}

test('fields between lines of +++ are TOML, and are the same fields', async () => {
  const { item, told } = await read(
    toml(
      'title = "Ward #12: \\"open\\" again"',
      "description = '''\nWhat it says,\nin two lines'''",
      'date = 2026-11-20T09:30:00+01:00 # in the morning',
      'author = ["jane-doe", "john-roe"]',
      'topics = ["Health", "C++"]',
      'draft = false',
      'featured = true',
      'image = "x.png"',
      'imageAlt = "A bed"',
      'redirectFrom = ["/2015/12/old/"]',
      'translations = { de = "https://example.org/de" }',
    ).replaceAll('\n', '\r\n'),
  )
  expect(told).toEqual([])
  expect(item).toMatchObject({
    title: 'Ward #12: "open" again',
    description: 'What it says, in two lines',
    date: { typed: '2026-11-20T09:30:00+01:00', at: Date.parse('2026-11-20T08:30:00Z') },
    authors: [{ name: 'Jane Doe' }, { name: 'John Roe' }],
    topics: [{ label: 'Health' }, { label: 'C++' }],
    featured: true,
    image: { alt: 'A bed' },
    redirectFrom: ['/2015/12/old'],
    translations: [{ lang: 'de', path: 'https://example.org/de' }],
  })
})

test.each([
  ['date = 2026-11-20', '2026-11-20'],
  ['date = "2026-11-20"', '2026-11-20'],
  ['date = 2026-11-20 09:30:00', '2026-11-20 09:30:00'],
  ['title = 2026', '2026-11-20'],
])('a value is what was typed: %s', async (typed, day) => {
  const others = good.filter((line) => line.split(' ')[0] !== typed.split(' ')[0])
  const { item, told } = await read(toml(...others, typed))
  expect(told).toEqual([])
  expect(item?.date.typed).toBe(day)
})

test.each([
  ['title = Our clinic', '2:9: a text stands in quotes: write title = "Our clinic"', 'title = "Our clinic"'],
  [
    'title = “Our clinic”',
    '2:9: a text stands in quotes: write title = "Our clinic"',
    'title = "Our clinic"',
  ],
  [
    'title: Our clinic',
    '2:1: between lines of +++ a field is name, =, value: write title = "Our clinic"',
    'title = "Our clinic"',
  ],
  [
    'title = "Our clinic',
    '2:9: the text that " opens here is not closed at the end of its line: write title = "Our clinic"',
    'title = "Our clinic"',
  ],
  ['title =', '2:1: "title" is empty: write title = "…", or remove it', 'title = "Our clinic"'],
  ['title = "A"\ntitle = "B"', '3:1: the field "title" stands here a second time: keep one', 'title = "A"'],
  [
    'title = "C:\\new \\d"',
    '2:18: a backslash inside double quotes must be doubled: \\\\',
    'title = "C:\\\\new \\\\d"',
  ],
  ['title = "A"\nfeatured = True', '3:12: write featured = true', 'title = "A"\nfeatured = true'],
])('%j is told with its place and what to write', async (typed, said, mended) => {
  expect((await read(toml(typed, ...good.slice(1)))).told).toEqual([said])
  expect((await read(toml(mended, ...good.slice(1)))).told).toEqual([])
})

test.each([
  ['draff = true', '5:1: unknown field "draff". Did you mean "draft"?', 'draft = true'],
  ['published = false', '5:1: unknown field "published". Write draft = true', 'draft = true'],
  ['comments = false', '5:1: unknown field "comments". Write replies = "off"', 'replies = "off"'],
  [
    'author = "jane-doe, john-roe"',
    '5:10: several authors are a list: write author = ["jane-doe", "john-roe"]',
    'author = ["jane-doe", "john-roe"]',
  ],
  [
    'url = "/2015/12/old/"',
    '5:1: unknown field "url". The address is the name of the file: remove this line. To lead an old address here write redirectFrom = ["/2015/12/old/"]',
    'redirectFrom = ["/2015/12/old/"]',
  ],
  [
    'image = "x.png"',
    '5:1: the picture needs imageAlt (what it shows, for those who cannot see it): imageAlt = "The entrance, with a ramp"',
    'image = "x.png"\nimageAlt = "The entrance, with a ramp"',
  ],
  [
    'topics = "Health, Work"',
    '5:10: "Health, Work" is read as one topic: for several write topics = ["Health", "Work"], for this one topics = ["Health, Work"]',
    'topics = ["Health", "Work"]',
  ],
  ['topics = ["Health", "health"]', '5:21: the topic "health" stands here twice', 'topics = ["Health"]'],
  ['draft = "yes"', '5:9: "draft" must be true or false; found "yes"', 'draft = true'],
  [
    'author = "Claudia Jach"',
    '5:10: unknown author "Claudia Jach". Known authors: jane-doe and john-roe. For a new one write author = "claudia-jach", and content/authors/claudia-jach.yml with name: Claudia Jach',
    'author = "jane-doe"',
  ],
  ['[extra]\nlayout = "wide"', '5:1: unknown field "extra". It changes nothing on this site', ''],
  [
    '[extra]\ndraft = true',
    '6:1: draft = true is no field of its own here: write it above the first line in brackets, or remove it',
    'draft = true',
  ],
])('%j is told as it is written there, and that is taken', async (typed, said, mended) => {
  expect((await read(toml(...good, typed))).told).toContain(said)
  expect((await read(toml(...good, mended))).told).toEqual([])
})

test('a draft stays one, whatever else is wrong in its fields', async () => {
  const folder = await contentFolder({ 'articles/x.md': toml('title = never closed', 'draft = true') })
  const { library } = await folder.open()
  expect(library.faults()[0]?.isDraft).toBe(true)
  expect(library.article('x').kind).toBe('missing')
})

test.each([
  [
    `+++\n${good.join('\n')}\n\nWords.\n`,
    '1:1: the front matter that opens here is never closed: put a line of three plus signs (+++) after the last field',
  ],
  [
    `+++ toml\n${good.join('\n')}\n+++\nWords.\n`,
    '1:1: the first line must be three plus signs alone (+++), or three hyphens (---)',
  ],
])('a frame that is not whole: %j', async (text, said) => {
  expect((await read(text)).told).toEqual([said])
})
