import type { ReactNode } from 'react'
import { BodyImage } from './figure.tsx'
import styles from './map-link.module.css'
import { SafeLink } from './safe-link.tsx'

type Props = {
  href: string
  src: string
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
        <BodyImage {...picture} />
        <span className={styles.label}>{children}</span>
      </SafeLink>
    </figure>
  )
}
