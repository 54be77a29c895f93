import type { Library } from '#lib/content/article.ts'
import { decoded } from '#lib/content/path.ts'

/** What stands at an address. Without a title it is a list, or no longer there. */
export type Place = {
  /** Decoded, as it is now. */
  path: string
  isArticle: boolean
  title?: string
  lang?: string
}

/** Counts stay under the address of their day: who was renamed since has all of them. */
export function placeAt(library: Pick<Library, 'article' | 'page'>, path: string, steps = 3): Place {
  const [, folder, name, below] = path.split('/')
  const isArticle = folder === 'articles' && Boolean(name) && below === undefined
  const found = isArticle
    ? library.article(name ?? '')
    : folder && name === undefined
      ? library.page(folder)
      : undefined
  if (found?.kind === 'moved' && steps > 0) return placeAt(library, found.to, steps - 1)
  if (found?.kind !== 'here') return { path, isArticle }
  const { title, lang } = found.item
  return { path: decoded(found.item.path), isArticle, title, lang }
}

export function formerPaths(library: Pick<Library, 'article'>, { path }: Place): readonly string[] {
  const found = library.article(path.split('/')[2] ?? '')
  return found.kind === 'here' ? found.item.redirectFrom : []
}
