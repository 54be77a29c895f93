import { sitemapResponse } from './sitemap-response.ts'

export const dynamic = 'force-dynamic'

export function GET(): Promise<Response> {
  return sitemapResponse()
}
