import type { ReactNode } from 'react'
import { site } from '#lib/site.ts'
import { SiteWords } from '../site-words.ts'
import styles from './quote.module.css'
import { SafeLink } from './safe-link.tsx'

type Props = {
  children: ReactNode
  /** Who said it, or where. */
  cite?: string
  /** Address of the source. */
  source?: string
  /** Language of the text around, BCP 47. */
  within?: string
}

/** Someone's words, large, with their name. */
export function Quote({ children, cite, source, within = site.lang }: Props) {
  return (
    <figure className={styles.quote}>
      <blockquote cite={source} className={styles.words}>
        {children}
      </blockquote>
      {(cite || source) && (
        <figcaption className={styles.by}>
          {source ? (
            <SafeLink href={source}>
              {cite ?? <SiteWords within={within}>{(t) => t('article.source')}</SiteWords>}
            </SafeLink>
          ) : (
            cite
          )}
        </figcaption>
      )}
    </figure>
  )
}
