import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import type { Library } from '#lib/content/article.ts'
import { show, usual } from '#lib/content/organisation/live.ts'
import { site } from '#lib/site.ts'
import { theme } from '#lib/theme.ts'
import { words } from '#lib/words/words.ts'
import { article, contentFolder } from '../content/folder.ts'
import { faultyFiles } from './faulty.ts'

afterEach(() => show(usual))

const toldOf = (library: Library) =>
  library
    .faults()
    .map(({ file, line, column, message }) => `${file.split('/').at(-1)} ${line}:${column}: ${message}`)

const inForce = () => [site.name, theme().typeface, words()('reply.heading')]
const good = {
  'site.yml': 'name: Good Clinic\n',
  'theme.yml': 'typeface: system\n',
  'words.yml': 'reply.heading: A good heading\n',
}

describe.each(faultyFiles)('$what in $file', ({ file, text, told, mended }) => {
  const expected = told.map((one) => `${file} ${one}`)

  test('is told exactly, and a site starts with it as if the file were empty', async () => {
    const folder = await contentFolder({ [file]: text, 'articles/one.mdx': article() })
    const { library } = await folder.open()
    expect(toldOf(library)).toEqual(expected)
    expect(inForce()).toEqual(['Broadsheet', 'serif', 'Leave a Reply'])
    expect(library.articles()).toHaveLength(1)
  })

  test('leaves what was good in force on a running site, and is no fault once the advice is followed', async () => {
    const folder = await contentFolder({ ...good, 'articles/one.mdx': article() })
    const { library } = await folder.open()
    await folder.write(file, text)
    await library.refresh()
    expect(toldOf(library)).toEqual(expected)
    expect(inForce()).toEqual(['Good Clinic', 'system', 'A good heading'])
    await folder.write(file, mended)
    await library.refresh()
    expect(toldOf(library)).toEqual([])
  })
})

test.each([
  ['an empty file', ''],
  ['a file of comments alone', '# Nothing yet\n\n# name: Acorn\n'],
  ['a line of hyphens alone', '---\n'],
])('%s means what is usual', async (_, text) => {
  const folder = await contentFolder({ 'site.yml': text, 'theme.yml': text, 'words.yml': text })
  const { library } = await folder.open()
  expect(toldOf(library)).toEqual([])
  expect(inForce()).toEqual(['Broadsheet', 'serif', 'Leave a Reply'])
})

test('what an editor of another system saves is read: a byte order mark, and line breaks of two signs', async () => {
  const folder = await contentFolder({ 'site.yml': '\uFEFFname: Acorn Clinic\r\nlang: fr-FR\r\n' })
  const { library } = await folder.open()
  expect(toldOf(library)).toEqual([])
  expect([site.name, site.lang]).toEqual(['Acorn Clinic', 'fr-FR'])
})

test.each(['site.yml', 'theme.yml', 'words.yml'])('%s may have 256 kB and not more', async (file) => {
  const long = '# A comment of some length, which nobody reads\n'.repeat(5000)
  const folder = await contentFolder({ [file]: long.padEnd(256 * 1024, '#') })
  const { library } = await folder.open()
  expect(toldOf(library)).toEqual([])
  await folder.write(file, long.padEnd(256 * 1024 + 1, '#'))
  await library.refresh()
  expect(toldOf(library)).toEqual([
    `${file} 1:1: the file is larger than 256 kB: write less, for all of it is settings`,
  ])
})

test('a file that is no text is told as such', async () => {
  const folder = await contentFolder({ 'site.yml': Buffer.from('name: Acorn é\n', 'utf16le') })
  await folder.write('words.yml', Buffer.from('reply.heading: \u00c9crivez\n', 'latin1'))
  const { library } = await folder.open()
  expect(toldOf(library)).toEqual([
    'site.yml 1:2: the file is not plain text: save it as plain text in UTF-8',
    'words.yml 1:16: a letter here is not UTF-8: save the file with the encoding UTF-8',
  ])
})

test('the sample says what is usual, each field with its default beside it', async () => {
  const folder = await contentFolder({ 'site.yml': readFileSync('content/site.yml', 'utf8') })
  const privacy = '---\ntitle: Privacy\ndescription: What is kept\n---\nWords.\n'
  await folder.write('pages/privacy.mdx', privacy)
  const { library } = await folder.open()
  expect(toldOf(library)).toEqual([])
  expect({ ...site, tagline: '', description: '' }).toEqual(usual.site)
})
