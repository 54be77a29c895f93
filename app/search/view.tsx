import { type Results, SearchView } from '#components/search-view.tsx'
import { context } from '#lib/context.ts'
import { countSearch } from '#lib/request-context.ts'
import type { Asked } from '#lib/search/asked.ts'
import { mostLetters } from '#lib/search/search.ts'
import { words } from '#lib/words/words.ts'
import { resultsOf, usableOf } from './results.ts'

/** What was asked for, and what was found. */
export async function viewOf(asked: Asked) {
  const { library, search } = context()
  const { query, notes } = usableOf(asked.query, library)
  // It waits a moment for an index that is about to be there.
  const answer = query.q ? await search.find(query) : undefined
  const isReady = search.isReady()
  const found = answer && isReady ? resultsOf(answer, query, library) : undefined
  // Another page of the results, or some of them, is no further search.
  const { q: _, ...parts } = query
  if (found && !Object.values(parts).some(Boolean)) countSearch(query.q, found.isForMeant ? 0 : found.total)
  return (
    <SearchView
      text={query.q}
      notes={[...notes, ...notesOf(asked, found?.pages.of)]}
      found={found}
      isReady={isReady}
    />
  )
}

/** With all that the view of a query may have: what is put in its place finds its styles there. */
export function ofAnyQuery(text: string) {
  const choice = (label: string) => ({ label, count: 1, path: `/${label}`, isActive: false })
  const found: Results = {
    ...{ text, total: 1, isForMeant: false, active: [] },
    results: [{ path: '/', title: [], extract: [], lang: words().lang, authors: [] }],
    pages: { page: 2, of: 3, path: String },
    filters: [{ name: 'topic', choices: Array.from({ length: 20 }, (_, at) => choice(String(at))) }],
  }
  return <SearchView {...{ text, found }} notes={[]} isReady />
}

function notesOf({ query, isCut, unusable }: Asked, pages: number | undefined): string[] {
  const t = words()
  const { year, page } = unusable
  return [
    ...(isCut ? [t('search.cut', { most: mostLetters })] : []),
    ...(year ? [t('search.no-year', { text: year })] : []),
    ...(page ? [t('search.no-page', { text: page })] : []),
    ...(pages && query.page && query.page > pages ? [t('search.last-page', { of: pages })] : []),
  ]
}
