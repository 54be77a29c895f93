import { type DatabaseLocation, parseSettings } from '#lib/config.ts'
import { openDatabase } from '#lib/db/client.ts'
import { startJob } from '#lib/jobs/every.ts'
import { createLog } from '#lib/log.ts'
import { remindersJob } from '#lib/reminders/remind.ts'
import { site } from '#lib/site.ts'
import { ulid } from '#lib/ulid.ts'

/**
 * A process of its own that reminds staff until it is killed: its clock runs from a moment on, many times as
 * fast as others; see tests/contract/reminders-kill.test.ts.
 */
const [location = '', from = ''] = process.argv.slice(2)
const read = parseSettings({ STAFF_EMAIL: 'one@staff.example, two@staff.example' })
if ('problems' in read) throw new Error(read.problems.join('\n'))
const begun = performance.now()
const deps = {
  ...{
    db: await openDatabase(JSON.parse(location) as DatabaseLocation),
    settings: read.settings,
    newId: ulid,
    site,
  },
  now: () => Number(from) + Math.round((performance.now() - begun) * 20_000),
  log: createLog('error'),
  outbox: {
    wake() {},
    state: () => ({ transport: 'ok' as const, waiting: 0, retrying: 0, failed: 0, oldestWaitingMs: 0 }),
    stop: async () => {},
  },
}
startJob({ ...remindersJob(deps), every: 5 }, deps.log)
// The reminders alone keep no process alive.
setInterval(() => undefined, 1_000)
