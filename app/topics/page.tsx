import type { Metadata } from 'next'
import { ListPage } from '#components/list-page.tsx'
import { TopicIndex } from '#components/topic-index.tsx'
import { context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { head } from '../head.ts'
import { PageFrame } from '../page-frame.tsx'

export function generateMetadata(): Metadata {
  return head({
    title: words()('topics.title'),
    description: words()('topics.about', { name: site.name }),
    path: '/topics',
  })
}

export default function Topics() {
  return (
    <PageFrame path="/topics">
      <ListPage title={words()('topics.title')}>
        <TopicIndex topics={context().library.topics()} />
      </ListPage>
    </PageFrame>
  )
}
