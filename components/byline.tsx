import { Fragment } from 'react'
import type { Article } from '#lib/content/article.ts'
import styles from './byline.module.css'
import { Day } from './day.tsx'
import { SiteWords } from './site-words.tsx'

type Props = { article: Article; short?: boolean }

/**
 * Author and date in one quiet line, in the site's language inside the article's; `short` leaves out what only the
 * article's own page needs.
 */
export function Byline({ article, short = false }: Props) {
  const { authors, date, updated, reviewed, nextReview, minutes, lang } = article
  return (
    <p className={styles.byline}>
      <SiteWords within={lang}>
        {authors.length > 0 && (
          <span className={styles.part}>
            {!short && 'By '}
            {authors.map((author, index) => (
              <Fragment key={author.id}>
                {index > 0 && (index === authors.length - 1 ? ' and ' : ', ')}
                <bdi>{short ? author.name : <a href={author.path}>{author.name}</a>}</bdi>
              </Fragment>
            ))}
          </span>
        )}{' '}
        <span className={styles.part}>
          <Day moment={date} />
        </span>{' '}
        {!short && (
          <span className={styles.part}>
            {minutes === 1 ? '1 minute to read' : `${minutes} minutes to read`}
          </span>
        )}{' '}
        {!short && updated && (
          <span className={styles.part}>
            Updated <Day moment={updated} />
          </span>
        )}{' '}
        {!short && reviewed && (
          <span className={styles.part}>
            Reviewed <Day moment={reviewed} />
          </span>
        )}{' '}
        {!short && nextReview && (
          <span className={styles.part}>
            Next review due <Day moment={nextReview} />
          </span>
        )}
      </SiteWords>
    </p>
  )
}
