import type { ReactNode } from 'react'
import { Picture } from '../picture.tsx'
import styles from './figure.module.css'

type Props = {
  src: string
  alt: string
  /** Pixels, as the library found them in the file. */
  width?: number | string
  height?: number | string
  caption?: string
  /** Who made it. */
  credit?: string
  /** A richer caption than `caption` can hold. */
  children?: ReactNode
}

/** A picture with a caption. */
export function Figure({ src, alt, width, height, caption, credit, children }: Props) {
  return (
    <figure className={styles.figure}>
      <BodyImage src={src} alt={alt} width={width} height={height} />
      {(caption || credit || children) && (
        <figcaption className={styles.caption}>
          {children ?? caption}
          {credit && (
            <>
              {' '}
              <span className={styles.credit}>{credit}</span>
            </>
          )}
        </figcaption>
      )}
    </figure>
  )
}

type ImageProps = Partial<Pick<Props, 'src' | 'alt'>> & {
  width?: number | string | undefined
  height?: number | string | undefined
}

/** A picture of the text, in the widths the server has of it. */
export function BodyImage({ src = '', alt = '', width, height }: ImageProps) {
  if (!width || !height)
    return <img className={styles.picture} src={src} alt={alt} loading="lazy" decoding="async" />
  return (
    <Picture
      className={styles.picture}
      picture={{ path: src, alt, width: Number(width), height: Number(height) }}
      sizes="(min-width: 40rem) 37rem, 92vw"
    />
  )
}
