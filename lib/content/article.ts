import type { Finding } from '#lib/health.ts'
import type { Focus } from '#lib/pictures/focus.ts'
import type { Moment } from '#lib/time/moment.ts'
import type { BodyFacts, Document } from './document.ts'
import type { FileDiagnostic } from './lint/diagnostic.ts'
import type { FrontSection } from './organisation/front.ts'
import type { MdxBody } from './render.ts'

export type Picture = {
  path: string
  alt: string
  width: number
  height: number
  /** What must stay in sight where it is cut to another shape; its middle when not given. */
  focus?: Focus
  share?: string
}

export type Topic = { slug: string; label: string; path: string }

/** Its label is in the language of the article that wrote it so. */
export type NamedTopic = Topic & { lang: string }

export type Author = {
  id: string
  path: string
  name: string
  kind: 'person' | 'organization'
  role?: string | undefined
  bio?: string | undefined
  picture?: Picture | undefined
  links: { label: string; href: string }[]
}

/** One who has no file stands there by name alone. */
export type NamedAuthor = Author | AuthorByName

type AuthorByName = Pick<Author, 'id' | 'name'> & {
  [Field in Exclude<keyof Author, 'id' | 'name'>]?: undefined
}

export type Article = {
  slug: string
  /** As it is written in links: its slug escaped, as every other `path` here. */
  path: string
  title: string
  /** The first sentences of the text where the file has none, and `isOpening`. */
  description: string
  isOpening?: true
  date: Moment
  updated?: Moment | undefined
  reviewed?: Moment | undefined
  nextReview?: Moment | undefined
  expires?: Moment | undefined
  authors: NamedAuthor[]
  /** Who looked whether it is right, where its file says so and the day has come. */
  reviewers?: readonly NamedAuthor[] | undefined
  topics: Topic[]
  image?: Picture | undefined
  draft: boolean
  featured: boolean
  canonical?: string | undefined
  redirectFrom: readonly string[]
  replies: 'open' | 'closed' | 'off'
  series?: string | undefined
  lang: string
  translations: readonly { lang: string; path: string }[]
  /** Packed. */
  headings: string
  /** Below the content folder. */
  file: string
  /** What was read of that file when it was last valid. */
  document: Document
  body: BodyFacts
  words: number
  minutes: number
}

/** One article's place among the others of its series. */
export type Series = {
  name: string
  /** Oldest first: always two or more. */
  parts: readonly Article[]
  /** From 1. */
  place: number
}

export type Page = {
  slug: string
  path: string
  title: string
  /** As of an article. */
  description: string
  isOpening?: true
  updated?: Moment | undefined
  lang: string
  draft: boolean
  redirectFrom: readonly string[]
  /** Packed. */
  headings: string
  file: string
  document: Document
  body: BodyFacts
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

/** `held`: nothing is shown, because of its errors; `outdated`: the last good version is. */
export type FileState = {
  file: string
  state: ArticleState | 'held' | 'outdated'
  errors: number
  warnings: number
  item?: Article | Page
}

export type Found<T> =
  | { kind: 'here'; item: T }
  /** Decoded. */
  | { kind: 'moved'; to: string }
  | { kind: 'gone' }
  | { kind: 'missing' }

/** No list has drafts, scheduled or expired articles; each reading tags the page being rendered. */
export type Library = {
  article(slug: string): Found<Article>
  page(slug: string): Found<Page>
  /** By title. */
  pages(): readonly Page[]
  /** Any other path, decoded: a `redirectFrom` of an article or a page. */
  elsewhere(path: string): Found<never>
  /** An address of before that had its name in the query, such as `/?p=12`. @returns decoded, and the rest of the query */
  movedByQuery(path: string, query: string): { to: string; query: string } | undefined
  identity(article: Pick<Article, 'slug' | 'redirectFrom'>): Identity
  /** The article to which a reply kept under `key` belongs now, published or not. */
  keeping(key: string): Article | undefined
  /** Newest first. */
  articles(filter?: { topic?: string; author?: string; series?: string }): readonly Article[]
  /** Of the front page: the newest featured one, or the newest. */
  lead(): Article | undefined
  /** @param near slugs of those alike by content, best first; by topic where they are too few */
  related(slug: string, near?: readonly string[]): readonly Article[]
  /** Its place in its series, where that has other parts. */
  series(article: Article): Series | undefined
  seriesNames(): Iterable<string>
  translations(article: Article): readonly { lang: string; path: string }[]
  topics(): readonly (NamedTopic & { count: number })[]
  /** As front.yml names them: see `frontSections`. */
  front(): readonly FrontSection[]
  /** One topic; undefined while no article has it. Dropped for that topic's changes alone. */
  topic(slug: string): NamedTopic | undefined
  author(id: string): Author | undefined
  authors(): readonly (Author & { count: number })[]
  /** The body as a function body for `@mdx-js/mdx`'s `run`: checked, without any code of the writer's. */
  body(item: Article | Page): Promise<MdxBody>
  /** Any article with a good file, also a draft or one whose time has not come or is over. */
  preview(slug: string): Article | undefined
  everything(): readonly { article: Article; state: ArticleState }[]
  /** By file, line and column. */
  faults(): readonly FileDiagnostic[]
  files(): readonly FileState[]
  hasPicture(path: string): boolean
  hasDownload(path: string): boolean
  /** Whether a text links to the file at that path below the content folder. */
  isLinked(path: string): boolean
  /** Whether the articles are away that an earlier run knew: readers are then asked to come back, not told 404. */
  isAway(): boolean
  findings(): readonly Finding[]
  refresh(): Promise<void>
  close(): void
}
