import type { Metadata } from 'next'
import { Notice } from '#components/notice.tsx'
import { PageFrame } from '#components/page-frame.tsx'
import { unlisted } from './head.ts'

export const metadata: Metadata = { title: 'There is no page at this address', ...unlisted }

/** Seen in development only: our HTTP entry answers an unknown address itself. */
export default function NotFound() {
  return (
    <PageFrame path="">
      <Notice status={404} />
    </PageFrame>
  )
}
