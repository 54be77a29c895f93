import type { Keys } from './keys.ts'

export const previewLasts = 7 * 24 * 60 * 60 * 1000

export function previewLink(keys: Keys, slug: string, now: number): { path: string; expiresAt: number } {
  const expiresAt = now + previewLasts
  return { path: `/preview/${keys.sign('preview', itemOf(slug), expiresAt)}`, expiresAt }
}

/** No slug has two hyphens in a row. */
const coded = 'utf8--'

function itemOf(slug: string): string {
  if (/^[a-z0-9-]+$/.test(slug)) return slug
  return coded + Buffer.from(slug).toString('hex')
}

export function previewedSlug(item: string): string {
  return item.startsWith(coded) ? Buffer.from(item.slice(coded.length), 'hex').toString() : item
}
