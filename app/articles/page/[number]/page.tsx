import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { pageNumber } from '../../../list-pages.ts'
import { ArticlesPage, articlesHead, articlesPath } from '../../articles-page.tsx'

type Props = { params: Promise<{ number: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return articlesHead(pageNumber((await params).number))
}

export default async function FurtherPage({ params }: Props) {
  const page = pageNumber((await params).number)
  if (page === 1) permanentRedirect(articlesPath)
  return <ArticlesPage page={page} />
}
