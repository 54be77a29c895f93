import type { ReactNode } from 'react'
import type { Article, ArticleState } from '#lib/content/article.ts'
import { site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'
import { type Words, words } from '#lib/words/words.ts'
import { Phrase } from './phrase.ts'
import styles from './preview-banner.module.css'

type Props = {
  article: Article
  state: ArticleState
  /** Until when the link opens, in milliseconds since 1970. */
  expiresAt: number
  /** What is wrong in the file now: a FaultList. */
  faults?: ReactNode
}

/** Stands above an article that is shown by a preview link, so that nobody takes it for published. */
export function PreviewBanner({ article, state, expiresAt, faults }: Props) {
  const t = words()
  return (
    <aside className={styles.banner} aria-label={t('preview.title')}>
      <p className={styles.state}>{t(`preview.${state}`)}</p>
      <p>{whatHappens(article, state, t)}</p>
      {faults && (
        <div>
          <p>{t('preview.faults')}</p>
          {faults}
        </div>
      )}
      <p className={styles.until}>{t('preview.until', { moment: formatMoment(expiresAt, site) })}</p>
    </aside>
  )
}

function whatHappens({ date, expires, path }: Article, state: ArticleState, t: Words): ReactNode {
  if (state === 'draft') return t('preview.draft-next')
  if (state === 'scheduled') return t('preview.scheduled-next', { moment: formatMoment(date.at, site) })
  if (state === 'expired' && expires)
    return t('preview.expired-next', { moment: formatMoment(expires.at, site) })
  return <Phrase of={t.rich('preview.here-next', { link: () => <a href={path}>{path}</a> })} />
}
