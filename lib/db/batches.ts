/** Fewer parameters than either engine takes in one query. */
const most = 500

/** Asks for some of them at a time; for none where there are none, as `in ()` is no SQL. */
export async function inBatches<Key, Row>(
  keys: readonly Key[],
  ask: (some: readonly Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[][] = []
  for (let at = 0; at < keys.length; at += most) rows.push(await ask(keys.slice(at, at + most)))
  return rows.flat()
}
