import { decodedName, foldedPath } from '#lib/content/path.ts'
import { one, type Query, withQuery } from '#lib/desk/query.ts'
import { type Period, periods } from '#lib/figures/figures.ts'

const usual = 30

/** `article` is the path of one, decoded. */
export type Asked = { period: Period; article?: string | undefined }

export function readAsked(query: Query): Asked {
  const days = Number(one(query, 'days'))
  const slug = one(query, 'article')
  return {
    period: periods.find((period) => period === days) ?? usual,
    ...(slug && { article: foldedPath(`/articles/${decodedName(slug.slice(0, 500))}`) }),
  }
}

export function askedPath({ period, article }: Asked, path = '/staff/figures'): string {
  return withQuery(path, {
    article: article?.replace(/^\/articles\//, ''),
    days: period === usual ? undefined : period,
  })
}
