import { expect, test } from 'vitest'
import { article } from '../content/folder.ts'
import { first, indexOf, marks, text } from './index-of.ts'

test('what stands in a text is found, best first, and marked', async () => {
  const { search, slugs } = await indexOf({
    'articles/a.mdx': article('Many people sleep badly. Running in the morning helped all of them.', {
      title: 'Sleep',
    }),
    'articles/b.mdx': article('They ran to sleep in the barn. Nothing else here.', { title: 'Barns' }),
    'articles/c.mdx': article('Of clouds.', { title: 'Clouds' }),
    'pages/about.mdx': '---\ntitle: About us\n---\nWe sleep well.\n',
  })
  expect((await slugs('sleep'))[0]).toBe('a')
  const found = await search.find({ q: 'sleep' })
  expect(found.total).toBe(3)
  expect(found.hits.map(({ kind, slug }) => `${kind} ${slug}`)).toContain('page about')
  expect(marks(first(found)?.title)).toEqual(['Sleep'])
  expect(marks(first(await search.find({ q: 'runs' }))?.extract)).toEqual(['Running'])
  expect(text(first(await search.find({ q: 'mornings' }))?.extract)).toContain(
    'Running in the morning helped',
  )
})
