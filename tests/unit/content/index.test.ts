import { expect, test } from 'vitest'
import type { Article } from '#lib/content/article.ts'
import { diff } from '#lib/content/diff.ts'
import { type Document, parseDocument } from '#lib/content/document.ts'
import { fileKind } from '#lib/content/file-kinds.ts'
import { buildIndex } from '#lib/content/index.ts'
import { schemas } from '#lib/content/schema.ts'
import { emptySnapshot, type Snapshot } from '#lib/content/snapshot.ts'
import { inOneGo } from '#lib/steps.ts'
import { seeded } from '../../support/storm.ts'
import { article } from './folder.ts'

const start = Date.parse('2026-11-23T12:00:00Z')
const hour = 3_600_000
const rules = schemas('Europe/London')

function file(path: string, text: string): Document {
  const what = fileKind(path)
  if (!what) throw new Error(`${path} is no file of the content.`)
  return parseDocument(what, Buffer.from(text), rules).document
}

function indexOf(documents: ReadonlyMap<string, Document>, previous = emptySnapshot, now = 0): Snapshot {
  return inOneGo(buildIndex(documents, previous, now))
}

const slugs = [...'abcdefgh']

/** Files changed at random, each valid by itself; now and then the clock goes on. */
function createEdits(seed: number) {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const documents = new Map<string, Document>()
  let now = start
  const text = () =>
    article(`[One](/articles/${pick(slugs)}) and [two](/topics/${pick(['work', 'health', 'c'])})`, {
      title: pick(['One', 'Two']),
      date: new Date(now + (random() - 0.7) * 48 * hour).toISOString().slice(0, 16),
      ...(random() < 0.5 && { topics: pick(['Work', 'Health', '[Work, C++]']) }),
      ...(random() < 0.4 && { author: pick(['ann', 'bo']) }),
      ...(random() < 0.3 && { redirectFrom: `[/articles/${pick(slugs)}, /old]` }),
      ...(random() < 0.2 && {
        expires: new Date(now + (24 + 72 * random()) * hour).toISOString().slice(0, 16),
      }),
      ...(random() < 0.1 && { draft: 'true' }),
    })
  const put = (path: string, words: string) => documents.set(path, file(path, words))
  for (const id of ['ann', 'bo']) put(`authors/${id}.yml`, `name: ${id}\n`)
  return {
    documents,
    now: () => now,
    edit() {
      const path = `articles/${pick(slugs)}.mdx`
      const chance = random()
      if (chance < 0.2) documents.delete(path)
      else if (chance < 0.3) put(`authors/${pick(['ann', 'bo'])}.yml`, `name: ${pick(['Ann', 'Bo'])}\n`)
      else if (chance < 0.45) now += Math.floor(random() * 24 * hour)
      else put(path, text())
    },
  }
}

function shownIn({ articles, listings, redirects, authors, pages, diagnostics, missing }: Snapshot) {
  const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  // A hint names what there was when the link was checked.
  const isPublished = (article: Article) => listings.all.includes(article)
  const said = diagnostics.map((one) => ({ ...one, message: one.message.replace(/ Did you mean.*/, '') }))
  return {
    ...{ all: listings.all, topics: sorted(listings.topic), byAuthor: sorted(listings.author) },
    ...{
      redirects: sorted(redirects),
      authors: sorted(authors),
      pages: sorted(pages),
      said,
      missing: sorted(missing),
    },
    articles: sorted(articles).map(([slug, item]) => [slug, item, isPublished(item)]),
  }
}

test.each([1, 2, 3, 4, 5, 6])('step by step it is the same index as from nothing: storm %i', (seed) => {
  const { documents, now, edit } = createEdits(seed)
  let snapshot = emptySnapshot
  for (let step = 0; step < 60; step++) {
    edit()
    snapshot = indexOf(documents, snapshot, now())
    expect(shownIn(snapshot)).toEqual(shownIn(indexOf(documents, undefined, now())))
  }
})

test('what is unchanged is the same object, and nothing is to be invalidated', () => {
  const { documents, now, edit } = createEdits(7)
  for (let count = 0; count < 20; count++) edit()
  const first = indexOf(documents, undefined, now())
  const again = indexOf(documents, first, now())
  expect(inOneGo(diff(first, again))).toEqual(new Set())
  expect(again.listings).toBe(first.listings)
  expect(again.diagnostics).toBe(first.diagnostics)
  for (const [slug, valid] of again.articles) expect(first.articles.get(slug)).toBe(valid)
})

test('a version that is not valid leaves the last valid one, and a snapshot never changes', () => {
  const path = 'articles/x.mdx'
  const first = indexOf(new Map([[path, file(path, article('Words.'))]]), undefined, start)
  const broken = new Map([[path, file(path, article('Words.', { titel: 'x' }))]])
  const second = indexOf(broken, first, start)
  expect(second.articles.get('x')).toEqual(first.articles.get('x'))
  expect(second.diagnostics).toHaveLength(1)
  expect(indexOf(new Map(), second, start).articles.size).toBe(0)
  expect(first.diagnostics).toEqual([])
  expect(second.articles.size).toBe(1)
})

test('a broken page whose date comes is no reason to look again at once', () => {
  const path = 'pages/about.md'
  const fields = { title: 'About', description: 'Us', updated: '2026-11-23T13:00' }
  const text = (more: object) =>
    `---\n${Object.entries({ ...fields, ...more })
      .map(([name, value]) => `${name}: ${value}\n`)
      .join('')}---\nWords.\n`
  const first = indexOf(new Map([[path, file(path, text({}))]]), undefined, start)
  const broken = new Map([[path, file(path, text({ titel: 'x' }))]])
  const second = indexOf(broken, first, start)
  expect(second.nextTurn).toBe(start + hour)
  const now = start + 2 * hour
  expect(indexOf(broken, second, now).nextTurn).toBeGreaterThan(now)
})
