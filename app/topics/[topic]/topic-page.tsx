import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ArticleList } from '#components/article-list.tsx'
import { ListPage } from '#components/list-page.tsx'
import { context } from '#lib/context.ts'
import { words } from '#lib/words/words.ts'
import { head } from '../../head.ts'
import { pageOf, pagePath, pageTitle } from '../../list-pages.ts'
import { PageFrame } from '../../page-frame.tsx'

export function topicHead(slug: string, page: number): Metadata {
  const { label, path } = topicOf(slug)
  const title = pageTitle(label, page)
  const feed = { title: words()('topics.articles-on', { topic: label }), path: `${path}/feed.xml` }
  const description = words()('topics.articles-on-newest', { topic: label })
  return head({ title, description, path: pagePath(path, page), feed })
}

/** One page of the articles of a topic. */
export function TopicPage({ slug, page }: { slug: string; page: number }) {
  const { path, label, lang } = topicOf(slug)
  const all = context().library.articles({ topic: slug })
  const t = words()
  return (
    <PageFrame path={path}>
      <ListPage
        title={label}
        lang={lang}
        intro={
          <>
            {t('list.count', { count: all.length })} · <a href={`${path}/feed.xml`}>{t('topics.feed')}</a>
          </>
        }
      >
        <ArticleList {...pageOf(all, { path, page })} topic={slug} />
      </ListPage>
    </PageFrame>
  )
}

function topicOf(slug: string) {
  return context().library.topic(slug) ?? notFound()
}
