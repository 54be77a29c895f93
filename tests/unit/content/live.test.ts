import { appendFile, open, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Library } from '#lib/content/article.ts'
import { becomes } from '../../support/soon.ts'
import { article, contentFolder, png } from './folder.ts'

function title(library: Library, slug: string): string {
  const found = library.article(slug)
  return found.kind === 'here' ? found.item.title : found.kind
}

test('a file that is added, changed, renamed and removed is right within two seconds each time', async () => {
  const folder = await contentFolder({ 'articles/first.mdx': article() })
  const { library } = await folder.open({ watch: true })
  await folder.write('articles/x.mdx', article())
  await becomes(() => title(library, 'x'), 'A title')
  await folder.write('articles/x.mdx', article('Words.', { title: 'Changed' }))
  await becomes(() => title(library, 'x'), 'Changed')
  await folder.move('articles/x.mdx', 'articles/y.mdx')
  await becomes(() => [title(library, 'x'), title(library, 'y')], ['missing', 'Changed'])
  await folder.remove('articles/y.mdx')
  await becomes(() => library.articles().map(({ slug }) => slug), ['first'])
})

test('an editor that writes a new file and renames it over the old one is followed', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article() })
  const { library } = await folder.open({ watch: true })
  const seen = new Set<string>()
  await folder.write('articles/.x.mdx.new', article('Words.', { title: 'Renamed over' }))
  await folder.move('articles/.x.mdx.new', 'articles/x.mdx')
  await becomes(() => {
    seen.add(title(library, 'x'))
    return title(library, 'x')
  }, 'Renamed over')
  expect([...seen]).toEqual(['A title', 'Renamed over'])
})

test('a broken version is refused, told once, and mended', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article() })
  const { library, logged } = await folder.open({ watch: true })
  const told = () => logged.flatMap(({ level, message }) => (level === 'warn' ? [message] : []))
  await folder.write('articles/x.mdx', article('Words.', { titel: 'Broken' }))
  await becomes(() => library.faults().length, 1)
  expect(title(library, 'x')).toBe('A title')
  const [place, message] = ['/articles/x.mdx:5:1: ', 'unknown field "titel". Did you mean "title"?']
  await expect.poll(told).toEqual([folder.path + place + message])
  await folder.write('articles/x.mdx', article('Words.', { title: 'Mended' }))
  await becomes(() => title(library, 'x'), 'Mended')
  expect(told()).toHaveLength(1)
})

test('a file written byte by byte never shows a part of itself', async () => {
  const text = article(
    '## One\n\nMany words stand here.\n\n## Two\n\nAnd some more of them, to the very end.',
  )
  const folder = await contentFolder({ 'articles/old.mdx': text })
  const { library } = await folder.open({ watch: true })
  const whole = library.articles()[0]?.words
  const seen = new Set<number>()
  const look = () => {
    for (const { words } of library.articles()) seen.add(words)
  }
  const file = await open(join(folder.path, 'articles/new.mdx'), 'w')
  await truncate(join(folder.path, 'articles/old.mdx'))
  for (const byte of Buffer.from(text)) {
    await file.write(Buffer.from([byte]))
    await appendFile(join(folder.path, 'articles/old.mdx'), Buffer.from([byte]))
    // The pace of a bad line is what is tried here.
    await pause(12)
    look()
  }
  await file.close()
  await becomes(() => {
    look()
    return library.article('new').kind
  }, 'here')
  expect([...seen]).toEqual([whole])
  expect(library.faults()).toEqual([])
})

test('a file whose first part comes at once and stalls within a line never shows that part', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('Old words.') })
  const { library } = await folder.open({ watch: true })
  const whole = article('## One\n\nThe first part stops in the middle of this line.', { title: 'New' })
  const seen = new Set<string>()
  const file = join(folder.path, 'articles', 'x.mdx')
  const cut = whole.indexOf(' middle')
  await folder.write('articles/x.mdx', whole.slice(0, cut))
  // The stall itself is what is tried here: longer than what is waited for after a whole file.
  for (const start = performance.now(); performance.now() - start < 700; await pause(10))
    seen.add(title(library, 'x'))
  await appendFile(file, whole.slice(cut))
  await becomes(() => title(library, 'x'), 'New')
  expect([...seen]).toEqual(['A title'])
  const found = library.article('x')
  expect(found.kind === 'here' && (await library.body(found.item)).code).toContain('middle of this line')
})

test('hundreds of files that come at once are all right within two seconds', async () => {
  const folder = await contentFolder({ 'articles/first.mdx': article() })
  const { library, dropped } = await folder.open({ watch: true })
  const names = Array.from({ length: 200 }, (_, number) => `a-${number}`)
  await Promise.all(names.map((name) => folder.write(`articles/${name}.mdx`, article(`Words of ${name}.`))))
  await becomes(() => library.articles().length, 201)
  expect(dropped()).toContain('articles')
})

test('a picture that comes after its article lets the article stand', async () => {
  const folder = await contentFolder({ 'articles/first.mdx': article() })
  const { library, logged } = await folder.open({ watch: true })
  await folder.write('articles/x.mdx', article('![A pixel](x.png)'))
  await folder.write('articles/x/x.png', png)
  await becomes(() => title(library, 'x'), 'A title')
  expect(logged.filter(({ level }) => level === 'warn')).toEqual([])
})

test('what is renamed stays at its old address until the pictures of the new one are whole', async () => {
  const body = '![A pixel](a.png)'
  const folder = await contentFolder({ 'articles/x.mdx': article(body), 'articles/x/a.png': png })
  const { library } = await folder.open({ watch: true })
  const picture = join(folder.path, 'articles', 'y', 'a.png')
  await folder.write('articles/y/a.png', png)
  await folder.write('articles/y.mdx', article(body, { redirectFrom: '[/articles/x]' }))
  await folder.remove('articles/x.mdx')
  await folder.remove('articles/x')
  const seen = new Set<string>()
  const look = () => [title(library, 'x'), title(library, 'y')].join()
  // The slow coming itself is what is tried here: longer than a removal waits by itself.
  for (const start = performance.now(); performance.now() - start < 1800; await pause(100)) {
    seen.add(look())
    await appendFile(picture, Buffer.alloc(8))
  }
  await becomes(() => {
    seen.add(look())
    return look()
  }, 'moved,A title')
  expect([...seen].filter((one) => !/A title/.test(one))).toEqual([])
})

test('of a picture that is still coming nothing is told', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article() })
  const { library, logged } = await folder.open({ watch: true })
  const picture = join(folder.path, 'articles', 'y', 'a.png')
  await folder.write('articles/y/a.png', png)
  await folder.write('articles/y.mdx', article('![A pixel](a.png)'))
  // The slow coming itself is what is tried here: longer than a fault waits by itself.
  for (const start = performance.now(); performance.now() - start < 1800; await pause(100))
    await appendFile(picture, Buffer.alloc(8))
  await becomes(() => title(library, 'y'), 'A title')
  expect(logged.filter(({ level }) => level === 'warn')).toEqual([])
})

test('a content folder that is gone for a while takes nothing off the site', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article() })
  const { library, logged } = await folder.open({ watch: true })
  await folder.move('articles', 'elsewhere')
  await expect.poll(() => logged.filter(({ level }) => level === 'error').length).toBe(1)
  expect(title(library, 'x')).toBe('A title')
  await folder.move('elsewhere', 'articles')
  await folder.write('articles/y.mdx', article())
  await expect.poll(() => title(library, 'y')).toBe('A title')
  expect(title(library, 'x')).toBe('A title')
})
