import { changes, pauses } from '#lib/steps.ts'
import type { Article } from './article.ts'
import { stateOf } from './article-state.ts'
import { listTags, looksSame, memberTags, tag } from './cache-tags.ts'
import { beside } from './listings.ts'
import type { Snapshot } from './snapshot.ts'

/** In steps: the tags of all that shows otherwise. */
export function* diff(previous: Snapshot, next: Snapshot): Generator<undefined, Set<string>> {
  const tags = new Set<string>()
  const isPause = pauses()
  for (const [before, after] of yield* changes(previous.articles, next.articles)) {
    if (isPause()) yield
    const { slug = '' } = after ?? before ?? {}
    tags.add(tag.article(slug))
    for (const from of [before, after].flatMap((one) => one?.redirectFrom ?? []))
      tags.add(tag.elsewhere(from))
    const was = before && stateOf(before, previous.now) === 'here' ? before : undefined
    const is = after && stateOf(after, next.now) === 'here' ? after : undefined
    if (was && is ? looksSame(was, is) : !was && !is) continue
    const listed = [was ? listTags(was) : [], is ? listTags(is) : [], memberTags(was, is)].flat()
    const near = [was ? besideTags(previous, was) : [], is ? besideTags(next, is) : []].flat()
    for (const name of [tag.listed(slug), ...listed, ...near]) tags.add(name)
  }
  for (const page of (yield* changes(previous.pages, next.pages)).flat()) {
    if (page) tags.add(tag.page(page.slug)).add(tag.pages)
    for (const from of page?.redirectFrom ?? []) tags.add(tag.elsewhere(from))
  }
  for (const author of (yield* changes(previous.authors, next.authors)).flat())
    if (author) tags.add(tag.author(author.id)).add(tag.articles)
  return tags
}

function besideTags({ listings }: Snapshot, article: Article): string[] {
  return [article, ...beside(listings, article)].map(({ slug }) => tag.beside(slug))
}
