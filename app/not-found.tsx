import type { Metadata } from 'next'
import { Notice } from '#components/notice.tsx'
import { PageFrame } from '#components/page-frame.tsx'
import { words } from '#lib/words/words.ts'
import { unlisted } from './head.ts'

export function generateMetadata(): Metadata {
  return { title: words()('notice.404.title'), ...unlisted }
}

/** Seen in development only: our HTTP entry answers an unknown address itself. */
export default function NotFound() {
  return (
    <PageFrame path="" isSearch>
      <Notice status={404} isSearch />
    </PageFrame>
  )
}
