import { decodedName } from '#lib/articles/path.ts'
import { repliesFeed } from '#lib/replies/feed.ts'
import { repliesTo } from '#lib/replies/list.ts'
import { runtime } from '#lib/runtime.ts'
import { site } from '#lib/site.ts'
import { feedResponse } from '../../../feed.ts'
import { here } from '../../../here.ts'

export const dynamic = 'force-dynamic'

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const deps = runtime()
  const article = here(deps.library.article(decodedName((await params).slug)))
  const replies = article.replies === 'off' ? [] : await repliesTo(deps, article.slug)
  const { siteUrl } = deps.settings
  const feed = repliesFeed(article, replies, { siteUrl, lang: site.lang, siteName: site.name })
  return feedResponse(feed, 'application/rss+xml')
}
