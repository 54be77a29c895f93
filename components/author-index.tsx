import type { Author } from '#lib/articles/article.ts'
import styles from './author-index.module.css'

type Props = { authors: readonly (Author & { count: number })[] }

/** Everyone who writes here. */
export function AuthorIndex({ authors }: Props) {
  return (
    <ul className={styles.index}>
      {authors.map((author) => (
        <li key={author.id} className={styles.author}>
          <a href={author.path}>{author.name}</a>
          {author.role && <span className={styles.role}> {author.role}</span>}
        </li>
      ))}
    </ul>
  )
}
