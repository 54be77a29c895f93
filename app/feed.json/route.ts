import { jsonFeed } from '#lib/content/feed.ts'
import { feedResponse, siteFeed } from '../feed.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const feed = await siteFeed('/feed.json')
  return feedResponse(jsonFeed(feed), 'application/feed+json', feed)
}
