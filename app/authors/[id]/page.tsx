import type { Metadata } from 'next'
import { decodedName } from '#lib/content/path.ts'
import { AuthorArticles, authorHead } from './author-articles.tsx'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return authorHead(decodedName((await params).id), 1)
}

export default async function Page({ params }: Props) {
  return <AuthorArticles id={decodedName((await params).id)} page={1} />
}
