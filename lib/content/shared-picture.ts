import type { Focus } from '#lib/pictures/focus.ts'
import { sharedBy } from '#lib/pictures/share.ts'
import type { Library, Picture } from './article.ts'

/** An address from before the picture changed, or the article moved, leads to the one of today. */
export function sharedPicture(
  library: Pick<Library, 'article' | 'author'>,
  path: string,
): { name: string; focus: Focus | undefined } | undefined {
  const { kind, name = '' } = sharedBy(path) ?? {}
  const picture = kind === 'articles' ? imageOf(library, name) : kind && library.author(name)?.picture
  if (!picture) return undefined
  const file = decodeURIComponent(picture.path.slice('/pictures/'.length))
  return { name: file, focus: picture.focus }
}

function imageOf(library: Pick<Library, 'article'>, slug: string): Picture | undefined {
  const found = library.article(slug)
  if (found.kind === 'here') return found.item.image
  const now =
    found.kind === 'moved' ? library.article(decodeURIComponent(found.to.split('/').at(-1) ?? '')) : found
  return now.kind === 'here' ? now.item.image : undefined
}
