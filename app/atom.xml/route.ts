import { atomFeed } from '#lib/content/feed.ts'
import { feedResponse, siteFeed } from '../feed.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const feed = await siteFeed('/atom.xml')
  return feedResponse(atomFeed(feed), 'application/atom+xml', feed)
}
