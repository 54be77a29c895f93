import { jsonFeed } from '#lib/content/feed.ts'
import { feedResponse, siteFeed } from '../feed.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return feedResponse(jsonFeed(await siteFeed('/feed.json')), 'application/feed+json')
}
