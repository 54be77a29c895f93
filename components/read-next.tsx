import type { Article } from '#lib/articles/article.ts'
import styles from './read-next.module.css'

type Props = { newer?: Article | undefined; older?: Article | undefined }

/** At the foot of an article: the ones published just after and just before it. */
export function ReadNext({ newer, older }: Props) {
  const others = [newer, older].filter((article) => article !== undefined)
  if (!others.length) return null
  return (
    <nav className={styles.section} aria-labelledby="read-next">
      <h2 className={styles.heading} id="read-next">
        Read next
      </h2>
      <ul className={styles.list}>
        {others.map((article) => (
          <li key={article.slug} className={styles.item}>
            <a className={styles.title} href={article.path}>
              {article.title}
            </a>
            <p className={styles.description}>{article.description}</p>
          </li>
        ))}
      </ul>
    </nav>
  )
}
