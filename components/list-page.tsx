import type { ReactNode } from 'react'
import styles from './list-page.module.css'

type Props = {
  title: string
  /** A sentence under the title. */
  intro?: ReactNode
  children: ReactNode
}

/** A page that lists: its title, a sentence, the list. */
export function ListPage({ title, intro, children }: Props) {
  return (
    <>
      <header className={styles.header}>
        <div className={styles.words}>
          <h1 className={styles.title}>
            <bdi>{title}</bdi>
          </h1>
          {intro && <div className={styles.intro}>{intro}</div>}
        </div>
      </header>
      {children}
    </>
  )
}
