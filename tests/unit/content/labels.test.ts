import { expect, test } from 'vitest'
import { article, contentFolder } from './folder.ts'

/** What is told of the files of a folder, without where the folder lies. */
async function opened(files: Record<string, string>) {
  const folder = await contentFolder(files)
  const { library } = await folder.open()
  const told = () =>
    library
      .faults()
      .map(({ file, line, column, message }) =>
        `${file}:${line}:${column}: ${message}`.replaceAll(`${folder.path}/`, ''),
      )
  return { folder, library, told }
}

const old = (topics: string) => article('Words.', { date: '2026-11-01', topics })
const young = (topics: string) => article('Words.', { date: '2026-11-02', topics })

test('labels that differ by a sign with a name are topics of their own', async () => {
  const { library, told } = await opened({
    'articles/a.md': old('[C, C++, "C#", LGBT, LGBT+, .NET, NET]'),
    'articles/b.md': young('C++'),
  })
  expect(told()).toEqual([])
  expect(
    library
      .topics()
      .map(({ slug, count }) => `${slug} ${count}`)
      .sort(),
  ).toEqual([...['c 1', 'c-plus-plus 2', 'c-sharp 1', 'dot-net 1', 'lgbt 1', 'lgbt-plus 1', 'net 1']])
})

test('capitals, spaces and hyphens make no other topic and are not told', async () => {
  const { library, told } = await opened({
    'articles/a.md': old('Night Shifts'),
    'articles/b.md': young('night  shifts'),
    'articles/c.md': young('Night-shifts'),
  })
  expect(told()).toEqual([])
  expect(library.topics()).toMatchObject([{ slug: 'night-shifts', label: 'Night Shifts', count: 3 }])
})

test('other labels with one address are told with both labels and files, and stand', async () => {
  const { library, told } = await opened({
    'articles/a.md': old('[R&D, R D]'),
    'articles/b.md': young('Ärzte'),
    'articles/c.md': article('Words.', { date: '2026-11-03', topics: '[Arzte, R/D]' }),
  })
  expect(library.articles()).toHaveLength(3)
  expect(told()).toEqual([
    'articles/a.md:5:15: the topics "R&D" and "R D" have one address, /topics/r-d: keep one of them, or tell them apart in words',
    'articles/c.md:5:10: the topic "Arzte" has the address /topics/arzte of "Ärzte" in articles/b.md, and is one topic with it: write "Ärzte" here too, or tell the two apart in words',
    'articles/c.md:5:17: the topic "R/D" has the address /topics/r-d of "R&D" in articles/a.md, and is one topic with it: write "R&D" here too, or tell the two apart in words',
  ])
})

test('it is told no longer once the other label is gone', async () => {
  const { folder, library, told } = await opened({
    'articles/a.md': old('Ärzte'),
    'articles/b.md': young('Arzte'),
  })
  expect(told()).toHaveLength(1)
  await folder.write('articles/a.md', old('Arzte'))
  await library.refresh()
  expect(told()).toEqual([])
  await folder.write('articles/a.md', old('Ärzte'))
  await library.refresh()
  expect(told()).toHaveLength(1)
  await folder.remove('articles/a.md')
  await library.refresh()
  expect(told()).toEqual([])
})

test('a topic without letters is told', async () => {
  const { told } = await opened({ 'articles/a.md': old('"?!"') })
  expect(told()).toEqual(['articles/a.md:5:9: the topic "?!" has no letter: write it in words'])
})

test('another spelling of a topic, and its address of before signs counted, lead to it', async () => {
  const { library } = await opened({ 'articles/a.md': old('[C++, Über uns, น้ำ]') })
  const to = (path: string) => library.elsewhere(path)
  expect(to('/topics/c')).toEqual({ kind: 'moved', to: '/topics/c-plus-plus' })
  expect(to('/topics/c/feed.xml')).toEqual({ kind: 'moved', to: '/topics/c-plus-plus/feed.xml' })
  expect(to('/topics/c++')).toEqual({ kind: 'moved', to: '/topics/c-plus-plus' })
  expect(to('/topics/über uns')).toEqual({ kind: 'moved', to: '/topics/uber-uns' })
  expect(to('/topics/nothing')).toEqual({ kind: 'missing' })
})
