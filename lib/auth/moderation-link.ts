import { hash } from 'node:crypto'
import type { Deps } from '#lib/deps.ts'
import { base32 } from '#lib/ulid.ts'
import type { Keys } from './keys.ts'

const day = 24 * 60 * 60 * 1000

const moderationLasts = 14 * day

export type Item = { kind: 'reply' | 'enquiry'; id: string }

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

export function itemLink(
  deps: Pick<Deps, 'settings' | 'now'> & { keys: Keys },
): (item: Item, sentTo?: string) => string {
  return (item, sentTo) => deps.settings.siteUrl + moderationLink(deps.keys, item, deps.now(), sentTo).path
}

/** `sentTo` is unknown in links of an earlier version, and of who is no longer staff. */
export function itemNamed(
  signed: string,
  staffEmails: readonly string[] = [],
): (Item & { sentTo?: string }) | undefined {
  const [, kind, id, mark] = /^(reply|enquiry)-([0-9a-z]+)(?:-([0-9a-z]{16}))?$/.exec(signed) ?? []
  if (!id || (kind !== 'reply' && kind !== 'enquiry')) return undefined
  const sentTo = mark && staffEmails.find((email) => markOf(email) === mark)
  return { kind, id, ...(sentTo && { sentTo }) }
}

/** 80 bits of SHA-256 in the token in place of the address: a link may travel. */
function markOf(address: string): string {
  return base32(BigInt(`0x${hash('sha256', address.toLowerCase()).slice(0, 20)}`), 16)
}
