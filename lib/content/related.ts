import { baseOf } from '#lib/lang.ts'
import type { Article } from './article.ts'

/** More would only push the replies away. */
const most = 3
/** When fewer are found by topic, neighbours by date fill up. */
const fewest = 2

/** What is alike by content, best first, its own language before; the others only where these are too few. */
export function nearTo(
  article: Article,
  alike: readonly Article[],
  others: () => readonly Article[],
): Article[] {
  const isSame = (one: Article) => baseOf(one.lang) === baseOf(article.lang)
  // They stand just above, as the parts of its series.
  const isPart = (one: Article) => article.series !== undefined && one.series === article.series
  const rank = (one: Article) => (isSame(one) ? (isPart(one) ? 1 : 0) : 2)
  const near = alike.toSorted((a, b) => rank(a) - rank(b)).slice(0, most)
  return near.length < fewest ? [...new Set([...near, ...others()])].slice(0, most) : near
}

type Lists = {
  /** Newest first. */
  topic: (slug: string) => readonly Article[]
  /** Nearest first. */
  near: readonly Article[]
}

/** By language, then by shared topics, of which a rare one says more, then the newest. */
export function relatedTo(article: Article, lists: Lists): { articles: Article[]; byTopic: boolean } {
  const language = baseOf(article.lang)
  const all = article.topics.reduce((sum, { slug }) => sum + rarity(lists.topic(slug).length), 0)
  const nearest: Ranked[] = []
  for (const { other, score } of sharing(article, lists)) {
    const isSame = other.lang === article.lang || baseOf(other.lang) === language
    const ranked = { article: other, isSame, score }
    const last = nearest[most - 1]
    if (last && !isNearer(ranked, last)) continue
    const place = nearest.findIndex((one) => isNearer(ranked, one))
    nearest.splice(place < 0 ? nearest.length : place, 0, ranked)
    if (nearest.length > most) nearest.pop()
    // Whatever comes is older, and nothing shares more than all topics.
    if (nearest[most - 1]?.isSame && nearest[most - 1]?.score === all) break
  }
  const articles = nearest.map((one) => one.article)
  if (articles.length >= fewest) return { articles, byTopic: true }
  const others = lists.near.filter((one) => !articles.includes(one))
  return { articles: [...articles, ...others].slice(0, fewest), byTopic: false }
}

/** Newest first, as each topic's list is: ten thousand of a topic are passed without a table of them all. */
function* sharing(article: Article, { topic }: Lists): Generator<{ other: Article; score: number }> {
  const topics = article.topics.map(({ slug }) => {
    const all = topic(slug)
    return { all, at: 0, weight: rarity(all.length) }
  })
  for (;;) {
    let other: Article | undefined
    for (const { all, at } of topics) {
      const next = all[at]
      if (next && (!other || isNewer(next, other))) other = next
    }
    if (!other) return
    let score = 0
    for (const one of topics) {
      if (one.all[one.at] !== other) continue
      score += one.weight
      one.at++
    }
    if (other !== article) yield { other, score }
  }
}

type Ranked = { article: Article; isSame: boolean; score: number }

function isNearer(a: Ranked, b: Ranked): boolean {
  if (a.isSame !== b.isSame) return a.isSame
  if (a.score !== b.score) return a.score > b.score
  return isNewer(a.article, b.article)
}

/** Of the same instant by address. */
function isNewer(one: Article, other: Article): boolean {
  return one.date.at > other.date.at || (one.date.at === other.date.at && one.slug < other.slug)
}

/** From 1.5 for a topic of two articles down towards 1: two topics always count more than one. */
function rarity(count: number): number {
  return 1 + 1 / (1 + Math.floor(Math.log2(Math.max(2, count))))
}
