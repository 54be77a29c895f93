import { itemNamed } from '#lib/auth/moderation-link.ts'
import type { Context } from '#lib/context.ts'
import { type OpenedEnquiry, openEnquiry } from '#lib/enquiries/queries.ts'
import { openReply } from '#lib/replies/queries.ts'
import type { DeskReply } from '#lib/replies/reply.ts'

/** What a moderation link leads to. */
export type Moderation =
  | { kind: 'reply'; reply: DeskReply }
  | ({ kind: 'enquiry' } & OpenedEnquiry)
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
  deps: Pick<Context, 'db' | 'keys' | 'now'>,
  token: string,
): Promise<Moderation> {
  const verified = deps.keys.verify('moderate', token, deps.now())
  if (verified.kind !== 'valid') return { kind: verified.kind }
  const item = itemNamed(verified.item)
  if (item?.kind === 'reply') {
    const reply = await openReply(deps, item.id)
    if (reply) return { kind: 'reply', reply }
  }
  if (item?.kind === 'enquiry') {
    const opened = await openEnquiry(deps, item.id)
    if (opened) return { kind: 'enquiry', ...opened }
  }
  return { kind: 'missing' }
}
