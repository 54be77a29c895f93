import type { Context } from '#lib/context.ts'
import type { Enquiry } from './enquiry.ts'
import { selectEnquiry } from './store.ts'

const receivedLasts = 30 * 24 * 60 * 60 * 1000

type Receipt = Pick<Enquiry, 'reference' | 'createdAt' | 'dueAt'>

/** Always the same for the same enquiry. */
export function receivedPath(keys: Context['keys'], enquiry: Pick<Enquiry, 'id' | 'createdAt'>): string {
  return `/enquiry-received/${keys.sign('enquiry-received', enquiry.id, enquiry.createdAt + receivedLasts)}`
}

/** Nothing that was typed: the address may travel. */
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
