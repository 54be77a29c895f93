import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openIndex } from '#lib/search/index-store.ts'
import { openReader } from '#lib/search/reader-store.ts'

const entry = {
  ...{ key: 'articles/a', mark: 'a', kind: 'article' as const, slug: 'a', title: 'Apples', description: '' },
  ...{ headings: [], topics: [], authors: [], series: '', lang: 'en', at: 0, year: 2026 },
  ...{ file: 'articles/a.md', hash: 'a' },
}

test('what a query found is remembered until somebody writes, and what very many found, or did not find, is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-reader-'))
  const index = openIndex(join(folder, 'search.db'))
  const reader = openReader(join(folder, 'search.db'))
  onTestFinished(() => {
    reader.close()
    index.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const ids = () => {
    reader.refresh()
    return reader.ids('"apples"')
  }
  const none = ids()
  expect(none).toEqual([])
  expect(ids()).toBe(none)
  const written = await index.write([{ entry, plain: { text: '', aside: '' } }], [])
  const found = ids()
  expect(found).toEqual(written)
  expect(ids()).toBe(found)
  for (let number = 0; number < 10_000; number++) reader.ids(`"word${number}"`)
  expect(ids()).not.toBe(found)
})
