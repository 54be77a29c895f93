import type { Article } from '#lib/articles/article.ts'
import { site } from '#lib/site.ts'
import { absolute } from './head.ts'

/** An article for search engines (schema.org Article, as JSON-LD 1.1). */
export function ArticleData({ article }: { article: Article }) {
  const { title, description, path, image, date, updated, authors, topics, lang, words } = article
  return (
    <StructuredData
      data={{
        '@context': 'https://schema.org',
        '@type': 'Article',
        headline: title,
        description,
        mainEntityOfPage: absolute(path),
        image: absolute((image ?? site.picture).path),
        datePublished: new Date(date.at).toISOString(),
        dateModified: new Date((updated ?? date).at).toISOString(),
        author: authors.map((author) => ({
          '@type': 'Organization',
          name: author.name,
          url: absolute(author.path),
        })),
        publisher: publisher(),
        about: topics.map((topic) => topic.label),
        inLanguage: lang,
        wordCount: words,
      }}
    />
  )
}

/** The site itself, on its front page. */
export function SiteData() {
  return (
    <StructuredData
      data={{
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        name: site.name,
        description: site.description,
        url: absolute('/'),
        inLanguage: site.lang,
        publisher: publisher(),
      }}
    />
  )
}

function publisher() {
  return {
    '@type': 'Organization',
    name: site.name,
    url: absolute('/'),
    logo: absolute('/apple-touch-icon.png'),
  }
}

function StructuredData({ data }: { data: object }) {
  // A title may hold `</script>`: with every `<` escaped it stays text.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every `<` escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
