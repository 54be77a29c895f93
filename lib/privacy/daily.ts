import type { Context } from '#lib/context.ts'
import { forgetSubmissionsBefore } from '#lib/forms/forget.ts'
import { site } from '#lib/site.ts'
import { clocksApart } from '#lib/time/format.ts'
import { type Gone, runRetention } from './retention.ts'
import { planRetention } from './retention-plan.ts'

type Deps = Pick<Context, 'db' | 'settings' | 'now' | 'log'>

const minute = 60_000
const hour = 60 * minute
/** Less than a day, so that it does not get an hour later each day. */
const pause = 23 * hour

/**
 * Erases what has been kept for long enough, unless that was done within the last 23 hours, by this instance or
 * another. Fingerprints of forms go each time.
 *
 * @returns how much went; undefined when it was not the time
 */
export async function retainDaily(deps: Deps): Promise<Gone | undefined> {
  const now = deps.now()
  const plan = planRetention(site.retention, now)
  // At each look: the privacy page gives them one day, not two.
  await deps.db.write((tx) => forgetSubmissionsBefore(tx, plan.tracesBefore))
  if (!(await claimDay(deps.db, now))) return undefined
  try {
    return await runRetention(deps, plan)
  } catch (error) {
    // The next hour tries again, not the next day.
    await release(deps.db).catch((cause: unknown) =>
      deps.log.warn('Retention stays put off', { error: cause }),
    )
    throw error
  }
}

/** Looks once an hour, for as long as the process lives. @returns what stops it, once the turn in hand is over */
export function startRetention(deps: Deps): () => Promise<void> {
  let turn: Promise<void> = Promise.resolve()
  const look = () => {
    turn = turn.then(() => tell(deps))
  }
  const first = setTimeout(look, minute).unref()
  const timer = setInterval(look, hour).unref()
  return async () => {
    clearTimeout(first)
    clearInterval(timer)
    await turn
  }
}

async function tell(deps: Deps): Promise<void> {
  try {
    const gone = await retainDaily(deps)
    if (gone) deps.log.info('What was kept for long enough was erased', gone)
  } catch (error) {
    deps.log.error('What was kept for long enough could not be erased', { error })
  }
}

/** Whether it is this one's turn; from then on it is no other's. */
async function claimDay(db: Deps['db'], now: number): Promise<boolean> {
  const isDone = async (reader: Deps['db']['read']) => {
    const row = await reader
      .selectFrom('heartbeat')
      .select('at')
      .where('name', '=', 'retention')
      .executeTakeFirst()
    return row !== undefined && row.at > now - pause && row.at <= now + clocksApart
  }
  // Most looks find it done: a look costs less than the right to write.
  if (await isDone(db.read)) return false
  return await db.write(async (tx) => {
    if (await isDone(tx)) return false
    await tx
      .insertInto('heartbeat')
      .values({ name: 'retention', at: now })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ at: now }))
      .execute()
    return true
  })
}

async function release(db: Deps['db']): Promise<void> {
  await db.write((tx) => tx.updateTable('heartbeat').set({ at: 0 }).where('name', '=', 'retention').execute())
}
