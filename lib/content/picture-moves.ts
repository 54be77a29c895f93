import type { Library } from './article.ts'
import { sharedPicture } from './shared-picture.ts'

/** The name of an article or page stands in each. */
const addresses = [
  /^(\/pictures(?:\/\d+)?)\/(articles|pages)\/([^/]+)(\/.+)$/,
  /^(\/pictures\/share\/[0-9a-f]{10})\/(articles)\/([^/]+)(\.jpg)$/,
]

export type PictureMoves = ReturnType<typeof pictureMoves>

export function pictureMoves(library: Pick<Library, 'article' | 'author' | 'elsewhere' | 'hasPicture'>) {
  return {
    /** Below the content folder; undefined when it is no picture's. */
    nameOf: (path: string) =>
      sharedPicture(library, path)?.name ?? /^\/pictures\/(?:\d+\/)?(\D.*)$/.exec(path)?.[1],
    has: library.hasPicture,
    /** Decoded; undefined unless the address in it has moved. */
    movedTo(path: string): string | undefined {
      const match = addresses.map((address) => address.exec(path)).find((one) => one)
      const [, before = '', kind = '', slug = '', behind = ''] = match ?? []
      if (!slug) return undefined
      const found = library.elsewhere(kind === 'articles' ? `/articles/${slug}` : `/${slug}`)
      if (found.kind !== 'moved') return undefined
      const owner = found.to.startsWith('/articles/') ? found.to : `/pages${found.to}`
      return before + owner + behind
    },
  }
}
