import type { Context } from '#lib/context.ts'
import type { Enquiry, Receipt } from './enquiry.ts'
import { selectEnquiry, selectUnanswered } from './store.ts'

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
