import type { Metadata } from 'next'
import desk from '#components/desk/desk.module.css'
import { Queues } from '#components/desk/queues.tsx'
import styles from '#components/desk/visits.module.css'
import { VisitsPlot } from '#components/desk/visits-plot.tsx'
import { NameTable, PlaceTable } from '#components/desk/visits-tables.tsx'
import { Phrase } from '#components/phrase.ts'
import { encodedPath } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import type { Query } from '#lib/desk/query.ts'
import { withTargetNames } from '#lib/figures/csv.ts'
import type { Totals } from '#lib/figures/days.ts'
import { type Figures, periods, readArticleFigures, readFigures } from '#lib/figures/figures.ts'
import { numeral } from '#lib/lang.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'
import { type Asked, askedPath, readAsked } from './query.ts'

export function generateMetadata(): Metadata {
  return { title: words()('desk.figures'), ...unlisted }
}

export default async function FiguresPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const deps = context()
  const t = words()
  const asked = readAsked(await searchParams)
  const one = asked.article ? await readArticleFigures(deps, asked.article, asked.period) : undefined
  const all = one ? undefined : await readFigures(deps, asked.period)
  const shown = one ? asked : { period: asked.period }
  const place = one?.place
  const title = place ? (place.title ?? place.path) : t('desk.figures')
  return (
    <Desk staff={staff} path="/staff/figures" title={title} intro={t('visits.intro')}>
      {!site.figures && <Off />}
      <div className={desk.tools}>
        <Queues
          label={t('visits.periods')}
          queues={periods.map((period) => ({
            label: period === 365 ? t('visits.year') : t('visits.days', { count: period }),
            path: askedPath({ ...shown, period }),
            isShown: period === asked.period,
          }))}
        />
        <a href={askedPath(shown, '/staff/figures/download')} download="">
          {t('desk-enquiry.download')}
        </a>
      </div>
      {place && (
        <p className={desk.tools}>
          <a href={askedPath({ period: asked.period })}>{t('visits.all')}</a>
          {place.title !== undefined && <a href={encodedPath(place.path)}>{t('visits.open')}</a>}
        </p>
      )}
      {one && <Sums totals={one.totals} />}
      {all && <Sums totals={all.totals} hasSearches />}
      <VisitsPlot days={(one ?? all)?.days ?? []} hasSearches={!one} />
      {all && <Parts figures={all} asked={shown} />}
    </Desk>
  )
}

function Off() {
  const t = words()
  return (
    <p className={`${desk.nothing} ${styles.off}`}>
      {t('visits.off')} <Phrase of={t.rich('visits.off-how', { code: () => <code>figures: on</code> })} />
    </p>
  )
}

function Sums({ totals, hasSearches = false }: { totals: Totals; hasSearches?: boolean }) {
  const t = words()
  const { views, replies, enquiries, shares, searches, without } = totals
  const sums = [
    [t('visits.views'), views],
    [t('desk.replies'), replies],
    [t('desk.enquiries'), enquiries],
    [t('visits.shares'), shares],
    ...(hasSearches
      ? ([
          [t('visits.searches'), searches],
          [t('visits.without'), without],
        ] as const)
      : []),
  ] as const
  return (
    <dl className={styles.totals}>
      {sums.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{numeral(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Articles and pages at one side, names at the other. */
function Parts({ figures, asked }: { figures: Figures; asked: Asked }) {
  const t = words()
  const { articles, pages, referrers, shares, searches, without } = figures
  return (
    <div className={`${desk.columns} ${styles.parts}`}>
      <div className={desk.column}>
        <section className={desk.section}>
          <h2>{t('visits.articles')}</h2>
          {articles.length ? (
            <PlaceTable
              places={articles}
              head={t('visits.article')}
              pathOf={({ path }) => askedPath({ ...asked, article: path })}
            />
          ) : (
            <p className={desk.quiet}>{t('visits.none')}</p>
          )}
        </section>
        {pages.length > 0 && (
          <section className={desk.section}>
            <h2>{t('visits.pages')}</h2>
            <PlaceTable places={pages} head={t('visits.page')} pathOf={({ path }) => encodedPath(path)} />
          </section>
        )}
      </div>
      <div className={desk.column}>
        <NameTable
          title={t('visits.referrers')}
          heads={[t('visits.site'), t('visits.views')]}
          names={referrers}
          none={t('visits.none-referrers')}
          nameless={t('visits.others')}
        />
        <NameTable
          title={t('visits.searches')}
          heads={[t('visits.query'), t('visits.count')]}
          names={searches}
          none={t('visits.none-searches')}
          nameless={t('visits.not-kept')}
        />
        {searches.length > 0 && (
          <NameTable
            title={t('visits.without')}
            heads={[t('visits.query'), t('visits.count')]}
            names={without}
            none={t('visits.none-without')}
            nameless={t('visits.not-kept')}
          />
        )}
        <NameTable
          title={t('visits.share-targets')}
          heads={[t('visits.target'), t('visits.shares')]}
          names={withTargetNames(shares)}
          none={t('visits.none-shares')}
          nameless={t('visits.others')}
        >
          <p className={desk.quiet}>{t('visits.share-hint')}</p>
        </NameTable>
      </div>
    </div>
  )
}
