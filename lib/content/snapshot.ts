import type { Article, Author, Page } from './article.ts'
import type { Document } from './document.ts'
import type { Diagnostic, FileDiagnostic } from './lint/diagnostic.ts'
import { type Listings, noListings } from './listings.ts'
import { type Organisation, usual } from './organisation/live.ts'
import type { PictureSize } from './pictures.ts'
import type { Reference } from './references.ts'

/** Immutable; what stays the same is the same object in the next one. */
export type Snapshot = {
  now: number
  /** When something appears or goes by itself, in milliseconds since 1970. */
  nextTurn: number
  /** By path below the content folder, as all that is called a file here. */
  documents: ReadonlyMap<string, Document>
  /** Also those of the version that is shown. */
  references: ReadonlyMap<string, readonly Reference[]>
  missing: ReadonlyMap<string, readonly Diagnostic[]>
  /** What is wrong between files takes nothing off the site: one removal would take others with it. */
  warnings: ReadonlyMap<string, readonly Diagnostic[]>
  turns: ReadonlyMap<string, number>
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
  documents: new Map(),
  references: new Map(),
  missing: new Map(),
  warnings: new Map(),
  turns: new Map(),
  pictures: new Map(),
  authors: new Map(),
  articles: new Map(),
  pages: new Map(),
  listings: noListings,
  redirects: new Map(),
  organisation: usual,
  diagnostics: [],
}
