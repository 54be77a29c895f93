import type { Metadata } from 'next'
import { SearchView } from '#components/search-view.tsx'
import { context } from '#lib/context.ts'
import { countSearch } from '#lib/request-context.ts'
import { type Asked, askedBy } from '#lib/search/asked.ts'
import { mostLetters } from '#lib/search/search.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { head } from '../head.ts'
import { PageFrame } from '../page-frame.tsx'
import { resultsOf, usableOf } from './results.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const path = '/search'

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q } = (await askedIn(searchParams)).query
  const t = words()
  const title = q ? t('search.title-of', { text: q }) : t('search.title')
  const { alternates, ...page } = head({ title, description: t('search.about', { name: site.name }), path })
  return { ...page, alternates: { types: alternates?.types }, robots: { index: false, follow: true } }
}

export default async function SearchPage({ searchParams }: Props) {
  const { library, search } = context()
  const asked = await askedIn(searchParams)
  const { query, notes } = usableOf(asked.query, library)
  const isReady = search.isReady()
  const found = query.q && isReady ? resultsOf(await search.find(query), query, library) : undefined
  // Another page of the results, or some of them, is no further search.
  const { q: _, ...parts } = query
  if (found && !Object.values(parts).some(Boolean)) countSearch(query.q, found.isForMeant ? 0 : found.total)
  return (
    <PageFrame path={path} isSearch>
      <SearchView
        text={query.q}
        notes={[...notes, ...notesOf(asked, found?.pages.of)]}
        found={found}
        isReady={isReady}
      />
    </PageFrame>
  )
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

async function askedIn(searchParams: Props['searchParams']): Promise<Asked> {
  const given = Object.entries(await searchParams).flatMap(([name, value]) => {
    const first = [value].flat()[0]
    return first === undefined ? [] : [[name, first]]
  })
  return askedBy(String(new URLSearchParams(given)))
}
