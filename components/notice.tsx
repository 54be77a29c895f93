import type { ReactNode } from 'react'
import { mailtoLink } from '#lib/mailto.ts'
import type { NearAddress } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { LargeSearch } from './large-search.tsx'
import styles from './notice.module.css'
import { noticeWords } from './notice-labels.ts'
import { Phrase } from './phrase.ts'

type Props = {
  status: number
  /** The form with what was typed, where there is one: its summary says what to do. */
  children?: ReactNode
  /** In place of the status's own words. */
  title?: string
  said?: ReactNode
  /** Where to go from here. */
  ways?: readonly { label: string; path: string }[]
  /** A search field stands below what is said, and what is nearest to what was asked for. */
  isSearch?: boolean
  nearest?: readonly NearAddress[] | undefined
}

function usualWays() {
  const t = words()
  return [
    { label: t('notice.front'), path: '/' },
    { label: t('notice.articles'), path: '/articles' },
    { label: t('notice.write'), path: '/contact' },
  ]
}

/** A refusal or a failure, in the voice of the house: what happened, what to do, a way on. */
export function Notice({ status, children, title, said, ways = usualWays(), isSearch, nearest }: Props) {
  const own = noticeWords(status)
  const { email } = site.contact
  return (
    <>
      <div className={styles.notice}>
        <div className={styles.words}>
          <h1 className={styles.title}>{title ?? own.title}</h1>
          {(said || !children) && <p className={styles.said}>{said ?? own.said}</p>}
          {nearest && <Nearest of={nearest} />}
          {isSearch && (
            <div className={styles.search}>
              <LargeSearch />
            </div>
          )}
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
              <Phrase
                of={words().rich('notice.urgent', { email: () => <a href={mailtoLink(email)}>{email}</a> })}
              />
            </p>
          )}
        </div>
      </div>
      {children}
    </>
  )
}

function Nearest({ of }: { of: readonly NearAddress[] }) {
  return (
    <>
      <h2 className={styles.nearest}>{words()('search.nearest')}</h2>
      <ul className={styles.addresses}>
        {of.map(({ path, title, lang }) => (
          <li key={path}>
            <a href={path}>
              <bdi lang={lang}>{title}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
