import type { Picture as PictureData } from '#lib/content/article.ts'
import { pictureSources, plainPath, smallPath, smallSize } from '#lib/pictures/widths.ts'

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
  const inSight = classOf(focus)
  const image = (
    // biome-ignore lint/performance/noImgElement: our own entry serves the widths, as plain files
    <img
      className={both(className, inSight)}
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
      <InSight focus={focus} />
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

/** In a row of a list, beside the title, which says what it shows. `isFirst`: among those that are seen at once. */
export function SmallPicture({
  picture,
  isFirst = false,
  className,
}: Pick<Props, 'picture' | 'className'> & { isFirst?: boolean }) {
  const { path, focus } = picture
  return (
    <>
      <InSight focus={focus} />
      {/* biome-ignore lint/performance/noImgElement: as above */}
      <img
        className={both(className, classOf(focus))}
        src={smallPath(path)}
        alt=""
        {...smallSize(picture)}
        loading={isFirst ? undefined : 'lazy'}
        decoding="async"
      />
    </>
  )
}

function classOf(focus: PictureData['focus']): string | undefined {
  return focus && `focus-${focus.x}-${focus.y}`.replaceAll('.', '_')
}

function both(...names: (string | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined
}

/** Once for each focus, in the head of the page, whose policy refuses a style attribute. */
function InSight({ focus }: { focus: PictureData['focus'] | undefined }) {
  const name = classOf(focus)
  if (!focus || !name) return null
  return (
    <style href={name} precedence="focus">
      {`.${name}{object-position:${focus.x}% ${focus.y}%}`}
    </style>
  )
}
