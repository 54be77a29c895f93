import { expect, test } from 'vitest'
import type { Library } from '#lib/content/article.ts'
import { type RequestContext, withRequest } from '#lib/request-context.ts'
import { article, contentFolder } from './folder.ts'

const part = (date: string, more: Record<string, string> = {}) =>
  article('Words.', { date, series: '"Ten steps"', ...more })

function partsOf(library: Library, slug: string) {
  const found = library.preview(slug)
  const series = found && library.series(found)
  return series && { ...series, parts: series.parts.map((one) => one.slug) }
}

test('the parts of a series stand oldest first, of one day by the numbers in their addresses; one part alone is no series', async () => {
  let now = Date.parse('2026-11-23T12:00:00Z')
  const folder = await contentFolder({
    'articles/step-10.mdx': part('2026-11-02'),
    'articles/step-2.mdx': part('2026-11-02'),
    'articles/begin.mdx': part('2026-11-01'),
    'articles/draft.mdx': part('2026-11-03', { draft: 'true' }),
    'articles/later.mdx': part('2026-11-24'),
    'articles/schritt.mdx': part('2026-11-01', { lang: 'de' }),
    'articles/alone.mdx': part('2026-11-01', { series: 'Another' }),
    'articles/none.mdx': article(),
  })
  const { library } = await folder.open({ now: () => now })
  expect(partsOf(library, 'step-2')).toEqual({
    name: 'Ten steps',
    parts: ['begin', 'step-2', 'step-10'],
    place: 2,
  })
  for (const slug of ['schritt', 'alone', 'none', 'draft']) expect(partsOf(library, slug)).toBeUndefined()
  now = Date.parse('2026-11-24T12:00:00Z')
  expect(partsOf(library, 'later')).toMatchObject({ parts: expect.arrayContaining(['begin']), place: 4 })
})

test('a part that is renamed, drafted or added drops the pages of the others, and no more', async () => {
  const folder = await contentFolder({
    'articles/a.mdx': part('2026-11-01'),
    'articles/b.mdx': part('2026-11-02'),
  })
  const { library, dropped } = await folder.open()
  const context: RequestContext = { id: '1', client: '-', cacheTags: new Set() }
  await withRequest(context, async () => partsOf(library, 'a'))
  const [tag = ''] = context.cacheTags
  for (const [name, text] of [
    ['b', part('2026-11-02', { title: 'Another title' })],
    ['c', part('2026-11-03')],
    ['b', part('2026-11-02', { draft: 'true' })],
  ] as const) {
    dropped()
    await folder.write(`articles/${name}.mdx`, text)
    await library.refresh()
    expect(dropped()).toContain(tag)
  }
  await folder.write('articles/c.mdx', part('2026-11-03').replace('Words.', 'Other words.'))
  await library.refresh()
  expect(dropped()).toEqual(['article:c'])
})
