import { notFound } from 'next/navigation'
import type { Article } from '#lib/content/article.ts'
import { mostOnPage, pageNumbered, pagesOf } from '#lib/content/list-pages.ts'
import { words } from '#lib/words/words.ts'

/**
 * One page of a list, and what leads to the others; there is always a first one.
 *
 * @param list.path of the first page
 * @param list.page from 1
 */
export function pageOf(
  articles: readonly Article[],
  { path, page, size = mostOnPage }: { path: string; page: number; size?: number },
) {
  const of = pagesOf(articles.length, size)
  if (page > of) notFound()
  const from = (page - 1) * size
  return {
    articles: articles.slice(from, from + size),
    pages: { page, of, path: (number: number) => pagePath(path, number) },
  }
}

export function pagePath(path: string, page: number): string {
  return page === 1 ? path : `${path}/page/${page}`
}

/** A list's title as that of one of its pages. */
export function pageTitle(title: string, page: number): string {
  return page === 1 ? title : words()('list.page-title', { title, page })
}

/** The number in the address of a further page; the first one has an address of its own. */
export function pageNumber(text: string): number {
  return pageNumbered(text) ?? notFound()
}
