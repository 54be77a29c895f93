import { itemNamed } from '#lib/auth/moderation-link.ts'
import type { Context } from '#lib/context.ts'
import { isDeskStep, takeStep, undoStep } from '#lib/enquiries/decide.ts'
import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import type { Outcome } from '#lib/events/transition.ts'
import { decideReply, isReplyDecision, undoReply } from '#lib/replies/moderate.ts'
import type { Reply } from '#lib/replies/reply.ts'

/** What stood on the page whose button was pressed. */
export type Pressed = {
  /** The item's version; undefined in forms of an earlier version. */
  seen?: number | undefined
  /** It was told that a colleague has decided, and is to be done all the same. */
  anyway?: boolean
}

/**
 * Carries out the button pressed on a moderation page, if the item still is as it was there. The token alone gives
 * the right to: it is checked here, and says to whom it was sent.
 *
 * @param token last part of the address `/moderate/…`
 * @param decision `approve`, `reject` or `spam` for a reply; `in-progress`, `answered` or `spam` for an enquiry;
 *   `undo` for both
 * @returns what came of it; `unknown` when this item has no such button
 */
export async function decide(
  deps: Pick<Context, 'db' | 'settings' | 'keys' | 'outbox' | 'now' | 'newId' | 'drop'>,
  token: string,
  decision: string,
  { seen, anyway = false }: Pressed = {},
): Promise<Outcome<Reply['status'] | Enquiry['status']> | { kind: 'expired' | 'forged' | 'unknown' }> {
  const verified = deps.keys.verify('moderate', token, deps.now())
  if (verified.kind !== 'valid') return { kind: verified.kind }
  const item = itemNamed(verified.item, deps.settings.staffEmails)
  const decided = { id: item?.id ?? '', by: item?.sentTo, fromMail: true, seen, isOpenOnly: !anyway }
  if (decision === 'undo' && seen !== undefined && item)
    return await (item.kind === 'reply' ? undoReply : undoStep)(deps, { ...decided, seen })
  if (item?.kind === 'reply' && isReplyDecision(decision))
    return await decideReply(deps, { ...decided, decision })
  if (item?.kind === 'enquiry' && isDeskStep(decision))
    return await takeStep(deps, { ...decided, step: decision })
  return { kind: 'unknown' }
}
