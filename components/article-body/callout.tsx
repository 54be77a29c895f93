import type { ReactNode } from 'react'
import { site } from '#lib/site.ts'
import { Phrase } from '../phrase.ts'
import { SiteWords } from '../site-words.ts'
import styles from './callout.module.css'

export type CalloutKind = 'note' | 'tip' | 'important' | 'warning' | 'caution'

type Props = {
  kind?: CalloutKind
  /** Stands after the kind's word. */
  title?: string
  /** Language of the text around, BCP 47. */
  within?: string
  children: ReactNode
}

const looks = {
  note: 'note',
  tip: 'note',
  important: 'important',
  warning: 'warning',
  caution: 'warning',
} as const satisfies Record<CalloutKind, string>

/** A remark set apart: its kind is told in a word, never by colour alone. */
export function Callout({ kind = 'note', title, within = site.lang, children }: Props) {
  return (
    <div className={`${styles.callout} ${styles[looks[kind]]}`} role="note">
      <p className={styles.label}>
        <SiteWords within={within}>
          {(t) => {
            const word = t(`article.${kind}`)
            return title ? <Phrase of={t.rich('article.callout', { kind: () => word })} /> : word
          }}
        </SiteWords>
        {title ? <span className={styles.title}> {title}</span> : <span className="visually-hidden">:</span>}
      </p>
      {children}
    </div>
  )
}
