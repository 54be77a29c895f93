import { Fragment } from 'react'
import type { Topic } from '#lib/content/article.ts'
import styles from './topics-line.module.css'

/** The topics of one article, as links in a line. */
export function TopicsLine({ topics }: { topics: readonly Topic[] }) {
  if (!topics.length) return null
  return (
    <p className={styles.topics}>
      {topics.map((topic, index) => (
        <Fragment key={topic.slug}>
          {index > 0 && <span aria-hidden="true"> / </span>}
          <a href={topic.path}>
            <bdi>{topic.label}</bdi>
          </a>
        </Fragment>
      ))}
    </p>
  )
}
