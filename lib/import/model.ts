import type { Tell } from './local.ts'
import type { Place } from './place.ts'
import type { Report } from './report.ts'

/**
 * What a reader of one format (wordpress, ghost, markdown) gives to `importSite`, which makes addresses, finds
 * pictures, converts texts, writes files and keeps the record.
 */
export type Source = {
  /** In the record, before each key: `wordpress`. */
  name: string
  /**
   * Each item once, in the order of the export. Called twice: all addresses are known before the first text is
   * written. The first time what is left out or cannot be read is reported, the second time `report` is deaf.
   */
  items: (report: Report) => AsyncIterable<Item>
  /** Where the file of a picture or download is on this disk; without it, or undefined, `--pictures` is searched. */
  locate?: (address: string, by: TextItem) => string | undefined
}

export type Item = SiteItem | AuthorItem | TextItem | FileItem | RedirectItem

/** What `site.yml` is filled from where there is none yet. */
export type SiteItem = {
  kind: 'site'
  /** Under which the old site stood, with path and without slash at its end: links to them are its own. */
  addresses: string[]
  title?: string | undefined
  tagline?: string | undefined
  lang?: string | undefined
  /** IANA name. */
  timeZone?: string | undefined
}

/** Written when a text names it; of those named twice the first one. */
export type AuthorItem = {
  kind: 'author'
  /** As `TextItem.authors` has it. */
  key: string
  place: Place
  name: string
  slug?: string | undefined
  role?: string | undefined
  bio?: string | undefined
  /** Address in the old site. */
  picture?: string | undefined
  links?: string[]
  /** Of the page that listed what they wrote: `/author/jane/`. */
  oldPaths?: string[]
}

export type TextItem = {
  kind: 'article' | 'page'
  /** Stays the same in the next export of the same site, as its number there. */
  key: string
  place: Place
  /** In words: what looks like HTML in it is what readers saw. So are all names and labels. */
  title: string
  /** As the old site has it; else one is made of the title. */
  slug?: string | undefined
  date?: OldDate | undefined
  updated?: OldDate | undefined
  /** From then on the old site showed it no more. */
  expires?: OldDate | undefined
  /** Why it must not be public; undefined for what was. */
  draft?: string | undefined
  description?: string | undefined
  /** Keys of author items; one that is none is the name itself. */
  authors: string[]
  /** Labels. */
  topics: string[]
  image?: Picture | undefined
  /** Called for each that is written, so that no more than one text is held; `tell` is what became of its parts. */
  body: (tell: Tell) => Body
  /** Paths it had: `/2016/05/name/`, `/?p=12`. The core adds none but writes them all. */
  oldPaths: string[]
  lang?: string | undefined
  /** The same in each language that the old site had of this text. */
  translationKey?: string | undefined
  canonical?: string | undefined
  series?: string | undefined
  featured?: boolean | undefined
  repliesClosed?: boolean | undefined
  /** Approved ones of people alone; of a page they are told and left out by the core. */
  replies: Reply[]
}

/** With zone or in milliseconds since 1970, or as the old site's clock had it: `2016-05-06 12:30:00`. */
export type OldDate = { at: number } | { local: string }

export type Picture = { address: string; alt?: string | undefined }

/**
 * HTML is converted by the core: what a format has of its own (shortcodes, cards) its reader makes HTML of first, with
 * `figure`, `details`, `blockquote data-callout="note"`, `<a data-embed>`, `<sup data-note="key">`.
 */
export type Body =
  | {
      html: string
      /** An empty line makes a paragraph, the end of a line a break, as old editors had it. */
      isLines?: boolean
      notes?: { key: string; html: string }[]
      /** `{{ x }}` or `:::` is what readers saw, and no sign of a template. */
      isLiteral?: boolean
    }
  /** Of a `.md`: sound for this site but for addresses of pictures and links, which the core makes new. */
  | { markdown: string }

export type Reply = {
  key: string
  place: Place
  name: string
  email?: string | undefined
  website?: string | undefined
  /** Milliseconds since 1970, or local time. */
  date: OldDate
  html: string
  /** The key of the one it answers. */
  parent?: string | undefined
}

/** A picture or file of the old site's library, for what its address alone does not tell. */
export type FileItem = {
  kind: 'file'
  address: string
  alt?: string | undefined
  /** Old paths of the page it had. */
  oldPaths: string[]
}

/** Of a list: `/category/health/` now `/topics/health`. */
export type RedirectItem = { kind: 'redirect'; from: string; to: string }
