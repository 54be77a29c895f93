import { atomFeed } from '#lib/content/feed.ts'
import { feedResponse, siteFeed } from '../feed.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return feedResponse(atomFeed(await siteFeed('/atom.xml')), 'application/atom+xml')
}
