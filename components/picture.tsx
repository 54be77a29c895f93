import type { Picture as PictureData } from '#lib/articles/article.ts'
import { pictureWidths } from '#lib/pictures.ts'

type Props = {
  picture: PictureData
  /** The `sizes` of the place it stands in. */
  sizes: string
  /** The first thing a reader sees: loaded at once. */
  lead?: boolean
  className?: string | undefined
}

/** A picture in the widths the server has of it; never wider than the original. */
export function Picture({ picture, sizes, lead = false, className }: Props) {
  const srcSet = variants(picture)
  return (
    // biome-ignore lint/performance/noImgElement: our own entry serves the widths, as plain files
    <img
      className={className}
      src={picture.path}
      srcSet={srcSet}
      sizes={srcSet && sizes}
      alt={picture.alt}
      width={picture.width}
      height={picture.height}
      loading={lead ? undefined : 'lazy'}
      fetchPriority={lead ? 'high' : undefined}
      decoding="async"
    />
  )
}

function variants({ path, width }: PictureData): string | undefined {
  const inside = path.match(/^\/pictures\/((?:articles|authors|pages)\/.+\.(?:jpe?g|png|webp))$/i)?.[1]
  const widths = pictureWidths.filter((candidate) => candidate <= width)
  if (!inside || !widths.length) return undefined
  return widths.map((candidate) => `/pictures/${candidate}/${inside} ${candidate}w`).join(', ')
}
