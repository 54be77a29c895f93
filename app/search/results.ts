import type { FilterGroup } from '#components/search-filters.tsx'
import type { Result, Results } from '#components/search-view.tsx'
import type { Library } from '#lib/content/article.ts'
import { searchPath } from '#lib/search/asked.ts'
import type { Facet, Found, Hit, Query } from '#lib/search/search.ts'
import { words } from '#lib/words/words.ts'

type Looks = Pick<Library, 'article' | 'page' | 'topic' | 'author' | 'articles'>

/** What was found, as it is shown: with addresses, names, and ways to more and to less of it. */
export function resultsOf(found: Found, asked: Query, library: Looks): Results {
  const { meant, isForMeant = false, total } = found
  const query = { ...asked, q: isForMeant && meant ? meant.q : asked.q }
  const of = Math.max(found.pages, 1)
  const names = { topic: topicName, author: authorName, year: (year: string) => ({ label: year }) }

  function topicName(slug: string) {
    const { label, lang } = library.topic(slug) ?? {}
    return label === undefined ? undefined : { label, lang }
  }

  function authorName(id: string) {
    const label = library.author(id)?.name ?? namedIn(library.articles({ author: id }), id)
    return label === undefined ? undefined : { label }
  }

  function group(name: FilterGroup['name'], facet: Facet<string | number>): FilterGroup {
    const choices = facet.flatMap(({ key, count }) => {
      const named = names[name](String(key))
      if (!named) return []
      const isActive = query[name] === key
      return { ...named, count, isActive, path: filtered({ [name]: isActive ? undefined : key }) }
    })
    // What cannot narrow anything is no choice.
    const isChoice = choices.length > 1 || choices.some(({ isActive, count }) => isActive || count < total)
    return { name, choices: isChoice ? choices : [] }
  }

  function filtered(change: { [Name in FilterGroup['name']]?: string | number | undefined }): string {
    return searchPath({ ...query, ...change, page: 1 } as Query)
  }

  const active = (['topic', 'author', 'year'] as const).flatMap((name) => {
    const value = query[name]
    const named = value === undefined ? undefined : names[name](String(value))
    return named ? { label: named.label, path: filtered({ [name]: undefined }) } : []
  })
  return {
    text: query.q,
    total: isForMeant && meant ? meant.total : total,
    results: found.hits.flatMap((hit) => resultOf(hit, library) ?? []),
    pages: { page: Math.min(query.page ?? 1, of), of, path: (page) => searchPath({ ...query, page }) },
    filters: [group('topic', found.topics), group('author', found.authors), group('year', found.years)],
    active,
    isForMeant,
    ...(meant && { meant: { text: meant.q, path: filteredFor(meant.q, query) } }),
  }
}

/** What could not be done as it was asked for; the search goes without it. */
export function usableOf(query: Query, library: Looks): { query: Query; notes: string[] } {
  const t = words()
  const { topic, author, ...rest } = query
  const isTopic = topic !== undefined && library.topic(topic) !== undefined
  const isAuthor = author !== undefined && library.articles({ author }).length > 0
  return {
    query: { ...rest, ...(isTopic && { topic }), ...(isAuthor && { author }) },
    notes: [
      ...(topic !== undefined && !isTopic ? [t('search.no-topic', { text: topic })] : []),
      ...(author !== undefined && !isAuthor ? [t('search.no-author', { text: author })] : []),
    ],
  }
}

function filteredFor(q: string, query: Query): string {
  return searchPath({ ...query, q, page: 1 })
}

function namedIn(articles: ReturnType<Looks['articles']>, id: string): string | undefined {
  return articles[0]?.authors.find((one) => one.id === id)?.name
}

/** Undefined for what has gone since the index was read. */
function resultOf({ kind, slug, title, extract }: Hit, library: Looks): Result | undefined {
  if (kind === 'page') {
    const found = library.page(slug)
    if (found.kind !== 'here') return undefined
    const { path, lang } = found.item
    return { path, title, extract, lang, authors: [] }
  }
  const found = library.article(slug)
  if (found.kind !== 'here') return undefined
  const { path, lang, date, authors } = found.item
  return { path, title, extract, lang, date, authors: authors.map(({ name }) => name) }
}
