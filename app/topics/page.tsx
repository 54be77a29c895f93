import type { Metadata } from 'next'
import { ListPage } from '#components/list-page.tsx'
import { TopicIndex } from '#components/topic-index.tsx'
import { TopicLetters } from '#components/topic-letters.tsx'
import { context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { head } from '../head.ts'
import { PageFrame } from '../page-frame.tsx'

/** Fewer are found at a glance. */
const fewestByLetter = 40

export function generateMetadata(): Metadata {
  return head({
    title: words()('topics.title'),
    description: words()('topics.about', { name: site.name }),
    path: '/topics',
  })
}

export default function Topics() {
  const topics = context().library.topics()
  const t = words()
  const isLong = topics.length >= fewestByLetter
  return (
    <PageFrame path="/topics">
      <ListPage title={t('topics.title')} intro={isLong && t('topics.counted', { count: topics.length })}>
        {isLong ? <TopicLetters topics={topics} /> : <TopicIndex topics={topics} />}
      </ListPage>
    </PageFrame>
  )
}
