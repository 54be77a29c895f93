import { createHash } from 'node:crypto'
import type { Focus } from './focus.ts'

/**
 * What other sites show of a page: 1.91:1, as Facebook, LinkedIn and X ask for, a JPEG because LinkedIn takes no WebP
 * and no AVIF, and light because WhatsApp leaves out what has more than 300 kB (600 by others' count).
 * @see https://developers.facebook.com/docs/sharing/webmasters/images
 */
export const shareSize = { width: 1200, height: 630 } as const
export const heaviestShare = 300_000

/**
 * Where the picture to be shared of an article or author at `path` is served. Other sites keep it by its address for
 * weeks: a changed picture, or another part of it, has another one.
 * @param version of the picture's content
 */
export function sharePath(path: string, version: string, focus: Focus | undefined): string {
  const seed = JSON.stringify([version, focus])
  return `/pictures/share/${createHash('sha256').update(seed).digest('hex').slice(0, 10)}${path}.jpg`
}

/** The kind and name of what a share picture is of, and whether its address is any at all. */
export function sharedBy(path: string): { kind: 'articles' | 'authors'; name: string } | undefined {
  const [, kind, name] =
    /^\/pictures\/share\/[0-9a-f]{10}\/(articles|authors)\/([^/]+)\.jpg$/.exec(path) ?? []
  return name && (kind === 'articles' || kind === 'authors') ? { kind, name } : undefined
}
