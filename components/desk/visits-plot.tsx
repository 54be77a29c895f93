import { type DayFigures, sumOf } from '#lib/figures/days.ts'
import { numeral } from '#lib/lang.ts'
import { site } from '#lib/site.ts'
import { dated } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import desk from './desk.module.css'
import styles from './visits.module.css'

/** More than these are told by weeks, the first of which may have some days more. */
const mostColumns = 90
const week = 7

/** A column a day, or a week; its words stand in the table. */
export function VisitsPlot({
  days,
  hasSearches = false,
}: {
  days: readonly DayFigures[]
  hasSearches?: boolean
}) {
  const t = words()
  const isByWeek = days.length > mostColumns
  const columns = isByWeek ? weeksOf(days) : days
  const most = Math.max(1, ...columns.map(({ views }) => views))
  const [first, last] = [columns[0], columns.at(-1)]
  const shown = [
    ['visits.views', 'views'],
    ['desk.replies', 'replies'],
    ['desk.enquiries', 'enquiries'],
    ['visits.shares', 'shares'],
    ...(hasSearches
      ? ([
          ['visits.searches', 'searches'],
          ['visits.without', 'without'],
        ] as const)
      : []),
  ] as const
  const { views } = sumOf(days)
  const isCounted = days.some((day) => shown.some(([, of]) => day[of] > 0))
  return (
    <section className={desk.section}>
      <h2>{t(isByWeek ? 'visits.by-week' : 'visits.by-day')}</h2>
      {views > 0 && (
        <figure className={styles.plot} aria-hidden="true">
          <p className={styles.most}>{t('visits.most', { count: most })}</p>
          <svg
            viewBox={`0 0 ${columns.length} ${most}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            {columns.map(({ day, views }, index) => (
              <rect key={day} x={index + 0.15} y={most - views} width="0.7" height={views} />
            ))}
          </svg>
          <figcaption className={styles.ends}>
            <bdi>{first && dayInWords(first.day, isByWeek)}</bdi>
            <bdi>{last && dayInWords(last.day, isByWeek)}</bdi>
          </figcaption>
        </figure>
      )}
      {!isCounted && <p className={desk.quiet}>{t('visits.none')}</p>}
      {isCounted && (
        <details className={styles.details}>
          <summary>{t('figures.table')}</summary>
          <div className={styles.scroll}>
            <table className={`${desk.table} ${styles.numbers}`}>
              <thead>
                <tr>
                  <th scope="col">{t(isByWeek ? 'visits.week' : 'figures.day')}</th>
                  {shown.map(([key]) => (
                    <th key={key} scope="col">
                      {t(key)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {columns.toReversed().map((column) => (
                  <tr key={column.day}>
                    <th scope="row">{dayInWords(column.day, isByWeek)}</th>
                    {shown.map(([key, of]) => (
                      <td key={key}>{numeral(column[of])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  )
}

function weeksOf(days: readonly DayFigures[]): DayFigures[] {
  const rest = days.length % week
  const starts = Array.from({ length: Math.floor(days.length / week) }, (_, index) => rest + index * week)
  return starts.map((from, index) => {
    const part = days.slice(index ? from : 0, from + week)
    return { day: part[0]?.day ?? '', ...sumOf(part) }
  })
}

function dayInWords(day: string, isLongAgo: boolean): string {
  const more = isLongAgo ? ({ year: 'numeric' } as const) : ({ weekday: 'short' } as const)
  return dated(Date.parse(day), site.lang, { timeZone: 'UTC', ...more, day: 'numeric', month: 'short' })
}
