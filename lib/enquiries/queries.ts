import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import type { Change } from '#lib/events/transition.ts'
import { mailsOf, type StaffMail } from '#lib/outbox/admin.ts'
import { isId, isReference } from '#lib/ulid.ts'
import { type DeskStep, deskSteps, mayUndo } from './decide.ts'
import type { Enquiry } from './enquiry.ts'
import { type HistoryEntry, historyOf, lastChange } from './history.ts'
import { type DeskEnquiry, standing } from './standing.ts'
import { selectEnquiry } from './store.ts'

/** One enquiry with all that staff know and may do. */
export type OpenedEnquiry = {
  enquiry: DeskEnquiry
  /** Oldest first. */
  history: HistoryEntry[]
  /** Oldest first. */
  mails: StaffMail[]
  /** Those that may be taken now. */
  steps: DeskStep[]
  mayAnswer: boolean
  mayUndo: boolean
  /** Undefined when it stands as it came in, and always did. */
  lastChange?: Change<Enquiry['status']>
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
  const history = await historyOf(read, enquiry.id)
  const last = lastChange(enquiry, history)
  return {
    enquiry: standing(enquiry, deps.now()),
    history,
    mails: await mailsOf(deps, { kind: 'enquiry', id: enquiry.id }),
    steps: stepsFrom(enquiry.status),
    mayAnswer: enquiry.status !== 'spam',
    mayUndo: mayUndo(history),
    ...(last && { lastChange: last }),
  }
}

async function selectNamed(db: Database['read'], idOrReference: string): Promise<Enquiry | undefined> {
  if (isReference(idOrReference)) return await selectEnquiry(db, 'reference', idOrReference.toUpperCase())
  return isId(idOrReference) ? await selectEnquiry(db, 'id', idOrReference) : undefined
}

function stepsFrom(status: Enquiry['status']): DeskStep[] {
  const steps = Object.entries(deskSteps) as [DeskStep, { from: readonly Enquiry['status'][] }][]
  return steps.filter(([, { from }]) => from.includes(status)).map(([name]) => name)
}
