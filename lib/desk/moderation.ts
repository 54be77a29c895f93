import { type Item, itemNamed } from '#lib/auth/moderation-link.ts'
import type { Context } from '#lib/context.ts'
import { takeStep, undoStep } from '#lib/enquiries/decide.ts'
import { type Enquiry, enquiryTransitions, isEnquiryStep } from '#lib/enquiries/enquiry.ts'
import {
  findEnquiry,
  findEnquiryByReference,
  type OpenedEnquiry,
  openEnquiry,
} from '#lib/enquiries/queries.ts'
import type { Outcome } from '#lib/events/transition.ts'
import { decideReply, undoReply } from '#lib/replies/decide.ts'
import { findReply, openReply } from '#lib/replies/queries.ts'
import { type DeskReply, isReplyDecision, type Reply, replyTransitions } from '#lib/replies/reply.ts'
import { isId, isReference } from '#lib/ulid.ts'

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
  deps: Pick<Context, 'db' | 'settings' | 'keys' | 'outbox' | 'now' | 'newId' | 'invalidate'>,
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
  if (item?.kind === 'reply' && isReplyDecision(decision) && replyTransitions[decision].byMail)
    return await decideReply(deps, { ...decided, decision })
  if (item?.kind === 'enquiry' && isEnquiryStep(decision) && enquiryTransitions[decision].byMail)
    return await takeStep(deps, { ...decided, step: decision })
  return { kind: 'unknown' }
}

/** Something that staff decide about. */
export type FoundItem = { kind: 'reply'; reply: Reply } | { kind: 'enquiry'; enquiry: Enquiry }

/**
 * What staff mean by a text: the address or token of a moderation link, also an expired one; the reference of an
 * enquiry; the id of a reply or an enquiry. For the terminal of whoever runs the site: no link is needed.
 *
 * @returns `forged` for a link that this site did not sign, `missing` for what is not or no longer kept,
 *   `unknown` for a text that is none of these
 */
export async function findMeant(
  deps: Pick<Context, 'db' | 'keys' | 'now'>,
  text: string,
): Promise<FoundItem | { kind: 'forged' | 'missing' | 'unknown' }> {
  const missing = { kind: 'missing' } as const
  if (isReference(text)) {
    const enquiry = await findEnquiryByReference(deps, text)
    return enquiry ? { kind: 'enquiry', enquiry } : missing
  }
  const id = text.toLowerCase()
  if (isId(id))
    return (
      (await findItem(deps, { kind: 'reply', id })) ??
      (await findItem(deps, { kind: 'enquiry', id })) ??
      missing
    )
  const inAddress = /\/moderate\/([^/?#\s]*)/.exec(text)?.[1]
  const verified = deps.keys.verify('moderate', inAddress ?? text, deps.now())
  if (verified.kind === 'forged') return { kind: inAddress === undefined ? 'unknown' : 'forged' }
  const item = itemNamed(verified.item)
  return (item && (await findItem(deps, item))) ?? missing
}

async function findItem(deps: Pick<Context, 'db'>, item: Item): Promise<FoundItem | undefined> {
  if (item.kind === 'reply') {
    const reply = await findReply(deps, item.id)
    return reply && { kind: 'reply', reply }
  }
  const enquiry = await findEnquiry(deps, item.id)
  return enquiry && { kind: 'enquiry', enquiry }
}
