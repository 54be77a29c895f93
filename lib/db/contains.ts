import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { fold } from '#lib/fold.ts'

const mostWords = 8

/** `columns` were folded (lib/fold.ts) when they were stored; never a visitor's words. */
export function containsAll(columns: readonly RawBuilder<unknown>[], text: string): Expression<SqlBool> {
  const words = fold(text)
    // NUL ends a text in PostgreSQL.
    .split(/[\s\p{Cc}]+/u)
    .filter(Boolean)
    .slice(0, mostWords)
  const each = words.map((word) => {
    const tests = columns.map((column) => sql<SqlBool>`${column} like ${pattern(word)} escape '!'`)
    return sql<SqlBool>`(${sql.join(tests, sql` or `)})`
  })
  return each.length ? sql<SqlBool>`(${sql.join(each, sql` and `)})` : sql<SqlBool>`1 = 1`
}

function pattern(word: string): string {
  return `%${word.replace(/[!%_]/g, '!$&')}%`
}
