import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AuthorPage } from '#components/author-page.tsx'
import { context } from '#lib/context.ts'
import { words } from '#lib/words/words.ts'
import { head } from '../../head.ts'
import { pageOf, pagePath, pageTitle } from '../../list-pages.ts'
import { PageFrame } from '../../page-frame.tsx'
import { AuthorData } from '../../structured-data.tsx'

export function authorHead(id: string, page: number): Metadata {
  const { name, bio, path, picture } = authorOf(id)
  const description = bio ?? words()('list.by-author', { name })
  return head({ title: pageTitle(name, page), description, path: pagePath(path, page), picture })
}

/** An author, and one page of what they have written. */
export function AuthorArticles({ id, page }: { id: string; page: number }) {
  const author = authorOf(id)
  const { path } = author
  const all = context().library.articles({ author: author.id })
  return (
    <PageFrame path={path}>
      <AuthorPage author={author} count={all.length} {...pageOf(all, { path, page })} />
      {page === 1 && <AuthorData author={author} />}
    </PageFrame>
  )
}

function authorOf(id: string) {
  return context().library.author(id) ?? notFound()
}
