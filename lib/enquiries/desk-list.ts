import type { Context } from '#lib/context.ts'
import type { EnquiryQuery } from './desk-query.ts'
import { countByStanding, countForDesk, selectForDesk } from './desk-store.ts'
import { type DeskEnquiry, standing } from './standing.ts'

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
  const total = await countForDesk(db.read, query, by)
  const pages = Math.max(1, Math.ceil(total / aPage))
  const page = Math.min(query.page ?? 1, pages)
  const part = { limit: aPage, offset: (page - 1) * aPage }
  const enquiries = await selectForDesk(db.read, { query, by, now }, part)
  return { enquiries: enquiries.map((enquiry) => standing(enquiry, now)), total, page, pages }
}

/** How many enquiries there are; `overdue`, `mine` and `unassigned` are of the open ones. */
export type EnquiryCounts = Record<
  'open' | 'new' | 'held' | 'inProgress' | 'answered' | 'spam' | 'overdue' | 'mine' | 'unassigned',
  number
>

/** @param by who asks: a plain address of the staff */
export async function countEnquiries(deps: Pick<Context, 'db' | 'now'>, by: string): Promise<EnquiryCounts> {
  const { in_progress: inProgress, ...counts } = await countByStanding(deps.db.read, by, deps.now())
  return { ...counts, inProgress, open: counts.new + counts.held + inProgress }
}
