import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { head } from '../../../head.ts'
import { ArticlesPage, pagePath, pageTitle } from '../../articles-page.tsx'

type Props = { params: Promise<{ number: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const number = numberOf((await params).number)
  return head({ ...pageTitle(number), path: pagePath(number) })
}

export default async function FurtherPage({ params }: Props) {
  const number = numberOf((await params).number)
  if (number === 1) permanentRedirect('/articles')
  return <ArticlesPage page={number} />
}

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) notFound()
  return Number(text)
}
