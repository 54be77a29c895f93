import { words } from '#lib/words/words.ts'
import styles from './pagination.module.css'

/** Where a page stands in its list. */
export type Pages = {
  /** From 1. */
  page: number
  of: number
  /** Address of a page. */
  path: (page: number) => string
}

type Props = Pages & {
  /** In place of newer and older articles. */
  labels?: { before: string; after: string }
}

/** Newer and older pages of a list; nothing when there is only one. */
export function Pagination({ page, of, path, labels }: Props) {
  if (of < 2) return null
  const t = words()
  return (
    <nav className={styles.pagination} aria-label={t('list.pages')}>
      <p className={styles.step}>
        {page > 1 && (
          <a href={path(page - 1)} rel="prev">
            {labels?.before ?? t('list.newer')}
          </a>
        )}
      </p>
      <p className={styles.place}>{t('list.page-of', { page, of })}</p>
      <p className={styles.step}>
        {page < of && (
          <a href={path(page + 1)} rel="next">
            {labels?.after ?? t('list.older')}
          </a>
        )}
      </p>
    </nav>
  )
}
