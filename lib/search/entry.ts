import { hash } from 'node:crypto'
import type { Article, Page } from '#lib/content/article.ts'
import { stateOf } from '#lib/content/article-state.ts'
import { unpacked } from '#lib/content/headings.ts'
import type { Snapshot } from '#lib/content/snapshot.ts'
import { site } from '#lib/site.ts'
import { localDay } from '#lib/time/format.ts'

/** One article or page, as the index is given it. */
export type Entry = {
  /** `articles/x` or `pages/x`. */
  key: string
  /** Other as soon as anything here is. */
  mark: string
  kind: 'article' | 'page'
  slug: string
  title: string
  description: string
  headings: readonly string[]
  /** Slugs and labels. */
  topics: readonly (readonly [slug: string, label: string])[]
  /** Ids and names. */
  authors: readonly (readonly [id: string, name: string])[]
  series: string
  lang: string
  at: number
  year: number
  /** As the disk calls it, below the content folder. */
  file: string
  /** Of its text. */
  hash: string
}

export function keyOf(item: Article | Page): string {
  return `${'topics' in item ? 'articles' : 'pages'}/${item.slug}`
}

/** Whether it is published. */
export function isHere(item: Article | Page | undefined, now: number): item is Article | Page {
  return item !== undefined && stateOf(item, now) === 'here'
}

export function itemAt(key: string, { articles, pages }: Snapshot): Article | Page | undefined {
  const slug = key.slice(key.indexOf('/') + 1)
  return key.startsWith('articles/') ? articles.get(slug) : pages.get(slug)
}

/** Undefined where it is not published. */
export function entryOf(
  key: string,
  snapshot: Snapshot,
  nameOf: (path: string) => string,
): Entry | undefined {
  const item = itemAt(key, snapshot)
  if (!isHere(item, snapshot.now)) return undefined
  const article = 'topics' in item ? item : undefined
  const entry = {
    key,
    kind: article ? ('article' as const) : ('page' as const),
    slug: item.slug,
    title: item.title,
    // Its own opening is found as its text is.
    description: item.isOpening ? '' : item.description,
    headings: unpacked(item.headings).map(({ text }) => text),
    topics: (article?.topics ?? []).map(({ slug, label }) => [slug, label] as const),
    authors: (article?.authors ?? []).map(({ id, name }) => [id, name] as const),
    series: article?.series ?? '',
    lang: item.lang,
    at: article?.date.at ?? 0,
    year: article ? Number(localDay(article.date.at, site.timeZone).slice(0, 4)) : 0,
    hash: item.body.hash,
  }
  return { ...entry, mark: hash('sha1', JSON.stringify(entry), 'base64url'), file: nameOf(item.file) }
}
