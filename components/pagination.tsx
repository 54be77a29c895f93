import styles from './pagination.module.css'

/** Where a page stands in its list. */
export type Pages = {
  /** From 1. */
  page: number
  of: number
  /** Address of a page. */
  path: (page: number) => string
}

/** Newer and older pages of a list; nothing when there is only one. */
export function Pagination({ page, of, path }: Pages) {
  if (of < 2) return null
  return (
    <nav className={styles.pagination} aria-label="Pages">
      <p className={styles.step}>
        {page > 1 && (
          <a href={path(page - 1)} rel="prev">
            Newer articles
          </a>
        )}
      </p>
      <p className={styles.place}>
        Page {page} of {of}
      </p>
      <p className={styles.step}>
        {page < of && (
          <a href={path(page + 1)} rel="next">
            Older articles
          </a>
        )}
      </p>
    </nav>
  )
}
