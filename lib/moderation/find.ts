import { type Item, itemNamed } from '#lib/auth/moderation-link.ts'
import type { Context } from '#lib/context.ts'
import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import { findEnquiry, findEnquiryByReference } from '#lib/enquiries/find.ts'
import { findReply } from '#lib/replies/find.ts'
import type { Reply } from '#lib/replies/reply.ts'
import { isId, isReference } from '#lib/ulid.ts'

/** Something that staff decide about. */
export type FoundItem = { kind: 'reply'; reply: Reply } | { kind: 'enquiry'; enquiry: Enquiry }

/** What an item's kind and id stand for; undefined when it is no longer kept. */
export async function findItem(deps: Pick<Context, 'db'>, item: Item): Promise<FoundItem | undefined> {
  if (item.kind === 'reply') {
    const reply = await findReply(deps, item.id)
    return reply && { kind: 'reply', reply }
  }
  const enquiry = await findEnquiry(deps, item.id)
  return enquiry && { kind: 'enquiry', enquiry }
}

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
