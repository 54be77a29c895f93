import type { Tx } from '#lib/db/client.ts'
import type { Enquiry } from './enquiry.ts'
import { type answeredBy, record } from './history.ts'
import { changeEnquiry } from './store.ts'

/** Takes an enquiry to another status, and writes it into its history. */
export async function step(
  tx: Tx,
  enquiry: Enquiry,
  to: Enquiry['status'],
  taken: { id: string; at: number; by: string | undefined; how?: (typeof answeredBy)[number] | undefined },
): Promise<void> {
  const { at, by, how } = taken
  await changeEnquiry(tx, enquiry.id, {
    ...{ status: to, decidedAt: at, decidedBy: by },
    answeredAt: enquiry.answeredAt ?? (to === 'answered' ? at : undefined),
  })
  await record(tx, enquiry.id, { kind: 'step', from: enquiry.status, to, ...(how && { how }) }, taken)
}
