import { sql } from 'kysely'
import type { Database, Tx } from '#lib/db/client.ts'
import type { FigureRow } from '#lib/db/tables.ts'

export type Kind = FigureRow['kind']
export type Count = FigureRow

/** Whatever other instances have counted stays. At most a few hundred, in an order that all keep. */
export async function addCounts(tx: Tx, counts: readonly Count[]): Promise<void> {
  await tx
    .insertInto('figure')
    .values([...counts])
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'kind', 'subject', 'detail'])
        .doUpdateSet((row) => ({ count: row('figure.count', '+', row.ref('excluded.count')) })),
    )
    .execute()
}

/** Both days among them. */
type Span = { from: string; to: string }

const total = sql<number>`cast(sum(count) as bigint)`.as('count')

/** Of all there is, or of these subjects alone. */
export async function selectByDay(
  db: Database['read'],
  { from, to }: Span,
  subjects?: readonly string[],
): Promise<Pick<Count, 'day' | 'kind' | 'count'>[]> {
  return await db
    .selectFrom('figure')
    .select(['day', 'kind', total])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .$if(subjects !== undefined, (rows) => rows.where('subject', 'in', subjects ?? []))
    .groupBy(['day', 'kind'])
    .execute()
}

export async function selectBySubject(
  db: Database['read'],
  { from, to }: Span,
): Promise<Omit<Count, 'day'>[]> {
  return await db
    .selectFrom('figure')
    .select(['kind', 'subject', 'detail', total])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['kind', 'subject', 'detail'])
    .execute()
}

/** @returns how many rows went, of the oldest day alone; 0 when none is that old */
export async function eraseOldestDay(tx: Tx, before: string): Promise<number> {
  const { day } = await tx
    .selectFrom('figure')
    .select(({ fn }) => fn.min('day').as('day'))
    .executeTakeFirstOrThrow()
  if (!day || day >= before) return 0
  const { numDeletedRows } = await tx.deleteFrom('figure').where('day', '=', day).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
