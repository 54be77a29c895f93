import type { ReactNode } from 'react'
import { mailtoLink } from '#lib/mailto.ts'
import { site } from '#lib/site.ts'
import styles from './notice.module.css'
import { noticeWords } from './notice-labels.ts'

type Props = {
  status: number
  /** The form with what was typed, where there is one: its summary says what to do. */
  children?: ReactNode
  /** In place of the status's own words. */
  title?: string
  said?: ReactNode
  /** Where to go from here. */
  ways?: readonly { label: string; path: string }[]
}

const usualWays = [
  { label: 'Start at the front page', path: '/' },
  { label: 'See all articles', path: '/articles' },
  { label: 'Write to us', path: '/contact' },
]

/** A refusal or a failure, in the voice of the house: what happened, what to do, a way on. */
export function Notice({ status, children, title, said, ways = usualWays }: Props) {
  const words = noticeWords(status)
  return (
    <>
      <div className={styles.notice}>
        <div className={styles.words}>
          <h1 className={styles.title}>{title ?? words.title}</h1>
          {(said || !children) && <p className={styles.said}>{said ?? words.said}</p>}
          {!children && (
            <ul className={styles.ways}>
              {ways.map((way) => (
                <li key={way.path}>
                  <a href={way.path}>{way.label}</a>
                </li>
              ))}
            </ul>
          )}
          {status >= 500 && (
            <p className={styles.urgent}>
              If it cannot wait, write to <a href={mailtoLink(site.contact.email)}>{site.contact.email}</a>.
            </p>
          )}
        </div>
      </div>
      {children}
    </>
  )
}
