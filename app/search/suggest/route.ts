import { context } from '#lib/context.ts'
import { askedBy } from '#lib/search/asked.ts'

export const dynamic = 'force-dynamic'

/** With `format=opensearch` as browsers ask for them (OpenSearch Suggestions 1.1). */
export async function GET(request: Request): Promise<Response> {
  const { search } = new URL(request.url)
  const { settings, search: engine } = context()
  const { q } = askedBy(search).query
  const found = q ? await engine.suggest(q) : []
  if (new URLSearchParams(search).get('format') !== 'opensearch')
    return answer(
      found.map(({ title, path }) => ({ title, url: path })),
      'application/json',
    )
  const titles = found.map(({ title }) => title)
  const urls = found.map(({ path }) => new URL(path, settings.siteUrl).href)
  return answer([q, titles, titles.map(() => ''), urls], 'application/x-suggestions+json')
}

function answer(found: unknown, type: string): Response {
  return new Response(JSON.stringify(found), { headers: { 'Content-Type': `${type}; charset=utf-8` } })
}
