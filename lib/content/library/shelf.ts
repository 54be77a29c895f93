import type { Article, NamedTopic } from '../article.ts'
import { relatedTo } from './related.ts'
import { pathKey } from './tags.ts'

/** The articles that readers may see now, in the order of their lists. */
export type Shelf = {
  put(article: Article): void
  remove(slug: string): void
  get(slug: string): Article | undefined
  /** Newest first. */
  all(): readonly Article[]
  by(list: 'topic' | 'author' | 'series' | 'translation', key: string): readonly Article[]
  keys(list: 'topic' | 'author' | 'series'): Iterable<string>
  /** The article that a topic has its label of. */
  namesTopic(slug: string): Article | undefined
  /** The articles published just after and just before. */
  beside(slug: string): { newer?: Article; older?: Article }
  /** Nothing of an article that readers do not see; see lib/content/library/related.ts. */
  related(slug: string): { articles: readonly Article[]; byTopic: boolean }
}

/** Newest first; of the same instant, by address, so that the order is the same everywhere. */
function order(a: Article, b: Article): number {
  return b.date.at - a.date.at || (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0)
}

export function createShelf(): Shelf {
  const bySlug = new Map<string, Article>()
  const all: Article[] = []
  const lists = {
    topic: new Map<string, Article[]>(),
    author: new Map<string, Article[]>(),
    series: new Map<string, Article[]>(),
    /** By the path of what an article says it is a translation of, or is translated in. */
    translation: new Map<string, Article[]>(),
  }

  function listsOf(article: Article): [Map<string, Article[]>, string][] {
    return [
      ...article.topics.map(({ slug }): [Map<string, Article[]>, string] => [lists.topic, slug]),
      ...article.authors.map(({ id }): [Map<string, Article[]>, string] => [lists.author, id]),
      ...(article.series ? [[lists.series, article.series] as [Map<string, Article[]>, string]] : []),
      ...article.translations.map(({ path }): [Map<string, Article[]>, string] => [
        lists.translation,
        pathKey(path),
      ]),
    ]
  }

  function remove(slug: string): void {
    const article = bySlug.get(slug)
    if (!article) return
    bySlug.delete(slug)
    all.splice(placeOf(all, article), 1)
    for (const [list, key] of listsOf(article)) {
      const articles = list.get(key) ?? []
      articles.splice(placeOf(articles, article), 1)
      if (!articles.length) list.delete(key)
    }
  }

  return {
    put(article) {
      remove(article.slug)
      bySlug.set(article.slug, article)
      all.splice(placeOf(all, article), 0, article)
      for (const [list, key] of listsOf(article)) {
        const articles = list.get(key) ?? []
        articles.splice(placeOf(articles, article), 0, article)
        list.set(key, articles)
      }
    },
    remove,
    get: (slug) => bySlug.get(slug),
    // Copies: what is given out stays as it was while a page is rendered from it.
    all: () => [...all],
    by: (list, key) => [...(lists[list].get(key) ?? [])],
    keys: (list) => lists[list].keys(),
    namesTopic: (slug) => lists.topic.get(slug)?.at(-1),
    beside(slug) {
      const article = bySlug.get(slug)
      if (!article) return {}
      const place = placeOf(all, article)
      const newer = all[place - 1]
      const older = all[place + 1]
      return { ...(newer ? { newer } : {}), ...(older ? { older } : {}) }
    },
    related(slug) {
      const article = bySlug.get(slug)
      if (!article) return { articles: [], byTopic: false }
      const place = placeOf(all, article)
      const near = [-1, 1, 2, -2].flatMap((step) => all[place + step] ?? [])
      return relatedTo(article, { topic: (topic) => lists.topic.get(topic) ?? [], near })
    },
  }
}

/** Where an article stands, or would stand, in a list in order. */
function placeOf(list: readonly Article[], article: Article): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const there = list[middle]
    if (there && order(there, article) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** A topic as its first article wrote it: a later spelling does not rename it. */
export function topicOf(articles: readonly Article[], slug: string): NamedTopic | undefined {
  const first = articles.at(-1)
  const topic = first?.topics.find((topic) => topic.slug === slug)
  return first && topic && { ...topic, lang: first.lang }
}
