import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import type { Article, Library } from './article.ts'

/** Newest first: who reads it pays by the letter, and the sitemap names all. */
const mostArticles = 200

/** What the site holds, for language models: in the form of https://llmstxt.org, each link to Markdown. */
export function llmsText(library: Pick<Library, 'articles' | 'pages'>, siteUrl: string): string {
  const t = words()
  const about = [site.tagline, site.description].filter(Boolean).map((text) => `> ${oneLine(text)}`)
  const others = t('nav.articles')
  const byTopic = Map.groupBy(
    library.articles().slice(0, mostArticles),
    ({ topics: [first] }) => first?.label ?? others,
  )
  const sections = [
    ...[...byTopic].map(([topic, articles]) => section(topic, articles.map(link))),
    section(t('list.pages'), library.pages().map(link)),
    section('Optional', [
      `- [${t('frame.feed', { kind: 'RSS' })}](${siteUrl}/feed.xml)`,
      `- [${t('nav.articles')}](${siteUrl}/articles)`,
      `- [sitemap.xml](${siteUrl}/sitemap.xml)`,
    ]),
  ]
  return `${[`# ${oneLine(site.name)}`, about.join('\n'), ...sections].filter(Boolean).join('\n\n')}\n`

  function link({ title, path, description }: Pick<Article, 'title' | 'path' | 'description'>): string {
    const said = description && `: ${oneLine(description)}`
    return `- [${oneLine(title).replace(/[[\]\\]/g, '\\$&')}](${siteUrl}${path}.md)${said}`
  }
}

function section(title: string, lines: readonly string[]): string {
  return lines.length ? `## ${oneLine(title)}\n\n${lines.join('\n')}` : ''
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
