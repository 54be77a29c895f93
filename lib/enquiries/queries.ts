import type { Context } from '#lib/context.ts'
import { lastChange, undoableStep } from '#lib/events/event.ts'
import { selectHistories, selectHistory } from '#lib/events/store.ts'
import type { Change } from '#lib/events/transition.ts'
import { mailsAbout, type StaffMail } from '#lib/outbox/admin-store.ts'
import { isId, isReference } from '#lib/ulid.ts'
import {
  answerableStatuses,
  type Enquiry,
  type EnquiryEvent,
  type EnquiryStatus,
  type EnquiryStep,
  stepsFrom,
} from './enquiry.ts'
import type { EnquiryQuery } from './filter.ts'
import { countForOverview, countList, selectForStats, selectList } from './list-store.ts'
import { countHeld, selectAfter, selectEnquiry, selectOpenDeadlines, selectUnanswered } from './store.ts'

const aPage = 25

/** The last page, when a later one was asked for. */
export async function listEnquiries(
  deps: Pick<Context, 'db' | 'now'>,
  query: EnquiryQuery,
  by: string,
): Promise<{ enquiries: Enquiry[]; total: number; page: number; pages: number }> {
  const { read } = deps.db
  const total = await countList(read, query, by)
  const pages = Math.max(1, Math.ceil(total / aPage))
  const page = Math.min(query.page ?? 1, pages)
  const part = { limit: aPage, offset: (page - 1) * aPage }
  const enquiries = await selectList(read, { query, by, now: deps.now() }, part)
  return { enquiries, total, page, pages }
}

/** For the figures: without spam and held ones. */
export const enquiriesSince = (deps: Pick<Context, 'db'>, since: number) =>
  selectForStats(deps.db.read, since)

export type EnquiryCounts = Awaited<ReturnType<typeof countForOverview>>

export async function countEnquiries(deps: Pick<Context, 'db' | 'now'>, by: string): Promise<EnquiryCounts> {
  return await countForOverview(deps.db.read, by, deps.now())
}

const part = 500

/** Whatever became of them, by id, some at a time. */
export async function* everyEnquiry(
  deps: Pick<Context, 'db'>,
): AsyncGenerator<Enquiry & { history: EnquiryEvent[] }> {
  for (let after = ''; ; ) {
    const enquiries = await selectAfter(deps.db.read, after, part)
    const ids = enquiries.map(({ id }) => id)
    const histories = await selectHistories<EnquiryStatus>(deps.db.read, ids)
    for (const enquiry of enquiries) yield { ...enquiry, history: histories.get(enquiry.id) ?? [] }
    if (enquiries.length < part) return
    after = enquiries.at(-1)?.id ?? ''
  }
}

export type OpenedEnquiry = {
  enquiry: Enquiry
  history: EnquiryEvent[]
  mails: StaffMail[]
  steps: EnquiryStep[]
  mayAnswer: boolean
  mayUndo: boolean
  lastChange?: Change<EnquiryStatus>
}

export async function openEnquiry(
  deps: Pick<Context, 'db'>,
  idOrReference: string,
): Promise<OpenedEnquiry | undefined> {
  const { read } = deps.db
  const enquiry = await findEnquiry(deps, idOrReference)
  if (!enquiry) return undefined
  const history = await selectHistory<EnquiryStatus>(read, enquiry.id)
  const last = lastChange(enquiry, history)
  return {
    enquiry,
    history,
    mails: await mailsAbout(deps.db.read, { kind: 'enquiry', id: enquiry.id }),
    steps: stepsFrom(enquiry.status),
    mayAnswer: answerableStatuses.includes(enquiry.status),
    mayUndo: undoableStep(history) !== undefined,
    ...(last && { lastChange: last }),
  }
}

export async function findEnquiry(
  { db }: Pick<Context, 'db'>,
  idOrReference: string,
): Promise<Enquiry | undefined> {
  if (isReference(idOrReference))
    return await selectEnquiry(db.read, 'reference', idOrReference.toUpperCase())
  return isId(idOrReference) ? await selectEnquiry(db.read, 'id', idOrReference) : undefined
}

export const unansweredEnquiries = selectUnanswered
export const openDeadlines = selectOpenDeadlines
export const countHeldEnquiries = countHeld
