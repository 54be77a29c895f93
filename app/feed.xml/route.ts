import { rssFeed } from '#lib/content/feed.ts'
import { feedResponse, siteFeed } from '../feed.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return feedResponse(rssFeed(await siteFeed('/feed.xml')), 'application/rss+xml')
}
