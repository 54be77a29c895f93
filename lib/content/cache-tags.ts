import type { Article } from './article.ts'
import { withoutFile } from './article-state.ts'
import { plainPath } from './path.ts'

export const tag = {
  article: (slug: string) => `article:${slug}`,
  /** Any list of all articles. */
  articles: 'articles',
  topic: (slug: string) => `topic:${slug}`,
  author: (id: string) => `author:${id}`,
  series: (name: string) => `series:${name}`,
  pages: 'pages',
  page: (slug: string) => `page:${slug}`,
  /** The articles just before and after. */
  beside: (slug: string) => `beside:${slug}`,
  /** An article as others show it. */
  listed: (slug: string) => `listed:${slug}`,
  /** The languages that other articles say the one at this path is in. */
  translated: (path: string) => `translated:${pathKey(path)}`,
  /** Which articles a topic has, and in which order; not what they look like. */
  members: (topic: string) => `members:${topic}`,
  /** What stands at a path that is neither an article's nor a page's. */
  elsewhere: (path: string) => `elsewhere:${path}`,
}

export function pathKey(path: string): string {
  return path.startsWith('/') ? plainPath(path) : path
}

export function listTags(article: Article): string[] {
  return [
    tag.articles,
    ...article.topics.map(({ slug }) => tag.topic(slug)),
    ...article.authors.map(({ id }) => tag.author(id)),
    ...(article.series ? [tag.series(article.series)] : []),
    ...article.translations.map(({ path }) => tag.translated(path)),
  ]
}

export function memberTags(before: Article | undefined, after: Article | undefined): string[] {
  if (before && after && place(before) === place(after)) return []
  return [before, after].flatMap((one) => one?.topics.map(({ slug }) => tag.members(slug)) ?? [])
}

function place({ date, lang, topics }: Article): string {
  return JSON.stringify([date.at, lang, topics.map(({ slug }) => slug)])
}

export function looksSame(a: Article, b: Article): boolean {
  return listed(a) === listed(b)
}

function listed(article: Article): string {
  const { headings: _, words: __, ...rest } = withoutFile(article)
  return JSON.stringify(rest)
}
