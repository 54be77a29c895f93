import { cacheTags } from '#lib/request-context.ts'
import type { Found, Library } from './article.ts'
import { addressesOf } from './library/identity.ts'
import { type LibraryOptions, openKeeper } from './library/keeper.ts'
import { topicOf } from './library/shelf.ts'
import { stateOf } from './library/state.ts'
import { pathKey, tag } from './library/tags.ts'
import { foldedPath } from './path.ts'

export type { LibraryOptions }

/** Opens the content folder: everything in it is checked, what is good stands, what is not is told. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { now } = options
  const { world, bodies, turn, faults, isAway, findings, refresh, close } = await openKeeper(options)
  const { shelf, identities } = world

  function elsewhere(path: string): Found<never> {
    const folded = foldedPath(path)
    cacheTags(tag.elsewhere(folded))
    const to = world.movedTo(folded)
    return to ? { kind: 'moved', to } : { kind: 'missing' }
  }

  /** The path of an article as it is now; any other path or address as it is; undefined where an article is not there. */
  function whereItStands(path: string): string | undefined {
    const [, slug] = /^\/articles\/([^/]+)$/.exec(pathKey(path)) ?? []
    if (slug === undefined) return path
    cacheTags(tag.article(slug))
    const article = shelf.get(slug)
    if (article) return article.path
    const found = elsewhere(path)
    return found.kind === 'moved' ? found.to : undefined
  }

  return {
    article(slug) {
      turn()
      cacheTags(tag.article(slug))
      const standing = world.articles.get(slug)
      const state = standing && stateOf(standing.article, now())
      if (standing && state === 'here') return { kind: 'here', item: standing.article }
      return state === 'expired' ? { kind: 'gone' } : elsewhere(`/articles/${slug}`)
    },
    page(slug) {
      cacheTags(tag.page(slug))
      const page = world.pages.get(slug)?.page
      return page && !page.draft ? { kind: 'here', item: page } : elsewhere(`/${slug}`)
    },
    pages() {
      cacheTags(tag.pages)
      return [...world.pages.values()]
        .flatMap(({ page }) => (page.draft ? [] : [page]))
        .sort((a, b) => a.title.localeCompare(b.title))
    },
    elsewhere,
    identity(article) {
      // It changes with whatever else has, or claims, one of its addresses.
      for (const slug of addressesOf(article))
        cacheTags(tag.article(slug), tag.elsewhere(`/articles/${slug}`))
      return identities.of(article)
    },
    keeping: identities.keeping,
    articles(filter = {}) {
      turn()
      const { topic, author, series } = filter
      const asked = [
        topic && tag.topic(topic),
        author && tag.author(author),
        series && tag.series(series),
      ].filter((one) => one !== undefined)
      cacheTags(...(asked.length ? asked : [tag.articles]))
      const lists = [
        ...(topic === undefined ? [] : [shelf.by('topic', topic)]),
        ...(author === undefined ? [] : [shelf.by('author', author)]),
        ...(series === undefined ? [] : [shelf.by('series', series)]),
      ]
      const [first, ...others] = lists
      if (!first) return shelf.all()
      return others.length ? first.filter((article) => others.every((list) => list.includes(article))) : first
    },
    related(slug) {
      turn()
      const { articles, byTopic } = shelf.related(slug)
      const topics = shelf.get(slug)?.topics ?? []
      cacheTags(
        ...topics.map((topic) => tag.members(topic.slug)),
        ...articles.map((article) => tag.listed(article.slug)),
        ...(byTopic ? [] : [slug, ...articles.map((article) => article.slug)].map(tag.beside)),
      )
      return articles
    },
    translations(article) {
      turn()
      cacheTags(tag.translated(article.path))
      const own = pathKey(article.path)
      const others = shelf.by('translation', own).flatMap((one) => [one, ...one.translations])
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
      const all = [...shelf.keys('topic')].flatMap((slug) => {
        const articles = shelf.by('topic', slug)
        const topic = topicOf(articles, slug)
        return topic ? [{ ...topic, count: articles.length }] : []
      })
      return all.sort((a, b) => a.label.localeCompare(b.label))
    },
    topic(slug) {
      turn()
      cacheTags(tag.topic(slug))
      return topicOf(shelf.by('topic', slug), slug)
    },
    author(id) {
      cacheTags(tag.author(id))
      return world.authors.get(id)
    },
    authors() {
      turn()
      cacheTags(tag.articles)
      const all = [...world.authors.values()].map((author) => ({
        ...author,
        count: shelf.by('author', author.id).length,
      }))
      return all.sort((a, b) => a.name.localeCompare(b.name))
    },
    preview: (slug) => world.articles.get(slug)?.article,
    everything: () =>
      [...world.articles.values()]
        .map(({ article }) => ({ article, state: stateOf(article, now()) }))
        .sort((a, b) => b.article.date.at - a.article.date.at),
    body(item) {
      cacheTags('topics' in item ? tag.article(item.slug) : tag.page(item.slug))
      return bodies.body(item)
    },
    faults,
    files: world.files,
    hasPicture: (path) => world.pictures.has(path),
    isAway,
    findings,
    refresh,
    close,
  }
}
