import type { ReactNode } from 'react'
import { site } from '#lib/site.ts'
import { SiteWords } from '../site-words.ts'
import styles from './boxes.module.css'

type Props = {
  /** In place of the box's own word. */
  title?: string
  /** Language of the text around, BCP 47. */
  within?: string
  children: ReactNode
}

/** What a text comes to, as a list above or below it. */
export function KeyFacts({ title, within = site.lang, children }: Props) {
  return (
    <div className={`${styles.box} ${styles.facts}`} role="note">
      <p className={styles.label}>
        {title ?? <SiteWords within={within}>{(t) => t('article.key-facts')}</SiteWords>}
        <span className="visually-hidden">:</span>
      </p>
      {children}
    </div>
  )
}

export function Do({ title, within = site.lang, children }: Props) {
  return (
    <div className={`${styles.box} ${styles.do}`} role="note">
      <Label within={within} word="article.do" title={title} />
      {children}
    </div>
  )
}

export function Dont({ title, within = site.lang, children }: Props) {
  return (
    <div className={`${styles.box} ${styles.dont}`} role="note">
      <Label within={within} word="article.dont" title={title} />
      {children}
    </div>
  )
}

type LabelProps = { word: 'article.do' | 'article.dont'; title: string | undefined; within: string }

/** The word stays before a title: a sign and a colour alone tell nothing. */
function Label({ word, title, within }: LabelProps) {
  return (
    <p className={styles.label}>
      <SiteWords within={within}>{(t) => t(word)}</SiteWords>
      <span className={title ? undefined : 'visually-hidden'}>:</span>
      {title && <span className={styles.title}> {title}</span>}
    </p>
  )
}
