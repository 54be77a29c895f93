import { feedHtml } from '#components/article-body/feed-html.ts'
import { articleMarkdown } from '#lib/content/markdown.ts'
import { decodedName } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { findOr404 } from '../../../find-or-404.ts'
import { addressOf } from '../../../head.ts'
import { markdownResponse } from '../../markdown-response.ts'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ slug: string }> }

export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { library, settings } = context()
  const article = findOr404(library.article(decodedName((await params).slug)))
  const html = await feedHtml(await library.body(article), article.lang)
  const url = addressOf(article)
  return markdownResponse(articleMarkdown(article, html, { siteUrl: settings.siteUrl, url }), url)
}
