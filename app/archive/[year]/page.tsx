import type { Metadata } from 'next'
import { YearPage, yearHead } from './year-page.tsx'

type Props = { params: Promise<{ year: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return yearHead((await params).year, 1)
}

export default async function Page({ params }: Props) {
  return <YearPage typed={(await params).year} page={1} />
}
