import type { ReactNode } from 'react'
import { inLanguage } from '#lib/lang.ts'
import { site } from '#lib/site.ts'
import styles from './list-page.module.css'

type Props = {
  title: string
  /** Of the title, BCP 47. */
  lang?: string
  /** A sentence under the title. */
  intro?: ReactNode
  children: ReactNode
}

/** A page that lists: its title, a sentence, the list. */
export function ListPage({ title, lang = site.lang, intro, children }: Props) {
  return (
    <>
      <header className={styles.header}>
        <div className={styles.words}>
          <h1 className={styles.title}>
            <bdi lang={inLanguage(lang).lang}>{title}</bdi>
          </h1>
          {intro && <div className={styles.intro}>{intro}</div>}
        </div>
      </header>
      {children}
    </>
  )
}
