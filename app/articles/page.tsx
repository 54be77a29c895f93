import type { Metadata } from 'next'
import { head } from '../head.ts'
import { ArticlesPage, pageTitle } from './articles-page.tsx'

export function generateMetadata(): Metadata {
  return head({ ...pageTitle(1), path: '/articles' })
}

export default function FirstPage() {
  return <ArticlesPage page={1} />
}
