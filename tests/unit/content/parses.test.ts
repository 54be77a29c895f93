import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { inflateRawSync } from 'node:zlib'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, onTestFinished, test } from 'vitest'
import type { Library } from '#lib/content/article.ts'
import { readDocument } from '#lib/content/read-document.ts'
import { bodyComponent } from '#lib/content/render.ts'
import { schemas } from '#lib/content/schema.ts'
import { look } from '#lib/content/version.ts'
import { article, contentFolder, png } from './folder.ts'

const fields = schemas('Europe/London')
/** More files than are compiled at once when a site starts. */
const many = 205

/** How many bodies this thread has parsed since. */
function countParses(): () => number {
  let count = 0
  const add = () => count++
  subscribe('broadsheet:parse-body', add)
  onTestFinished(() => void unsubscribe('broadsheet:parse-body', add))
  return () => count
}

async function shown(library: Library, slug: string): Promise<string> {
  const found = library.article(slug)
  if (found.kind !== 'here') return found.kind
  return renderToStaticMarkup(createElement(await bodyComponent(await library.body(found.item))))
}

test('what a thread does with a saved article parses it once, and gives its compiled body', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('Some **words**.') })
  const version = (await look(folder.path, ['articles/x.mdx'])).get('articles/x.mdx')
  if (!version) return expect.fail('the file is not there')
  const parses = countParses()
  const reading = await readDocument(folder.path, 'articles/x.mdx', version, fields, {
    isTried: true,
    isPlain: true,
  })
  expect(parses()).toBe(1)
  expect(inflateRawSync(reading?.text ?? '').toString()).toMatch(/_createMdxContent[\s\S]*words/)
})

test('readers of a saved article parse nothing, also when its picture changes', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('Old words.'),
    'articles/x/dot.png': png,
  })
  const { library } = await folder.open()
  const parses = countParses()
  await folder.write('articles/x.mdx', article('New words.\n\n![A dot](dot.png)'))
  await library.refresh()
  expect(await shown(library, 'x')).toContain('width="1" height="1"')
  const wide = Buffer.from(png)
  wide.writeUInt32BE(7, 16)
  await folder.write('articles/x/dot.png', wide)
  await library.refresh()
  expect(await shown(library, 'x')).toContain('width="7" height="1"')
  expect(await shown(library, 'x')).toContain('New words.')
  expect(parses()).toBe(0)
})

test('of very many files each is compiled when it is asked for first, once', async () => {
  const files = Array.from({ length: many }, (_, n) => [`articles/x-${n}.mdx`, article(`Words of ${n}.`)])
  const folder = await contentFolder(Object.fromEntries(files))
  const { library } = await folder.open()
  const parses = countParses()
  const both = await Promise.all([shown(library, 'x-7'), shown(library, 'x-7')])
  expect(both).toEqual(['<p>Words of 7.</p>', '<p>Words of 7.</p>'])
  expect(await shown(library, 'x-7')).toBe('<p>Words of 7.</p>')
  expect(parses()).toBe(1)
})
