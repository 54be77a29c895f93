import type { Article, Author } from '#lib/content/article.ts'
import { articleData, authorData, type Said, siteData } from '#lib/content/structured-data.ts'
import { context } from '#lib/context.ts'
import { addressOf, sharedImage } from './head.ts'

/** An article for search engines. */
export function ArticleData({
  article,
  replies,
}: {
  article: Article
  replies: readonly Said[] | undefined
}) {
  const { siteUrl } = context().settings
  const page = { siteUrl, url: addressOf(article), picture: sharedImage(article.image, article).url, replies }
  return <StructuredData data={articleData(article, page)} />
}

/** An author, on their page. */
export function AuthorData({ author }: { author: Author }) {
  return <StructuredData data={authorData(author, context().settings.siteUrl)} />
}

/** The site itself, on its front page. */
export function SiteData() {
  return <StructuredData data={siteData(context().settings.siteUrl)} />
}

function StructuredData({ data }: { data: object }) {
  // A title may hold `</script>`: with every `<` escaped it stays text.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every `<` escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
