import type { Article } from '#lib/content/article.ts'
import { site } from '#lib/site.ts'
import { markAddress } from '#lib/site-mark.ts'
import { absolute, addressOf, sharedImage } from './head.ts'

/** An article for search engines (schema.org Article, as JSON-LD 1.1). */
export function ArticleData({ article }: { article: Article }) {
  const { title, description, image, date, updated, authors, topics, lang, words } = article
  return (
    <StructuredData
      data={{
        '@context': 'https://schema.org',
        '@type': 'Article',
        headline: title,
        ...(description && { description }),
        mainEntityOfPage: addressOf(article),
        image: sharedImage(image).url,
        datePublished: new Date(date.at).toISOString(),
        dateModified: new Date((updated ?? date).at).toISOString(),
        author: authors.map(({ kind, name, role, path }) => ({
          '@type': kind === 'organization' ? 'Organization' : 'Person',
          name,
          ...(path && { url: absolute(path) }),
          ...(kind === 'person' && role && { jobTitle: role }),
        })),
        publisher: publisher(),
        about: topics.map(({ label }) => ({ '@type': 'Thing', name: label })),
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
        ...(site.description && { description: site.description }),
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
    logo: absolute(markAddress('icon-512.png') ?? '/apple-touch-icon.png'),
  }
}

function StructuredData({ data }: { data: object }) {
  // An empty list says nothing. A title may hold `</script>`: with every `<` escaped it stays text.
  const filled = Object.entries(data).filter(([, value]) => !Array.isArray(value) || value.length)
  const json = JSON.stringify(Object.fromEntries(filled)).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every `<` escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
