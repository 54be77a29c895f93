import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRemovals } from '#lib/content/mass-removal.ts'
import { article, contentFolder, type Folder } from './folder.ts'

const names = Array.from({ length: 24 }, (_, index) => `a${index}`)

function folderOf(slugs: readonly string[]): Promise<Folder> {
  return contentFolder({
    ...Object.fromEntries(slugs.map((slug) => [`articles/${slug}.mdx`, article()])),
    'authors/jane.yml': 'name: Jane\n',
  })
}

/** Opens, closes, changes the folder, and opens again as the next start does. */
async function restart(folder: Folder, between: () => Promise<unknown>, removalPatience = 600_000) {
  const cacheFile = join(folder.path, 'index.json')
  ;(await folder.open({ cacheFile })).library.close()
  await between()
  return folder.open({ cacheFile, watch: true, removalPatience })
}

test('a folder that was emptied keeps its articles for a while: told in the log and at /readyz', async () => {
  const folder = await folderOf(names)
  const { library, logged } = await folder.open({ watch: true, removalPatience: 600_000 })
  await Promise.all(names.map((slug) => folder.remove(`articles/${slug}.mdx`)))
  await expect.poll(() => library.findings()).toMatchObject([{ severity: 'warning' }])
  expect(library.findings()[0]?.message).toMatch(/^24 articles are gone from the content folder at once/)
  expect(library.articles()).toHaveLength(24)
  expect(logged.filter(({ message }) => message.startsWith('most articles are gone'))).toHaveLength(1)
  for (const slug of names) await folder.write(`articles/${slug}.mdx`, article())
  await expect.poll(() => library.findings()).toEqual([])
  expect(library.articles()).toHaveLength(24)
})

test('a mass removal that lasts is meant, and after it an article that goes is gone at once again', async () => {
  const folder = await folderOf(names)
  const { library } = await folder.open({ watch: true, removalPatience: 500 })
  await Promise.all(names.slice(1).map((slug) => folder.remove(`articles/${slug}.mdx`)))
  await expect.poll(() => library.articles().map(({ slug }) => slug)).toEqual(['a0'])
  await folder.write('articles/b.mdx', article())
  await expect.poll(() => library.articles().map(({ slug }) => slug)).toEqual(['a0', 'b'])
  await folder.remove('articles/a0.mdx')
  await expect.poll(() => library.articles().map(({ slug }) => slug)).toEqual(['b'])
})

test('an article, a few of many and as many renamed are gone at once', async () => {
  const folder = await folderOf(names)
  const { library } = await folder.open({ watch: true, removalPatience: 600_000 })
  await folder.remove('articles/a0.mdx')
  await expect.poll(() => library.article('a0').kind).toBe('missing')
  await Promise.all(names.slice(1, 9).map((slug) => folder.remove(`articles/${slug}.mdx`)))
  await expect.poll(() => library.articles().length).toBe(15)
})

test.each(['the whole folder', 'the folder of the articles'])(
  'a start while %s is away serves no empty site, forgets nothing, and is right when it is back',
  async (what) => {
    const folder = await folderOf(names.slice(0, 3))
    const [place, aside] =
      what === 'the whole folder'
        ? [folder.path, `${folder.path}-aside`]
        : [join(folder.path, 'articles'), join(folder.path, 'aside')]
    const index = `${folder.path}.index.json`
    ;(await folder.open({ cacheFile: index })).library.close()
    await rename(place, aside)
    const { library, logged } = await folder.open({ cacheFile: index, watch: true, removalPatience: 0 })
    expect(library.isAway()).toBe(true)
    expect(library.findings()).toMatchObject([{ severity: 'problem' }])
    expect(logged).toMatchObject([{ level: 'error', known: 3 }])
    await rename(aside, place)
    await expect.poll(() => library.isAway()).toBe(false)
    expect(library.articles()).toHaveLength(3)
    expect(library.findings()).toEqual([])
    await rm(index)
  },
)

test('a start with an empty folder of articles waits before it takes that as meant', async () => {
  const folder = await folderOf(names)
  const empty = async () => {
    await rm(join(folder.path, 'articles'), { recursive: true })
    await mkdir(join(folder.path, 'articles'))
  }
  const waiting = await restart(folder, empty)
  expect(waiting.library.isAway()).toBe(true)
  waiting.library.close()
  const { library } = await folder.open({
    cacheFile: join(folder.path, 'index.json'),
    watch: true,
    removalPatience: 0,
  })
  expect(library.isAway()).toBe(false)
})

test('a first start without any content is a site without articles', async () => {
  const folder = await contentFolder()
  const { library } = await folder.open({ cacheFile: join(folder.path, 'index.json') })
  expect(library.isAway()).toBe(false)
})

test('a folder that is emptied slowly is emptied all the same', () => {
  const removals = createRemovals(60_000)
  const look = (gone: number, known: number, now: number) =>
    removals.isHeld({ gone, added: 0, known, isWhole: true }, now)
  for (const [step, known] of [20, 18, 16, 14, 12, 10].entries()) {
    const isHeld = look(2, known, step * 1000)
    expect(isHeld).toBe(known === 10)
    if (!isHeld) removals.taken(2, step * 1000)
  }
  expect(look(2, 10, 64_000)).toBe(true)
  expect(look(2, 10, 65_000)).toBe(false)
})

test('articles that came and went within a minute are not missed', () => {
  const removals = createRemovals(60_000)
  for (let tried = 0; tried < 20; tried++) {
    removals.taken(-1, tried * 1000)
    expect(removals.isHeld({ gone: 1, added: 0, known: 7, isWhole: true }, tried * 1000 + 500)).toBe(false)
    removals.taken(1, tried * 1000 + 500)
  }
})
