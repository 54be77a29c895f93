import type { Tx } from '#lib/db/client.ts'
import type { Decider } from '#lib/events/transition.ts'
import { announceReleased, type MailDeps } from './announce.ts'
import type { Enquiry } from './enquiry.ts'
import { type answeredBy, type HistoryEntry, record } from './history.ts'
import { changeEnquiry } from './store.ts'

/**
 * Takes an enquiry to another status, and writes it into its history. One that was held gets its mails with the
 * step that releases it.
 *
 * @returns whether there are mails to leave
 */
export async function step(
  tx: Tx,
  deps: MailDeps,
  { enquiry, history }: { enquiry: Enquiry; history: readonly HistoryEntry[] },
  taken: { to: Enquiry['status']; how?: (typeof answeredBy)[number] | undefined } & Decider,
): Promise<boolean> {
  const { to, how, by, fromMail } = taken
  const at = deps.now()
  const hasMails = await announceReleased(tx, deps, enquiry, { to, at, by }, history)
  await changeEnquiry(tx, enquiry.id, {
    ...{ status: to, decidedAt: at, decidedBy: by },
    answeredAt: enquiry.answeredAt ?? (to === 'answered' ? at : undefined),
  })
  const happening = { kind: 'step', from: enquiry.status, to, ...(how && { how }) } as const
  await record(tx, enquiry.id, happening, { id: deps.newId(), at, by, ...(fromMail && { fromMail }) })
  return hasMails
}
