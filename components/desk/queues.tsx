import { numeral } from '#lib/lang.ts'
import { words } from '#lib/words/words.ts'
import styles from './desk.module.css'

type Queue = { label: string; path: string; count?: number; isShown: boolean }

/** The parts of a list, with how much is in each. */
export function Queues({ queues, label }: { queues: readonly Queue[]; label: string }) {
  return (
    <nav aria-label={label}>
      <ul className={styles.queues}>
        {queues.map((queue) => (
          <li key={queue.path}>
            <a href={queue.path} aria-current={queue.isShown ? 'page' : undefined}>
              {queue.label}
              {queue.count !== undefined && <span className={styles.number}> {numeral(queue.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Where one is in a list of several pages, and the way on; nothing when there is only one. */
export function PageLine({ page, of, path }: { page: number; of: number; path: (page: number) => string }) {
  if (of < 2) return null
  const t = words()
  return (
    <nav aria-label={t('list.pages')}>
      <p className={styles.queues}>
        {page > 1 && (
          <a href={path(page - 1)} rel="prev">
            {t('desk.previous')}
          </a>
        )}
        <span>{t('list.page-of', { page, of })}</span>
        {page < of && (
          <a href={path(page + 1)} rel="next">
            {t('desk.next')}
          </a>
        )}
      </p>
    </nav>
  )
}
