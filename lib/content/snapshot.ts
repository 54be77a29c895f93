import type { Article, Author, Page } from './article.ts'
import type { Document, GoodDocument } from './document.ts'
import type { Diagnostic, FileDiagnostic } from './lint/diagnostic.ts'
import { type Listings, noListings } from './listings.ts'
import { type Organisation, usual } from './organisation/live.ts'
import type { PictureSize } from './pictures.ts'
import type { Reference } from './references.ts'

export type IndexedFile = {
  document: Document
  /** The last valid version, and what is shown of it. */
  valid?: { document: GoodDocument; item: Article | Page } | undefined
  /** Of both versions. */
  references: readonly Reference[]
  missing: readonly Diagnostic[]
  /** What is wrong between files takes nothing off the site: one removal would take others with it. */
  warnings: readonly Diagnostic[]
  nextTurn: number
}

export type Files = ReadonlyMap<string, IndexedFile>

/** Immutable; what stays the same is the same object in the next one. */
export type Snapshot = {
  now: number
  /** When something appears or goes by itself, in milliseconds since 1970. */
  nextTurn: number
  /** By path below the content folder, as all that is called a file here. */
  files: Files
  /** Null for one that cannot be read. */
  pictures: ReadonlyMap<string, PictureSize | null>
  /** Also those whose file was removed while articles name them. */
  authors: ReadonlyMap<string, Author>
  articles: ReadonlyMap<string, Article>
  pages: ReadonlyMap<string, Page>
  listings: Listings
  /** Old paths, and the files that claim each: the first one's claim counts. */
  redirects: ReadonlyMap<string, readonly string[]>
  organisation: Organisation
  diagnostics: readonly FileDiagnostic[]
}

export const emptySnapshot: Snapshot = {
  now: Number.NEGATIVE_INFINITY,
  nextTurn: Number.POSITIVE_INFINITY,
  files: new Map(),
  pictures: new Map(),
  authors: new Map(),
  articles: new Map(),
  pages: new Map(),
  listings: noListings,
  redirects: new Map(),
  organisation: usual,
  diagnostics: [],
}
