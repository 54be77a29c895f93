import type { Context } from '#lib/context.ts'
import type { Enquiry } from './enquiry.ts'
import { selectEnquiry } from './store.ts'

/** How long the page after an enquiry can be opened again: 30 days, in milliseconds. */
const receivedLasts = 30 * 24 * 60 * 60 * 1000

/** What the one who enquired is shown again. */
export type Receipt = Pick<Enquiry, 'reference' | 'createdAt' | 'dueAt'>

/** The path of the page that says an enquiry has arrived: always the same for the same enquiry. */
export function receivedPath(keys: Context['keys'], enquiry: Pick<Enquiry, 'id' | 'createdAt'>): string {
  return `/enquiry-received/${keys.sign('enquiry-received', enquiry.id, enquiry.createdAt + receivedLasts)}`
}

/**
 * What the page after an enquiry shows: nothing that was typed, because its address may travel.
 *
 * @param token last part of the address `/enquiry-received/…`
 */
export async function findReceipt(
  deps: Pick<Context, 'db' | 'keys' | 'now'>,
  token: string,
): Promise<{ kind: 'here'; receipt: Receipt } | { kind: 'expired' | 'forged' | 'missing' }> {
  const verified = deps.keys.verify('enquiry-received', token, deps.now())
  if (verified.kind !== 'valid') return { kind: verified.kind }
  const enquiry = await selectEnquiry(deps.db.read, 'id', verified.item)
  if (!enquiry) return { kind: 'missing' }
  const { reference, createdAt, dueAt } = enquiry
  return { kind: 'here', receipt: { reference, createdAt, dueAt } }
}
