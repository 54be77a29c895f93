import { already, type Outcome } from '#lib/moderation/outcome.ts'
import type { Runtime } from '#lib/runtime.ts'
import type { Enquiry } from './enquiry.ts'
import { step } from './step.ts'
import { selectEnquiry } from './store.ts'

/** Each step that staff can take with an enquiry from a mail: from where, and to where. */
export const enquirySteps = {
  'in-progress': { from: ['new', 'held'], to: 'in_progress' },
  answered: { from: ['new', 'held', 'in_progress'], to: 'answered' },
  spam: { from: ['new', 'held', 'in_progress'], to: 'spam' },
} as const satisfies Record<string, { from: readonly Enquiry['status'][]; to: Enquiry['status'] }>

export type EnquiryStep = keyof typeof enquirySteps

/**
 * Takes an enquiry a step on, once.
 *
 * @param taken.by address of the one who takes it, where it is known
 */
export async function progressEnquiry(
  deps: Pick<Runtime, 'db' | 'now' | 'newId'>,
  taken: { id: string; step: EnquiryStep; by?: string },
): Promise<Outcome<Enquiry['status']>> {
  const { from, to } = enquirySteps[taken.step]
  return await deps.db.write(async (tx) => {
    const enquiry = await selectEnquiry(tx, 'id', taken.id)
    if (!enquiry) return { kind: 'missing' }
    if (!from.some((status) => status === enquiry.status)) return already(enquiry)
    await step(tx, enquiry, to, { id: deps.newId(), at: deps.now(), by: taken.by })
    return { kind: 'done', status: to }
  })
}
