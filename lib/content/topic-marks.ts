import { hash } from 'node:crypto'
import type { Article, Library } from './article.ts'

/** Articles in the feed of a topic. */
const longest = 20

/** For the path of each topic's feed, that of the newest article first: another mark where it has come to hold something else. */
export function topicMarks(library: Pick<Library, 'articles'>): () => ReadonlyMap<string, string> {
  let before: { all: readonly Article[]; marks: ReadonlyMap<string, string> } | undefined
  return () => {
    const all = library.articles()
    if (before?.all !== all) before = { all, marks: marksOf(all) }
    return before.marks
  }
}

function marksOf(articles: readonly Article[]): ReadonlyMap<string, string> {
  const held = new Map<string, string[]>()
  for (const article of articles)
    for (const { path } of article.topics) {
      const list = held.get(path) ?? []
      if (list.length < longest) list.push(markOf(article))
      held.set(path, list)
    }
  return new Map(
    [...held].map(([path, list]) => [`${path}/feed.xml`, hash('sha256', list.join('\n'), 'base64url')]),
  )
}

function markOf({ path, title, description, date, updated, words, image, authors }: Article): string {
  const names = authors.map(({ name }) => name)
  return JSON.stringify([path, title, description, date.at, updated?.at, words, image?.share, names])
}
