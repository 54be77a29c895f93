import type { Article, Author, Page } from './article.ts'
import type { Document } from './document.ts'
import type { FileKind } from './file-kinds.ts'
import type { Diagnostic, FileDiagnostic } from './lint/diagnostic.ts'
import type { Listings } from './listings.ts'
import type { PictureSize } from './pictures.ts'
import type { GoodDocument } from './published.ts'
import type { Reference } from './references.ts'
import type { Version } from './scan.ts'

/** Another object for each version of the file. */
export type ReadFile = { version: Version; what: FileKind; document: Document }

export type Entry = {
  file: ReadFile
  references: readonly Reference[]
  missing: readonly Diagnostic[]
  /** What is wrong between files takes nothing off the site: one removal would take others with it. */
  warnings: readonly Diagnostic[]
  nextTurn: number
}

export type Valid<K extends 'article' | 'page', Item> = {
  path: string
  document: GoodDocument<K>
  item: Item
  references: readonly Reference[]
  isPublished: boolean
  nextTurn: number
}
export type ValidArticle = Valid<'article', Article>
export type ValidPage = Valid<'page', Page>

/** Immutable; what stays the same is the same object in the next one. */
export type Snapshot = {
  now: number
  /** When something appears or goes by itself, in milliseconds since 1970. */
  nextTurn: number
  entries: ReadonlyMap<string, Entry>
  /** By path below the content folder; null for one that cannot be read. */
  pictures: ReadonlyMap<string, PictureSize | null>
  authors: ReadonlyMap<string, Author>
  /** Authors whose file was removed while articles name them. */
  goneAuthors: ReadonlySet<string>
  articles: ReadonlyMap<string, ValidArticle>
  pages: ReadonlyMap<string, ValidPage>
  listings: Listings
  /** Old paths, and the files that claim each: the first one's claim counts. */
  redirects: ReadonlyMap<string, readonly string[]>
  diagnostics: readonly FileDiagnostic[]
}
