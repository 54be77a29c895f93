import { expect, test } from 'vitest'
import type { Document } from '#lib/content/document.ts'
import { referencesIn } from '#lib/content/references.ts'
import { shareParts } from '#lib/content/share-parts.ts'

function article({ author = 'jane', label = 'Data', line = 3, words = 900 }): Document {
  return {
    kind: 'article',
    diagnostics: [],
    named: { author: [{ line, column: 9, to: author }], topics: [{ line: 4, column: 10, to: label }] },
    fields: {
      title: 'One',
      date: { typed: '2026-01-01', day: '2026-01-01', at: 0 },
      author: [author],
      topics: [{ slug: 'data', label }],
    },
    body: { headings: '', length: { words, minutes: 4 }, hash: 'x', isLight: true },
  } as unknown as Document
}

const variants = [{}, { author: 'john' }, { label: 'DATA' }, { line: 7 }, { words: 901 }]

test('what is shared says the same as before, be it alike or not', () => {
  const all = [...variants, ...variants]
  const documents = all.map(article)
  for (const document of documents) shareParts(document)
  expect(documents).toEqual(all.map(article))
})

test('of what two articles say alike there is one object', () => {
  const [one, other] = [article({}), article({ words: 950 })]
  for (const document of [one, other]) shareParts(document)
  if (one.kind !== 'article' || other.kind !== 'article') throw new Error('no articles')
  expect(one.named?.author).toBe(other.named?.author)
  expect(one.fields?.topics).toBe(other.fields?.topics)
  expect(referencesIn('articles/a.mdx', one)).toBe(referencesIn('articles/b.mdx', other))
})
