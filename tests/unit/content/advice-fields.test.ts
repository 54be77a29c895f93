import { expect, test } from 'vitest'
import { article, contentFolder, front, good, png } from './folder.ts'

// What a writer is told to write is taken once it is written, and says what was typed.

const [title, description, date] = good

async function read(lines: readonly (string | undefined)[]) {
  const folder = await contentFolder({
    'articles/x.mdx': front(...lines.filter((line) => line !== undefined)),
    'articles/x/x.png': png,
    'articles/x/Room #1.png': png,
    'authors/jane-doe.yml': 'name: Jane Doe\n',
    'authors/john-roe.yml': 'name: John Roe\n',
  })
  const { library } = await folder.open()
  const faults = library.faults().map(({ line, column, message }) => `${line}:${column}: ${message}`)
  const found = library.article('x')
  return { faults, item: found.kind === 'here' ? found.item : library.preview('x') }
}

test.each([
  ['title: Room #12 is open again', '2:13', 'title: "Room #12 is open again"', 'Room #12 is open again'],
  ['title: Room\t#12', '2:13', 'title: "Room #12"', 'Room #12'],
  ['title: Sorted # and whole', '2:15', 'title: "Sorted # and whole"', 'Sorted # and whole'],
  ['title: Say "no" to C:\\ #9', '2:24', 'title: "Say \\"no\\" to C:\\\\ #9"', 'Say "no" to C:\\ #9'],
  ['title: 第 #12 室', '2:10', 'title: "第 #12 室"', '第 #12 室'],
  ['title: #12 is open', '2:1', 'title: "#12 is open"', '#12 is open'],
  ['title: null', '2:8', 'title: "null"', 'null'],
  ['title: ~', '2:8', 'title: "~"', '~'],
  ['title: a: b', '2:8', 'title: "a: b"', 'a: b'],
  ['title: "Rest" for all', '2:15', `title: '"Rest" for all'`, '"Rest" for all'],
  ['title: "A" and "B"', '2:12', `title: '"A" and "B"'`, '"A" and "B"'],
  ['title: "She said "no" to it"', '2:19', `title: 'She said "no" to it'`, 'She said "no" to it'],
  [`title: 'A' for one`, '2:12', `title: "'A' for one"`, `'A' for one`],
  [`title: 'It's here'`, '2:12', `title: "It's here"`, `It's here`],
  ['title: !important news', '2:8', 'title: "!important news"', '!important news'],
  ['title: &c and so on', '2:8', 'title: "&c and so on"', '&c and so on'],
  ['title: & more', '2:8', 'title: "& more"', '& more'],
  ['title: *new* clinic', '2:8', 'title: "*new* clinic"', '*new* clinic'],
  ['title: @home', '2:8', 'title: "@home"', '@home'],
  ['title: % of us', '2:8', 'title: "% of us"', '% of us'],
  ['title: ? why', '2:8', 'title: "? why"', '? why'],
  ['title: - why', '2:8', 'title: "- why"', '- why'],
  ['title: [New] clinic', '2:8', 'title: "[New] clinic"', '[New] clinic'],
  ['title: [New]', '2:8', 'title: "[New]"', '[New]'],
  ['title: {new}', '2:8', 'title: "{new}"', '{new}'],
  ['title: > 5 mg', '2:8', 'title: "> 5 mg"', '> 5 mg'],
  ['title: "C:\\new"', '2:11', undefined, undefined],
])(
  '%j: told at its place with the line to write instead, which is taken',
  async (typed, place, mended, shown) => {
    const { faults } = await read([typed, description, date])
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(new RegExp(`^${place}: `))
    if (!mended) return
    expect(faults[0]?.endsWith(mended), faults[0]).toBe(true)
    const after = await read([mended, description, date])
    expect(after.faults).toEqual([])
    expect(after.item?.title).toBe(shown)
  },
)

