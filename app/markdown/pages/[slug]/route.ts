import { feedHtml } from '#components/article-body/feed-html.ts'
import { pageMarkdown } from '#lib/content/markdown.ts'
import { decodedName } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { findOr404 } from '../../../find-or-404.ts'
import { absolute } from '../../../head.ts'
import { markdownResponse } from '../../markdown-response.ts'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ slug: string }> }

export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { library, settings } = context()
  const page = findOr404(library.page(decodedName((await params).slug)))
  const html = await feedHtml(await library.body(page), page.lang)
  const url = absolute(page.path)
  return markdownResponse(pageMarkdown(page, html, { siteUrl: settings.siteUrl, url }), url)
}
