import type { Metadata } from 'next'
import { OfflineView } from '#components/offline-view.tsx'
import { words } from '#lib/words/words.ts'
import { unlisted } from '../head.ts'
import { PageFrame } from '../page-frame.tsx'

export function generateMetadata(): Metadata {
  return { title: words()('offline.title'), ...unlisted }
}

/** What the worker shows in place of a page that is not kept. */
export default function OfflinePage() {
  return (
    <PageFrame path="" isSearch>
      <OfflineView />
    </PageFrame>
  )
}
