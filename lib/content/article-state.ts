import type { Article, ArticleState, Page } from './article.ts'
import { slugIn } from './file-paths.ts'

/** What it says, wherever that was read. */
export function withoutFile({ file: _, document: __, body: ___, ...rest }: Article) {
  return rest
}

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

/** What is shown of a file: its last valid version. Of two for one address one is shown. */
export function shownOf(
  path: string,
  { articles, pages }: { articles: ReadonlyMap<string, Article>; pages: ReadonlyMap<string, Page> },
): Article | Page | undefined {
  const item = (path.startsWith('articles/') ? articles : pages).get(slugIn(path))
  return item?.file === path ? item : undefined
}
