import type { Metadata } from 'next'
import { Notice } from '#components/notice.tsx'
import { PageFrame } from '#components/page-frame.tsx'
import { refusals } from './answer/[status]/refusals.ts'
import { unlisted } from './head.ts'

const { title = '', message = '' } = refusals[404] ?? {}

export const metadata: Metadata = { title, ...unlisted }

/** Seen in development only: our HTTP entry answers an unknown address itself. */
export default function NotFound() {
  return (
    <PageFrame path="/answer">
      <Notice title={title} message={message} />
    </PageFrame>
  )
}
