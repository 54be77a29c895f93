import Sqlite from 'better-sqlite3'
import { columns, schemaVersion } from './index-store.ts'
import { createKeptIds } from './kept-ids.ts'

export type DocRow = {
  id: number
  kind: 'article' | 'page'
  slug: string
  title: string
  about: string
  topics: string
  authors: string
  series: string
  lang: string
  at: number
  year: number
}

export type TextRow = Pick<DocRow, 'kind' | 'slug' | 'title' | 'about' | 'lang'> & { text: Uint8Array }

type Scored = readonly [id: number, score: number]

/** How much a word says by where it stands; by `columns`. */
const weights = [12, 5, 4, 6, 8, 1, 0.3, 6, 2.5, 2, 3, 0.5]

/** Ids that frequent words match: two megabytes. */
const mostKept = 500_000

export type Reader = ReturnType<typeof openReader>

/** @throws when the file is not there, or of another version */
export function openReader(file: string) {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 2_000 })
  db.pragma('cache_size = -6000')
  const version = db.prepare(`select value from meta where name = 'version'`).pluck().get()
  if (version !== String(schemaVersion)) throw new Error('The index is of another version.')
  const matching = db.prepare<[string], number>('select rowid from terms where terms match ?').pluck()
  const scoring = db
    .prepare<[string, number], Scored>(
      `select rowid, -bm25(terms, ${weights.slice(0, columns.length).join(', ')}) from terms where terms match ? limit ?`,
    )
    .raw()
  const fields = 'id, kind, slug, title, about, topics, authors, series, lang, at, year'
  const text = db.prepare<[number], TextRow>(
    'select kind, slug, title, about, lang, text from docs where id = ?',
  )
  const bySlug = db.prepare<[string], number>('select id from docs where key = ?').pluck()
  const someWords = db
    .prepare<[string, number], [string, number]>(
      'select term, count from words where term > ? order by term limit ?',
    )
    .raw()
  const dataVersion = db.prepare<[], number>('pragma data_version').pluck()
  let seenVersion: number | undefined
  const kept = createKeptIds(mostKept)
  const shown = db.prepare<[string], string | null>('select shown from words where term = ?').pluck()

  return {
    docs: () => db.prepare<[], DocRow>(`select ${fields} from docs`).iterate(),
    doc: (id: number) => db.prepare<[number], DocRow>(`select ${fields} from docs where id = ?`).get(id),
    /** Ids of what an expression of FTS5 matches. */
    ids(expression: string): Uint32Array {
      const known = kept.get(expression)
      if (known) return known
      const ids = new Uint32Array(matching.all(expression))
      kept.add(expression, ids)
      return ids
    },
    /** What is remembered holds until somebody writes, be it another process. */
    refresh(): void {
      const version = dataVersion.get()
      if (version === seenVersion) return
      seenVersion = version
      kept.clear()
    },
    /** The higher the better; at most so many, in no order. */
    scored: (expression: string, most: number): Scored[] => scoring.all(expression, most),
    text: (id: number) => text.get(id),
    idOf: (key: string) => bySlug.get(key),
    words: (after: string, most: number) => someWords.all(after, most),
    /** As it was written, with its accents. */
    shown: (term: string) => shown.get(term) ?? term,
    close: () => db.close(),
  }
}
