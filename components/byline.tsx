import type { ReactNode } from 'react'
import type { Article, NamedAuthor } from '#lib/content/article.ts'
import { reviewIn } from '#lib/content/review.ts'
import type { Moment } from '#lib/time/moment.ts'
import type { Words } from '#lib/words/words.ts'
import styles from './byline.module.css'
import { Day } from './day.tsx'
import { Phrase } from './phrase.ts'
import { SiteWords } from './site-words.ts'

type Props = { article: Article; short?: boolean }

/** Author and date in one quiet line; `short` leaves out what only the article's own page needs. */
export function Byline({ article, short = false }: Props) {
  const { authors, date, lang } = article
  return (
    <p className={styles.byline}>
      <span className={styles.parts}>
        <SiteWords within={lang}>
          {(t) => (
            <>
              {authors.length > 0 && (
                <span className={short ? styles.part : styles.authors}>{authorsIn(article, t, short)}</span>
              )}{' '}
              <span className={styles.part}>
                <Day moment={date} lang={t.lang} />
              </span>
              {!short && <More article={article} t={t} />}
            </>
          )}
        </SiteWords>
      </span>
    </p>
  )
}

function namesOf(people: readonly NamedAuthor[], t: Words, isPlain = false) {
  const names = people.map(({ id, name, path }) => (
    <bdi key={id}>{isPlain || !path ? name : <a href={path}>{name}</a>}</bdi>
  ))
  return <Phrase of={t.list(names)} />
}

function authorsIn({ authors }: Article, t: Words, short: boolean) {
  const list = namesOf(authors, t, short)
  return short ? list : <Phrase of={t.rich('byline.by', { authors: () => list })} />
}

function More({ article, t }: { article: Article; t: Words }) {
  const { minutes, updated, nextReview, reviewers } = article
  const on = (moment: Moment) => ({ day: () => <Day moment={moment} lang={t.lang} /> })
  const review = reviewIn(article, t, {
    people: (people) => namesOf(people, t),
    day: (moment) => <Day moment={moment} lang={t.lang} />,
  })
  return (
    <>
      {' '}
      <span className={styles.part}>{t('byline.minutes', { minutes })}</span>
      {updated && <Dated of={t.rich('byline.updated', on(updated))} />}
      {review && <Dated of={review} isLong={Boolean(reviewers)} />}
      {nextReview && <Dated of={t.rich('byline.next-review', on(nextReview))} />}
    </>
  )
}

/** @param isLong with names, which take more than a line of a telephone */
function Dated({ of, isLong }: { of: readonly ReactNode[]; isLong?: boolean }) {
  return (
    <>
      {' '}
      <span className={isLong ? styles.long : styles.part}>
        <Phrase of={of} />
      </span>
    </>
  )
}
