import { type Year, yearPath } from '#lib/content/years.ts'
import { yearNumeral } from '#lib/lang.ts'
import { words } from '#lib/words/words.ts'
import { ArticleCount } from './article-count.tsx'
import styles from './topic-index.module.css'

/** The years that have articles, and how many each. */
export function YearIndex({ years }: { years: readonly Year[] }) {
  if (!years.length) return <p className={styles.index}>{words()('archive.none')}</p>
  return (
    <ul className={styles.index}>
      {years.map(({ year, articles }) => (
        <li key={year}>
          <a className={styles.topic} href={yearPath(year)}>
            <span className={styles.label}>{yearNumeral(year)}</span>{' '}
            <span className={styles.count}>
              <ArticleCount count={articles.length} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
