import type { Picture as PictureData } from '#lib/content/article.ts'
import { isDrawing, pictureWidths, sharpness, widestPicture } from '#lib/pictures/widths.ts'

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
  const { focus } = picture
  const inSight = focus && `focus-${focus.x}-${focus.y}`.replaceAll('.', '_')
  return (
    <>
      {focus && (
        // Once for each focus, in the head of the page, whose policy refuses a style attribute.
        <style href={inSight} precedence="focus">
          {`.${inSight}{object-position:${focus.x}% ${focus.y}%}`}
        </style>
      )}
      {/* biome-ignore lint/performance/noImgElement: our own entry serves the widths, as plain files */}
      <img
        className={[className, inSight].filter(Boolean).join(' ') || undefined}
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
    </>
  )
}

function variants({ path, width: shown }: PictureData): string | undefined {
  const inside = path.match(
    /^\/pictures\/((?:articles|authors|pages)\/.+\.(?:avif|jfif|jpe?g|png|svg|webp))$/i,
  )?.[1]
  if (!inside) return undefined
  const width = isDrawing(path) ? Math.min(shown * sharpness, widestPicture) : shown
  const smaller = pictureWidths.filter((candidate) => candidate < width)
  // The next one up has all the pixels there are.
  const whole = pictureWidths.find((candidate) => candidate >= width)
  const widths = whole === undefined ? smaller : [...smaller, whole]
  return widths
    .map((candidate) => `/pictures/${candidate}/${inside} ${Math.min(candidate, width)}w`)
    .join(', ')
}
