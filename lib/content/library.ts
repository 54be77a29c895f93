import { cacheTags } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import type { Article, Found, Library } from './article.ts'
import { stateOf } from './article-state.ts'
import { pathKey, tag } from './cache-tags.ts'
import { isDownload, isLinked } from './downloads.ts'
import { fileStates } from './file-state.ts'
import { addressesOf, identityOf, keptUnder } from './identity.ts'
import { createAddressBook } from './lint/cross-file.ts'
import { order, related, topicOf } from './listings.ts'
import { foldedPath } from './path.ts'
import { nearTo } from './related.ts'
import { seriesOf } from './series.ts'
import type { Snapshot } from './snapshot.ts'

type Content = {
  now(): number
  turn(): void
  snapshot(): Snapshot
  shown(path: string): string
  body: Library['body']
}

const lists = ['topic', 'author', 'series'] as const

export function createLibrary({ now, turn, snapshot, shown, body }: Content) {
  const addressBook = () => createAddressBook({ ...snapshot(), shown, now: now() })
  const listings = () => snapshot().listings
  const published = (slug: string) => {
    const article = snapshot().articles.get(slug)
    return article && stateOf(article, snapshot().now) === 'here' ? article : undefined
  }

  function elsewhere(path: string): Found<never> {
    const folded = foldedPath(path)
    cacheTags(tag.elsewhere(folded))
    // The address of a topic may have been spelled in another way.
    if (folded.startsWith('/topics/')) cacheTags(tag.articles)
    const to = addressBook().movedTo(folded)
    return to ? { kind: 'moved', to } : { kind: 'missing' }
  }

  /** Any other path or address as it is; undefined where an article is not there. */
  function whereItStands(path: string): string | undefined {
    const [, slug] = /^\/articles\/([^/]+)$/.exec(pathKey(path)) ?? []
    if (slug === undefined) return path
    cacheTags(tag.article(slug))
    const article = published(slug)
    if (article) return article.path
    const found = elsewhere(path)
    return found.kind === 'moved' ? found.to : undefined
  }

  function byTopic(article: Article): readonly Article[] {
    const { articles, byTopic } = related(listings(), article)
    cacheTags(
      ...article.topics.map((topic) => tag.members(topic.slug)),
      ...(byTopic ? [] : [article, ...articles].map(({ slug }) => tag.beside(slug))),
    )
    return articles
  }

  return {
    article(slug) {
      turn()
      cacheTags(tag.article(slug))
      const item = snapshot().articles.get(slug)
      const state = item && stateOf(item, now())
      if (item && state === 'here') return { kind: 'here', item }
      return state === 'expired' ? { kind: 'gone' } : elsewhere(`/articles/${slug}`)
    },
    page(slug) {
      cacheTags(tag.page(slug))
      const item = snapshot().pages.get(slug)
      return item && !item.draft ? { kind: 'here', item } : elsewhere(`/${slug}`)
    },
    pages() {
      cacheTags(tag.pages)
      return [...snapshot().pages.values()]
        .filter(({ draft }) => !draft)
        .sort((a, b) => a.title.localeCompare(b.title, site.lang))
    },
    elsewhere,
    movedByQuery: (path, query) =>
      snapshot().organisation.redirects.length ? addressBook().movedByQuery(path, query) : undefined,
    identity(article) {
      // It changes with whatever else has, or claims, one of its addresses.
      for (const slug of addressesOf(article))
        cacheTags(tag.article(slug), tag.elsewhere(`/articles/${slug}`))
      return identityOf(article, snapshot())
    },
    keeping: (key) => keptUnder(key, snapshot()),
    articles(filter = {}) {
      turn()
      const asked = lists.filter((list) => filter[list] !== undefined)
      cacheTags(...(asked.length ? asked.map((list) => tag[list](filter[list] ?? '')) : [tag.articles]))
      const [first, ...others] = asked.map((list) => listings()[list].get(filter[list] ?? '') ?? [])
      if (!first) return listings().all
      return others.length ? first.filter((article) => others.every((list) => list.includes(article))) : first
    },
    lead() {
      turn()
      cacheTags(tag.articles)
      const { all, featured } = listings()
      return featured.get('featured')?.[0] ?? all[0]
    },
    related(slug, near = []) {
      turn()
      const article = published(slug)
      if (!article) {
        cacheTags(tag.beside(slug))
        return []
      }
      const alike = near.flatMap((one) => (one === slug ? [] : (published(one) ?? [])))
      const shown = nearTo(article, alike, () => byTopic(article))
      cacheTags(...shown.map((article) => tag.listed(article.slug)))
      return shown
    },
    series(article) {
      const { series } = article
      if (series === undefined) return undefined
      turn()
      cacheTags(tag.series(series))
      return seriesOf(article, listings().series.get(series) ?? [])
    },
    seriesNames() {
      turn()
      cacheTags(tag.articles)
      return listings().series.keys()
    },
    translations(article) {
      turn()
      cacheTags(tag.translated(article.path))
      const own = pathKey(article.path)
      const others = (listings().translation.get(own) ?? []).flatMap((one) => [one, ...one.translations])
      const versions = new Map([[article.lang, article.path]])
      for (const { lang, path } of [...article.translations, ...others]) {
        const there = pathKey(path) === own || versions.has(lang) ? undefined : whereItStands(path)
        if (there !== undefined) versions.set(lang, there)
      }
      versions.delete(article.lang)
      return [...versions].map(([lang, path]) => ({ lang, path }))
    },
    topics() {
      turn()
      cacheTags(tag.articles)
      const all = [...listings().topic.keys()].flatMap((slug) => {
        const articles = listings().topic.get(slug) ?? []
        const topic = topicOf(articles, slug)
        return topic ? [{ ...topic, count: articles.length }] : []
      })
      return all.sort((a, b) => a.label.localeCompare(b.label, site.lang))
    },
    front: () => snapshot().organisation.front,
    topic(slug) {
      turn()
      cacheTags(tag.topic(slug))
      return topicOf(listings().topic.get(slug) ?? [], slug)
    },
    author(id) {
      cacheTags(tag.author(id))
      return snapshot().authors.get(id)
    },
    authors() {
      turn()
      cacheTags(tag.articles)
      const all = [...snapshot().authors.values()].map((author) => ({
        ...author,
        count: (listings().author.get(author.id) ?? []).length,
      }))
      return all.sort((a, b) => a.name.localeCompare(b.name, site.lang))
    },
    preview: (slug) => snapshot().articles.get(slug),
    everything: () =>
      [...snapshot().articles.values()]
        .map((article) => ({ article, state: stateOf(article, now()) }))
        .sort((a, b) => order(a.article, b.article)),
    body(item) {
      cacheTags('topics' in item ? tag.article(item.slug) : tag.page(item.slug))
      return body(item)
    },
    faults: () => snapshot().diagnostics,
    files: () => fileStates(snapshot(), { now: now(), shown }),
    hasPicture: (path) => snapshot().pictures.has(path),
    hasDownload: (path) => isDownload(snapshot().documents, path),
    isLinked: (path) => isLinked(snapshot().references, path),
  } satisfies Omit<Library, 'isAway' | 'findings' | 'refresh' | 'close'>
}
