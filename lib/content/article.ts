import type { Finding } from '#lib/health.ts'
import type { Focus } from '#lib/pictures/focus.ts'
import type { Moment } from '#lib/time/moment.ts'
import type { FileDiagnostic } from './lint/diagnostic.ts'
import type { MdxBody } from './render.ts'

/** A picture that the site serves, with its size in pixels. */
export type Picture = {
  path: string
  alt: string
  width: number
  height: number
  /** What must stay in sight where it is cut to another shape; its middle when not given. */
  focus?: Focus
  /** Where the picture is that other sites show of the page. */
  share?: string
}

export type Topic = { slug: string; label: string; path: string }

/** A topic on its own; its label is in the language of the article that wrote it so, BCP 47. */
export type NamedTopic = Topic & { lang: string }

export type Author = {
  id: string
  path: string
  name: string
  /** What structured data calls them. */
  kind: 'person' | 'organization'
  role?: string
  bio?: string
  picture?: Picture
  links: { label: string; href: string }[]
}

export type Heading = { depth: 2 | 3; id: string; text: string }

/** Everything about an article but its body. */
export type Article = {
  slug: string
  /** As it is written in links: its slug escaped, as every other `path` here. */
  path: string
  title: string
  description: string
  date: Moment
  updated?: Moment
  reviewed?: Moment
  nextReview?: Moment
  expires?: Moment
  authors: Author[]
  topics: Topic[]
  image?: Picture
  draft: boolean
  featured: boolean
  canonical?: string
  redirectFrom: string[]
  replies: 'open' | 'closed' | 'off'
  series?: string
  lang: string
  translations: { lang: string; path: string }[]
  headings: Heading[]
  /** Words of the body. */
  words: number
  /** Whole minutes to read it, at least 1. */
  minutes: number
}

/** A page of the organisation's own: About, Privacy. */
export type Page = {
  slug: string
  path: string
  title: string
  description: string
  updated?: Moment
  lang: string
  draft: boolean
  redirectFrom: string[]
  headings: Heading[]
}

/** What an article is known by, whatever its address is now: it follows from its file's `redirectFrom`. */
export type Identity = {
  /** Its oldest slug, for good; `<slug>#2` when another article had that one before it. */
  name: string
  /** The same as a path, as it is written in links: `/articles/<slug>`, or `/articles/<slug>#2`. */
  path: string
  /** Whether that path leads to it. */
  isAddress: boolean
  /** Under which its replies are kept; new ones under the first. */
  keys: string[]
}

export type ArticleState = 'here' | 'draft' | 'scheduled' | 'expired'

/**
 * A file of an article or page, or another one that has an error, and what readers see of it. `held`: nothing, because
 * of its errors; `outdated`: the last good version.
 */
export type FileState = {
  /** As a person at the terminal would write it. */
  file: string
  state: ArticleState | 'held' | 'outdated'
  errors: number
  warnings: number
  /** The version that stands. */
  item?: Article | Page
}

/** What stands at an address. */
export type Found<T> =
  | { kind: 'here'; item: T }
  /** To a decoded path. */
  | { kind: 'moved'; to: string }
  | { kind: 'gone' }
  | { kind: 'missing' }

/**
 * All that is in the content folder, as of now. Drafts, scheduled and expired articles are in none of the lists.
 * Each reading is noted as shown by the page being rendered, so that the page is dropped when it changes.
 */
export type Library = {
  article(slug: string): Found<Article>
  page(slug: string): Found<Page>
  /** Every page that readers may see, by title. */
  pages(): readonly Page[]
  /** Any other path, decoded: a `redirectFrom` of an article or a page. */
  elsewhere(path: string): Found<never>
  identity(article: Pick<Article, 'slug' | 'redirectFrom'>): Identity
  /** Any article with a good file to which a reply kept under `key` belongs now. */
  keeping(key: string): Article | undefined
  /** Newest first. */
  articles(filter?: { topic?: string; author?: string; series?: string }): readonly Article[]
  /** The articles nearest to this one, at most three; at least two where there are as many. */
  related(slug: string): readonly Article[]
  /** The same article in other languages, as its own file says or that of one of them. */
  translations(article: Article): readonly { lang: string; path: string }[]
  topics(): readonly (NamedTopic & { count: number })[]
  /** One topic; undefined while no article has it. Dropped for that topic's changes alone. */
  topic(slug: string): NamedTopic | undefined
  author(id: string): Author | undefined
  authors(): readonly (Author & { count: number })[]
  /** The body as a function body for `@mdx-js/mdx`'s `run`: checked, without any code of the writer's. */
  body(item: Article | Page): Promise<MdxBody>
  /** Any article with a good file, also a draft or one whose time has not come or is over. */
  preview(slug: string): Article | undefined
  /** Every article with a good file, newest first, and whether readers see it. */
  everything(): readonly { article: Article; state: ArticleState }[]
  /** In the order of files, lines and columns. */
  faults(): readonly FileDiagnostic[]
  /** By the paths of the files. */
  files(): readonly FileState[]
  /** Whether there was a picture at this path below the content folder when it was looked at last. */
  hasPicture(path: string): boolean
  /** Whether the articles are away that an earlier run knew: readers are then asked to come back, not told 404. */
  isAway(): boolean
  /** What `/readyz` says of the content folder, faults of files aside. */
  findings(): readonly Finding[]
  /** Reads again what has changed on the disk; resolves when the lists are right. */
  refresh(): Promise<void>
  close(): void
}
