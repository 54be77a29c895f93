import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { pageNumber } from '../../../../list-pages.ts'
import { YearPage, yearHead } from '../../year-page.tsx'

type Props = { params: Promise<{ year: string; number: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { year, number } = await params
  return yearHead(year, pageNumber(number))
}

export default async function FurtherPage({ params }: Props) {
  const { year, number } = await params
  const page = pageNumber(number)
  if (page === 1) permanentRedirect(`/archive/${year}`)
  return <YearPage typed={year} page={page} />
}
