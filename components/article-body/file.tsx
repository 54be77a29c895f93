import type { ReactNode } from 'react'
import { fileInWords } from '#lib/file-size.ts'
import { site } from '#lib/site.ts'
import { SiteWords } from '../site-words.ts'
import styles from './file.module.css'

type Props = {
  name: string
  /** Where it is served, and its size in bytes; none for one that is not there. */
  href?: string
  size?: number
  /** Language of the text around, BCP 47. */
  within?: string
  children: ReactNode
}

/** A download with its type and size. */
export function File({ name, href, size = 0, within = site.lang, children }: Props) {
  if (!href) return <p className={styles.file}>{children}</p>
  return (
    <p className={styles.file}>
      <a href={href}>
        <span className={styles.name}>{children}</span>{' '}
        <span className={styles.facts}>
          <SiteWords within={within}>{(t) => <bdi>{fileInWords(name, size, t.lang)}</bdi>}</SiteWords>
        </span>
      </a>
    </p>
  )
}
