import type { ReactNode } from 'react'
import styles from './quote.module.css'
import { SafeLink } from './safe-link.tsx'

type Props = {
  children: ReactNode
  /** Who said it, or where. */
  cite?: string
  /** Address of the source. */
  source?: string
}

/** Someone's words, large, with their name. */
export function Quote({ children, cite, source }: Props) {
  return (
    <figure className={styles.quote}>
      <blockquote cite={source} className={styles.words}>
        {children}
      </blockquote>
      {(cite || source) && (
        <figcaption className={styles.by}>
          {source ? <SafeLink href={source}>{cite ?? 'Source'}</SafeLink> : cite}
        </figcaption>
      )}
    </figure>
  )
}
