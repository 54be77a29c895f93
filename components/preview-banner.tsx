import type { ReactNode } from 'react'
import type { Article, ArticleState } from '#lib/content/article.ts'
import { site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'
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
  return (
    <aside className={styles.banner} aria-label="Preview">
      <p className={styles.state}>{words[state]}</p>
      <p>{whatHappens(article, state)}</p>
      {faults && (
        <div>
          <p>Its file has faults now. What stands below is the last version without; mend these first:</p>
          {faults}
        </div>
      )}
      <p className={styles.until}>
        Whoever has this link sees the article, until {formatMoment(expiresAt, site)}.
      </p>
    </aside>
  )
}

const words: Record<ArticleState, string> = {
  here: 'Preview: published',
  draft: 'Preview: not published, a draft',
  scheduled: 'Preview: not published yet, scheduled',
  expired: 'Preview: not published any more, expired',
}

function whatHappens({ date, expires, path }: Article, state: ArticleState): ReactNode {
  if (state === 'draft') return 'It is published by changing draft: true to draft: false in its file.'
  if (state === 'scheduled') return `It appears by itself on ${formatMoment(date.at, site)}.`
  if (state === 'expired' && expires)
    return `It expired on ${formatMoment(expires.at, site)}. Readers are told that it was withdrawn.`
  return (
    <>
      Readers see it at <a href={path}>{path}</a>.
    </>
  )
}
