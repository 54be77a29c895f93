import type { Runtime } from '#lib/runtime.ts'
import type { Keys } from './keys.ts'

const day = 24 * 60 * 60 * 1000

/** How long a link to moderate one item opens it. */
export const moderationLasts = 14 * day

/** How long the page after an enquiry can be opened again. */
export const receivedLasts = 30 * day

/** What staff decide about. */
export type Item = { kind: 'reply' | 'enquiry'; id: string }

/** The path of the page on which staff decide about one item, and until when it opens. */
export function moderationLink(keys: Keys, item: Item, now: number): { path: string; expiresAt: number } {
  const expiresAt = now + moderationLasts
  return { path: `/moderate/${keys.sign('moderate', `${item.kind}-${item.id}`, expiresAt)}`, expiresAt }
}

/** Makes the absolute address of an item's moderation page, fresh at each call. */
export function itemLink(deps: Pick<Runtime, 'keys' | 'settings' | 'now'>): (item: Item) => string {
  return (item) => deps.settings.siteUrl + moderationLink(deps.keys, item, deps.now()).path
}

/** The item that a moderation token names, once its signature is known to be right. */
export function itemNamed(signed: string): Item | undefined {
  const [, kind, id] = /^(reply|enquiry)-(.+)$/.exec(signed) ?? []
  return id && (kind === 'reply' || kind === 'enquiry') ? { kind, id } : undefined
}

/**
 * The path of the page that says an enquiry has arrived: always the same for the same enquiry.
 *
 * @param enquiry.createdAt milliseconds since 1970
 */
export function receivedPath(keys: Keys, enquiry: { id: string; createdAt: number }): string {
  return `/enquiry-received/${keys.sign('enquiry-received', enquiry.id, enquiry.createdAt + receivedLasts)}`
}
