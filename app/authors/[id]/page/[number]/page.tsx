import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { decodedName } from '#lib/content/path.ts'
import { pageNumber } from '../../../../list-pages.ts'
import { AuthorArticles, authorHead } from '../../author-articles.tsx'

type Props = { params: Promise<{ id: string; number: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, number } = await params
  return authorHead(decodedName(id), pageNumber(number))
}

export default async function FurtherPage({ params }: Props) {
  const { id, number } = await params
  const page = pageNumber(number)
  if (page === 1) permanentRedirect(`/authors/${id}`)
  return <AuthorArticles id={decodedName(id)} page={page} />
}
