import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import { lastChange, undoableStep } from '#lib/events/event.ts'
import { selectHistory } from '#lib/events/store.ts'
import type { Change } from '#lib/events/transition.ts'
import { mailsOf, type StaffMail } from '#lib/outbox/admin.ts'
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

/** An enquiry and how it is with its deadline at this moment. */
export type DeskEnquiry = Enquiry & {
  /** The promised time is over, and nobody has answered. */
  isOverdue: boolean
  /** Milliseconds until the promised time; below zero, since. */
  msLeft: number
}

function withDeadline(enquiry: Enquiry, now: number): DeskEnquiry {
  const msLeft = enquiry.dueAt - now
  return { ...enquiry, isOverdue: isOpen(enquiry) && enquiry.answeredAt === undefined && msLeft < 0, msLeft }
}

const aPage = 25

/** One page of the desk's list. */
export type EnquiryPage = {
  enquiries: DeskEnquiry[]
  /** Of all pages. */
  total: number
  /** The one shown: the last one, when a later one was asked for. */
  page: number
  pages: number
}

/**
 * One page of what a query asks for: overdue ones first, then the open by deadline, then the held, then what is
 * done, the newest first.
 *
 * @param by who asks: a plain address of the staff
 */
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

/** How many enquiries there are; `overdue`, `mine` and `unassigned` are of the open ones. */
export type EnquiryCounts = Record<
  'open' | 'new' | 'held' | 'inProgress' | 'answered' | 'spam' | 'overdue' | 'mine' | 'unassigned',
  number
>

/** @param by who asks: a plain address of the staff */
export async function countEnquiries(deps: Pick<Context, 'db' | 'now'>, by: string): Promise<EnquiryCounts> {
  const { in_progress: inProgress, ...counts } = await countForOverview(deps.db.read, by, deps.now())
  return { ...counts, inProgress, open: counts.new + counts.held + inProgress }
}

/** One enquiry with all that staff know and may do. */
export type OpenedEnquiry = {
  enquiry: DeskEnquiry
  /** Oldest first. */
  history: EnquiryEvent[]
  /** Oldest first. */
  mails: StaffMail[]
  /** Those that may be taken now. */
  steps: EnquiryStep[]
  mayAnswer: boolean
  mayUndo: boolean
  /** Undefined when it stands as it came in, and always did. */
  lastChange?: Change<EnquiryStatus>
}

/**
 * Opens one enquiry at the desk; changes nothing.
 *
 * @param idOrReference its id, or its reference in capitals or not
 */
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
    mails: await mailsOf(deps, { kind: 'enquiry', id: enquiry.id }),
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

/** One enquiry for the eyes of staff. */
export async function findEnquiry(deps: Pick<Context, 'db'>, id: string): Promise<Enquiry | undefined> {
  return await selectEnquiry(deps.db.read, 'id', id)
}

/** One enquiry by the reference that its sender was given, in capitals or not. */
export async function findEnquiryByReference(
  deps: Pick<Context, 'db'>,
  reference: string,
): Promise<Enquiry | undefined> {
  return await selectEnquiry(deps.db.read, 'reference', reference.toUpperCase())
}

/** Every enquiry that is not answered, the most urgent first. */
export async function unansweredEnquiries(deps: Pick<Context, 'db'>): Promise<Enquiry[]> {
  return await selectUnanswered(deps.db.read)
}

/**
 * The enquiries with an open deadline, the most urgent first: neither answered nor held, because what is held mails
 * nobody.
 *
 * @param db within a transaction or not
 */
export async function openDeadlines(db: Database['read']): Promise<Enquiry[]> {
  return await selectOpenDeadlines(db)
}

/** How many enquiries that had come in by `until` may be spam, and wait for a look. */
export async function countHeldEnquiries(db: Database['read'], until: number): Promise<number> {
  return await countHeld(db, until)
}
