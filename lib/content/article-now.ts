import type { Article, Library } from './article.ts'

/** An article by its slug, or by one of before. */
export function articleNow(library: Pick<Library, 'article'>, slug: string): Article | undefined {
  const named = library.article(slug)
  const [, moved] = named.kind === 'moved' ? (/^\/articles\/([^/]+)$/.exec(named.to) ?? []) : []
  const found = moved === undefined ? named : library.article(moved)
  return found.kind === 'here' ? found.item : undefined
}
