import { hash } from 'node:crypto'
import type { Deps } from '#lib/deps.ts'
import { base32 } from '#lib/ulid.ts'
import type { Keys } from './keys.ts'

const day = 24 * 60 * 60 * 1000

/** How long a link to moderate one item opens it. */
export const moderationLasts = 14 * day

/** What staff decide about. */
export type Item = { kind: 'reply' | 'enquiry'; id: string }

/**
 * The path of the page on which staff decide about one item, and until when it opens.
 *
 * @param sentTo the address of the staff that gets the link; its mark stands in the token, not the address
 */
export function moderationLink(
  keys: Keys,
  item: Item,
  now: number,
  sentTo?: string,
): { path: string; expiresAt: number } {
  const expiresAt = now + moderationLasts
  const named = `${item.kind}-${item.id}${sentTo === undefined ? '' : `-${markOf(sentTo)}`}`
  return { path: `/moderate/${keys.sign('moderate', named, expiresAt)}`, expiresAt }
}

/** Makes the absolute address of an item's moderation page for one of the staff, fresh at each call. */
export function itemLink(
  deps: Pick<Deps, 'settings' | 'now'> & { keys: Keys },
): (item: Item, sentTo?: string) => string {
  return (item, sentTo) => deps.settings.siteUrl + moderationLink(deps.keys, item, deps.now(), sentTo).path
}

/**
 * The item that a moderation token names, once its signature is known to be right, and which of the staff it was
 * sent to: unknown in links of an earlier version, and when the address is no longer one of the staff's.
 */
export function itemNamed(
  signed: string,
  staffEmails: readonly string[] = [],
): (Item & { sentTo?: string }) | undefined {
  const [, kind, id, mark] = /^(reply|enquiry)-([0-9a-z]+)(?:-([0-9a-z]{16}))?$/.exec(signed) ?? []
  if (!id || (kind !== 'reply' && kind !== 'enquiry')) return undefined
  const sentTo = mark && staffEmails.find((email) => markOf(email) === mark)
  return { kind, id, ...(sentTo && { sentTo }) }
}

/** 80 bits of SHA-256: tells the addresses of the staff apart, and shows none. */
function markOf(address: string): string {
  return base32(BigInt(`0x${hash('sha256', address.toLowerCase()).slice(0, 20)}`), 16)
}
