import type { Keys } from './keys.ts'

/** How long a link to an article that is not published opens it: 7 days, in milliseconds. */
export const previewLasts = 7 * 24 * 60 * 60 * 1000

/** The path under which an article can be seen before it is published, and until when. */
export function previewLink(keys: Keys, slug: string, now: number): { path: string; expiresAt: number } {
  const expiresAt = now + previewLasts
  return { path: `/preview/${keys.sign('preview', slug, expiresAt)}`, expiresAt }
}
