import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ArticleList } from '#components/article-list.tsx'
import { ListPage } from '#components/list-page.tsx'
import { PageFrame } from '#components/page-frame.tsx'
import { runtime } from '#lib/runtime.ts'
import { head } from '../../head.ts'

type Props = { params: Promise<{ topic: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { label, path } = topicOf((await params).topic)
  const feed = { title: `Articles on ${label}`, path: `${path}/feed.xml` }
  return head({ title: label, description: `Articles on ${label}, newest first.`, path, feed })
}

export default async function TopicPage({ params }: Props) {
  const topic = topicOf((await params).topic)
  return (
    <PageFrame path={topic.path}>
      <ListPage title={topic.label} intro={<a href={`${topic.path}/feed.xml`}>Feed of this topic</a>}>
        <ArticleList articles={runtime().library.articles({ topic: topic.slug })} />
      </ListPage>
    </PageFrame>
  )
}

function topicOf(slug: string) {
  return (
    runtime()
      .library.topics()
      .find((topic) => topic.slug === slug) ?? notFound()
  )
}
