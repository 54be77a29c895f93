import { Picture } from '../picture.tsx'
import styles from './figure.module.css'

type Props = {
  /** None where the picture is not there: its description stands in. */
  src?: string | undefined
  alt: string
  /** Pixels, as the library found them in the file. */
  width?: number | string
  height?: number | string
  caption?: string
  /** Who made it. */
  credit?: string
}

/** A picture with a caption. */
export function Figure({ caption, credit, ...picture }: Props & { sizes?: string }) {
  return (
    <figure className={styles.figure}>
      {picture.src ? <BodyImage {...picture} /> : picture.alt && <p>{picture.alt}</p>}
      {(caption || credit) && (
        <figcaption>
          {caption} {credit && <span className={styles.credit}>{credit}</span>}
        </figcaption>
      )}
    </figure>
  )
}

type ImageProps = Partial<Pick<Props, 'src' | 'alt' | 'width' | 'height'>> & {
  /** Of the place it stands in, where that is narrower than the text. */
  sizes?: string
}

const asWideAsText = '(min-width: 40rem) 37rem, 92vw'

/** A picture of the text, in the widths the server has of it. */
export function BodyImage({ src, alt = '', width, height, sizes = asWideAsText }: ImageProps) {
  if (!src) return alt
  if (!width || !height)
    // biome-ignore lint/performance/noImgElement: without a size there are no widths to choose from
    return <img className={styles.picture} src={src} alt={alt} loading="lazy" decoding="async" />
  return (
    <Picture
      className={styles.picture}
      picture={{ path: src, alt, width: Number(width), height: Number(height) }}
      sizes={sizes}
    />
  )
}
