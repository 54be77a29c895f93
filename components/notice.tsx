import type { ReactNode } from 'react'
import styles from './notice.module.css'

type Props = {
  /** What happened. */
  title: string
  /** Why, and what to do. */
  message: ReactNode
  /** Where to go from here; none where a form follows. */
  ways?: readonly { label: string; path: string }[]
}

const usualWays = [
  { label: 'Start at the front page', path: '/' },
  { label: 'See all articles', path: '/articles' },
  { label: 'Write to us', path: '/contact' },
]

/** A refusal or a failure, in the voice of the house: what happened, what to do, a way on. */
export function Notice({ title, message, ways = usualWays }: Props) {
  return (
    <div className={styles.notice}>
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.message}>{message}</p>
        {ways.length > 0 && (
          <ul className={styles.ways}>
            {ways.map((way) => (
              <li key={way.path}>
                <a href={way.path}>{way.label}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
