import type { Article, ArticleState, Page } from './article.ts'

export function stateOf(item: Article | Page, now: number): ArticleState {
  if (item.draft) return 'draft'
  if (!('date' in item)) return 'here'
  if (item.date.at > now) return 'scheduled'
  return item.expires && item.expires.at <= now ? 'expired' : 'here'
}

/** When it appears and goes by itself. */
export function turnsOf(item: Article | Page): number[] {
  if (item.draft || !('date' in item)) return []
  return [item.date, item.expires].flatMap((moment) => moment?.at ?? [])
}
