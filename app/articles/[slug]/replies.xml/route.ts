import { articleNow } from '#lib/content/article-now.ts'
import { decodedName } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { repliesFeed } from '#lib/replies/feed.ts'
import { repliesTo } from '#lib/replies/queries.ts'
import { site } from '#lib/site.ts'
import { feedResponse } from '../../../feed.ts'
import { findOr404 } from '../../../find-or-404.ts'

export const dynamic = 'force-dynamic'

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const deps = context()
  const article = findOr404(deps.library.article(decodedName((await params).slug)))
  const { library } = deps
  const { keys } = library.identity(article)
  const replies = article.replies === 'off' ? [] : await repliesTo(deps, ...keys)
  const feed = repliesFeed(article, replies, {
    siteUrl: deps.settings.siteUrl,
    lang: site.lang,
    siteName: site.name,
    leadsHere: (slug) => articleNow(library, slug)?.slug === article.slug,
  })
  return feedResponse(feed, 'application/rss+xml')
}
