import type { NamedTopic } from '#lib/content/article.ts'
import { inLanguage } from '#lib/lang.ts'
import { words } from '#lib/words/words.ts'
import { ArticleCount } from './article-count.tsx'
import styles from './topic-index.module.css'

type Props = {
  topics: readonly (NamedTopic & { count: number })[]
  /** Across the page, for the foot of the front page; else down the text column. */
  across?: boolean
}

/** Topics as the index of a book: name, number of articles. */
export function TopicIndex({ topics, across = false }: Props) {
  if (!topics.length) return <p className={styles.index}>{words()('topics.none')}</p>
  return (
    <ul className={across ? styles.across : styles.index}>
      {topics.map((topic) => (
        <li key={topic.slug}>
          <a className={styles.topic} href={topic.path}>
            <bdi className={styles.label} lang={inLanguage(topic.lang).lang}>
              {topic.label}
            </bdi>{' '}
            <span className={styles.count}>
              <ArticleCount count={topic.count} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
