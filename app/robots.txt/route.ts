import { context } from '#lib/context.ts'
import { sectionsOf } from '#lib/routes.ts'

export const dynamic = 'force-dynamic'

/** Crawlers may read all but the pages of one reader (RFC 9309). */
export function GET(): Response {
  const lines = [
    'User-agent: *',
    ...sectionsOf('reader', 'staff').map((section) => `Disallow: ${section}`),
    '',
    `Sitemap: ${context().settings.siteUrl}/sitemap.xml`,
    '',
  ]
  return new Response(lines.join('\n'), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
