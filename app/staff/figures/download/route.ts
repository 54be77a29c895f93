import { context } from '#lib/context.ts'
import { figuresAsCsv } from '#lib/figures/csv.ts'
import { readArticleFigures, readFigures } from '#lib/figures/figures.ts'
import { download } from '../../download.ts'
import { requireStaff } from '../../session.ts'
import { readAsked } from '../query.ts'

export const dynamic = 'force-dynamic'

/** What the page shows, as a file for a spreadsheet. */
export async function GET(request: Request): Promise<Response> {
  await requireStaff()
  const deps = context()
  const { period, article } = readAsked(Object.fromEntries(new URL(request.url).searchParams))
  const one = article === undefined ? undefined : await readArticleFigures(deps, article, period)
  const text = figuresAsCsv(one ?? (await readFigures(deps, period)), deps.settings.siteUrl)
  return download(text, { type: 'text/csv; charset=utf-8', name: 'figures.csv' })
}
