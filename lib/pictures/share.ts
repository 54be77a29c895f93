import { createHash } from 'node:crypto'
import type { Focus } from './focus.ts'

/** A JPEG, as LinkedIn takes no WebP and no AVIF; WhatsApp leaves out what has more than 300 kB. */
export const shareSize = { width: 1200, height: 630 } as const
/** Of what has no picture of its own; in public/. */
export const sitePicture = '/site.png'
export const heaviestShare = 300_000

/** Other sites keep a picture by its address for weeks: a changed one has another. */
export function sharePath(path: string, version: string, focus: Focus | undefined): string {
  const seed = JSON.stringify([version, focus])
  return `/pictures/share/${createHash('sha256').update(seed).digest('hex').slice(0, 10)}${path}.jpg`
}

export function sharedBy(path: string): { kind: 'articles' | 'authors'; name: string } | undefined {
  const [, kind, name] =
    /^\/pictures\/share\/[0-9a-f]{10}\/(articles|authors)\/([^/]+)\.(?:jpg|png)$/.exec(path) ?? []
  return name && (kind === 'articles' || kind === 'authors') ? { kind, name } : undefined
}
