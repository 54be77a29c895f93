import type { Metadata } from 'next'
import { ArticleList } from '#components/article-list.tsx'
import { ListPage } from '#components/list-page.tsx'
import { context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { head } from '../head.ts'
import { pageOf, pagePath, pageTitle } from '../list-pages.ts'
import { PageFrame } from '../page-frame.tsx'

export const articlesPath = '/articles'

export function articlesHead(page: number): Metadata {
  const description = words()('list.all-about', { name: site.name })
  return head({
    title: pageTitle(words()('nav.articles'), page),
    description,
    path: pagePath(articlesPath, page),
  })
}

/** One page of the list of all articles. */
export function ArticlesPage({ page }: { page: number }) {
  const all = context().library.articles()
  return (
    <PageFrame path={articlesPath}>
      <ListPage
        title={words()('nav.articles')}
        intro={all.length > 0 && <a href="/archive">{words()('archive.link')}</a>}
      >
        <ArticleList {...pageOf(all, { path: articlesPath, page, size: site.articlesPerPage })} />
      </ListPage>
    </PageFrame>
  )
}
