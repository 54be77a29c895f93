import type { Metadata } from 'next'
import { ArticlesPage, articlesHead } from './articles-page.tsx'

export function generateMetadata(): Metadata {
  return articlesHead(1)
}

export default function FirstPage() {
  return <ArticlesPage page={1} />
}
