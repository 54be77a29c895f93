import type { Context } from '#lib/context.ts'
import { claimRun, releaseRun } from '#lib/db/claimed-runs.ts'
import { forgetSubmissionsBefore } from '#lib/forms/forget.ts'
import type { Job } from '#lib/jobs/every.ts'
import { site } from '#lib/site.ts'
import { type Gone, runRetention } from './retention.ts'
import { planRetention } from './retention-plan.ts'

type Deps = Pick<Context, 'db' | 'settings' | 'now' | 'log'>

const minute = 60_000
const hour = 60 * minute
const name = 'retention'
/** Less than a day, so that it does not get an hour later each day. */
const pause = 23 * hour

/**
 * Erases what has been kept for long enough, unless any instance did so within the last 23 hours. Fingerprints of forms
 * go each time: the privacy page gives them one day, not two.
 *
 * @returns how much went; undefined when it was not the time
 */
export async function retainDaily(deps: Deps): Promise<Gone | undefined> {
  const now = deps.now()
  const plan = planRetention(site.retention, now)
  await deps.db.write((tx) => forgetSubmissionsBefore(tx, plan.tracesBefore))
  if (!(await claimRun(deps.db, { name, now, pause }))) return undefined
  try {
    return await runRetention(deps, plan)
  } catch (error) {
    // The next hour tries again, not the next day.
    await releaseRun(deps.db, name).catch((cause: unknown) =>
      deps.log.warn('Retention stays put off', { error: cause }),
    )
    throw error
  }
}

export function retentionJob(deps: Deps): Job {
  return {
    ...{ every: hour, first: minute },
    async run() {
      const gone = await retainDaily(deps)
      if (gone) deps.log.info('What was kept for long enough was erased', gone)
    },
    fails: 'What was kept for long enough could not be erased',
    works: 'What was kept for long enough can be erased again',
  }
}
