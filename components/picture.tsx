import type { Picture as PictureData } from '#lib/content/article.ts'
import { pictureSources, plainPath } from '#lib/pictures/widths.ts'

type Props = {
  picture: PictureData
  /** The `sizes` of the place it stands in. */
  sizes: string
  /** The first thing a reader sees: loaded at once. */
  lead?: boolean
  className?: string | undefined
}

/** A picture in the widths and formats the server has of it; never wider than the original. */
export function Picture({ picture, sizes, lead = false, className }: Props) {
  const { path, focus } = picture
  const sources = pictureSources(path, picture.width)
  const inSight = focus && `focus-${focus.x}-${focus.y}`.replaceAll('.', '_')
  const image = (
    // biome-ignore lint/performance/noImgElement: our own entry serves the widths, as plain files
    <img
      className={[className, inSight].filter(Boolean).join(' ') || undefined}
      src={plainPath(path)}
      alt={picture.alt}
      width={picture.width}
      height={picture.height}
      loading={lead ? undefined : 'lazy'}
      fetchPriority={lead ? 'high' : undefined}
      decoding="async"
    />
  )
  return (
    <>
      {focus && (
        // Once for each focus, in the head of the page, whose policy refuses a style attribute.
        <style href={inSight} precedence="focus">
          {`.${inSight}{object-position:${focus.x}% ${focus.y}%}`}
        </style>
      )}
      {sources ? (
        <picture>
          {sources.avif && <source type="image/avif" srcSet={sources.avif} sizes={sizes} />}
          <source type="image/webp" srcSet={sources.webp} sizes={sources.avif ? undefined : sizes} />
          {image}
        </picture>
      ) : (
        image
      )}
    </>
  )
}
