import styles from './large-search.module.css'
import { SearchField } from './search-field.tsx'

/** Where the search is what a page is about. */
export function LargeSearch({ text }: { text?: string }) {
  return (
    <div className={styles.large}>
      <SearchField {...(text && { text })} />
    </div>
  )
}
