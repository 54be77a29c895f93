import { firstPlace } from '#lib/first-place.ts'
import { pauses } from '#lib/steps.ts'
import type { Article, NamedTopic } from './article.ts'
import { pathKey } from './cache-tags.ts'
import { relatedTo } from './related.ts'

type List = 'topic' | 'author' | 'series' | 'translation' | 'featured'

/** Newest first; `translation` by the path of what an article says it is a translation of, or is translated in; `featured` has one. */
export type Listings = { all: readonly Article[] } & Record<List, ReadonlyMap<string, readonly Article[]>>

const keys: Record<List, (article: Article) => readonly string[]> = {
  topic: ({ topics }) => topics.map(({ slug }) => slug),
  author: ({ authors }) => authors.flatMap(({ id, path }) => (path ? [id] : [])),
  series: ({ series }) => (series ? [series] : []),
  translation: ({ translations }) => translations.map(({ path }) => pathKey(path)),
  featured: ({ featured }) => (featured ? ['featured'] : []),
}

/** Of the same instant by address, so that the order is the same everywhere. */
export function order(a: Article, b: Article): number {
  return b.date.at - a.date.at || (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0)
}

export const noListings: Listings = {
  all: [],
  topic: new Map(),
  author: new Map(),
  series: new Map(),
  translation: new Map(),
  featured: new Map(),
}

/** In steps. A list that stays as it is is the same object. */
export function* listing(
  before: Listings,
  gone: readonly Article[],
  here: readonly Article[],
): Generator<undefined, Listings> {
  const isPause = pauses()
  const without = new Set(gone)
  const fresh = here.toSorted(order)
  yield
  function* list(name: List): Generator<undefined, ReadonlyMap<string, readonly Article[]>> {
    const keysOf = keys[name]
    const next = new Map(before[name])
    const added = new Map<string, Article[]>()
    for (const article of gone) for (const key of keysOf(article)) added.set(key, [])
    yield
    for (const article of fresh) {
      const all = keysOf(article)
      for (const key of all.length > 1 ? new Set(all) : all) {
        const some = added.get(key)
        if (some) some.push(article)
        else added.set(key, [article])
      }
      if (isPause()) yield
    }
    for (const [key, some] of added) {
      const articles = merged(next.get(key) ?? [], without, some)
      if (articles.length) next.set(key, articles)
      else next.delete(key)
      yield
    }
    return next
  }
  const lists = { ...before, all: merged(before.all, without, fresh) }
  yield
  for (const name of Object.keys(keys) as List[]) lists[name] = yield* list(name)
  return lists
}

/** So few changes are put in their places; of more the whole list is gone through. */
const few = 20

/** @param here in order, as `before` is */
function merged(
  before: readonly Article[],
  without: ReadonlySet<Article>,
  here: readonly Article[],
): Article[] {
  if (without.size + here.length <= few) {
    const changed = before.slice()
    for (const article of without) {
      const place = placeOf(changed, article)
      if (changed[place] === article) changed.splice(place, 1)
    }
    for (const article of here) changed.splice(placeOf(changed, article), 0, article)
    return changed
  }
  const all: Article[] = []
  let next = 0
  for (const article of before) {
    if (without.has(article)) continue
    for (let one = here[next]; one && order(one, article) < 0; one = here[++next]) all.push(one)
    all.push(article)
  }
  for (let one = here[next]; one; one = here[++next]) all.push(one)
  return all
}

function placeOf(list: readonly Article[], article: Article): number {
  return firstPlace(list.length, (place) => order(list[place] ?? article, article) >= 0)
}

/** The newer one, and the older one. */
export function beside({ all }: Listings, article: Article): Article[] {
  const place = placeOf(all, article)
  return [-1, 1].flatMap((step) => all[place + step] ?? [])
}

export function related({ all, topic }: Listings, article: Article) {
  const place = placeOf(all, article)
  const near = [-1, 1, 2, -2].flatMap((step) => all[place + step] ?? [])
  return relatedTo(article, { topic: (slug) => topic.get(slug) ?? [], near })
}

/** A topic as its first article wrote it: a later spelling does not rename it. */
export function topicOf(articles: readonly Article[], slug: string): NamedTopic | undefined {
  const first = articles.at(-1)
  const topic = first?.topics.find((topic) => topic.slug === slug)
  return first && topic && { ...topic, lang: first.lang }
}

export function labelOfTopic({ topic }: Listings, slug: string): string {
  const first = topic.get(slug)?.at(-1)
  return JSON.stringify([first?.slug, first?.topics.find((one) => one.slug === slug)?.label])
}
