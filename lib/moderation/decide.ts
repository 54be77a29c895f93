import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import { enquirySteps, progressEnquiry } from '#lib/enquiries/progress.ts'
import { itemNamed } from '#lib/links/items.ts'
import { moderateReply, replyDecisions } from '#lib/replies/moderate.ts'
import type { Reply } from '#lib/replies/reply.ts'
import type { Runtime } from '#lib/runtime.ts'
import type { Outcome } from './outcome.ts'

/**
 * Carries out the button pressed on a moderation page. The token alone gives the right to: it is checked here.
 *
 * @param token last part of the address `/moderate/…`
 * @param decision `approve`, `reject` or `spam` for a reply; `in-progress`, `answered` or `spam` for an enquiry
 * @returns what came of it; `unknown` when this item has no such button
 */
export async function decide(
  deps: Pick<Runtime, 'db' | 'keys' | 'now' | 'newId' | 'drop'>,
  token: string,
  decision: string,
): Promise<Outcome<Reply['status'] | Enquiry['status']> | { kind: 'expired' | 'forged' | 'unknown' }> {
  const verified = deps.keys.verify('moderate', token, deps.now())
  if (verified.kind !== 'valid') return { kind: verified.kind }
  const item = itemNamed(verified.item)
  if (item?.kind === 'reply' && isKeyOf(replyDecisions, decision))
    return await moderateReply(deps, { id: item.id, decision })
  if (item?.kind === 'enquiry' && isKeyOf(enquirySteps, decision))
    return await progressEnquiry(deps, { id: item.id, step: decision })
  return { kind: 'unknown' }
}

function isKeyOf<T extends object>(object: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(object, key)
}
