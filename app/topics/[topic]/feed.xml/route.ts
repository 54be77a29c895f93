import { notFound } from 'next/navigation'
import { rssFeed } from '#lib/content/feed.ts'
import { decodedName } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { feedOf, feedResponse } from '../../../feed.ts'

export const dynamic = 'force-dynamic'

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ topic: string }> },
): Promise<Response> {
  const { library } = context()
  const slug = decodedName((await params).topic)
  const topic = library.topic(slug) ?? notFound()
  const feed = await feedOf(library.articles({ topic: slug }), {
    title: `${topic.label} – ${site.name}`,
    description: `${words()('topics.articles-on', { topic: topic.label })}.`,
    path: `${topic.path}/feed.xml`,
    page: topic.path,
  })
  return feedResponse(rssFeed(feed), 'application/rss+xml', feed)
}
