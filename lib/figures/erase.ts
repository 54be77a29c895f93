import type { Database } from '#lib/db/client.ts'
import { site } from '#lib/site.ts'
import { localDay } from '#lib/time/format.ts'
import { eraseOldestDay } from './store.ts'

/** Of whole days that were over before then, one day after another. @returns how many */
export async function eraseFigures(db: Pick<Database, 'write'>, before: number): Promise<number> {
  const day = localDay(before, site.timeZone)
  for (let total = 0; ; ) {
    const erased = await db.write((tx) => eraseOldestDay(tx, day))
    if (!erased) return total
    total += erased
  }
}
