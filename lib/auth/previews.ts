import type { Keys } from './keys.ts'

/** How long a link to an article that is not published opens it: 7 days, in milliseconds. */
export const previewLasts = 7 * 24 * 60 * 60 * 1000

/** The path under which an article can be seen before it is published, and until when. */
export function previewLink(keys: Keys, slug: string, now: number): { path: string; expiresAt: number } {
  const expiresAt = now + previewLasts
  return { path: `/preview/${keys.sign('preview', itemOf(slug), expiresAt)}`, expiresAt }
}

/** Stands before a slug whose letters a token cannot hold; no slug has two hyphens in a row. */
const coded = 'utf8--'

/** A slug as the item of a token: itself, or its bytes (UTF-8) in the letters of a token. */
function itemOf(slug: string): string {
  if (/^[a-z0-9-]+$/.test(slug)) return slug
  return coded + Buffer.from(slug).toString('hex')
}

/** The slug that is the item of a preview's token. */
export function previewedSlug(item: string): string {
  return item.startsWith(coded) ? Buffer.from(item.slice(coded.length), 'hex').toString() : item
}
