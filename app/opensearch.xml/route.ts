import { openSearchDescription } from '#lib/content/open-search.ts'
import { context } from '#lib/context.ts'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  const text = openSearchDescription(context().settings.siteUrl)
  return new Response(text, {
    headers: { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' },
  })
}
