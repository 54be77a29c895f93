import type { Library } from './article.ts'
import { sharedPicture } from './shared-picture.ts'

/** A picture itself or in one width, and what is shared of an article; a name of its article or page stands in each. */
const addresses = [
  /^(\/pictures(?:\/\d+)?)\/(articles|pages)\/([^/]+)(\/.+)$/,
  /^(\/pictures\/share\/[0-9a-f]{10})\/(articles)\/([^/]+)(\.jpg)$/,
]

/** What the articles tell of pictures, as they were when the folder was looked at last. */
export type PictureMoves = {
  /** The path below the content folder of the picture behind an address; undefined when that is no picture's. */
  nameOf(path: string): string | undefined
  has(name: string): boolean
  /** Where else to look, as a decoded path, when its article or page had the address that stands in `path`. */
  movedTo(path: string): string | undefined
}

/** What becomes of pictures when their article or page gets another address. */
export function pictureMoves(
  library: Pick<Library, 'article' | 'author' | 'elsewhere' | 'hasPicture'>,
): PictureMoves {
  return {
    nameOf: (path) => sharedPicture(library, path)?.name ?? /^\/pictures\/(?:\d+\/)?(\D.*)$/.exec(path)?.[1],
    has: library.hasPicture,
    movedTo(path) {
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
