import { notFound } from 'next/navigation'
import { ArticleList } from '#components/article-list.tsx'
import { ListPage } from '#components/list-page.tsx'
import { PageFrame } from '#components/page-frame.tsx'
import { runtime } from '#lib/runtime.ts'
import { site } from '#lib/site.ts'

export function pageTitle(page: number): { title: string; description: string } {
  return {
    title: page === 1 ? 'Articles' : `Articles, page ${page}`,
    description: `All articles of ${site.name}, newest first.`,
  }
}

export function pagePath(page: number): string {
  return page === 1 ? '/articles' : `/articles/page/${page}`
}

/** One page of the list of all articles; there is always a first one. */
export function ArticlesPage({ page }: { page: number }) {
  const all = runtime().library.articles()
  const of = Math.max(1, Math.ceil(all.length / site.articlesPerPage))
  if (page > of) notFound()
  const from = (page - 1) * site.articlesPerPage
  return (
    <PageFrame path="/articles">
      <ListPage title="Articles">
        <ArticleList
          articles={all.slice(from, from + site.articlesPerPage)}
          pages={{ page, of, path: pagePath }}
        />
      </ListPage>
    </PageFrame>
  )
}
