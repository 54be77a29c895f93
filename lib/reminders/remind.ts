import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import { countHeldEnquiries, openDeadlines } from '#lib/enquiries/queries.ts'
import type { Job } from '#lib/jobs/every.ts'
import type { OpenEnquiry } from '#lib/mail/message.ts'
import { type OutgoingMail, toStaff } from '#lib/outbox/mail.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'
import { undecidedReplies } from '#lib/replies/queries.ts'
import type { Site } from '#lib/site.ts'
import { clocksApart } from '#lib/time/format.ts'
import { digestDue, type Notice, noticeName, type Plan, planNotices, stages } from './plan.ts'
import { remember, toldAmong } from './store.ts'

export type Reminded = Pick<Site, 'promise' | 'timeZone' | 'digestAt'>

type Deps = Pick<Context, 'db' | 'settings' | 'outbox' | 'now' | 'newId'> & { site: Reminded }

const listed = 50

export function remindersJob(deps: Deps & Pick<Context, 'log'>): Job {
  return {
    every: 20_000,
    async run() {
      const mails = await remind(deps)
      if (mails) deps.log.info('Mails to staff about what is open are in the outbox', { mails })
    },
    fails: 'Staff cannot be told what is open',
    works: 'Staff can be told again what is open',
  }
}

/** Mails and the memory of them are stored together, so each leaves once. */
export async function remind(deps: Deps): Promise<number> {
  const { db, outbox, now } = deps
  // Most turns find nothing: a look costs less than the right to write.
  if (!(await whatIsDue(db.read, deps, now())).names.length) return 0
  const count = await db.write(async (tx) => {
    const at = now()
    const { mails, names } = await whatIsDue(tx, deps, at)
    await remember(tx, names, at)
    await enqueue(tx, mails, deps)
    return mails.length
  })
  if (count) outbox.wake()
  return count
}

type Due = { mails: OutgoingMail[]; names: string[] }

async function whatIsDue(db: Database['read'], deps: Deps, now: number): Promise<Due> {
  const enquiries = await openDeadlines(db)
  const names = enquiries.flatMap(({ id }) => stages.map((stage) => noticeName(stage, id)))
  const told = await toldAmong(db, names)
  const plan = planNotices({ enquiries, told }, deps.settings.staffEmails, now, deps.site)
  const digest = await digestOf(db, deps, enquiries, now)
  return { mails: [...noticeMails(plan), ...digest.mails], names: [...plan.names, ...digest.names] }
}

function noticeMails({ notices }: Plan): OutgoingMail[] {
  return notices.map((notice) => ({ recipient: notice.recipient, ...mailOf(notice) }))
}

function mailOf({ stage, enquiries }: Notice): Omit<OutgoingMail, 'recipient'> {
  const [first, ...more] = enquiries
  return {
    message: {
      ...{ kind: 'promise-notice', stage, count: enquiries.length },
      enquiries: enquiries.slice(0, listed).map(told),
    },
    ...(first && !more.length && { item: { kind: 'enquiry', id: first.id } }),
  }
}

/** A morning on which nothing was open is remembered too: what comes in later that day is not told as late. */
async function digestOf(db: Database['read'], deps: Deps, enquiries: Enquiry[], now: number): Promise<Due> {
  const due = digestDue(now, deps.site)
  if (!due || (await toldAmong(db, [due.name])).size) return { mails: [], names: [] }
  const names = [due.name]
  const isOpen = (createdAt: number) => createdAt <= due.at || createdAt > now + clocksApart
  const since = enquiries.filter(({ createdAt }) => isOpen(createdAt))
  const replies = await undecidedReplies(db)
  const counts = {
    enquiries: since.length,
    overdue: since.filter(({ dueAt }) => dueAt < now).length,
    heldEnquiries: await countHeldEnquiries(db, due.at),
    replies: replies.filter(({ createdAt }) => isOpen(createdAt)).length,
  }
  if (!counts.enquiries && !counts.heldEnquiries && !counts.replies) return { mails: [], names }
  const message = {
    kind: 'desk-digest',
    at: now,
    enquiries: since.slice(0, listed).map(told),
    counts,
  } as const
  return { mails: toStaff(deps, message), names }
}

function told({ id, reference, name, organisation, dueAt, assignedTo }: Enquiry): OpenEnquiry {
  return { id, reference, name, organisation, dueAt, assignedTo }
}
