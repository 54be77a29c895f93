import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { rename } from '#lib/cli/article/rename.ts'
import { parseSettings } from '#lib/config.ts'
import { bodyComponent } from '#lib/content/render.ts'
import { patience } from '../../support/patience.ts'
import { article, contentFolder, png } from './folder.ts'

// One letter, two ways to store it: a name is found by its letters, whichever way its file and its mentions are written.

const composed = 'übersicht-각-क़'.normalize('NFC')
const apart = composed.normalize('NFD')
const forms: [file: string, mention: string][] = [
  [composed, apart],
  [apart, composed],
  [apart, apart],
]
const page = '---\ntitle: A page\ndescription: What it says\n---\nWords.\n'

function folderOf(file: string, mention: string) {
  return contentFolder({
    [`authors/${file}.yml`]: `name: Jane\npicture: ${mention}.png\n`,
    [`authors/${file}/${file}.png`]: png,
    [`pages/${file}.md`]: page,
    [`articles/${file}/${file} & 100% #1.png`]: png,
    [`articles/${file}.md`]: article(
      `![One](<${mention} & 100%25 %231.png>)\n\n[Page](/${mention}), [author](/authors/${encodeURI(mention)}), [own](/articles/${mention})`,
      { author: mention, image: `"${mention} & 100% #1.png"`, imageAlt: 'One' },
    ),
  })
}

test.each(forms)('a file %j is found by the name %j', async (file, mention) => {
  const folder = await folderOf(file, mention)
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  const found = library.article(composed)
  const item = found.kind === 'here' ? found.item : expect.fail(found.kind)
  const picture = `${composed}/${composed} & 100% #1.png`.split('/').map(encodeURIComponent).join('/')
  expect(item).toMatchObject({
    path: encodeURI(`/articles/${composed}`),
    image: { path: `/pictures/articles/${picture}` },
    authors: [{ id: composed, picture: { width: 1 } }],
  })
  const Body = await bodyComponent(await library.body(item))
  expect(renderToStaticMarkup(createElement(Body))).toContain(
    `src="/pictures/articles/${picture}" alt="One" width="1"`,
  )
  expect(library.page(composed).kind).toBe('here')
})

test('what is removed is missed, and comes back in the other way', async () => {
  const folder = await folderOf(apart, composed)
  const { library } = await folder.open()
  const picture = (form: string) => `articles/${apart}/${form} & 100% #1.png`
  await folder.remove(picture(apart))
  await library.refresh()
  expect(library.faults().map(({ message }) => message)).toEqual([
    expect.stringContaining('there is no picture'),
    expect.stringContaining('there is no picture'),
  ])
  await folder.write(picture(composed), png)
  await library.refresh()
  expect(library.faults()).toEqual([])
  await folder.remove(`articles/${apart}.md`)
  await library.refresh()
  expect(library.article(composed).kind).toBe('missing')
})

test('of two files whose names are the same letters one stands, and the other is told', async () => {
  const names = [apart, composed]
  const folder = await contentFolder({
    ...Object.fromEntries(
      names.map((name) => [`articles/${name}.md`, article(name === apart ? 'Apart.' : 'Words.')]),
    ),
    ...Object.fromEntries(names.map((name) => [`articles/${name}.png`, png])),
    ...Object.fromEntries(names.map((name) => [`authors/${name}.yml`, 'name: Jane\n'])),
    ...Object.fromEntries(names.map((name) => [`pages/${name}.md`, page])),
  })
  const { library } = await folder.open()
  const found = library.article(composed)
  expect(found.kind === 'here' && (await library.body(found.item)).code).toContain('Words.')
  expect(library.faults().map(({ file, message }) => [file.replace(`${folder.path}/`, ''), message])).toEqual(
    [`articles/${apart}.md`, `articles/${apart}.png`, `authors/${apart}.yml`, `pages/${apart}.md`].map(
      (file) => [
        file,
        'another file has the same name, its letters only stored in another way: remove or rename one of the two',
      ],
    ),
  )
  await folder.remove(`articles/${composed}.md`)
  await library.refresh()
  const left = library.article(composed)
  expect(left.kind === 'here' && (await library.body(left.item)).code).toContain('Apart.')
})

test('a file whose letters are stored apart appears and goes by itself', async () => {
  const folder = await contentFolder({ 'articles/x.md': article() })
  const { library } = await folder.open({ watch: true })
  const becomes = (kind: string) =>
    vi.waitFor(() => expect(library.article(composed).kind).toBe(kind), { timeout: patience })
  await folder.write(`articles/${apart}.md`, article())
  await becomes('here')
  await folder.write(`articles/${apart}.md`, article('Other words.'))
  await vi.waitFor(
    async () => {
      const found = library.article(composed)
      expect(found.kind === 'here' && (await library.body(found.item)).code).toContain('Other words.')
    },
    { timeout: patience },
  )
  await folder.remove(`articles/${apart}.md`)
  await becomes('missing')
})

test('an article whose letters are stored apart is renamed with its pictures', async () => {
  const folder = await folderOf(apart, composed)
  const data = mkdtempSync(join(tmpdir(), 'broadsheet-letters-'))
  onTestFinished(() => rmSync(data, { recursive: true }))
  const read = parseSettings({ CONTENT_DIR: folder.path, DATA_DIR: data })
  if ('problems' in read) return expect.fail(read.problems.join())
  const said: string[] = []
  const terminal = {
    print: (text: string) => said.push(text),
    complain: (text: string) => said.push(text),
    isScreen: false,
    colour: false,
    annotations: false,
  }
  expect([await rename(read.settings, terminal, { old: composed, fresh: 'overview' }), said]).toEqual([
    0,
    expect.anything(),
  ])
  const { library } = await folder.open()
  expect(library.article('overview')).toMatchObject({ kind: 'here', item: { image: { width: 1 } } })
  expect(library.article(composed)).toEqual({ kind: 'moved', to: '/articles/overview' })
})
