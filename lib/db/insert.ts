import type { CompiledQuery, DialectAdapter, InsertObject, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** Of each database its own, by table and columns. */
const compiled = new WeakMap<DialectAdapter, Map<string, CompiledQuery>>()

/**
 * For rows that visitors make: the statement is built once, because building it takes longer than running it.
 *
 * @param row with a value for each column that it names
 * @returns false where a row of this key is to be left as it is
 */
export async function insertRow<Name extends keyof Tables>(
  tx: Transaction<Tables>,
  table: Name,
  row: InsertObject<Tables, Name>,
  { unlessThere = false } = {},
): Promise<boolean> {
  const { adapter } = tx.getExecutor()
  const statements = compiled.get(adapter) ?? new Map<string, CompiledQuery>()
  compiled.set(adapter, statements)
  const key = `${table} ${unlessThere} ${Object.keys(row)}`
  let statement = statements.get(key)
  if (!statement) {
    const insert = tx.insertInto(table).values(row)
    statement = (unlessThere ? insert.onConflict((conflict) => conflict.doNothing()) : insert).compile()
    statements.set(key, statement)
  }
  const { numAffectedRows } = await tx.executeQuery({ ...statement, parameters: Object.values(row) })
  return numAffectedRows === 1n
}
