import type { Metadata } from 'next'
import { ListPage } from '#components/list-page.tsx'
import { YearIndex } from '#components/year-index.tsx'
import { yearsOf } from '#lib/content/years.ts'
import { context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { head } from '../head.ts'
import { PageFrame } from '../page-frame.tsx'

export function generateMetadata(): Metadata {
  return head({
    title: words()('archive.title'),
    description: words()('archive.about', { name: site.name }),
    path: '/archive',
  })
}

export default function Archive() {
  const t = words()
  return (
    <PageFrame path="/archive">
      <ListPage title={t('archive.title')} intro={t('archive.about', { name: site.name })}>
        <YearIndex years={[...yearsOf(context().library.articles(), site.timeZone)]} />
      </ListPage>
    </PageFrame>
  )
}
