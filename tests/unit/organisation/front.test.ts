import { afterEach, expect, test } from 'vitest'
import type { Library } from '#lib/content/article.ts'
import { frontSections } from '#lib/content/front-page.ts'
import { show, usual } from '#lib/content/organisation/live.ts'
import { article, contentFolder } from '../content/folder.ts'

afterEach(() => show(usual))

const texts: Readonly<Record<string, Record<string, string>>> = {
  lead: { date: '2026-11-20', topics: '[Health]', featured: 'true' },
  flu: { date: '2026-11-19', topics: '[Health, Vaccination]' },
  mumps: { date: '2026-11-18', topics: '[Vaccination]', redirectFrom: '[/articles/parotitis]' },
  'part-two': { date: '2026-11-17', topics: '[Health]', series: 'Ten steps' },
  'part-one': { date: '2026-11-16', topics: '[Health]', series: 'Ten steps' },
  later: { date: '2026-12-16', topics: '[Health]' },
}

async function siteWith(front: string, files: Readonly<Record<string, string>> = {}) {
  const folder = await contentFolder({
    ...Object.fromEntries(
      Object.entries(texts).map(([slug, fields]) => [`articles/${slug}.md`, article('Words.', fields)]),
    ),
    'front.yml': front,
    ...files,
  })
  const { library } = await folder.open()
  return { folder, library }
}

const shown = (library: Library) =>
  frontSections(library).map(({ title, articles }) => [title, ...articles.map(({ slug }) => slug)].join(' '))

const told = ({ faults }: Library) =>
  faults().map(({ line, column, severity, message }) => `${line}:${column}: ${severity}: ${message}`)

test('sections stand in order, by topic, series and hand-picked, each article once on the page', async () => {
  const { library } = await siteWith(`# arranged by the editor
- title: Picked
  articles: [part-one, lead, parotitis, part-one, later]
- title: "Jabs: all of them"
  topic: vaccination
- { title: Steps, series: ten  steps }
- { title: Of health, topic: HEALTH, limit: 1 }
- title: Nothing left
  topic: Vaccination
`)
  expect(shown(library)).toEqual(['Picked part-one mumps', 'Jabs: all of them flu', 'Steps part-two'])
  expect(frontSections(library)[1]?.path).toBe('/topics/vaccination')
  expect(told(library)).toEqual([
    '3:30: warning: the article "parotitis" has moved: write mumps',
    '3:51: warning: the article "later" has not appeared yet: it is left out until its date',
  ])
})

test('the newest featured article leads, or the newest, as soon as it is so', async () => {
  const { folder, library } = await siteWith('', {
    'articles/newest.md': article('Words.', { date: '2026-11-21' }),
  })
  const lead = () => library.lead()?.slug
  expect(lead()).toBe('lead')
  await folder.write('articles/flu.md', article('Words.', { date: '2026-11-22', featured: 'true' }))
  await library.refresh()
  expect(lead()).toBe('flu')
  for (const slug of ['flu', 'lead'])
    await folder.write(`articles/${slug}.md`, article('Words.', { date: '2026-11-19' }))
  await library.refresh()
  expect(lead()).toBe('newest')
})

test('at most six by topic or series unless it says another number, hand-picked ones all', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 9 }, (_, day) => [
      `articles/more-${day}.md`,
      article('Words.', { date: `2026-10-0${day + 1}`, topics: '[Many]' }),
    ]),
  )
  const lengths = async (section: string) => {
    const { library } = await siteWith(`- { title: T, ${section} }\n`, many)
    return frontSections(library).map(({ articles }) => articles.length)
  }
  expect(await lengths('topic: Many')).toEqual([6])
  expect(await lengths('topic: Many, limit: 8')).toEqual([8])
  expect(await lengths(`articles: [${[...Array(9).keys()].map((day) => `more-${day}`)}]`)).toEqual([9])
})

test('what is not there is told with what was meant, and the rest of the page stands', async () => {
  const { folder, library } = await siteWith(`- { title: A, topic: Vacination }
- { title: B, series: Ten stps }
- title: C
  articles:
    - mumsp
    - flu
`)
  expect(told(library)).toEqual([
    '1:22: warning: no article has the topic "Vacination". Did you mean "vaccination"?',
    '2:23: warning: no article is of the series "Ten stps". Did you mean "Ten steps"?',
    '5:7: warning: there is no article "mumsp". Did you mean "mumps"?',
  ])
  expect(shown(library)).toEqual(['C flu'])
  await folder.write('articles/mumsp.md', article('Words.', { date: '2026-11-01' }))
  await folder.write('articles/steps.md', article('Words.', { date: '2026-11-02', series: 'Ten stps' }))
  await library.refresh()
  expect(told(library)).toHaveLength(1)
  expect(shown(library)).toEqual(['B steps', 'C mumsp flu'])
})

test.each([
  [
    'a map',
    'title: A\n',
    '1:1: error: a list of sections is expected here, each of which begins with a hyphen: - { title: For patients, topic: vaccination }',
  ],
  [
    'no title',
    '- topic: health\n',
    '1:3: error: the field "title" is missing: add for example title: For patients',
  ],
  [
    'nothing to show',
    '- title: A\n',
    '1:3: error: this section says no articles: add one of topic, series and articles, such as topic: vaccination',
  ],
  [
    'too much',
    '- { title: A, topic: health, series: Ten steps }\n',
    '1:3: error: this section has more than one of topic, series and articles: keep one, and make a section of its own for each other',
  ],
  [
    'a misspelt field',
    '- { title: A, topics: health }\n',
    '1:15: error: unknown field "topics". Did you mean "topic"?',
  ],
  [
    'a foreign field',
    '- { title: A, topic: health, colour: red }\n',
    '1:30: error: unknown field "colour". Known fields: title, topic, series, articles and limit.',
  ],
  [
    'a text for a section',
    '- health\n',
    '1:3: error: an entry of the list must have a title and a topic, a series or articles, such as { title: For patients, topic: vaccination }',
  ],
  [
    'one article',
    '- { title: A, articles: flu }\n',
    '1:25: error: "articles" must be a list of articles, such as [our-new-clinic, opening-hours]; found "flu"',
  ],
  [
    'a limit of none',
    '- { title: A, topic: health, limit: 0 }\n',
    '1:37: error: "limit" must be a whole number from 1 to 24; found "0"',
  ],
  ['an alias', '- &a { title: A, topic: health }\n- *a\n', /^1:3: error: .*&a/],
  [
    'a file that is too large',
    `# ${'x'.repeat(256 * 1024)}\n`,
    '1:1: error: the file is larger than 256 kB: write less, for all of it is settings',
  ],
])('%s is told, and the last good version stays in force', async (_, text, message) => {
  const { folder, library } = await siteWith('- { title: Good, topic: health }\n')
  await folder.write('front.yml', text)
  await library.refresh()
  const [first = ''] = told(library)
  if (typeof message === 'string') expect(first).toBe(message)
  else expect(first).toMatch(message)
  expect(shown(library)).toEqual(['Good flu part-two part-one'])
})

test.each(['', '# nothing yet\n', '[]\n'])('%j leaves the page as it is without the file', async (text) => {
  const { library } = await siteWith(text)
  expect(told(library)).toEqual([])
  expect(shown(library)).toEqual([])
})
