import type { Metadata } from 'next'
import { PageView } from '#components/page-view.tsx'
import type { Page } from '#lib/content/article.ts'
import { decodedName } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { Body } from '../body.tsx'
import { findOr404 } from '../find-or-404.ts'
import { head, siteOrigin } from '../head.ts'
import { PageFrame } from '../page-frame.tsx'

type Props = { params: Promise<{ path: string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return head({ ...pageAt((await params).path), isText: true })
}

/** A page of the organisation's own, or an old address that an article has left behind. */
export default async function ContentPage({ params }: Props) {
  const page = pageAt((await params).path)
  return (
    <PageFrame path={page.path}>
      <PageView page={page} origin={siteOrigin()}>
        <Body of={page} />
      </PageView>
    </PageFrame>
  )
}

function pageAt(segments: string[]): Page {
  const { library } = context()
  const names = segments.map(decodedName)
  const [slug = ''] = names
  const page = names.length === 1 ? library.page(slug) : undefined
  if (page && page.kind !== 'missing') return findOr404(page)
  return findOr404(library.elsewhere(`/${names.join('/')}`))
}
