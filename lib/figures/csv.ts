import { encodedPath } from '#lib/content/path.ts'
import { byteOrderMark, csvLine } from '#lib/csv.ts'
import { type ShareName, shareNames } from '#lib/share.ts'
import { words } from '#lib/words/words.ts'
import type { DayFigures, Totals } from './days.ts'
import type { Figures, Named, PlaceFigures } from './figures.ts'

type Kind = 'total' | 'day' | 'article' | 'page' | 'referrer' | 'share' | 'search'
type Cells = Partial<Totals> & { name?: string | undefined; path?: string }

/** The numbers of the page, all of them: a line for each day, article, page, site and query. */
export function figuresAsCsv(
  shown: Pick<Figures, 'days' | 'totals'> & Partial<Figures>,
  siteUrl: string,
): string {
  const t = words()
  const line = (kind: Kind, { name, path, ...counts }: Cells) => {
    const { views, replies, enquiries, shares, searches, without } = counts
    const address = path && siteUrl + encodedPath(path)
    return csvLine([
      ...[t(`visits.kind.${kind}`), name, address],
      ...[views, replies, enquiries, shares, searches, without],
    ])
  }
  const heads = csvLine([
    ...[t('visits.kind'), t('visits.name'), t('visits.address'), t('visits.views'), t('desk.replies')],
    ...[t('desk.enquiries'), t('visits.shares'), t('visits.searches'), t('visits.without')],
  ])
  const place = ({ title, path, views, replies, enquiries, shares }: PlaceFigures) => ({
    ...{ name: path ? title : t('visits.others'), path, views, replies, enquiries, shares },
  })
  const day = ({ day: name, ...counts }: DayFigures) => ({ name, ...counts })
  const failed = new Map(shown.without?.map(({ name, count }) => [name, count]))
  const nameless = (name: string, other: string) => name || other
  const { referrers = [], shares = [], searches = [], articles = [], pages = [] } = shown
  return [
    byteOrderMark + heads,
    line('total', shown.totals),
    ...shown.days.map((one) => line('day', day(one))),
    ...articles.map((one) => line('article', place(one))),
    ...pages.map((one) => line('page', place(one))),
    ...referrers.map(({ name, count }) =>
      line('referrer', { name: nameless(name, t('visits.others')), views: count }),
    ),
    ...shares.map(({ name, count }) => line('share', { name: targetName(name), shares: count })),
    ...searches.map(({ name, count }) =>
      line('search', {
        ...{ name: nameless(name, t('visits.not-kept')), searches: count, without: failed.get(name) ?? 0 },
      }),
    ),
  ].join('')
}

function targetName(target: string): string {
  if (target === 'email') return words()('form.email')
  const known: Readonly<Record<string, ShareName>> = shareNames
  return known[target]?.name ?? target
}

export const withTargetNames = (shares: readonly Named[]): Named[] =>
  shares.map(({ name, count }) => ({ name: name && targetName(name), count }))
