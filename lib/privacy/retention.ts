import { forgetSignIns } from '#lib/auth/session.ts'
import type { Context } from '#lib/context.ts'
import { claimRun, releaseRun } from '#lib/db/claimed-runs.ts'
import type { Tx } from '#lib/db/client.ts'
import { eraseEnquiries } from '#lib/enquiries/person.ts'
import { eraseFigures } from '#lib/figures/erase.ts'
import { forgetSubmissionsBefore } from '#lib/forms/deduplicate-store.ts'
import type { Job } from '#lib/jobs/every.ts'
import { eraseOldCopies } from '#lib/mail/mailbox.ts'
import { eraseOldMails, eraseTexts } from '#lib/outbox/erase-store.ts'
import { eraseReplies } from '#lib/replies/person.ts'
import { type Retention, site } from '#lib/site.ts'
import { shortenClients } from '#lib/spam/client-store.ts'
import { selectStale } from './store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Milliseconds since 1970. */
export function planRetention(periods: Retention, now: number) {
  return {
    spamBefore: now - periods.spamDays * day,
    rejectedBefore: now - periods.rejectedDays * day,
    answeredBefore: monthsBefore(now, periods.answeredMonths),
    clientsBefore: now - periods.clientDays * day,
    textsBefore: now - periods.mailTextDays * day,
    mailsBefore: monthsBefore(now, periods.mailMonths),
    figuresBefore: monthsBefore(now, periods.figureMonths),
    /** Fingerprints and sign-in requests. */
    tracesBefore: now - day,
    now,
  }
}

/** The month's last day where it has no such day. */
function monthsBefore(now: number, months: number): number {
  const date = new Date(now)
  date.setUTCMonth(date.getUTCMonth() - months)
  // A day too many is one of the next month, whose day 0 is the last one of this.
  if (date.getUTCDate() !== new Date(now).getUTCDate()) date.setUTCDate(0)
  return date.getTime()
}

const atOnce = 200

type Gone = Record<'replies' | 'enquiries' | 'clients' | 'texts' | 'mails' | 'copies' | 'figures', number>

/** Can be broken off, begun again, and done by two at the same time. */
async function runRetention(
  deps: Pick<Context, 'db' | 'settings'>,
  plan: ReturnType<typeof planRetention>,
): Promise<Gone> {
  const { db, settings } = deps
  const limit = atOnce
  const all = (erase: (tx: Tx) => Promise<number>) => untilNone(() => db.write(erase))
  const { spamBefore, rejectedBefore, answeredBefore } = plan
  const gone = {
    replies:
      (await all((tx) => eraseStale(tx, 'reply', { status: ['spam', 'bin'], before: spamBefore }))) +
      (await all((tx) => eraseStale(tx, 'reply', { status: ['rejected'], before: rejectedBefore }))),
    enquiries:
      (await all((tx) => eraseStale(tx, 'enquiry', { status: ['spam'], before: spamBefore }))) +
      (await all((tx) => eraseStale(tx, 'enquiry', { status: ['answered'], before: answeredBefore }))),
    clients: await shortenClients(db, plan.clientsBefore),
    texts: await all((tx) => eraseTexts(tx, plan.textsBefore, limit)),
    mails: await all((tx) => eraseOldMails(tx, plan.mailsBefore, limit)),
    copies: await eraseOldCopies(settings.dataDir, plan.textsBefore),
    figures: await eraseFigures(db, plan.figuresBefore),
  }
  await db.write((tx) => forgetSignIns(tx, { askedBefore: plan.tracesBefore, now: plan.now }))
  await db.wipe()
  return gone
}

async function eraseStale(
  tx: Tx,
  table: 'reply' | 'enquiry',
  stale: Omit<Parameters<typeof selectStale>[2], 'limit'>,
): Promise<number> {
  const ids = await selectStale(tx, table, { ...stale, limit: atOnce })
  await (table === 'reply' ? eraseReplies : eraseEnquiries)(tx, ids)
  return ids.length
}

async function untilNone(erase: () => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    const erased = await erase()
    total += erased
    if (erased < atOnce) return total
  }
}

type Deps = Pick<Context, 'db' | 'settings' | 'now' | 'log'>

const name = 'retention'
/** Less than a day, so that it does not get an hour later each day. */
const pause = 23 * hour

/** Fingerprints go at each call, all else once in 23 hours over all instances. @returns undefined at other times */
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
    // An hour without a failure says nothing: most have nothing to do.
    logsEach: true,
  }
}
