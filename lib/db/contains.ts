import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { streamSafe } from '#lib/unicode.ts'

/** More would only slow a search down. */
const mostWords = 8

/**
 * That every word of `text` stands in at least one of the columns, whatever its capitals; `%` and `_` are
 * themselves. The databases agree on the capitals of ASCII letters only: of other letters, a word is found as it
 * was typed, all small, all large, or with its first letter large.
 *
 * @param columns names of columns, never a visitor's words
 */
export function containsAll(columns: readonly string[], text: string): Expression<SqlBool> {
  // NUL ends a text in PostgreSQL.
  const words = streamSafe(text.toWellFormed())
    .normalize()
    .split(/[\s\p{Cc}]+/u)
    .filter(Boolean)
    .slice(0, mostWords)
  const each = words.map((word) => {
    const patterns = [...new Set([word, ...capitals(word)].map(asciiSmall))].map(pattern)
    const tests = columns.flatMap((column) => patterns.map((like) => holds(column, like)))
    return sql<SqlBool>`(${sql.join(tests, sql` or `)})`
  })
  return each.length ? sql<SqlBool>`(${sql.join(each, sql` and `)})` : sql<SqlBool>`1 = 1`
}

function holds(column: string, like: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`lower(${sql.ref(column)}) like ${like} escape '!'`
}

function capitals(word: string): string[] {
  const small = word.toLowerCase()
  return [small, word.toUpperCase(), small.replace(/^./u, (first) => first.toUpperCase())]
}

function asciiSmall(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function pattern(word: string): string {
  return `%${word.replace(/[!%_]/g, '!$&')}%`
}
