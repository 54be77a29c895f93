import type { Article, ArticleState } from './article.ts'

export function stateOf(article: Article, now: number): ArticleState {
  if (article.draft) return 'draft'
  if (article.date.at > now) return 'scheduled'
  return article.expires && article.expires.at <= now ? 'expired' : 'here'
}

/** Infinity when there is none. */
export function nextChange(articles: Iterable<Article>, now: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const { draft, date, expires } of articles) {
    if (draft) continue
    if (date.at > now && date.at < next) next = date.at
    if (expires && expires.at > now && expires.at < next) next = expires.at
  }
  return next
}
