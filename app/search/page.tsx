import type { Metadata } from 'next'
import { currentRequest } from '#lib/request-context.ts'
import { type Asked, askedBy } from '#lib/search/asked.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { head } from '../head.ts'
import { PageFrame } from '../page-frame.tsx'
import { ofAnyQuery, viewOf } from './view.tsx'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const path = '/search'

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const q = currentRequest()?.frame?.text ?? (await askedIn(searchParams)).query.q
  const t = words()
  const title = q ? t('search.title-of', { text: q }) : t('search.title')
  const { alternates, ...page } = head({ title, description: t('search.about', { name: site.name }), path })
  return { ...page, alternates: { types: alternates?.types }, robots: { index: false, follow: true } }
}

export default async function SearchPage({ searchParams }: Props) {
  const frame = currentRequest()?.frame
  return (
    <PageFrame path={path} isSearch>
      {frame ? ofAnyQuery(frame.text) : await viewOf(await askedIn(searchParams))}
    </PageFrame>
  )
}

async function askedIn(searchParams: Props['searchParams']): Promise<Asked> {
  const given = Object.entries(await searchParams).flatMap(([name, value]) => {
    const first = [value].flat()[0]
    return first === undefined ? [] : [[name, first]]
  })
  return askedBy(String(new URLSearchParams(given)))
}
