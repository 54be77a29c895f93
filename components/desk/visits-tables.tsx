import type { ReactNode } from 'react'
import type { Named, PlaceFigures } from '#lib/figures/figures.ts'
import { inLanguage, numeral } from '#lib/lang.ts'
import { words } from '#lib/words/words.ts'
import desk from './desk.module.css'
import styles from './visits.module.css'

/** More stand in the file. */
const mostRows = 50
const mostNames = 20

/** What was opened how often. `pathOf`: where a title leads. */
export function PlaceTable({
  places,
  head,
  pathOf,
}: {
  places: readonly PlaceFigures[]
  head: string
  pathOf: (place: PlaceFigures) => string
}) {
  const t = words()
  const most = Math.max(1, ...places.map(({ views }) => views))
  const isArticles = places.some(({ isArticle }) => isArticle)
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: it groups a table, not fields */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <div className={styles.scroll} role="group" aria-label={head} tabIndex={0}>
        <table className={`${desk.table} ${styles.numbers}`}>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">{t('visits.views')}</th>
              {isArticles && <th scope="col">{t('desk.replies')}</th>}
              <th scope="col">{t('desk.enquiries')}</th>
              {isArticles && <th scope="col">{t('visits.shares')}</th>}
            </tr>
          </thead>
          <tbody>
            {places.slice(0, mostRows).map((place) => (
              <tr key={place.path}>
                <th scope="row">
                  {place.path ? (
                    <a href={pathOf(place)} {...(place.lang ? inLanguage(place.lang) : {})}>
                      <bdi>{place.title ?? place.path}</bdi>
                    </a>
                  ) : (
                    t('visits.others')
                  )}
                  <svg
                    className={styles.bar}
                    viewBox="0 0 100 1"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                  >
                    <rect width={(100 * place.views) / most} height="1" />
                  </svg>
                </th>
                <td>{numeral(place.views)}</td>
                {isArticles && <td>{numeral(place.replies)}</td>}
                <td>{numeral(place.enquiries)}</td>
                {isArticles && <td>{numeral(place.shares)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Rest count={places.length - mostRows} />
    </>
  )
}

type NamesProps = {
  title: string
  /** Above the names, and above their counts. */
  heads: [name: string, count: string]
  names: readonly Named[]
  none: string
  nameless: string
  children?: ReactNode
}

export function NameTable({ title, heads, names, none, nameless, children }: NamesProps) {
  return (
    <section className={desk.section}>
      <h2>{title}</h2>
      {children}
      {names.length ? (
        <table className={`${desk.table} ${styles.numbers}`}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.slice(0, mostNames).map(({ name, count }) => (
              <tr key={name}>
                <th scope="row">{name ? <bdi>{name}</bdi> : nameless}</th>
                <td>{numeral(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className={desk.quiet}>{none}</p>
      )}
      <Rest count={names.length - mostNames} />
    </section>
  )
}

function Rest({ count }: { count: number }) {
  return count > 0 ? <p className={desk.quiet}>{words()('visits.more', { count })}</p> : null
}
