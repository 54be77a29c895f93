import type { Metadata } from 'next'
import { FaultyView } from '#components/faulty-view.tsx'
import { withExcerpts } from '#lib/content/lint/format.ts'
import { decodedName } from '#lib/content/path.ts'
import { faultsAt } from '#lib/content/preview.ts'
import { context } from '#lib/context.ts'
import { currentRequest } from '#lib/request-context.ts'
import { words } from '#lib/words/words.ts'
import { unlisted } from '../../../head.ts'
import { PageFrame } from '../../../page-frame.tsx'

export function generateMetadata(): Metadata {
  return { title: words()('faults.title'), ...unlisted }
}

/** In development, in place of a page whose file has faults; our HTTP entry alone asks for this address. */
export default async function FaultsPage({ params }: { params: Promise<{ path: string[] }> }) {
  const path = `/${(await params).path.map(decodedName).join('/')}`
  const faults = await withExcerpts(faultsAt(context().library, path))
  const request = currentRequest()
  if (request) request.status = 500
  return (
    <PageFrame path={path}>
      <FaultyView title={words()('faults.in-file', { count: faults.length })} faults={faults} />
    </PageFrame>
  )
}
