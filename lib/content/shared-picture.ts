import type { Focus } from '#lib/pictures/focus.ts'
import { sharedBy } from '#lib/pictures/share.ts'
import { type ShareCard, shareCard } from '#lib/share-card.ts'
import type { Library } from './article.ts'
import { articleNow } from './article-now.ts'

export type SharedPicture = { name: string; focus: Focus | undefined } | { card: ShareCard }

/** An address from before the picture changed, or the article moved, leads to the one of today. */
export function sharedPicture(
  library: Pick<Library, 'article' | 'author'>,
  path: string,
): SharedPicture | undefined {
  const { kind, name = '' } = sharedBy(path) ?? {}
  const article = kind === 'articles' ? articleNow(library, name) : undefined
  const picture = article ? article.image : kind === 'authors' ? library.author(name)?.picture : undefined
  if (!picture) return article && { card: shareCard(article) }
  const file = decodeURIComponent(picture.path.slice('/pictures/'.length))
  return { name: file, focus: picture.focus }
}
