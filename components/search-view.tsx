import type { ReactNode } from 'react'
import { inLanguage } from '#lib/lang.ts'
import type { Marked } from '#lib/search/search.ts'
import type { Moment } from '#lib/time/moment.ts'
import { words } from '#lib/words/words.ts'
import { Day } from './day.tsx'
import { LargeSearch } from './large-search.tsx'
import { type Pages, Pagination } from './pagination.tsx'
import { Phrase } from './phrase.ts'
import { type FilterGroup, SearchFilters } from './search-filters.tsx'
import styles from './search-view.module.css'
import { SiteWords } from './site-words.ts'

export type Result = {
  path: string
  title: Marked
  extract: Marked
  lang: string
  date?: Moment | undefined
  authors: readonly string[]
}

export type Results = {
  /** What they are of: what was typed, or what was meant. */
  text: string
  total: number
  results: readonly Result[]
  pages: Pages
  filters: readonly FilterGroup[]
  /** Filters in force, each with the address without it. */
  active: readonly { label: string; path: string }[]
  /** Nothing was found for what was typed. */
  isForMeant: boolean
  meant?: { text: string; path: string } | undefined
}

type Props = {
  text: string
  /** What could not be done as it was asked for. */
  notes: readonly string[]
  /** None where nothing was asked for, or the search is not ready. */
  found?: Results | undefined
  isReady: boolean
}

export function SearchView({ text, notes, found, isReady }: Props) {
  const t = words()
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('search.title')}</h1>
        <LargeSearch text={text} />
        {notes.map((note) => (
          <p key={note} className={styles.note}>
            {note}
          </p>
        ))}
        {!isReady && (
          <>
            <p className={styles.note}>{t('search.preparing')}</p>
            <WayOn />
          </>
        )}
      </header>
      {found && <Found text={text} found={found} />}
    </div>
  )
}

function Found({ text, found }: { text: string; found: Results }) {
  const t = words()
  const { total, results, meant, active, filters } = found
  const hasFilters = filters.some(({ choices }) => choices.length > 0)
  return (
    <>
      <div className={styles.results}>
        {meant && (
          <p className={styles.meant}>
            {found.isForMeant && <>{t('search.nothing', { text })} </>}
            <Phrase of={t.rich('search.meant', { link: () => <a href={meant.path}>{meant.text}</a> })} />
          </p>
        )}
        <p role="status" className={styles.status}>
          {t('search.results', { count: total, text: found.text })}
        </p>
        {active.length > 0 && (
          <ul className={styles.active}>
            {active.map(({ label, path }) => (
              <li key={path}>
                <a href={path}>{t('search.take-off', { name: label })}</a>
              </li>
            ))}
          </ul>
        )}
        {hasFilters && (
          <p className={styles.jump}>
            <a href="#filters">{t('search.filters')}</a>
          </p>
        )}
        {results.length > 0 ? (
          <ol className={styles.list}>
            {results.map((result) => (
              <ResultRow key={result.path} result={result} />
            ))}
          </ol>
        ) : (
          <>
            <p>{t(active.length ? 'search.none-filtered' : 'search.none')}</p>
            <WayOn />
          </>
        )}
        <Pagination {...found.pages} labels={{ before: t('search.before'), after: t('search.after') }} />
      </div>
      {hasFilters && <SearchFilters groups={filters} />}
    </>
  )
}

function ResultRow({ result }: { result: Result }) {
  const { path, title, extract, lang, date, authors } = result
  return (
    <li className={styles.result} {...inLanguage(lang)}>
      <h2 className={styles.name}>
        <a href={path}>
          <MarkedText of={title} />
        </a>
      </h2>
      <p className={styles.extract}>
        <MarkedText of={extract} />
      </p>
      {date && (
        <p className={styles.by}>
          <SiteWords within={lang}>
            {(t) => (
              <>
                <Day moment={date} lang={t.lang} />
                {authors.length > 0 && (
                  <>
                    {' · '}
                    <Phrase of={t.list(authors.map((name) => <bdi key={name}>{name}</bdi>))} />
                  </>
                )}
              </>
            )}
          </SiteWords>
        </p>
      )}
    </li>
  )
}

function MarkedText({ of }: { of: Marked }): ReactNode {
  return of.map(({ text, isFound }, index) => {
    const key = `${index} ${text}`
    return isFound ? <mark key={key}>{text}</mark> : text
  })
}

function WayOn() {
  const t = words()
  return (
    <ul className={styles.ways}>
      <li>
        <a href="/articles">{t('notice.articles')}</a>
      </li>
      <li>
        <a href="/topics">{t('search.topics')}</a>
      </li>
      <li>
        <a href="/contact">{t('notice.write')}</a>
      </li>
    </ul>
  )
}
