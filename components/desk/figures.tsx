import { Phrase } from '#components/phrase.ts'
import type { DayStats, EnquiryStats } from '#lib/enquiries/stats.ts'
import { dated } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { spanInWords } from './deadline.ts'
import desk from './desk.module.css'
import styles from './figures.module.css'

type Props = { figures: EnquiryStats; lang: string }

/** How the promise was kept of late: two figures, a plot, and the same as a table. */
export function Figures({ figures, lang }: Props) {
  const t = words()
  const { share, medianMs, received, inTime, late, days } = figures
  const open = days.reduce((sum, day) => sum + day.open, 0)
  return (
    <div className={styles.figures}>
      <dl className={styles.pair}>
        <div>
          <dt>{t('figures.in-time')}</dt>
          <dd>{share === undefined ? t('figures.none-yet') : percent(share, lang)}</dd>
        </div>
        <div>
          <dt>{t('figures.median')}</dt>
          <dd>{medianMs === undefined ? t('figures.none-yet') : spanInWords(medianMs)}</dd>
        </div>
      </dl>
      <p className={desk.quiet}>{t('figures.sum', { received, days: days.length, inTime, late, open })}</p>
      {received > 0 && <Days days={days} lang={lang} />}
    </div>
  )
}

function Days({ days, lang }: { days: readonly DayStats[]; lang: string }) {
  const t = words()
  return (
    <>
      <Plot days={days} lang={lang} />
      <details className={styles.details}>
        <summary>{t('figures.table')}</summary>
        <table className={desk.table}>
          <thead>
            <tr>
              <th scope="col">{t('figures.day')}</th>
              <th scope="col">{t('figures.column.received')}</th>
              <th scope="col">{t('figures.column.in-time')}</th>
              <th scope="col">{t('figures.column.late')}</th>
              <th scope="col">{t('figures.column.open')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day}>
                <th scope="row">{shortDay(day.day, lang)}</th>
                <td>{day.received}</td>
                <td>{day.inTime}</td>
                <td>{day.late}</td>
                <td>{day.open}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

const width = 300
const height = 72
const base = 60

/** A column a day: in time at the foot, then late, then open. Its words stand in the table. */
function Plot({ days, lang }: { days: readonly DayStats[]; lang: string }) {
  const most = Math.max(1, ...days.map(({ inTime, late, open }) => inTime + late + open))
  const step = width / Math.max(1, days.length)
  const unit = (base - 4) / most
  const [first, last] = [days[0], days.at(-1)]
  return (
    <figure className={styles.plot}>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        {days.map(({ day, inTime, late, open }, index) => {
          const x = index * step + step * 0.15
          const column = { x, width: step * 0.7 }
          return (
            <g key={day}>
              <rect {...column} className={styles.inTime} y={base - inTime * unit} height={inTime * unit} />
              <rect
                {...column}
                className={styles.late}
                y={base - (inTime + late) * unit}
                height={late * unit}
              />
              <rect
                {...column}
                className={styles.open}
                y={base - (inTime + late + open) * unit}
                height={open * unit}
              />
            </g>
          )
        })}
        <line className={styles.axis} x1="0" x2={width} y1={base} y2={base} />
        {first && (
          <text className={styles.mark} x="0" y={height - 2}>
            {shortDay(first.day, lang)}
          </text>
        )}
        {last && (
          <text className={styles.mark} x={width} y={height - 2} textAnchor="end">
            {shortDay(last.day, lang)}
          </text>
        )}
      </svg>
      <figcaption className={styles.key}>
        <Phrase
          of={words().rich('figures.key', {
            inTime: (children) => <span className={styles.inTimeKey}>{children}</span>,
            late: (children) => <span className={styles.lateKey}>{children}</span>,
            open: (children) => <span className={styles.openKey}>{children}</span>,
          })}
        />
      </figcaption>
    </figure>
  )
}

function percent(share: number, lang: string): string {
  return new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

function shortDay(day: string, lang: string): string {
  return dated(Date.parse(day), lang, { timeZone: 'UTC', day: 'numeric', month: 'short' })
}
