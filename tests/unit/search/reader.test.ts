import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openIndex } from '#lib/search/index-store.ts'
import { createKeptIds } from '#lib/search/kept-ids.ts'
import { openReader } from '#lib/search/reader-store.ts'

const entry = {
  ...{ key: 'articles/a', mark: 'a', kind: 'article' as const, slug: 'a', title: 'Apples', description: '' },
  ...{ headings: [], topics: [], authors: [], series: '', lang: 'en', at: 0, year: 2026 },
  ...{ file: 'articles/a.md', hash: 'a' },
}

test('what a query found is remembered until somebody writes', async () => {
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
    return [...reader.ids('"apples"')]
  }
  expect(ids()).toEqual([])
  expect(ids()).toEqual([])
  const written = await index.write([{ entry, plain: { text: '', aside: '' } }], [])
  expect(ids()).toEqual(written)
  expect(ids()).toEqual(written)
})

test('of what queries found the newest is remembered, and of what very many found, or did not find, a part', () => {
  const kept = createKeptIds(1_000)
  const add = (expression: string, ...ids: number[]) => kept.add(expression, Uint32Array.from(ids))
  add('a', 1, 2, 3)
  add('none')
  for (let number = 0; number < 10; number++) add(`b${number}`, number)
  expect(kept.get('a')).toEqual(Uint32Array.of(1, 2, 3))
  expect(kept.get('none')).toEqual(Uint32Array.of())
  for (let number = 0; number < 30; number++) {
    add(`c${number}`, number)
    // Who is asked for again and again stays.
    expect(kept.get('a')).toEqual(Uint32Array.of(1, 2, 3))
  }
  expect(kept.get('none')).toBeUndefined()
  expect(kept.get('b9')).toBeUndefined()
  expect(kept.get('c29')).toEqual(Uint32Array.of(29))
  add('more than there is room for', ...Array.from({ length: 600 }, (_, id) => id))
  expect(kept.get('more than there is room for')).toBeUndefined()
  kept.clear()
  expect(kept.get('a')).toBeUndefined()
})
