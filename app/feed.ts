import { setImmediate, setTimeout } from 'node:timers/promises'
import { feedHtml } from '#components/article-body/feed-html.ts'
import type { Article } from '#lib/content/article.ts'
import type { Feed, FeedItem } from '#lib/content/feed.ts'
import { context } from '#lib/context.ts'
import { notePassing } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { sharedImage } from './head.ts'

/** Articles in a feed, newest first: enough for a reader that looks once a week. */
const longest = 20
/** Milliseconds for the share cards of all of them, which are made once: until then the site's picture stands in. */
const patience = 1_000

/** A feed of the newest of these articles, with their full text. */
export async function feedOf(
  articles: readonly Article[],
  about: { title: string; description: string; path: string; page: string },
): Promise<Feed> {
  const newest = articles.slice(0, longest)
  // Asked for at once, and made while the texts are.
  const cards = new Map(newest.map((article) => [article, cardOf(article)]))
  const over = setTimeout(patience, undefined, { ref: false })
  let ofSite: Promise<FeedItem['card']> | undefined
  const items: FeedItem[] = []
  for (const item of await itemsOf(newest)) {
    const own = await Promise.race([cards.get(item.article), over])
    // Then it is made again when somebody asks.
    if (!own) notePassing()
    ofSite ??= own ? undefined : sizedCard(sharedImage(undefined).url)
    items.push({ ...item, card: own ?? (await ofSite) })
  }
  return {
    ...about,
    // Without an article there is no date of one: it is as old as its making.
    ...(!items.length && { updated: context().now() }),
    siteUrl: context().settings.siteUrl,
    lang: site.lang,
    hub: site.hub,
    items,
  }
}

/** The feed of all articles, at `path`. */
export async function siteFeed(path: string): Promise<Feed> {
  const about = { title: site.name, description: site.description, path, page: '/' }
  return feedOf(context().library.articles(), about)
}

/** @param feed the one that has a hub says so in its head, too (WebSub, 4) */
export function feedResponse(text: string, type: string, feed?: Feed): Response {
  const links = feed?.hub && {
    Link: `<${new URL(feed.hub).href}>; rel="hub", <${feed.siteUrl}${feed.path}>; rel="self"`,
  }
  return new Response(text, { headers: { 'Content-Type': `${type}; charset=utf-8`, ...links } })
}

/** The picture that other sites show, with its true size. */
async function cardOf(article: Article): Promise<FeedItem['card']> {
  try {
    return await sizedCard(sharedImage(article.image, article).url)
  } catch (error) {
    const { log } = context()
    log.error('the picture of an article cannot be made for the feeds', { path: article.path, error })
    return undefined
  }
}

async function sizedCard(url: string): Promise<FeedItem['card']> {
  const size = await context().sizeOf(decodeURI(new URL(url).pathname))
  return size && { url, ...size }
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
