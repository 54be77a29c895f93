import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import { lastChange, undoableStep } from '#lib/events/event.ts'
import { selectHistory } from '#lib/events/store.ts'
import type { Change } from '#lib/events/transition.ts'
import { mailsAbout, type StaffMail } from '#lib/outbox/admin-store.ts'
import { isId, isReference } from '#lib/ulid.ts'
import {
  answerableStatuses,
  type Enquiry,
  type EnquiryEvent,
  type EnquiryStatus,
  type EnquiryStep,
  isOpen,
  stepsFrom,
} from './enquiry.ts'
import type { EnquiryQuery } from './filter.ts'
import { countForOverview, countList, selectList } from './list-store.ts'
import { countHeld, selectEnquiry, selectOpenDeadlines, selectUnanswered } from './store.ts'

export type DeskEnquiry = Enquiry & {
  isOverdue: boolean
  msLeft: number
}

function withDeadline(enquiry: Enquiry, now: number): DeskEnquiry {
  const msLeft = enquiry.dueAt - now
  return { ...enquiry, isOverdue: isOpen(enquiry) && enquiry.answeredAt === undefined && msLeft < 0, msLeft }
}

const aPage = 25

export type EnquiryPage = {
  enquiries: DeskEnquiry[]
  total: number
  /** The last one, when a later one was asked for. */
  page: number
  pages: number
}

export async function listEnquiries(
  deps: Pick<Context, 'db' | 'now'>,
  query: EnquiryQuery,
  by: string,
): Promise<EnquiryPage> {
  const { db } = deps
  const now = deps.now()
  const total = await countList(db.read, query, by)
  const pages = Math.max(1, Math.ceil(total / aPage))
  const page = Math.min(query.page ?? 1, pages)
  const part = { limit: aPage, offset: (page - 1) * aPage }
  const enquiries = await selectList(db.read, { query, by, now }, part)
  return { enquiries: enquiries.map((enquiry) => withDeadline(enquiry, now)), total, page, pages }
}

/** `overdue`, `mine` and `unassigned` are of the open ones. */
export type EnquiryCounts = Record<
  'open' | 'new' | 'held' | 'inProgress' | 'answered' | 'spam' | 'overdue' | 'mine' | 'unassigned',
  number
>

export async function countEnquiries(deps: Pick<Context, 'db' | 'now'>, by: string): Promise<EnquiryCounts> {
  const { in_progress: inProgress, ...counts } = await countForOverview(deps.db.read, by, deps.now())
  return { ...counts, inProgress, open: counts.new + counts.held + inProgress }
}

export type OpenedEnquiry = {
  enquiry: DeskEnquiry
  history: EnquiryEvent[]
  mails: StaffMail[]
  steps: EnquiryStep[]
  mayAnswer: boolean
  mayUndo: boolean
  lastChange?: Change<EnquiryStatus>
}

export async function openEnquiry(
  deps: Pick<Context, 'db' | 'now'>,
  idOrReference: string,
): Promise<OpenedEnquiry | undefined> {
  const { read } = deps.db
  const enquiry = await selectNamed(read, idOrReference)
  if (!enquiry) return undefined
  const history = await selectHistory<EnquiryStatus>(read, enquiry.id)
  const last = lastChange(enquiry, history)
  return {
    enquiry: withDeadline(enquiry, deps.now()),
    history,
    mails: await mailsAbout(deps.db.read, { kind: 'enquiry', id: enquiry.id }),
    steps: stepsFrom(enquiry.status),
    mayAnswer: answerableStatuses.includes(enquiry.status),
    mayUndo: undoableStep(history) !== undefined,
    ...(last && { lastChange: last }),
  }
}

async function selectNamed(db: Database['read'], idOrReference: string): Promise<Enquiry | undefined> {
  if (isReference(idOrReference)) return await selectEnquiry(db, 'reference', idOrReference.toUpperCase())
  return isId(idOrReference) ? await selectEnquiry(db, 'id', idOrReference) : undefined
}

export async function findEnquiryNamed(
  deps: Pick<Context, 'db'>,
  idOrReference: string,
): Promise<Enquiry | undefined> {
  return await selectNamed(deps.db.read, idOrReference)
}

export async function findEnquiry(deps: Pick<Context, 'db'>, id: string): Promise<Enquiry | undefined> {
  return await selectEnquiry(deps.db.read, 'id', id)
}

export async function findEnquiryByReference(
  deps: Pick<Context, 'db'>,
  reference: string,
): Promise<Enquiry | undefined> {
  return await selectEnquiry(deps.db.read, 'reference', reference.toUpperCase())
}

export async function unansweredEnquiries(deps: Pick<Context, 'db'>): Promise<Enquiry[]> {
  return await selectUnanswered(deps.db.read)
}

/** Neither answered nor held, because what is held mails nobody; the most urgent first. */
export async function openDeadlines(db: Database['read']): Promise<Enquiry[]> {
  return await selectOpenDeadlines(db)
}

export async function countHeldEnquiries(db: Database['read'], until: number): Promise<number> {
  return await countHeld(db, until)
}
