import type { ReactNode } from 'react'
import styles from './quote.module.css'

type Props = {
  children: ReactNode
  /** Who said it. */
  by?: string
  /** Where it was said. */
  source?: string
  href?: string
}

/** Someone's words, with their name. */
export function Quote({ children, by, source, href }: Props) {
  return (
    <figure className={styles.quote}>
      <blockquote cite={href} className={styles.words}>
        {children}
      </blockquote>
      {(by || source) && (
        <figcaption className={styles.by}>
          {by}
          {by && source && ', '}
          {source && <cite>{href ? <a href={href}>{source}</a> : source}</cite>}
        </figcaption>
      )}
    </figure>
  )
}
