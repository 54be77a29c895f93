import { pictureAddress } from '#lib/pictures/widths.ts'
import type { Library } from './article.ts'
import { sharedPicture } from './shared-picture.ts'

/** The name of an article or page stands in each. */
const addresses = [
  /^(\/pictures(?:\/(?:\d+(?:\.avif)?|plain|small))?)\/(articles|pages)\/([^/]+)(\/.+)$/,
  /^(\/files)\/(articles|pages)\/([^/]+)(\/.+)$/,
  /^(\/pictures\/share\/[0-9a-f]{10})\/(articles)\/([^/]+)(\.(?:jpg|png))$/,
]

export type PictureMoves = ReturnType<typeof pictureMoves>

export function pictureMoves(
  library: Pick<Library, 'article' | 'author' | 'elsewhere' | 'hasPicture' | 'hasDownload'>,
) {
  function pictureShared(path: string): string | undefined {
    const shared = sharedPicture(library, path)
    return shared && 'name' in shared ? shared.name : undefined
  }

  return {
    /** Below the content folder; undefined when it is neither a picture's nor that of a file beside a text. */
    nameOf: (path: string) =>
      pictureShared(path) ??
      pictureAddress(path)?.name ??
      /^\/files\/((?:articles|pages)\/.+)$/.exec(path)?.[1],
    has: (name: string) => library.hasPicture(name) || library.hasDownload(name),
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
