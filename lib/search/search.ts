/** `q` is cut at 200 characters; a page that is not there is the nearest one. */
export type Query = {
  q: string
  /** A topic's slug. */
  topic?: string
  /** An author's id. */
  author?: string
  /** In the site's time zone. */
  year?: number
  page?: number
}

export type Marked = readonly { text: string; isFound: boolean }[]

export type Hit = { kind: 'article' | 'page'; slug: string; title: Marked; extract: Marked }

/** Most frequent first; years newest first. */
export type Facet<Key> = readonly { key: Key; count: number }[]

export type Found = {
  total: number
  /** Of results, `hitsAPage` on each. */
  pages: number
  hits: readonly Hit[]
  /** Counted for `q`, each without its own filter. */
  topics: Facet<string>
  authors: Facet<string>
  years: Facet<number>
  /** “Did you mean”. */
  meant?: { q: string; total: number }
  /** There were no results of its own: these are those of `meant`. */
  isForMeant?: true
}

/** Of what is published now alone: drafts, scheduled, expired and removed ones are never found. Nothing here throws. */
export type Search = {
  find(query: Query): Promise<Found>
  /** For what has been typed so far, at most 8. */
  suggest(q: string): Promise<readonly { title: string; path: string }[]>
  /**
   * Slugs of articles alike by content, best first. The page that shows them has to carry `nearTag(slug)` of
   * lib/search/near-tag.ts, and for each the tag of what it shows of it, `listed:` or `article:`.
   */
  near(slug: string, count: number): Promise<readonly string[]>
  /** False while it is built for the first time, or cannot be kept on the disk: nothing is found then. */
  isReady(): boolean
}

export const hitsAPage = 15

export const mostLetters = 200

export const nothingFound: Found = { total: 0, pages: 0, hits: [], topics: [], authors: [], years: [] }
