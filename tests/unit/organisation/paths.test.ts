import { afterEach, expect, test } from 'vitest'
import { show, usual } from '#lib/content/organisation/live.ts'
import { site } from '#lib/site.ts'
import { article, contentFolder } from '../content/folder.ts'

afterEach(() => show(usual))

const page = '---\ntitle: The clinic\ndescription: Who we are\n---\nWords.\n'

test('a path that leads to no page is told with its place and taken all the same, until there is one', async () => {
  const folder = await contentFolder({
    'site.yml': [
      'navigation:',
      '  - { label: Articles, path: /articles }',
      '  - label: The clinic',
      '    path: /le-cabinett',
      '  - { label: Feed, path: /feed.xml }',
      '  - { label: Health, path: /topics/health }',
      '  - { label: Book, path: "https://example.org/book" }',
      'footer:',
      '  - { label: Home, path: / }',
      '  - { label: Old, path: /articles/long-gone }',
      'privacyPath: /nope',
      '',
    ].join('\n'),
    'articles/one.mdx': article('Words.', { topics: 'Health' }),
    'pages/le-cabinet.mdx': page,
  })
  const { library } = await folder.open()
  const told = () =>
    library
      .faults()
      .map(
        ({ file, line, column, severity, message }) =>
          `${file.split('/').at(-1)}:${line}:${column}: ${severity} ${message}`,
      )
  expect(told()).toEqual([
    'site.yml:4:11: warning there is no page at /le-cabinett. Did you mean "/le-cabinet"?',
    'site.yml:10:25: warning there is no page at /articles/long-gone.',
    'site.yml:11:14: warning there is no page at /nope.',
  ])
  expect(site.privacyPath).toBe('/nope')
  expect(site.navigation?.[1]).toEqual({ label: 'The clinic', path: '/le-cabinett' })

  await folder.write('pages/nope.mdx', page)
  await folder.move('pages/le-cabinet.mdx', 'pages/le-cabinett.mdx')
  await library.refresh()
  expect(told()).toEqual(['site.yml:10:25: warning there is no page at /articles/long-gone.'])
})

test('an owner who sets a name alone meets no sentence of ours', async () => {
  const folder = await contentFolder({ 'site.yml': 'name: Acorn Clinic\n' })
  await folder.open()
  expect([site.name, site.tagline, site.description]).toEqual(['Acorn Clinic', '', ''])
})
