import type { ReactNode } from 'react'
import { BodyImage } from './figure.tsx'
import styles from './map-link.module.css'
import { SafeLink } from './safe-link.tsx'

type Props = {
  href: string
  src?: string | undefined
  alt: string
  /** Pixels, as the library found them in the file. */
  width?: number | string
  height?: number | string
  children: ReactNode
}

/** A picture of a place that leads to a map: nothing is asked of anybody before. */
export function MapLink({ href, children, ...picture }: Props) {
  return (
    <figure>
      <SafeLink href={href} className={styles.map}>
        {picture.src ? <BodyImage {...picture} /> : <span className={styles.label}>{picture.alt}</span>}
        <span className={styles.label}>{children}</span>
      </SafeLink>
    </figure>
  )
}
