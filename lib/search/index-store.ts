import { rmSync, statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { type PlainText, packed, unpacked } from '#lib/content/plain-text.ts'
import { isLocked, isUnavailable } from '#lib/db/errors.ts'
import { codeOf } from '#lib/errors.ts'
import type { Entry } from './entry.ts'
import { type Stems, stemsIn } from './stems.ts'
import { joinedTerm, type Token, tokensOf } from './tokens.ts'

/** Another one means another file: whoever changes what stands in the tables, or how words are taken apart, counts on. */
export const schemaVersion = 6

/** Of each column with words there is one with their stems. */
export const columns = [
  ...['title', 'headings', 'about', 'topics', 'authors', 'body', 'aside'],
  ...['title_stems', 'headings_stems', 'about_stems', 'topics_stems', 'body_stems'],
] as const

const tables = `
  create table meta (name text primary key, value text) without rowid;
  create table docs (
    id integer primary key, key text not null unique, mark text not null, kind text not null, slug text not null,
    title text not null, about text not null, topics text not null, authors text not null, series text not null,
    lang text not null, at integer not null, year integer not null, hash text not null, text blob not null
  );
  create table words (term text primary key, count integer not null, shown text) without rowid;
  create virtual table terms using fts5(${columns.join(', ')}, content = '', contentless_delete = 1, tokenize = 'ascii');
`

/** `bytes`: its text as it is kept, where it came so. */
type Written = { entry: Entry; plain: PlainText; bytes?: Uint8Array }

type Row = { id: number; title: string; about: string; topics: string; authors: string; text: Uint8Array }

/** One that is of another version, or damaged, gives way to an empty one. */
export function openIndex(file: string) {
  let db = opened(file) ?? anew(file)
  let statements = prepared(db)
  /** What the running batch adds to the count of each word. */
  let counts = new Map<string, { by: number; shown: string | null }>()
  let seen = new Set<string>()

  function count(texts: readonly WithTokens[], by: 1 | -1): void {
    const counted = new Set<string>()
    for (const [text, tokens] of texts)
      for (const { term, from, to, isPair } of tokens) {
        if (isPair || counted.has(term)) continue
        counted.add(term)
        const known = counts.get(term)
        if (known) known.by += by
        else {
          const shown = text.slice(from, to).toLowerCase().normalize('NFC')
          counts.set(term, { by, shown: shown === term ? null : shown })
        }
      }
  }

  function writeCounts(): void {
    for (const [term, { by, shown }] of counts) {
      if (by) statements.addCount.run(term, by, shown)
      if (by < 0) statements.dropCount.run(term)
    }
    counts = new Map()
  }

  function remove(key: string): number | undefined {
    const row = statements.doc.get(key)
    if (!row) return undefined
    const { text, aside } = unpacked(row.text)
    const texts = [row.title, row.about, ...labelsIn(row.topics), ...labelsIn(row.authors), text, aside]
    count(texts.map(withTokens), -1)
    statements.dropTerms.run(row.id)
    statements.dropDoc.run(row.id)
    return row.id
  }

  function put({ entry, plain, bytes }: Written, stems: Stems): number {
    const before = remove(entry.key)
    const { key, mark, kind, slug, title, description, headings, topics, authors, series, lang } = entry
    const labels = topics.map(([, label]) => label)
    const names = authors.map(([, name]) => name)
    const row = [key, mark, kind, slug, title, description, JSON.stringify(topics), JSON.stringify(authors)]
    const { lastInsertRowid } = statements.addDoc.run(
      before ?? null,
      ...row,
      series,
      lang,
      entry.at,
      entry.year,
      entry.hash,
      bytes ?? packed(plain),
    )
    const id = Number(lastInsertRowid)
    const withStems = [title, headings.join('\n'), description, [...labels, series].join('\n')]
    const { text, aside } = plain
    const own = [...withStems, names.join('\n'), text, aside].map(withTokens)
    const [ofTitle, , ofAbout, , ofNames, ofText, ofAside] = own
    const stemmed = [...withStems.keys(), 5].map((at) => furtherTerms(...(own[at] ?? nothing), stems))
    const terms = own.map(([, tokens]) => tokens.map(({ term }) => term).join(' '))
    statements.addTerms.run(id, ...terms, ...stemmed)
    const counted = [ofTitle, ofAbout, ...labels.map(withTokens), ofNames, ofText, ofAside]
    count(
      counted.map((one) => one ?? nothing),
      1,
    )
    return id
  }

  return {
    isBuilt: () => db.prepare(`select 1 from meta where name = 'built'`).get() !== undefined,
    /** @returns keys that are not there as they are now */
    compare(marks: readonly (readonly [key: string, mark: string])[]): string[] {
      const known = db.prepare<[string], string>('select mark from docs where key = ?').pluck()
      for (const [key] of marks) seen.add(key)
      return marks.flatMap(([key, mark]) => (known.get(key) === mark ? [] : [key]))
    },
    /** Of what was not compared since this was last asked. */
    unseen(): string[] {
      const keys = db.prepare<[], string>('select key from docs').pluck().all()
      const rest = keys.filter((key) => !seen.has(key))
      seen = new Set()
      return rest
    },
    async write(entries: readonly Written[], removed: readonly string[]): Promise<number[]> {
      const ready = new Map<string, Stems>()
      for (const { entry } of entries) ready.set(entry.lang, await stemsIn(entry.lang))
      counts = new Map()
      return db.transaction(() => {
        const ids = removed.flatMap((key) => remove(key) ?? [])
        for (const one of entries) ids.push(put(one, ready.get(one.entry.lang) ?? (() => [])))
        writeCounts()
        return ids
      })()
    },
    /** @param isFirst makes it as small as it can be, which nobody waits for */
    finish(isFirst: boolean): void {
      db.prepare(`insert or replace into meta values ('built', '1')`).run()
      try {
        if (isFirst) db.exec(`insert into terms (terms) values ('optimize'); vacuum`)
        db.pragma('wal_checkpoint(truncate)')
      } catch (error) {
        // Another process writes: it stays larger than it could be.
        if (!isLocked(error)) throw error
      }
    },
    /** Whether what lies on the disk can be made sense of; takes a second or two for very many articles. */
    isSound(): boolean {
      try {
        if (db.pragma('quick_check', { simple: true }) !== 'ok') return false
        db.exec(`insert into terms (terms) values ('integrity-check')`)
        return true
      } catch {
        return false
      }
    },
    /** An empty one in place of it. */
    reset(): void {
      db.close()
      db = anew(file)
      statements = prepared(db)
      seen = new Set()
    },
    close(): void {
      db.close()
    },
  }
}

/** Another process may make it at the same moment. Undefined where it is of no use. @throws when the disk takes no file */
function opened(file: string): Sqlite.Database | undefined {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) return undefined
  const db = new Sqlite(file, { timeout: 5_000 })
  try {
    prepare(db)
    const version = db
      .transaction(() => {
        if (!db.prepare('select 1 from sqlite_schema').get()) make(db)
        return db.prepare(`select value from meta where name = 'version'`).pluck().get()
      })
      .immediate()
    if (version === String(schemaVersion)) return db
  } catch (error) {
    if (isUnavailable(error) && !/SHORT_READ/.test(codeOf(error))) {
      db.close()
      throw error
    }
    // Nothing in it is worth keeping.
  }
  db.close()
  return undefined
}

