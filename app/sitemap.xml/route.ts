import { sitemap } from '#lib/content/sitemap.ts'
import { context } from '#lib/context.ts'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  const { library, settings } = context()
  return new Response(sitemap(library, settings.siteUrl), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  })
}
