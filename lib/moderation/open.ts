import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import { findEnquiry } from '#lib/enquiries/find.ts'
import { itemNamed } from '#lib/links/items.ts'
import { findReply } from '#lib/replies/find.ts'
import type { Reply } from '#lib/replies/reply.ts'
import type { Runtime } from '#lib/runtime.ts'

/** What a moderation link leads to. */
export type Moderation =
  | { kind: 'reply'; reply: Reply }
  | { kind: 'enquiry'; enquiry: Enquiry }
  /** Signed by us, but too long ago. */
  | { kind: 'expired' }
  /** Not signed by us, or cut short. */
  | { kind: 'forged' }
  /** Signed, but what it names is no longer kept. */
  | { kind: 'missing' }

/**
 * Opens what a moderation link leads to; changes nothing.
 *
 * @param token last part of the address `/moderate/…`
 */
export async function openModeration(
  deps: Pick<Runtime, 'db' | 'keys' | 'now'>,
  token: string,
): Promise<Moderation> {
  const verified = deps.keys.verify('moderate', token, deps.now())
  if (verified.kind !== 'valid') return { kind: verified.kind }
  const item = itemNamed(verified.item)
  if (item?.kind === 'reply') {
    const reply = await findReply(deps, item.id)
    if (reply) return { kind: 'reply', reply }
  }
  if (item?.kind === 'enquiry') {
    const enquiry = await findEnquiry(deps, item.id)
    if (enquiry) return { kind: 'enquiry', enquiry }
  }
  return { kind: 'missing' }
}
