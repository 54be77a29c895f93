import type { Topic } from '#lib/articles/article.ts'
import styles from './topic-index.module.css'

type Props = { topics: readonly (Topic & { count: number })[] }

/** Topics as the index of a book: name, number of articles. */
export function TopicIndex({ topics }: Props) {
  if (!topics.length) return <p>There are no topics yet.</p>
  return (
    <ul className={styles.index}>
      {topics.map((topic) => (
        <li key={topic.slug}>
          <a className={styles.topic} href={topic.path}>
            <span className={styles.label}>{topic.label}</span>{' '}
            <span className={styles.count}>
              {topic.count}
              <span className="visually-hidden">{topic.count === 1 ? ' article' : ' articles'}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
