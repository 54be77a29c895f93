import { setImmediate } from 'node:timers/promises'
import { feedHtml } from '#components/article-body/feed-html.ts'
import type { Article } from '#lib/content/article.ts'
import type { Feed, FeedItem } from '#lib/content/feed.ts'
import { context } from '#lib/context.ts'
import { site } from '#lib/site.ts'

/** Articles in a feed, newest first: enough for a reader that looks once a week. */
const longest = 20

/** A feed of the newest of these articles, with their full text. */
export async function feedOf(
  articles: readonly Article[],
  about: { title: string; description: string; path: string; page: string },
): Promise<Feed> {
  const items = await itemsOf(articles.slice(0, longest))
  return {
    ...about,
    // Without an article there is no date of one: it is as old as its making.
    ...(!items.length && { updated: context().now() }),
    siteUrl: context().settings.siteUrl,
    lang: site.lang,
    items,
  }
}

/** The feed of all articles, at `path`. */
export function siteFeed(path: string): Promise<Feed> {
  const about = { title: site.name, description: site.description, path, page: '/' }
  return feedOf(context().library.articles(), about)
}

export function feedResponse(text: string, type: string): Response {
  return new Response(text, { headers: { 'Content-Type': `${type}; charset=utf-8` } })
}

/** Versions of articles that were reported because they cannot be rendered. */
const reported = new WeakSet<Article>()

/** One article that cannot be rendered must not take the others from who follows the site. */
async function itemsOf(articles: readonly Article[]): Promise<FeedItem[]> {
  const items: FeedItem[] = []
  for (const article of articles) {
    try {
      const { library } = context()
      const html = await feedHtml(await library.body(article), article.lang)
      items.push({ article, html, id: library.identity(article) })
    } catch (error) {
      if (!reported.has(article))
        context().log.error('an article cannot be rendered and is left out of the feeds', {
          path: article.path,
          error,
        })
      reported.add(article)
    }
    // Twenty long articles in one go would keep everybody else waiting.
    await setImmediate()
  }
  return items
}
