import { NotAsFound } from '#lib/as-found.ts'
import { isUnavailable } from '#lib/db/errors.ts'
import { rulesAt } from '#lib/routes.ts'
import { RenderTimeout } from './deadline.ts'
import type { FinishedPage } from './page.ts'
import type { RendererAnswer } from './renderer.ts'

export function isPrivate(path: string): boolean {
  return rulesAt(path).audience !== 'everyone'
}

/** With the referrer policy `no-referrer` a browser would send `Origin: null` with the page's own post. */
export const privateHeaders = {
  'Referrer-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

export function deskHeaders({ cookies, disposition }: RendererAnswer): NonNullable<FinishedPage['headers']> {
  return {
    ...(cookies.length && { 'Set-Cookie': cookies }),
    ...(disposition && { 'Content-Disposition': disposition }),
  }
}

export function failureStatus(cause: unknown): 500 | 503 {
  const isPassing = isUnavailable(cause) || cause instanceof RenderTimeout || cause instanceof NotAsFound
  return isPassing ? 503 : 500
}
