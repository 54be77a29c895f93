import { notFound } from 'next/navigation'
import { sitemapResponse } from '../sitemap-response.ts'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ part: string }> }

export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { part } = await params
  return /^[1-9]\d{0,3}$/.test(part) ? sitemapResponse(Number(part)) : notFound()
}
