import type { ReactNode } from 'react'
import type { Article } from '#lib/content/article.ts'
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
      <SiteWords within={lang}>
        {(t) => (
          <>
            {authors.length > 0 && <span className={styles.part}>{authorsIn(article, t, short)}</span>}{' '}
            <span className={styles.part}>
              <Day moment={date} lang={t.lang} />
            </span>
            {!short && <More article={article} t={t} />}
          </>
        )}
      </SiteWords>
    </p>
  )
}

function authorsIn({ authors }: Article, t: Words, short: boolean) {
  const names = authors.map(({ id, name, path }) => (
    <bdi key={id}>{short || !path ? name : <a href={path}>{name}</a>}</bdi>
  ))
  const list = <Phrase of={t.list(names)} />
  return short ? list : <Phrase of={t.rich('byline.by', { authors: () => list })} />
}

function More({ article, t }: { article: Article; t: Words }) {
  const { minutes, updated, reviewed, nextReview } = article
  const on = (moment: Moment) => ({ day: () => <Day moment={moment} lang={t.lang} /> })
  return (
    <>
      {' '}
      <span className={styles.part}>{t('byline.minutes', { minutes })}</span>
      {updated && <Dated of={t.rich('byline.updated', on(updated))} />}
      {reviewed && <Dated of={t.rich('byline.reviewed', on(reviewed))} />}
      {nextReview && <Dated of={t.rich('byline.next-review', on(nextReview))} />}
    </>
  )
}

function Dated({ of }: { of: readonly ReactNode[] }) {
  return (
    <>
      {' '}
      <span className={styles.part}>
        <Phrase of={of} />
      </span>
    </>
  )
}
