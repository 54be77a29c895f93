import type { Article } from './article.ts'
import { listTags, looksSame, memberTags, tag } from './cache-tags.ts'
import { changes } from './index.ts'
import { beside } from './listings.ts'
import type { Snapshot } from './snapshot.ts'

/** In steps: the tags of all that shows otherwise. */
export function* diff(previous: Snapshot, next: Snapshot): Generator<undefined, Set<string>> {
  const tags = new Set<string>()
  for (const change of changes(previous.articles, next.articles)) {
    if (!change) yield
    const [before, after] = change ?? []
    const item = after?.item ?? before?.item
    if (!item) continue
    tags.add(tag.article(item.slug))
    for (const from of [before, after].flatMap((one) => one?.item.redirectFrom ?? []))
      tags.add(tag.elsewhere(from))
    const was = before?.isPublished ? before.item : undefined
    const is = after?.isPublished ? after.item : undefined
    if (was && is ? looksSame(was, is) : !was && !is) continue
    const listed = [was ? listTags(was) : [], is ? listTags(is) : [], memberTags(was, is)].flat()
    const near = [was ? besideTags(previous, was) : [], is ? besideTags(next, is) : []].flat()
    for (const name of [tag.listed(item.slug), ...listed, ...near]) tags.add(name)
  }
  for (const change of changes(previous.pages, next.pages)) {
    const [before, after] = change ?? []
    const item = after?.item ?? before?.item
    if (item) tags.add(tag.page(item.slug)).add(tag.pages)
    for (const from of [before, after].flatMap((one) => one?.item.redirectFrom ?? []))
      tags.add(tag.elsewhere(from))
  }
  for (const change of changes(previous.authors, next.authors)) {
    const [before, after] = change ?? []
    const author = after ?? before
    if (author) tags.add(tag.author(author.id)).add(tag.articles)
  }
  return tags
}

function besideTags({ listings }: Snapshot, article: Article): string[] {
  const { newer, older } = beside(listings, article)
  return [article.slug, newer?.slug, older?.slug].filter((one) => one !== undefined).map(tag.beside)
}
