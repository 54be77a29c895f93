import type { Article, Library } from '#lib/content/article.ts'

/** @param query of the contact page; without a reader's own words: an article's link alone brings it */
export function articleAbout(library: Pick<Library, 'article'>, query: string): Article | undefined {
  const slug = new URLSearchParams(query).get('about')
  const found = slug ? library.article(slug) : undefined
  return found?.kind === 'here' ? found.item : undefined
}