/** @throws when the disk takes no file */
function anew(file: string): Sqlite.Database {
  for (const ending of ['', '-wal', '-shm', '-journal'])
    rmSync(file + ending, { force: true, recursive: true })
  const db = opened(file)
  if (!db) throw new Error('The index of the search cannot be made.')
  return db
}

function make(db: Sqlite.Database): void {
  db.exec(tables)
  db.prepare(`insert into meta values ('version', ?)`).run(String(schemaVersion))
}

function prepare(db: Sqlite.Database): void {
  db.pragma('journal_mode = wal')
  db.pragma('synchronous = normal')
  db.pragma('cache_size = -4000')
}

/** Preparing them for each text would take a tenth of the time. */
function prepared(db: Sqlite.Database) {
  const signs = (count: number) => Array.from({ length: count }, () => '?').join(', ')
  return {
    doc: db.prepare<[string], Row>('select id, title, about, topics, authors, text from docs where key = ?'),
    addDoc: db.prepare(`insert into docs values (${signs(15)})`),
    dropDoc: db.prepare('delete from docs where id = ?'),
    addTerms: db.prepare(
      `insert into terms (rowid, ${columns.join(', ')}) values (${signs(columns.length + 1)})`,
    ),
    dropTerms: db.prepare('delete from terms where rowid = ?'),
    addCount: db.prepare(
      'insert into words values (?, ?, ?) on conflict (term) do update set count = count + excluded.count',
    ),
    dropCount: db.prepare('delete from words where term = ? and count <= 0'),
  }
}

type WithTokens = readonly [text: string, tokens: readonly Token[]]

const nothing: WithTokens = ['', []]

function withTokens(text: string): WithTokens {
  return [text, tokensOf(text)]
}

function labelsIn(json: string): string[] {
  return (JSON.parse(json) as [string, string][]).map(([, label]) => label)
}

/** Stems, and words that are written together elsewhere. */
function furtherTerms(text: string, tokens: readonly Token[], stems: Stems): string {
  const all: string[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.isPair) continue
    const { term, from, to } = token
    all.push(...stems(text.slice(from, to), term))
    const joined = joinedTerm(text, token, tokens[at + 1])
    if (joined) all.push(joined)
    if (term === 'dotnet') all.push('net')
  }
  return all.join(' ')
}
