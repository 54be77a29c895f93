import { already, type Outcome } from '#lib/moderation/outcome.ts'
import type { Runtime } from '#lib/runtime.ts'
import type { Enquiry } from './enquiry.ts'
import { advanceEnquiry, selectEnquiry } from './store.ts'

/** Each step that staff can take with an enquiry: from where, and to where. */
export const enquirySteps = {
  'in-progress': { from: ['new', 'held'], to: 'in_progress' },
  answered: { from: ['new', 'held', 'in_progress'], to: 'answered' },
  spam: { from: ['new', 'held', 'in_progress'], to: 'spam' },
} satisfies Record<string, { from: Enquiry['status'][]; to: Enquiry['status'] }>

export type EnquiryStep = keyof typeof enquirySteps

/**
 * Takes an enquiry a step on, once.
 *
 * @param taken.by address of the one who takes it, where it is known
 */
export async function progressEnquiry(
  deps: Pick<Runtime, 'db' | 'now'>,
  taken: { id: string; step: EnquiryStep; by?: string },
): Promise<Outcome<Enquiry['status']>> {
  const { id, by } = taken
  const { from, to } = enquirySteps[taken.step]
  const { enquiry, isDone } = await deps.db.write(async (tx) => ({
    enquiry: await selectEnquiry(tx, 'id', id),
    isDone: await advanceEnquiry(tx, { id, from, to, at: deps.now(), by }),
  }))
  if (!enquiry) return { kind: 'missing' }
  return isDone ? { kind: 'done', status: to } : already(enquiry)
}