test.each([
  ['title: "Barriers to it and\nHow to go on"', 'Barriers to it and How to go on', []],
  ["title: 'What it is\nand is not'", 'What it is and is not', []],
  ['title: "What: a \\"word\\"\r\n\r\nand # more"', 'What: a "word" and # more', []],
  ['topics: ["A\nB", C]\ntitle: A title', 'A title', ['A B', 'C']],
  ["topics: [Z, 'A\nB',\n  C]\ntitle: A title", 'A title', ['Z', 'A B', 'C']],
])('a text in quotes may go on in the next line: %j', async (typed, shown, topics) => {
  const { faults, item } = await read([typed, description, date, 'draff: x'])
  const line = typed.split('\n').length + 4
  expect(faults).toEqual([`${line}:1: unknown field "draff". Did you mean "draft"?`])
  const after = await read([typed, description, date])
  expect(after.faults).toEqual([])
  expect(after.item?.title).toBe(shown)
  expect(after.item?.topics.map(({ label }) => label)).toEqual(topics)
  expect(item).toBeUndefined()
})

test.each([
  ['description: Ask for\n  ward #3 and come', 'description: "Ask for ward #3 and come"'],
  ['description: Ask for ward #3\n  and come', 'description: "Ask for ward #3 and come"'],
  ['series: Part #2', 'series: "Part #2"'],
  ['topics: Room #12', 'topics: "Room #12"'],
  ['topics: [Room #12, Work]', 'topics: ["Room #12", Work]'],
  ['topics: [Room, Work #2]', 'topics: [Room, "Work #2"]'],
  ['topics: [Ward #3,\n  Work]', 'topics: ["Ward #3", Work]'],
  ['topics: [Health,\n  Ward #3,\n  Work\n  ]', 'topics: [Health, "Ward #3", Work]'],
  ['topics: [Ward #3,\r\n  Work]', 'topics: ["Ward #3", Work]'],
  ['topics: ["A, b", Ward #3]', 'topics: ["A, b", "Ward #3"]'],
  ['topics: ["A #1", Ward #3]', 'topics: ["A #1", "Ward #3"]'],
  ['description: "Night" #8 shifts', `description: '"Night" #8 shifts'`],
  [`image: x.png\nimageAlt: 'Bed' #8`, `imageAlt: '''Bed'' #8'`],
  ['topics:\n  - Room #12\n  - Work', '- "Room #12"'],
  ['topics:\n  - #12\n  - Work', '"#12"'],
  ['topics: [Health,, Work]', 'topics: [Health, Work]'],
  ['topics: - Health - Work', 'topics: [Health, Work]'],
  ['image: Room #1.png\nimageAlt: x', 'image: "Room #1.png"'],
  ['image: x.png\nimageAlt: Bed #3', 'imageAlt: "Bed #3"'],
  ['author: jane-doe, john-roe', 'author: [jane-doe, john-roe]'],
])('%j: told with what to write, which is taken', async (typed, mended) => {
  const others = [title, description, date].filter((line) => line.split(':')[0] !== typed.split(':')[0])
  const { faults } = await read([...others, typed])
  expect(faults).toHaveLength(1)
  expect(faults[0]?.endsWith(mended), faults[0]).toBe(true)
  const name = mended.split(':')[0] ?? ''
  const lines =
    mended.startsWith('- ') || mended === '"#12"'
      ? typed.replace(/- .*#12/, `- ${mended.replace('- ', '')}`)
      : [
          ...typed.split('\n').filter((line) => /^\w+:/.test(line) && !line.startsWith(`${name}:`)),
          mended,
        ].join('\n')
  expect((await read([...others, lines])).faults).toEqual([])
})

test.each([
  '2026',
  '08:30',
  'Yes',
  'no',
  'true',
  'True',
  '1e3',
  '0x10',
  '0o17',
  '017',
  '1.0',
  '+5',
  '.5',
  '1_000',
])(
  'a title or topic that YAML would read as something else is the text that was typed: %s',
  async (typed) => {
    const { faults, item } = await read([`title: ${typed}`, description, date, `topics: [${typed}, Work]`])
    expect(faults).toEqual([])
    expect(item?.title).toBe(typed)
    expect(item?.topics[0]?.label).toBe(typed)
  },
)

test.each([
  'draft: true # until Monday',
  'draft: "true"',
  'featured: false #',
  'date: 2026-01-01 # the day of the move',
  'author: jane-doe # she wrote most of it',
  'lang: en # British',
  'replies: open # for now',
  'canonical: https://example.org/x # first there',
  'redirectFrom: [/old, /older] # both',
  'image: x.png # the old ward\nimageAlt: x',
  'title: "A title" # as agreed',
  "title: 'A title' # as agreed",
  'title: "A title" ## as agreed',
  'topics: [\n  Health, # first\n  Work\n  ]',
  'description: >\n  Ask for ward #3',
  'description: | # kept\n  Ask for ward #3',
  'title: C# and F#, a guide#1',
])('a comment that takes nothing away stays one: %j', async (typed) => {
  const name = typed.split(':')[0]
  const others = [title, description, date].filter((line) => line.split(':')[0] !== name)
  expect((await read([...others, typed])).faults).toEqual([])
})

test('the file of an author is held to the same', async () => {
  const told = async (text: string) => {
    const folder = await contentFolder({ 'authors/jane-doe.yml': text, 'articles/x.mdx': article() })
    const { library } = await folder.open()
    return library.faults().map(({ line, column, message }) => `${line}:${column}: ${message}`)
  }
  const hash =
    'the text ends at #, which begins a comment (one of your own goes on a line by itself): put it in quotes:'
  expect(await told('name: Dr #1\nrole: Lead of ward #3\nbio: Ask for #9\n')).toEqual([
    `1:10: ${hash} name: "Dr #1"`,
    `2:20: ${hash} role: "Lead of ward #3"`,
    `3:14: ${hash} bio: "Ask for #9"`,
  ])
  expect(await told('name: A\nlinks:\n  Ward #3: https://example.org\n')).toEqual([
    `3:8: ${hash} "Ward #3": https://example.org`,
  ])
  expect(await told('name: A\nlinks:\n  "Ward #3": https://example.org # there\n')).toEqual([])
  expect(await told('name: A\nlinks: { Ward #3: https://example.org }\n')).toEqual([
    `2:15: ${hash} links: { "Ward #3": https://example.org }`,
  ])
  expect(
    await told('name: A\nlinks: { "Site": https://example.org/a #3, B: https://example.org }\n'),
  ).toEqual([`2:40: ${hash} links: { "Site": "https://example.org/a #3", B: https://example.org }`])
  expect(await told('name: A\nlinks:\n  - label: Ward #3\n    href: https://example.org\n')).toEqual([
    `3:17: ${hash} - label: "Ward #3"`,
  ])
  expect(await told('name: 1e3\nrole: true\n')).toEqual([])
})

test('a page is held to the same', async () => {
  const folder = await contentFolder({ 'pages/about.mdx': front('title: Room #12', 'description: 2026') })
  const { library } = await folder.open()
  expect(library.faults().map(({ line, column }) => `${line}:${column}`)).toEqual(['2:13'])
})

test.each([
  ['published: true', 'An article is published unless draft: true stands here: remove this line', undefined],
  ['published: false', 'Write draft: true', 'draft: true', true],
  ['isPublished: false', 'Write draft: true', 'draft: true', true],
  ['slug: our-clinic', 'The address is the name of the file: remove this line', undefined],
  ['date-modified: 2026-11-21', 'Did you mean "updated"?', 'updated: 2026-11-21'],
  ['modified: 2026-11-21', 'Did you mean "updated"?', 'updated: 2026-11-21'],
  ['lastmod: 2026-11-21', 'Did you mean "updated"?', 'updated: 2026-11-21'],
  ['expirydate: 2027-11-21', 'Did you mean "expires"?', 'expires: 2027-11-21', true],
  ['teaser: A', 'The field "description" stands here already: remove this line', undefined],
  ['subtitle: A', 'The field "description" stands here already: remove this line', undefined],
  ['publishDate: 2026-11-20', 'The field "date" stands here already: remove this line', undefined],
  ['featureImageAlt: A bed\nimage: x.png', 'Did you mean "imageAlt"?', 'imageAlt: A bed\nimage: x.png'],
  [
    'url: /2015/12/our-clinic/',
    'The address is the name of the file: remove this line. To lead an old address here write redirectFrom: [/2015/12/our-clinic/]',
    'redirectFrom: [/2015/12/our-clinic/]',
  ],
  [
    'permalink: https://old.example.org/our-clinic.html',
    'The address is the name of the file: remove this line. To lead an old address here write redirectFrom: [/our-clinic.html]',
    'redirectFrom: [/our-clinic.html]',
  ],
  ['permalink: /:year/:title/', 'The address is the name of the file: remove this line', undefined],
  ['aliases: [/old]', 'Did you mean "redirectFrom"?', 'redirectFrom: [/old]'],
  ['oldSlug: /old', 'Did you mean "redirectFrom"?', 'redirectFrom: /old'],
  ['comments: false', 'Write replies: off', 'replies: off'],
  ['comments: true', 'Write replies: open', 'replies: open'],
  ['translator: Jane', 'This site has no use for it: remove this line', undefined],
  ['topicid: 12', 'This site has no use for it: remove this line', undefined],
  ['layout: post', 'This site has no use for it: remove this line', undefined],
  ['weight: 3', 'This site has no use for it: remove this line', undefined],
  ['tags: [Health]', 'Did you mean "topics"?', 'topics: [Health]'],
  ['pinned: true', 'Did you mean "featured"?', 'featured: true'],
])(
  'a field of another system, %j: told what it is here, and that is taken',
  async (typed, advice, mended, isKept = false) => {
    const before = await read([...good, typed])
    expect(before.faults[0]).toBe(`5:1: unknown field "${typed.split(':')[0]}". ${advice}`)
    expect(before.item === undefined).toBe(isKept)
    expect((await read([...good, mended])).faults).toEqual([])
  },
)

test.each(['cover', 'banner_img', 'opengraphImage', 'featureImage', 'bannerCloudinaryId', 'thumbnail'])(
  'a picture called %s elsewhere is told with what it needs here',
  async (name) => {
    expect((await read([...good, `${name}: x.png`])).faults).toEqual([
      `5:1: unknown field "${name}". Did you mean "image"? It needs imageAlt too, which says what the picture shows`,
    ])
  },
)

test.each(['excerpt', 'summary', 'teaser', 'subtitle', 'deck', 'lead'])(
  'a description called %s elsewhere is told as one where there is none',
  async (name) => {
    expect((await read([title, date, `${name}: A`])).faults).toEqual([
      `4:1: unknown field "${name}". Did you mean "description"?`,
    ])
  },
)

test.each(['draff: false', 'publised: true', 'Draft: true', 'published: maybe', 'draft: yes', 'draft: ture'])(
  'a slip such as %j publishes nothing',
  async (typed) => {
    const { faults, item } = await read([...good, typed])
    expect(faults).toHaveLength(1)
    expect(item).toBeUndefined()
  },
)

test.each([
  ['2015/12/08 14:00:00', '2015-12-08T14:00:00'],
  ['2015-12-08 2:05 PM', '2015-12-08T14:05'],
  ['2015-12-08 12:30 am', '2015-12-08T00:30'],
  ['Tue, 08 Dec 2015 14:00:00 GMT', '2015-12-08T14:00Z'],
  ['December 8, 2015', '2015-12-08'],
])('a date as others write it, %s, is told as it is written here: %s', async (typed, mended) => {
  expect((await read([title, description, `date: ${typed}`])).faults).toEqual([
    `4:7: "date" is not a date: write ${mended} (found "${typed}")`,
  ])
  expect((await read([title, description, `date: ${mended}`])).faults).toEqual([])
})

test.each([
  ['2015-12-08 14:00:00 -5', '2015-12-08T14:00:00-05:00'],
  ['2013-06-19 8:50:08 -0400', '2013-06-19T08:50:08-04:00'],
  ['2015-12-08T14:00:00+5:30', '2015-12-08T14:00:00+05:30'],
  ['2015-12-8 14:00:00 +08:00', '2015-12-08T14:00:00+08:00'],
  ['2015-12-08 14:00:00 +0800 CST', '2015-12-08T14:00:00+08:00'],
  ['2015-12-08 14:00 UTC', '2015-12-08T14:00Z'],
  ['2015-12-08 9:30 +0100', '2015-12-08T09:30:00+01:00'],
])('a date with an offset is taken as others write it: %s', async (typed, meant) => {
  const { faults, item } = await read([title, description, `date: ${typed}`])
  expect(faults).toEqual([])
  expect(item?.date.at).toBe(Date.parse(meant))
})
